#include "quarterdeck/storage/outbox_table.h"

#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/setup_table.h"
#include "storage/clock_rules.h"
#include "storage/outbox_row.h"

namespace qd {
namespace {

Result<int> moveAll(SqlSession& session, const std::vector<OutboxState>& from, OutboxState to)
{
    auto rows = outboxIn(session, from);
    if (!rows) return fail(rows.error());
    for (const auto& row : *rows) {
        OutboxItem after = row.item;
        after.state = to;
        if (auto moved = advanceOutbox(session, row, after); !moved) return fail(moved.error());
    }
    return static_cast<int>(rows->size());
}

const std::vector<OutboxState>& goesByItself()
{
    static const std::vector<OutboxState> states{OutboxState::Scheduled, OutboxState::UndoHold, OutboxState::Queued, OutboxState::FailedRetry};
    return states;
}

} // namespace

Result<OutboxItem> cancelOutbox(Session& session, OutboxId id, Actor by, UtcMillis now)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<OutboxItem> {
        auto row = loadOutboxRow(s, id);
        if (!row) return fail(row.error());
        if (row->item.state == OutboxState::Sending || row->item.state == OutboxState::Unknown)
            return fail(Errc::Conflict, "the reply may be on its platform already and cannot be cancelled");
        OutboxItem to = row->item;
        to.state = OutboxState::Cancelled;
        if (auto moved = advanceOutbox(s, *row, to); !moved) return fail(moved.error());
        auto rules = currentClockRules(s);
        if (!rules) return fail(rules.error());
        if (auto logged = logOutbox(s, to, EventType::SendCancelled, by, *rules, now); !logged) return fail(logged.error());
        return loadOutboxItem(session, id);
    });
}

Result<OutboxItem> releaseOutbox(Session& session, OutboxId id, Actor by, UtcMillis now)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<OutboxItem> {
        auto row = loadOutboxRow(s, id);
        if (!row) return fail(row.error());
        const auto state = row->item.state;
        if (state != OutboxState::Paused && state != OutboxState::NeedsReapproval && state != OutboxState::Failed)
            return fail(Errc::Conflict, "the item waits for nobody's approval");
        auto held = isSendingHeld(session);
        if (!held) return fail(held.error());
        if (*held) return fail(Errc::Conflict, "all sending is held", "Release sending first.");
        OutboxItem to = row->item;
        to.state = OutboxState::Queued;
        to.notBefore = now;
        to.error.clear();
        if (to.conversation) { // the approver sees the conversation as it is now
            auto conversation = loadConversation(session, to.conversation);
            if (!conversation) return fail(conversation.error());
            to.seen = conversation->lastEvent;
        }
        if (auto moved = advanceOutbox(s, *row, to); !moved) return fail(moved.error());
        auto rules = currentClockRules(s);
        if (!rules) return fail(rules.error());
        if (auto logged = logOutbox(s, to, EventType::SendQueued, by, *rules, now); !logged) return fail(logged.error());
        return loadOutboxItem(session, id);
    });
}

Result<int> holdSending(Session& session, Actor, UtcMillis)
{
    return session.inTransaction([&]() -> Result<int> {
        if (auto held = writeSetting(session, "sending_held", "1"); !held) return fail(held.error());
        return moveAll(sql(session), goesByItself(), OutboxState::Paused);
    });
}

Result<int> releaseSending(Session& session, Actor, UtcMillis)
{
    return session.inTransaction([&]() -> Result<int> {
        // Also what came in while the hold was being set, so that nothing goes by itself.
        auto late = moveAll(sql(session), goesByItself(), OutboxState::Paused);
        if (!late) return late;
        if (auto released = writeSetting(session, "sending_held", "0"); !released) return fail(released.error());
        return moveAll(sql(session), {OutboxState::Paused}, OutboxState::NeedsReapproval);
    });
}

} // namespace qd
