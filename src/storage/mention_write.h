#pragma once

#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/rule.h"
#include "storage/sql.h"

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace qd {

/// A mention that is to be stored, with all that is stored beside it.
struct NewMention {
    Mention mention; ///< its id drawn, its conversation set (0: none)
    ContactId contact{};
    std::vector<TraceStep> trace; ///< empty: no row
    SourceId source{};            ///< 0: seen in a thread only
};

/// Draws ids for the mentions of one transaction.
class MentionIds {
public:
    /// An id whose milliseconds are `at`, or the next free ones; not taken by a stored mention nor drawn before.
    Result<MentionId> draw(SqlSession& session, UtcMillis at);

private:
    std::unordered_set<MentionId> m_drawn;
    std::optional<std::int64_t> m_highest; ///< stored when the transaction began: what is above is free
};

/// Rows of mention, words, trace and source. The caller made sure that nobody bears the native key.
Result<void> insertMentions(SqlSession& session, const std::vector<NewMention>& mentions);

Result<void> addSources(SqlSession& session, const std::vector<MentionId>& mentions, SourceId source);

/// The index's words of a mention that has none yet.
Result<void> addWords(SqlSession& session, MentionId id, const std::string& words, const std::string& author);

/// The index's words of a mention: handed in again, as they were, to be taken out.
Result<void> replaceWords(SqlSession& session, MentionId id, const std::string& oldWords, const std::string& oldAuthor,
                          const std::string& words, const std::string& author);

/// The contact of an author, made or brought up to date (what the author left out stays). 0 for an author without id.
Result<ContactId> keepContact(SqlSession& session, const std::string& platform, const Author& author, UtcMillis seen);

} // namespace qd
