#include "storage/outbox_row.h"

#include "quarterdeck/storage/conversation_table.h"
#include "storage/setup_json.h"
#include "storage/setup_rows.h"

namespace qd {

OutboxRow readOutbox(const SqlRow& row)
{
    OutboxRow read;
    OutboxItem& item = read.item;
    item.id = row.id<OutboxId>(0);
    item.conversation = row.id<ConversationId>(1);
    item.inReplyTo = row.id<MentionId>(2);
    item.account = row.id<AccountId>(3);
    item.author = row.id<PersonId>(4);
    item.recipient = row.string(5);
    item.recipientNativeId = row.string(6);
    item.addressed = readTexts(row.text(7));
    item.visibility = enumAt(row, 8, Visibility::Direct, Visibility::Direct); // unreadable: the one that shows least
    item.text = row.string(9);
    item.lang = row.string(10);
    item.media = readAttachments(row.text(11));
    item.targetNativeId = row.string(12);
    item.targetNativeKey = row.string(13);
    item.targetReplyRef = row.string(14);
    item.nativeConversation = row.string(15);
    item.state = enumAt(row, 16, OutboxState::Cancelled, OutboxState::Paused);
    item.attempts = smallAt(row, 17);
    item.notBefore = row.time(18);
    item.operationKey = row.string(19);
    item.progress = row.string(20);
    item.startedAt = row.timeOrNone(21);
    item.looks = smallAt(row, 22);
    item.nativeId = row.string(23);
    item.nativeKey = row.string(24);
    item.url = row.string(25);
    item.error = row.string(26);
    item.seen = row.id<EventId>(27);
    item.resolveAfter = row.boolean(28);
    item.createdAt = row.time(29);
    item.sentAt = row.timeOrNone(30);
    read.claimOwner = row.string(31);
    return read;
}

Result<OutboxRow> loadOutboxRow(SqlSession& session, OutboxId id)
{
    OutboxRow found;
    auto done = session.one("SELECT " QD_OUTBOX_COLUMNS " FROM outbox WHERE id = $1", {id}, "no such outbox item",
                            [&](const SqlRow& row) { found = readOutbox(row); });
    if (!done) return fail(done.error());
    return found;
}

Result<void> advanceOutbox(SqlSession& session, const OutboxRow& from, const OutboxItem& to)
{
    if (to.state != from.item.state && !mayBecome(from.item.state, to.state))
        return fail(Errc::Conflict, "the item is in a state from which this cannot be done");
    auto moved = session.run("UPDATE outbox SET state = $4, not_before = $5, looks = $6, error = $7, seen_event = $8,"
                             " claim_owner = '', claim_expires = NULL WHERE id = $1 AND state = $2 AND claim_owner = $3",
                             {from.item.id, static_cast<int>(from.item.state), from.claimOwner, static_cast<int>(to.state), to.notBefore,
                              to.looks, to.error, to.seen});
    if (!moved) return fail(moved.error());
    if (*moved == 0) return fail(Errc::Conflict, "somebody else changed the item first");
    return {};
}

Result<void> logOutbox(SqlSession& session, const OutboxItem& item, EventType type, Actor by, const ClockRules& rules, UtcMillis now)
{
    if (!item.conversation) return {};
    auto logged = changeConversation(
        session, item.conversation,
        [&](const Conversation& before) -> Result<Transition> {
            Event event;
            event.conversation = before.id;
            event.at = now;
            event.recordedAt = now;
            event.type = type;
            event.actor = by;
            event.reason = item.error;
            event.outbox = item.id;
            Transition step{before, {}};
            step.after.updatedAt = now;
            step.events.push_back(std::move(event));
            return step;
        },
        rules, now);
    if (!logged) return fail(logged.error());
    return {};
}

Result<std::vector<OutboxRow>> outboxIn(SqlSession& session, const std::vector<OutboxState>& states)
{
    std::string text = "SELECT " QD_OUTBOX_COLUMNS " FROM outbox WHERE state IN (";
    std::vector<SqlArg> args;
    for (const auto state : states) {
        args.emplace_back(static_cast<int>(state));
        text += (args.size() > 1 ? ", $" : "$") + std::to_string(args.size());
    }
    text += ") ORDER BY id";
    std::vector<OutboxRow> rows;
    auto done = session.eachOnce(text, args, [&](const SqlRow& row) {
        rows.push_back(readOutbox(row));
        return true;
    });
    if (!done) return fail(done.error());
    return rows;
}

} // namespace qd
