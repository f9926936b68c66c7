#include "storage/clock_rows.h"

#include <algorithm>

namespace qd {
namespace {

bool ended(const SlaClock& clock) { return clock.stop && clock.endedBy && clock.phase != ClockPhase::Cancelled; }

bool sameEnd(const SlaClock& a, const SlaClock& b)
{
    return a.metric == b.metric && a.endedBy == b.endedBy && a.start == b.start && a.stop == b.stop && a.used == b.used
           && a.phase == b.phase;
}

bool holds(const std::vector<SlaClock>& clocks, const SlaClock& wanted, bool sameValues)
{
    return std::any_of(clocks.begin(), clocks.end(), [&](const SlaClock& clock) {
        if (!ended(clock)) return false;
        return sameValues ? sameEnd(clock, wanted) : clock.metric == wanted.metric && clock.endedBy == wanted.endedBy;
    });
}

Result<void> removeMeasure(SqlSession& session, const SlaClock& clock)
{
    const auto done = session.run("DELETE FROM measure WHERE event_id = $1 AND metric = $2",
                                  {clock.endedBy, static_cast<int>(clock.metric)});
    if (!done) return fail(done.error());
    return {};
}

Result<void> writeMeasure(SqlSession& session, const Conversation& c, const SlaClock& clock)
{
    const auto calendarTime = std::max(std::chrono::milliseconds{0}, *clock.stop - clock.start);
    const auto done = session.run(
        "INSERT INTO measure (conversation_id, event_id, metric, met, goal_id, queue_id, started_at, at, calendar_ms, "
        "business_ms, policy_id, policy_version, calendar_id, calendar_version) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (event_id, metric) DO UPDATE SET "
        "met = excluded.met, started_at = excluded.started_at, at = excluded.at, calendar_ms = excluded.calendar_ms, "
        "business_ms = excluded.business_ms",
        {c.id, clock.endedBy, static_cast<int>(clock.metric), clock.phase == ClockPhase::Met, c.goal, c.queue, clock.start,
         *clock.stop, static_cast<std::int64_t>(calendarTime.count()), static_cast<std::int64_t>(clock.used.count()),
         clock.policy, clock.policyVersion, clock.calendar, clock.calendarVersion});
    if (!done) return fail(done.error());
    return {};
}

} // namespace

ClockChoice chooseClocks(const Conversation& c, const ClockRules& rules)
{
    if (c.history || c.mergedInto) return {};
    const auto* const policy = choosePolicy(rules.policies, c.queue, c.priority, c.platform, c.direct);
    if (policy == nullptr) return {};
    const auto calendar = std::find_if(rules.calendars.begin(), rules.calendars.end(),
                                       [&](const Calendar& each) { return each.id == policy->calendar; });
    if (calendar == rules.calendars.end()) return {};
    return {policy, &*calendar};
}

bool bearsVersions(const Conversation& c, const ClockChoice& choice)
{
    if (choice.policy == nullptr) return !c.policy;
    return c.policy == choice.policy->id && c.policyVersion == choice.policy->version && c.calendar == choice.calendar->id
           && c.calendarVersion == choice.calendar->version;
}

void setVersions(Conversation& c, const ClockChoice& choice)
{
    c.policy = choice.policy != nullptr ? choice.policy->id : PolicyId{};
    c.policyVersion = choice.policy != nullptr ? choice.policy->version : 0;
    c.calendar = choice.calendar != nullptr ? choice.calendar->id : CalendarId{};
    c.calendarVersion = choice.calendar != nullptr ? choice.calendar->version : 0;
}

Result<void> keepClocks(SqlSession& session, Conversation& c, std::span<const Event> log, std::span<const Event> logBefore,
                        const ClockChoice& choice, UtcMillis now)
{
    c.nextDue.reset();
    c.riskAt.reset();
    if (choice.policy == nullptr) return {};

    const auto clocks = runClocks(log, *choice.policy, *choice.calendar, now);
    const auto next = nextDue(clocks, *choice.policy, *choice.calendar);
    c.nextDue = next.due;
    c.riskAt = next.riskAt;

    const auto before = logBefore.empty() ? std::vector<SlaClock>{} : runClocks(logBefore, *choice.policy, *choice.calendar, now);
    for (const auto& clock : before)
        if (ended(clock) && !holds(clocks, clock, false))
            if (auto done = removeMeasure(session, clock); !done) return done;
    for (const auto& clock : clocks)
        if (ended(clock) && !holds(before, clock, true))
            if (auto done = writeMeasure(session, c, clock); !done) return done;
    return {};
}

} // namespace qd
