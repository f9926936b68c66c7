#include "quarterdeck/storage/outbox_table.h"

#include "quarterdeck/storage/conversation_table.h"
#include "storage/outbox_row.h"
#include "storage/setup_json.h"

#include <random>

namespace qd {
namespace {

/// 128 bits, hexadecimal: one a logical post, the same for each attempt at it.
std::string drawOperationKey()
{
    std::random_device source;
    std::string key;
    for (int word = 0; word < 4; ++word) {
        const std::uint32_t bits = source();
        for (int shift = 28; shift >= 0; shift -= 4) key += "0123456789abcdef"[(bits >> shift) & 15U];
    }
    return key;
}

/// Since `seen`, did one of us answer, or the author write, edit or delete?
Result<void> refuseWhatWasNotSeen(Session& session, const OutboxItem& item)
{
    if (!item.seen) return {};
    auto events = eventsOf(session, item.conversation);
    if (!events) return fail(events.error());
    for (const auto& event : *events)
        if (event.id > item.seen && blocksSending(event))
            return fail(Errc::Conflict, "the conversation changed since you opened it", "Look at what is new, then send again.");
    return {};
}

bool mayStillAnswer(OutboxState state)
{
    return isLive(state) || state == OutboxState::AwaitingApproval || state == OutboxState::Paused || state == OutboxState::NeedsReapproval;
}

/// Two answers of ours to one message are never on their way together.
Result<void> refuseSecondAnswer(SqlSession& session, const OutboxItem& item)
{
    if (!item.inReplyTo) return {};
    bool taken = false;
    auto done = session.each("SELECT state FROM outbox WHERE conversation_id = $1 AND in_reply_to = $2", {item.conversation, item.inReplyTo},
                             [&](const SqlRow& row) {
                                 taken = mayStillAnswer(static_cast<OutboxState>(row.integer(0)));
                                 return !taken;
                             });
    if (!done) return fail(done.error());
    if (taken) return fail(Errc::Conflict, "another answer to this message is on its way", "Cancel that one first, or wait for it.");
    return {};
}

Result<OutboxId> insertItem(SqlSession& session, const OutboxItem& item, UtcMillis now)
{
    auto id = session.insertFresh(now, [&](std::int64_t fresh) {
        return session.run(
            "INSERT INTO outbox (id, conversation_id, in_reply_to, account_id, author_id, recipient, recipient_native_id, addressed,"
            " visibility, text, lang, media, target_native_id, target_native_key, target_reply_ref, native_conversation, state, attempts,"
            " not_before, operation_key, progress, looks, native_id, native_key, url, error, seen_event, resolve_after, created_at,"
            " claim_owner) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0, $18, $19, '', 0, '', '',"
            " '', '', $20, $21, $22, '') ON CONFLICT (id) DO NOTHING",
            {fresh, item.conversation, item.inReplyTo, item.account, item.author, item.recipient, item.recipientNativeId,
             textsJson(item.addressed), static_cast<int>(item.visibility), item.text, item.lang, attachmentsJson(item.media),
             item.targetNativeId, item.targetNativeKey, item.targetReplyRef, item.nativeConversation, static_cast<int>(item.state),
             item.notBefore, item.operationKey, item.seen, item.resolveAfter, item.createdAt});
    });
    if (!id) return fail(id.error());
    return OutboxId{*id};
}

} // namespace

Result<OutboxItem> enqueue(Session& session, OutboxItem item, const ClockRules& rules, UtcMillis now)
{
    const bool starts = item.state == OutboxState::UndoHold || item.state == OutboxState::Queued || item.state == OutboxState::Scheduled ||
                        item.state == OutboxState::AwaitingApproval;
    if (!starts || !item.conversation || !item.account) return fail(Errc::Invalid, "a reply needs a conversation, an account and a first state");
    auto& s = sql(session);
    const OutboxState asked = item.state;
    if (item.operationKey.empty()) item.operationKey = drawOperationKey();
    if (item.createdAt == UtcMillis{}) item.createdAt = now;
    auto queued = session.inTransaction([&]() -> Result<OutboxItem> {
        if (auto seen = refuseWhatWasNotSeen(session, item); !seen) return fail(seen.error());
        if (auto alone = refuseSecondAnswer(s, item); !alone) return fail(alone.error());
        auto held = isSendingHeld(session);
        if (!held) return fail(held.error());
        item.state = *held && asked != OutboxState::AwaitingApproval ? OutboxState::Paused : asked;
        auto id = insertItem(s, item, now);
        if (!id) return fail(id.error());
        item.id = *id;
        if (auto logged = logOutbox(s, item, EventType::SendQueued, {ActorKind::Person, item.author.value}, rules, now); !logged)
            return fail(logged.error());
        return loadOutboxItem(session, item.id);
    });
    if (!queued && queued.error().detail.find("operation_key") != std::string::npos)
        return fail(Errc::Conflict, "this reply is in the outbox already");
    return queued;
}

} // namespace qd
