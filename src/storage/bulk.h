#pragma once

#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/domain/event.h"
#include "storage/mention_lookup.h"
#include "storage/mention_write.h"
#include "storage/sql.h"

#include <functional>
#include <vector>

/// PostgreSQL only: many rows in one statement, by unnest; SQLite reads and writes one by one without a round trip.
/// An id that is taken is Busy: the transaction is run again and draws others.
namespace qd::bulk {

Result<void> insertEvents(SqlSession& session, std::vector<Event*>& events, UtcMillis now);
Result<void> insertConversations(SqlSession& session, const std::vector<const Conversation*>& conversations);
Result<void> insertMentions(SqlSession& session, const std::vector<NewMention>& mentions);
Result<void> addSources(SqlSession& session, const std::vector<MentionId>& mentions, SourceId source);
Result<void> addWords(SqlSession& session, MentionId id, const std::string& words, const std::string& author);
Result<void> replaceWords(SqlSession& session, MentionId id, const std::string& words, const std::string& author);

using EachMention = std::function<void(StoredMention)>;
Result<void> mentionsByKey(SqlSession& session, const std::string& platform, const std::vector<std::string>& keys,
                           const EachMention& found);
Result<void> ownMentionsByParent(SqlSession& session, const std::string& platform, const std::vector<std::string>& parents,
                                 const EachMention& found);

} // namespace qd::bulk
