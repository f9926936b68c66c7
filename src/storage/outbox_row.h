#pragma once

#include "quarterdeck/domain/event.h"
#include "quarterdeck/domain/outbox.h"
#include "quarterdeck/storage/ingest_table.h"
#include "storage/sql.h"

#include <string>

namespace qd {

/// `not_before` of an unknown outcome that is not looked for any more: it waits for a person (2200-01-01).
inline constexpr UtcMillis kNeverByItself = UtcMillis{std::chrono::milliseconds{7'258'118'400'000}};

/// An item with who holds it now.
struct OutboxRow {
    OutboxItem item;
    std::string claimOwner; ///< "" = nobody
};

/// What readOutbox() reads, in its order.
#define QD_OUTBOX_COLUMNS                                                                                               \
    "id, conversation_id, in_reply_to, account_id, author_id, recipient, recipient_native_id, addressed, visibility, "  \
    "text, lang, media, target_native_id, target_native_key, target_reply_ref, native_conversation, state, attempts, "  \
    "not_before, operation_key, progress, started_at, looks, native_id, native_key, url, error, seen_event, "           \
    "resolve_after, created_at, sent_at, claim_owner"

OutboxRow readOutbox(const SqlRow& row);
Result<OutboxRow> loadOutboxRow(SqlSession& session, OutboxId id); ///< NotFound

/// Move an item that nobody touched since it was read, and give its claim back. What else of it changes with the state:
/// not_before, looks, error, seen. The one place where a state changes, but for claimOutbox() and recordSent().
/// @errors Conflict: mayBecome() says no, or somebody was first
Result<void> advanceOutbox(SqlSession& session, const OutboxRow& from, const OutboxItem& to);

/// One line in the conversation's log: SendQueued, SendCancelled, SendFailed, SendUnknown.
Result<void> logOutbox(SqlSession& session, const OutboxItem& item, EventType type, Actor by, const ClockRules& rules, UtcMillis now);

/// Everything in one of `states`, oldest first.
Result<std::vector<OutboxRow>> outboxIn(SqlSession& session, const std::vector<OutboxState>& states);

} // namespace qd
