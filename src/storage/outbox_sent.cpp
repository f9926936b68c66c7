#include "quarterdeck/storage/outbox_table.h"

#include "quarterdeck/storage/conversation_table.h"
#include "storage/mention_key.h"
#include "storage/outbox_row.h"

#include <algorithm>

namespace qd {
namespace {

Actor writerOf(const OutboxItem& item)
{
    return item.author ? Actor{ActorKind::Person, item.author.value} : Actor{ActorKind::System, 0};
}

/// The oldest customer message that this answer leaves open: written after it, not deleted, asking for an answer.
std::optional<UtcMillis> stillWaiting(const std::vector<Event>& log, UtcMillis answeredAt)
{
    std::optional<UtcMillis> oldest;
    for (const auto& event : log) {
        if (!asksForAnswer(event) || event.at <= answeredAt) continue;
        const bool deleted = std::any_of(log.begin(), log.end(), [&](const Event& other) {
            return other.type == EventType::AuthorDeleted && other.mention == event.mention;
        });
        if (!deleted && (!oldest || event.at < *oldest)) oldest = event.at;
    }
    return oldest;
}

/// The answer in the conversation's log, once: a poll may have seen the post before us.
Result<void> answerOnce(Session& session, const OutboxItem& item, const Mention& own, Actor by, const ClockRules& rules, UtcMillis now)
{
    if (!item.conversation) return {};
    auto log = eventsOf(session, item.conversation);
    if (!log) return fail(log.error());
    const bool logged = std::any_of(log->begin(), log->end(), [&](const Event& event) {
        const bool answer = event.type == EventType::Replied || event.type == EventType::BotReplied;
        return answer && (event.outbox == item.id || (own.id && event.mention == own.id));
    });
    if (!logged) {
        auto answeredIt = changeConversation(
            session, item.conversation,
            [&](const Conversation& before) -> Result<Transition> {
                return answered(before, own, item.id, by, now, false, stillWaiting(*log, own.createdAt));
            },
            rules, now);
        if (!answeredIt) return fail(answeredIt.error());
    }
    return {};
}

Result<void> resolveAfter(Session& session, const OutboxItem& item, Actor by, const ClockRules& rules, UtcMillis now)
{
    if (!item.resolveAfter || !item.conversation) return {};
    auto conversation = loadConversation(session, item.conversation);
    if (!conversation) return fail(conversation.error());
    // The customer wrote again meanwhile: that is not resolved by what was said before.
    if (conversation->status == Status::Resolved || conversation->status == Status::Closed || conversation->waitingSince) return {};
    auto resolved = changeConversation(
        session, item.conversation, [&](const Conversation& before) { return resolve(before, "", by, now); }, rules, now);
    if (!resolved) return fail(resolved.error());
    return {};
}

Result<void> markSent(SqlSession& session, const OutboxRow& row, const Mention& own)
{
    if (!mayBecome(row.item.state, OutboxState::Sent)) return fail(Errc::Conflict, "the item is in a state from which it cannot have been sent");
    auto marked = session.run("UPDATE outbox SET state = 9, native_id = $4, native_key = $5, url = $6, sent_at = $7, error = '',"
                              " claim_owner = '', claim_expires = NULL WHERE id = $1 AND state = $2 AND claim_owner = $3",
                              {row.item.id, static_cast<int>(row.item.state), row.claimOwner, own.nativeId, own.nativeKey, own.url, own.createdAt});
    if (!marked) return fail(marked.error());
    if (*marked == 0) return fail(Errc::Conflict, "somebody else changed the item first");
    return {};
}

} // namespace

Result<OutboxItem> recordSent(Session& session, OutboxId id, const Mention& own, const ClockRules& rules, UtcMillis now)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<OutboxItem> {
        auto row = loadOutboxRow(s, id);
        if (!row) return fail(row.error());
        if (row->item.state == OutboxState::Sent && row->item.nativeKey == own.nativeKey) return row->item; // told twice
        if (auto marked = markSent(s, *row, own); !marked) return fail(marked.error());

        // The item bears the post's key from here on, so storing the row answers nothing by itself.
        Routed routed;
        routed.mention = own;
        if (auto stored = saveThread(session, row->item.account, {routed}, {}, rules, now); !stored) return fail(stored.error());
        Mention known = own;
        auto stored = findMentionKey(s, own.platform, own.nativeKey);
        if (!stored) return fail(stored.error());
        known.id = stored->value_or(MentionId{});

        const Actor by = writerOf(row->item);
        if (auto done = answerOnce(session, row->item, known, by, rules, now); !done) return fail(done.error());
        if (auto done = resolveAfter(session, row->item, by, rules, now); !done) return fail(done.error());
        return loadOutboxItem(session, id);
    });
}

namespace {

/// The post that a person means by "it was sent": stored by a poll, to the same parent, not before the attempt and not
/// bound to another item.
Result<std::optional<Mention>> storedPostOf(SqlSession& session, const OutboxItem& item)
{
    std::optional<MentionId> found;
    const UtcMillis since = item.startedAt.value_or(item.createdAt) - std::chrono::minutes{2};
    auto done = session.each("SELECT id FROM mention WHERE in_reply_to = $1 AND (flags & 1) <> 0 AND account_id = $2 AND created_at >= $3"
                             " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.native_key = mention.native_key AND o.native_key <> '')"
                             " ORDER BY id LIMIT 1",
                             {item.targetNativeKey, item.account, since}, [&](const SqlRow& row) {
                                 found = row.id<MentionId>(0);
                                 return false;
                             });
    if (!done) return fail(done.error());
    if (!found || item.targetNativeKey.empty()) return std::nullopt;
    auto mention = loadMention(session, *found);
    if (!mention) return fail(mention.error());
    return std::move(*mention);
}

Result<OutboxItem> settleAsSent(Session& session, const OutboxRow& row, Actor by, const ClockRules& rules, UtcMillis now)
{
    auto& s = sql(session);
    auto stored = storedPostOf(s, row.item);
    if (!stored) return fail(stored.error());
    Mention own;
    own.createdAt = row.item.startedAt.value_or(now);
    own.own = true;
    if (*stored) own = **stored;
    if (auto marked = markSent(s, row, own); !marked) return fail(marked.error());
    if (auto done = answerOnce(session, row.item, own, writerOf(row.item), rules, now); !done) return fail(done.error());
    if (auto done = resolveAfter(session, row.item, by, rules, now); !done) return fail(done.error());
    return loadOutboxItem(session, row.item.id);
}

} // namespace

Result<OutboxItem> settleOutbox(Session& session, OutboxId id, bool sent, Actor by, const ClockRules& rules, UtcMillis now)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<OutboxItem> {
        auto row = loadOutboxRow(s, id);
        if (!row) return fail(row.error());
        const auto state = row->item.state;
        if (state != OutboxState::Unknown && state != OutboxState::Failed)
            return fail(Errc::Conflict, "only an unknown or failed item is settled by hand");
        if (!row->claimOwner.empty()) {
            auto looking = s.integer("SELECT 1 FROM outbox WHERE id = $1 AND claim_expires > $2", {id, now});
            if (!looking) return fail(looking.error());
            if (*looking) return fail(Errc::Conflict, "the item is being looked for right now", "Try again in a moment.");
        }
        if (sent) return settleAsSent(session, *row, by, rules, now);
        OutboxItem to = row->item;
        to.state = OutboxState::Queued;
        to.notBefore = now;
        to.error.clear();
        if (auto moved = advanceOutbox(s, *row, to); !moved) return fail(moved.error());
        if (auto logged = logOutbox(s, to, EventType::SendQueued, by, rules, now); !logged) return fail(logged.error());
        return loadOutboxItem(session, id);
    });
}

} // namespace qd
