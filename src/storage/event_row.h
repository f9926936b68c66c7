#pragma once

#include "quarterdeck/domain/event.h"
#include "storage/sql.h"

#include <vector>

namespace qd {

inline constexpr const char* kEventColumns = "id, conversation_id, at, recorded_at, type, actor_kind, actor_id, reason, "
                                             "mention_id, outbox_id, status_after, data";

/// What happened between the author and us, wherever the conversation was merged to since.
bool isMessageEvent(EventType type);

Event readEvent(const SqlRow& row);
std::string eventDataJson(const Event& event); ///< "" = none

/// The conversation's own rows, in id order.
Result<std::vector<Event>> ownEventsOf(SqlSession& session, ConversationId id);

/// What clocks read: its own events and the messages of conversations that were merged into it, by (at, id).
/// Rows of the others stay as they are: the log is append-only.
Result<std::vector<Event>> fullLogOf(SqlSession& session, ConversationId id);

/// Number and write events, in order: each gets an id above the one before. Drawn again where an id is taken.
Result<void> insertEvents(SqlSession& session, std::vector<Event*>& events, UtcMillis now);

} // namespace qd
