#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/outbox.h"
#include "quarterdeck/storage/ingest_table.h"

#include <optional>
#include <string>
#include <vector>

namespace qd {

class Session;

Result<std::optional<Draft>> loadDraft(Session& session, ConversationId conversation, PersonId author, bool note);
Result<std::vector<Draft>> draftsOf(Session& session, PersonId author);
Result<Draft> saveDraft(Session& session, Draft draft); ///< one a conversation, person and kind
Result<void> removeDraft(Session& session, ConversationId conversation, PersonId author, bool note);

/// Put a reply into the outbox (undo_hold, or queued where no hold is asked), log SendQueued, and refuse with
/// Conflict where blocksSending() holds for an event after item.seen, or another live item of ours answers the same
/// message. One transaction.
Result<OutboxItem> enqueue(Session& session, OutboxItem item, const ClockRules& rules, UtcMillis now);

Result<OutboxItem> loadOutboxItem(Session& session, OutboxId id);
struct OutboxFilter {
    std::vector<OutboxState> states; ///< empty = all
    ConversationId conversation{};
    AccountId account{};
};
struct OutboxPage {
    std::vector<OutboxItem> items;
    std::string next;
};
Result<OutboxPage> listOutbox(Session& session, const OutboxFilter& filter, const std::string& after, int limit); ///< newest first

struct OutboxCounts {
    std::int64_t waiting{0}; ///< undo_hold, scheduled, queued, sending, failed_retry
    std::int64_t trouble{0}; ///< failed, unknown, paused, needs_reapproval
};
Result<OutboxCounts> countOutbox(Session& session);

/// What may be sent now (undo_hold, scheduled, queued, failed_retry with not_before <= now; unknown whose look is
/// due), oldest first. Nothing but unknown while sending is held.
Result<std::vector<OutboxItem>> dueOutbox(Session& session, UtcMillis now, int limit);
/// The earliest not_before of what waits; nullopt: nothing waits.
Result<std::optional<UtcMillis>> nextOutboxDue(Session& session);

/// Claim an item for `owner` by compare-and-set and move it to `sending` with attempts + 1 and started_at = now
/// (an `unknown` one stays unknown). Refused (nullopt) when someone else was first, it was cancelled, sending is
/// held, or another send to the same account and parent is on the wire.
Result<std::optional<OutboxItem>> claimOutbox(Session& session, OutboxId id, const std::string& owner, UtcMillis now,
                                              std::chrono::milliseconds ttl);
/// Hold a claim for longer, before the next request of a send of many. Refused (Conflict) when it is not ours any more.
Result<void> renewClaim(Session& session, OutboxId id, const std::string& owner, UtcMillis now, std::chrono::milliseconds ttl);
/// Keep `progress` of a claimed item (media uploaded, record made) before the next request.
Result<void> saveProgress(Session& session, OutboxId id, const std::string& owner, const std::string& progress);
/// Move a claimed item on and give the claim back. Refused (Conflict) when the claim is not ours any more.
struct OutboxMove {
    OutboxState to{OutboxState::Failed};
    std::optional<UtcMillis> notBefore{};
    std::string error;
    bool countLook{false};
};
Result<OutboxItem> moveOutbox(Session& session, OutboxId id, const std::string& owner, const OutboxMove& move,
                              const ClockRules& rules, UtcMillis now);
/// The reply stands on the platform: state sent, the own mention row stored, answered() on the conversation (once,
/// also when a poll saw the post first), Resolved after it where asked.
Result<OutboxItem> recordSent(Session& session, OutboxId id, const Mention& own, const ClockRules& rules, UtcMillis now);

/// A person's decisions. cancel: undo_hold, scheduled, queued, failed_retry, paused, needs_reapproval; not what is on
/// the wire (Conflict).
Result<OutboxItem> cancelOutbox(Session& session, OutboxId id, Actor by, UtcMillis now);
/// An unknown or failed one: `sent` by hand, or to be sent again (unknown: only a person may say so).
Result<OutboxItem> settleOutbox(Session& session, OutboxId id, bool sent, Actor by, const ClockRules& rules, UtcMillis now);
/// Approve one paused, needs_reapproval or finally failed item again: it is queued, and what its approver can see now
/// (the conversation's newest event) becomes its `seen`.
Result<OutboxItem> releaseOutbox(Session& session, OutboxId id, Actor by, UtcMillis now);

/// Hold: everything that is not on the wire becomes paused. Release: paused becomes needs_reapproval; nothing goes by itself.
Result<int> holdSending(Session& session, Actor by, UtcMillis now);
Result<int> releaseSending(Session& session, Actor by, UtcMillis now);
Result<bool> isSendingHeld(Session& session);

/// Every `sending` whose claim ran out becomes unknown, to be looked for at once. At start and every few seconds.
Result<int> reapSending(Session& session, UtcMillis now);

/// Native keys of outbox rows to the same account and parent, without `except`: a look must not match them.
Result<std::vector<std::string>> boundKeys(Session& session, AccountId account, const std::string& parentKey, OutboxId except);

} // namespace qd
