#include "quarterdeck/storage/outbox_table.h"

#include "storage/clock_rules.h"
#include "storage/outbox_row.h"

namespace qd {
namespace {

/// Two processes that claim two items of one account must meet on one row, or each would see the other's still waiting.
/// SQLite's one write lock does that by itself.
Result<void> meetOnAccount(SqlSession& session, OutboxId id)
{
    if (session.engine() == EngineKind::Sqlite) return {};
    auto met = session.run("UPDATE account SET state = state WHERE id = (SELECT account_id FROM outbox WHERE id = $1)", {id});
    if (!met) return fail(met.error());
    return {};
}

// 8 = sending, 12 = unknown: an unknown outcome stays unknown while it is looked for. To one account and parent one send
// is on the wire at a time, and none while the outcome of an earlier one is still being looked for; what has been left
// to a person (not_before 7258118400000) holds nothing up.
constexpr const char* kClaim =
    "UPDATE outbox SET state = CASE WHEN state = 12 THEN 12 ELSE 8 END,"
    " attempts = CASE WHEN state = 12 THEN attempts ELSE attempts + 1 END,"
    " started_at = CASE WHEN state = 12 THEN started_at ELSE $3 END, claim_owner = $2, claim_expires = $4"
    " WHERE id = $1 AND state IN (5, 6, 7, 10, 12) AND not_before <= $3 AND (claim_owner = '' OR claim_expires <= $3)"
    " AND (state = 12 OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'sending_held' AND value = '1'))"
    " AND NOT EXISTS (SELECT 1 FROM outbox other WHERE other.account_id = outbox.account_id"
    " AND other.target_native_key = outbox.target_native_key AND other.native_conversation = outbox.native_conversation"
    " AND other.id <> outbox.id AND (other.state = 8 OR (other.state = 12 AND ((outbox.state <> 12 AND other.not_before < 7258118400000)"
    " OR (other.claim_owner <> '' AND other.claim_expires > $3)))))";

Actor system() { return {ActorKind::System, 0}; }

/// Where the look just before the request found an answer, nothing was on the wire: the attempt failed, and a person is
/// asked again. Both moves of the state machine, in one transaction.
Result<void> advanceClaimed(SqlSession& session, const OutboxRow& from, const OutboxItem& to)
{
    if (from.item.state != OutboxState::Sending || to.state != OutboxState::NeedsReapproval) return advanceOutbox(session, from, to);
    OutboxRow refused{to, ""};
    refused.item.state = OutboxState::FailedRetry;
    if (auto moved = advanceOutbox(session, from, refused.item); !moved) return moved;
    return advanceOutbox(session, refused, to);
}

} // namespace

Result<std::optional<OutboxItem>> claimOutbox(Session& session, OutboxId id, const std::string& owner, UtcMillis now,
                                              std::chrono::milliseconds ttl)
{
    if (owner.empty() || ttl.count() <= 0) return fail(Errc::Invalid, "a claim needs an owner and a time");
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<std::optional<OutboxItem>> {
        if (auto met = meetOnAccount(s, id); !met) return fail(met.error());
        auto claimed = s.run(kClaim, {id, owner, now, now + ttl});
        if (!claimed) return fail(claimed.error());
        if (*claimed == 0) return std::optional<OutboxItem>{};
        auto item = loadOutboxItem(session, id);
        if (!item) return fail(item.error());
        return std::optional{std::move(*item)};
    });
}

Result<void> renewClaim(Session& session, OutboxId id, const std::string& owner, UtcMillis now, std::chrono::milliseconds ttl)
{
    auto kept = sql(session).run("UPDATE outbox SET claim_expires = $4 WHERE id = $1 AND claim_owner = $2 AND claim_expires > $3 AND state IN (8, 12)",
                                 {id, owner, now, now + ttl});
    if (!kept) return fail(kept.error());
    if (*kept == 0) return fail(Errc::Conflict, "the claim ran out");
    return {};
}

Result<void> saveProgress(Session& session, OutboxId id, const std::string& owner, const std::string& progress)
{
    auto kept = sql(session).run("UPDATE outbox SET progress = $3 WHERE id = $1 AND claim_owner = $2 AND state IN (8, 12)", {id, owner, progress});
    if (!kept) return fail(kept.error());
    if (*kept == 0) return fail(Errc::Conflict, "the item is not ours any more");
    return {};
}

Result<OutboxItem> moveOutbox(Session& session, OutboxId id, const std::string& owner, const OutboxMove& move, const ClockRules& rules,
                              UtcMillis now)
{
    if (move.to == OutboxState::Sent) return fail(Errc::Invalid, "what was sent is recorded with where it stands");
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<OutboxItem> {
        auto row = loadOutboxRow(s, id);
        if (!row) return fail(row.error());
        const OutboxState from = row->item.state;
        const bool ours = row->claimOwner == owner && (from == OutboxState::Sending || from == OutboxState::Unknown);
        if (owner.empty() || !ours) return fail(Errc::Conflict, "the item is not ours any more");
        OutboxItem to = row->item;
        to.state = move.to;
        to.error = move.error;
        if (move.countLook) ++to.looks;
        if (move.to == OutboxState::Unknown && from != OutboxState::Unknown) to.looks = 0;
        // An unknown outcome with no further look stays for a person.
        if (move.notBefore)
            to.notBefore = *move.notBefore;
        else if (move.to == OutboxState::Unknown)
            to.notBefore = kNeverByItself;
        if (auto moved = advanceClaimed(s, *row, to); !moved) return fail(moved.error());
        Result<void> logged;
        if (move.to == OutboxState::Failed) logged = logOutbox(s, to, EventType::SendFailed, system(), rules, now);
        if (move.to == OutboxState::Unknown && from != OutboxState::Unknown)
            logged = logOutbox(s, to, EventType::SendUnknown, system(), rules, now);
        if (!logged) return fail(logged.error());
        return loadOutboxItem(session, id);
    });
}

Result<int> reapSending(Session& session, UtcMillis now)
{
    auto& s = sql(session);
    // Asked every few seconds and nearly always in vain: only a find opens a transaction.
    auto any = s.integer("SELECT 1 FROM outbox WHERE state = 8 AND (claim_expires IS NULL OR claim_expires <= $1) LIMIT 1", {now});
    if (!any) return fail(any.error());
    if (!*any) return 0;
    return session.inTransaction([&]() -> Result<int> {
        std::vector<OutboxRow> lost;
        auto done = s.each("SELECT " QD_OUTBOX_COLUMNS " FROM outbox WHERE state = 8 AND (claim_expires IS NULL OR claim_expires <= $1) ORDER BY id",
                           {now}, [&](const SqlRow& row) {
                               lost.push_back(readOutbox(row));
                               return true;
                           });
        if (!done) return fail(done.error());
        if (lost.empty()) return 0;
        auto rules = currentClockRules(s);
        if (!rules) return fail(rules.error());
        for (const auto& row : lost) {
            OutboxItem to = row.item;
            to.state = OutboxState::Unknown;
            to.notBefore = now;
            to.looks = 0;
            to.error = errcName(Errc::Network);
            if (auto moved = advanceOutbox(s, row, to); !moved) return fail(moved.error());
            if (auto logged = logOutbox(s, to, EventType::SendUnknown, system(), *rules, now); !logged) return fail(logged.error());
        }
        return static_cast<int>(lost.size());
    });
}

} // namespace qd
