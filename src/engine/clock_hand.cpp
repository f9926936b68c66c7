#include "engine/clock_hand.h"

#include "engine/owner_lock.h"
#include "quarterdeck/base/log.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/lease_table.h"
#include "quarterdeck/storage/setup_table.h"

#include <algorithm>

namespace qd {

using namespace std::chrono_literals;

namespace {

constexpr auto kTick = 1s;
constexpr int kAtOnce = 200;
constexpr auto kCollector = 45s;   // a collector of another machine that died is missed after this
constexpr auto kCheckpoint = 30s;

Result<Transition> wakeOrEndHold(const Conversation& before, UtcMillis now)
{
    if (before.snoozedUntil && *before.snoozedUntil <= now) return wake(before, "time", now);
    return endHold(before, now);
}

} // namespace

Result<int> disableBrokenRules(Session& session, const SetUpSnapshot& setUp)
{
    int disabled = 0;
    for (const RoutingTable::Broken& broken : setUp.routing.broken()) {
        const auto rule = std::ranges::find(setUp.setup.rules, broken.rule, &Rule::id);
        if (rule == setUp.setup.rules.end() || !rule->enabled) continue;
        Rule off = *rule;
        off.enabled = false;
        off.disabledReason = broken.reason;
        if (auto saved = saveRule(session, off); !saved) return fail(saved.error());
        logWarning("rules: rule " + std::to_string(off.id.value) + " was disabled: " + broken.reason);
        ++disabled;
    }
    return disabled;
}

Result<int> forgetDeadOwners(Session& session, const std::filesystem::path& workspace, UtcMillis now)
{
    const std::vector<std::string> dead = deadOwners(workspace);
    for (const std::string& owner : dead) {
        if (auto gone = forgetOwner(session, owner, now); !gone) return fail(gone.error());
        buryOwner(workspace, owner);
    }
    return static_cast<int>(dead.size());
}

ClockHand::ClockHand(Parts parts)
    : m_parts{std::move(parts)}
    , m_thread{[this](const std::stop_token& stop) { loop(stop); }}
{}

ClockHand::~ClockHand() { stop(); }

void ClockHand::stop()
{
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

void ClockHand::loop(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        keepCollector();
        checkpoint();
        reloadSetUp();
        const int moved = wakeDue() + closeDue() + recomputeStale();
        if (moved > 0) m_parts.changes.tell({{DeskChange::Kind::Lists, 0}, {DeskChange::Kind::Counts, 0}});
        std::unique_lock lock{m_mutex};
        if (moved < kAtOnce) m_wake.wait_for(lock, stop, kTick, [] { return false; });
    }
}

void ClockHand::keepCollector()
{
    const UtcMillis now = m_parts.clock.now();
    if (now - m_leasedAt < kCollector / 3) return;
    m_leasedAt = now;
    const auto kept = m_parts.store.call<bool>([&](Session& session) -> Result<bool> {
        if (auto freed = forgetDeadOwners(session, m_parts.workspace, now); !freed) return fail(freed.error());
        return session.inTransaction([&] { return takeLease(session, "collector", m_parts.owner, now, kCollector); });
    });
    if (!kept) logWarning("collector: the lease could not be taken: " + std::string{errcName(kept.error().code)});
}

void ClockHand::checkpoint()
{
    const UtcMillis now = m_parts.clock.now();
    if (now - m_checkpointAt < kCheckpoint) return;
    m_checkpointAt = now;
    if (const auto done = m_parts.database.checkpoint(); !done && done.error().code != Errc::Busy)
        logWarning("store: no checkpoint: " + std::string{errcName(done.error().code)});
}

void ClockHand::reloadSetUp()
{
    const auto before = m_parts.setUp.current();
    const auto reloaded = m_parts.store.call<bool>([this](Session& session) -> Result<bool> {
        auto now = m_parts.setUp.reload(session);
        if (!now) return fail(now.error());
        const auto disabled = session.inTransaction([&] { return disableBrokenRules(session, **now); });
        if (!disabled) return fail(disabled.error());
        if (*disabled > 0) return m_parts.setUp.reload(session).map([](const SetUpPtr&) { return true; });
        return true;
    });
    if (!reloaded) logWarning("set-up: could not be read again");
    if (before != m_parts.setUp.current()) m_parts.changes.tell({{DeskChange::Kind::Setup, 0}});
}

int ClockHand::wakeDue()
{
    const auto woken = m_parts.store.call<int>([this](Session& session) -> Result<int> {
        const UtcMillis now = m_parts.clock.now();
        const SetUpPtr setUp = m_parts.setUp.current();
        return session.inTransaction([&]() -> Result<int> {
            const auto due = dueToWake(session, now, kAtOnce);
            if (!due) return fail(due.error());
            for (const ConversationId id : *due) {
                const auto changed = changeConversation(
                    session, id, [&](const Conversation& before) { return wakeOrEndHold(before, now); },
                    setUp->clocks, now);
                if (!changed) return fail(changed.error());
            }
            return static_cast<int>(due->size());
        });
    });
    return woken.value_or(0);
}

int ClockHand::closeDue()
{
    const auto closed = m_parts.store.call<int>([this](Session& session) -> Result<int> {
        const UtcMillis now = m_parts.clock.now();
        const SetUpPtr setUp = m_parts.setUp.current();
        return session.inTransaction([&]() -> Result<int> {
            const auto due = dueToClose(session, now - setUp->clocks.reopen.window, kAtOnce);
            if (!due) return fail(due.error());
            for (const ConversationId id : *due) {
                const auto changed = changeConversation(
                    session, id, [&](const Conversation& before) { return close(before, now); }, setUp->clocks, now);
                if (!changed) return fail(changed.error());
            }
            return static_cast<int>(due->size());
        });
    });
    return closed.value_or(0);
}

int ClockHand::recomputeStale()
{
    const SetUpPtr setUp = m_parts.setUp.current();
    if (!setUp) return 0;
    if (m_recomputedFor != setUp->setup.version) {
        m_recomputedFor = setUp->setup.version;
        m_recomputedUpTo = {};
    } else if (m_recomputedUpTo.value < 0) {
        return 0; // done for this version
    }
    const auto recomputed = m_parts.store.call<int>([&](Session& session) -> Result<int> {
        const UtcMillis now = m_parts.clock.now();
        return session.inTransaction([&]() -> Result<int> {
            const auto stale = staleClocks(session, setUp->clocks, m_recomputedUpTo, kAtOnce);
            if (!stale) return fail(stale.error());
            for (const ConversationId id : *stale)
                if (auto done = recomputeClocks(session, id, setUp->clocks, now); !done) return fail(done.error());
            m_recomputedUpTo = stale->empty() ? ConversationId{-1} : stale->back();
            return static_cast<int>(stale->size());
        });
    });
    return recomputed.value_or(0);
}

} // namespace qd
