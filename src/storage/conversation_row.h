#pragma once

#include "quarterdeck/domain/conversation.h"
#include "storage/sql.h"

#include <optional>
#include <string>
#include <vector>

namespace qd {

inline constexpr std::int64_t kNoDue = 9223372036854775807; ///< due_sort where no clock runs: they come last

/// What readConversation() reads, in its order; of `conversation c`.
inline constexpr const char* kConversationColumns =
    "c.id, c.key, c.platform, c.account_id, c.contact_id, c.queue_id, c.goal_id, c.status, c.substatus, c.snoozed_until, "
    "c.snooze_kind, c.hold_until, c.priority, c.assignee_id, c.direct, c.history, c.starred, c.muted, c.dismissed_reason, "
    "c.merged_into, c.thread_root, c.excerpt, c.lang, c.labels, c.waiting_since, c.newest_mention, c.next_due, c.risk_at, "
    "c.policy_id, c.policy_version, c.calendar_id, c.calendar_version, c.last_event, c.created_at, c.updated_at, "
    "c.resolved_at";
inline constexpr int kConversationColumnCount = 36;

Conversation readConversation(const SqlRow& row);

std::string labelsJson(const std::vector<LabelId>& labels); ///< sorted, each once
std::int64_t dueSortOf(const Conversation& conversation);

/// Locked against other writers until the transaction ends.
Result<std::optional<Conversation>> conversationForUpdate(SqlSession& session, ConversationId id);
Result<std::optional<Conversation>> conversationByKey(SqlSession& session, const std::string& key);

Result<void> insertConversation(SqlSession& session, const Conversation& conversation);
/// Writes what differs from `before`; indexed columns are touched only where they changed.
Result<void> updateConversation(SqlSession& session, const Conversation& before, const Conversation& after);

} // namespace qd
