#include "quarterdeck/domain/sla.h"

#include "domain/sla_timeline.h"

#include <algorithm>

namespace qd {
namespace {

using std::chrono::milliseconds;

const SlaTarget* targetOf(const SlaPolicy& policy, Metric metric)
{
    for (const auto& target : policy.targets)
        if (target.metric == metric) return target.target > milliseconds{0} ? &target : nullptr;
    return nullptr;
}

PauseRules rulesFor(Metric metric, const SlaPolicy& policy)
{
    switch (metric) {
    case Metric::FirstResponse:
    case Metric::NextResponse: return {.snoozed = policy.pauseWhileSnoozed};
    // An update is owed while it is our turn, and just then when somebody else is being waited for.
    case Metric::PeriodicUpdate: return {.pending = true, .snoozed = policy.pauseWhileSnoozed};
    case Metric::Resolution:
        return {.resolved = true,
                .pending = policy.pauseOnPending,
                .onHold = policy.pauseOnHold,
                .snoozed = policy.pauseWhileSnoozed};
    }
    return {};
}

/// The pauses of one clock: those that lie in it, the last one perhaps without an end.
struct OwnPauses {
    std::vector<Pause> shown;
    std::vector<Span> closed;             ///< with a known end, for due
    std::optional<UtcMillis> openSince{}; ///< a pause of which nobody knows the end
    bool pausedNow{false};
};

OwnPauses clip(const std::vector<PauseSpan>& pauses, const Stretch& stretch, UtcMillis now)
{
    OwnPauses own;
    for (const auto& pause : pauses) {
        const auto from = std::max(pause.from, stretch.start);
        auto to = pause.to ? *pause.to : pause.knownEnd.value_or(now);
        if (stretch.stop) to = std::min(to, *stretch.stop);
        const bool goesOn = !stretch.stop && !pause.to;
        if (goesOn) own.pausedNow = true;
        if (goesOn && !pause.knownEnd) own.openSince = from;
        else if (from < to) own.closed.push_back({from, to});
        if (from < to || goesOn) own.shown.push_back({{from, std::max(from, to)}, std::string(pause.why)});
    }
    return own;
}

milliseconds usedTime(const Calendar& calendar, const Stretch& stretch, const OwnPauses& pauses,
                      UtcMillis end)
{
    auto used = businessTime(calendar, stretch.start, end);
    for (const auto& pause : pauses.shown)
        used -= businessTime(calendar, pause.span.from, std::min(pause.span.to, end));
    return used;
}

/// The first instant at which the target is used up; nullopt while nobody can know.
std::optional<UtcMillis> dueOf(const Calendar& calendar, const Stretch& stretch, milliseconds target,
                               const OwnPauses& pauses)
{
    const auto due = addBusinessTime(calendar, stretch.start, target, pauses.closed);
    if (!due) return std::nullopt;
    if (pauses.openSince && *due > *pauses.openSince) return std::nullopt;
    return *due;
}

ClockPhase phaseOf(const Stretch& stretch, const std::optional<UtcMillis>& due, bool pausedNow, UtcMillis now)
{
    const auto end = stretch.stop.value_or(now);
    const bool late = due && end > *due;
    switch (stretch.ending) {
    case Ending::Reached: return late ? ClockPhase::Breached : ClockPhase::Met;
    case Ending::Dropped: return late ? ClockPhase::Breached : ClockPhase::Cancelled;
    case Ending::Dismissed: return ClockPhase::Cancelled;
    case Ending::None: break;
    }
    if (late) return ClockPhase::Breached;
    return pausedNow ? ClockPhase::Paused : ClockPhase::Running;
}

SlaClock clockOf(const Stretch& stretch, milliseconds target, const std::vector<PauseSpan>& pauses,
                 const SlaPolicy& policy, const Calendar& calendar, UtcMillis now)
{
    auto own = clip(pauses, stretch, now);
    SlaClock clock;
    clock.metric = stretch.metric;
    clock.start = stretch.start;
    clock.stop = stretch.stop;
    clock.target = target;
    clock.due = dueOf(calendar, stretch, target, own);
    clock.used = usedTime(calendar, stretch, own, stretch.stop.value_or(now));
    clock.remaining = target - clock.used;
    clock.phase = phaseOf(stretch, clock.due, own.pausedNow, now);
    clock.pauses = std::move(own.shown);
    clock.policy = policy.id;
    clock.policyVersion = policy.version;
    clock.calendar = calendar.id;
    clock.calendarVersion = calendar.version;
    clock.startedBy = stretch.startedBy;
    clock.endedBy = stretch.endedBy;
    return clock;
}

template <class Value>
bool fits(const std::vector<Value>& allowed, const Value& value)
{
    return allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

} // namespace

std::vector<SlaClock> runClocks(std::span<const Event> events, const SlaPolicy& policy,
                                const Calendar& calendar, UtcMillis now)
{
    const auto order = clockOrder(events, now);
    std::vector<SlaClock> clocks;
    for (const auto& stretch : stretchesOf(order)) {
        const auto* target = targetOf(policy, stretch.metric);
        if (!target) continue;
        const auto pauses = pausesOf(order, rulesFor(stretch.metric, policy), now);
        clocks.push_back(clockOf(stretch, target->target, pauses, policy, calendar, now));
    }
    return clocks;
}

NextDue nextDue(std::span<const SlaClock> clocks, const SlaPolicy& policy, const Calendar& calendar)
{
    const SlaClock* first = nullptr;
    for (const auto& clock : clocks)
        if (!clock.stop && clock.due && (!first || *clock.due < *first->due)) first = &clock;
    if (!first) return {};
    std::vector<Span> pauses;
    for (const auto& pause : first->pauses)
        pauses.push_back(pause.span);
    const auto share = first->target * std::clamp(policy.riskPercent, 0, 100) / 100;
    const auto riskAt = addBusinessTime(calendar, first->start, share, pauses);
    return {first->due, riskAt ? std::optional(*riskAt) : std::nullopt};
}

const SlaPolicy* choosePolicy(std::span<const SlaPolicy> policies, QueueId queue, Priority priority,
                              const std::string& platform, bool direct)
{
    const SlaPolicy* chosen = nullptr;
    for (const auto& policy : policies) {
        const auto& when = policy.conditions;
        const bool suits = policy.enabled && fits(when.queues, queue) && fits(when.priorities, priority) &&
                           fits(when.platforms, platform) && (!when.direct || *when.direct == direct);
        if (suits && (!chosen || policy.order < chosen->order)) chosen = &policy;
    }
    return chosen;
}

Attainment attainment(std::span<const SlaClock> clocks, UtcMillis now)
{
    Attainment sum;
    for (const auto& clock : clocks) {
        const bool late = clock.due && !clock.stop && now > *clock.due;
        if (clock.phase == ClockPhase::Cancelled) continue;
        if (clock.phase == ClockPhase::Met) ++sum.met;
        else if (clock.phase == ClockPhase::Breached || late) ++sum.breached;
        else ++sum.running;
    }
    return sum;
}

std::optional<double> Attainment::share() const
{
    const int ended = met + breached;
    return ended == 0 ? std::nullopt : std::optional(static_cast<double>(met) / ended);
}

} // namespace qd
