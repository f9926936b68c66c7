#include "domain/log_of.h"
#include "quarterdeck/domain/sla.h"

#include <gtest/gtest.h>

namespace qd {
namespace {

using namespace std::chrono_literals;

// The faults seen in other desks, each as a test of ours, and the cases their own tests are known for.

const Calendar& office()
{
    static const Calendar kOffice = workdays("UTC");
    return kOffice;
}
const Calendar& always()
{
    static const Calendar kAlways = alwaysOpen();
    return kAlways;
}

SlaPolicy allTargets()
{
    return policyOf({{Metric::FirstResponse, 1h, 24h},
                     {Metric::NextResponse, 2h, {}},
                     {Metric::PeriodicUpdate, 8h, {}},
                     {Metric::Resolution, 24h, {}}});
}

std::vector<SlaClock> of(Metric metric, const std::vector<SlaClock>& clocks)
{
    std::vector<SlaClock> found;
    for (const auto& clock : clocks)
        if (clock.metric == metric) found.push_back(clock);
    return found;
}

std::vector<SlaClock> of(Metric metric, const Log& log, const std::string& now)
{
    return of(metric, clocksAt(log, allTargets(), always(), now));
}

// --- the thirteen faults
// -------------------------------------------------------------------------------------------

TEST(SlaFault01, ALateReplyBetweenTwoLooksStaysBreachedWithItsStop)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:10:00Z");
    log.received("2026-01-07T11:00:00Z").replied("2026-01-07T13:30:00Z");
    const auto next = of(Metric::NextResponse, log, "2026-01-08T00:00:00Z");
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].phase, ClockPhase::Breached);
    EXPECT_EQ(next[0].stop, at("2026-01-07T13:30:00Z"));
    EXPECT_EQ(next[0].due, at("2026-01-07T13:00:00Z"));
    EXPECT_EQ(next[0].used, 150min);
    EXPECT_EQ(next[0].remaining, -30min);
}

TEST(SlaFault02, ALateResolveStaysBreachedWhateverTheMargin)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").resolved("2026-01-07T11:00:00.001Z");
    const auto clock = clocksAt(log, only(Metric::Resolution, 1h), always(), "2026-01-07T12:00:00Z").at(0);
    EXPECT_EQ(clock.phase, ClockPhase::Breached);
    EXPECT_EQ(clock.stop, at("2026-01-07T11:00:00.001Z"));
}

TEST(SlaFault03, ThreeMessagesInOneWaitAreOneClock)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:10:00Z");
    log.received("2026-01-07T11:00:00Z", 21)
        .received("2026-01-07T12:00:00Z", 22)
        .received("2026-01-07T14:00:00Z", 23);
    const auto next = of(Metric::NextResponse, log, "2026-01-07T20:00:00Z");
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].start, at("2026-01-07T11:00:00Z"));
    EXPECT_EQ(next[0].startedBy, MentionId{21});
    EXPECT_EQ(next[0].phase, ClockPhase::Breached);
    EXPECT_FALSE(next[0].stop);
}

TEST(SlaFault04, APolicyMayChangeOrGoOnALiveItem)
{
    Log log;
    log.received("2026-01-07T10:00:00Z");
    auto policy = only(Metric::FirstResponse, 1h);
    EXPECT_EQ(clocksAt(log, policy, always(), "2026-01-07T10:30:00Z").at(0).due, at("2026-01-07T11:00:00Z"));
    policy.version = 3;
    policy.targets[0].target = 4h;
    const auto changed = clocksAt(log, policy, always(), "2026-01-07T10:30:00Z").at(0);
    EXPECT_EQ(changed.due, at("2026-01-07T14:00:00Z"));
    EXPECT_EQ(changed.policyVersion, 3);
    policy.targets.clear();
    EXPECT_TRUE(clocksAt(log, policy, always(), "2026-01-07T10:30:00Z").empty());
}

TEST(SlaFault05, WhatStillRunsIsNoHit)
{
    Log met, late, running, overdue;
    met.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:30:00Z");
    late.received("2026-01-07T10:00:00Z").replied("2026-01-07T11:30:00Z");
    overdue.received("2026-01-07T10:00:00Z");
    running.received("2026-01-07T11:45:00Z");
    std::vector<SlaClock> clocks;
    for (const auto* log : {&met, &late, &running, &overdue})
        for (const auto& clock : of(Metric::FirstResponse, *log, "2026-01-07T12:00:00Z"))
            clocks.push_back(clock);
    const auto sum = attainment(clocks, at("2026-01-07T12:00:00Z"));
    EXPECT_EQ(sum.met, 1);
    EXPECT_EQ(sum.breached, 2) << "the one past its due has breached although nobody answered";
    EXPECT_EQ(sum.running, 1);
    EXPECT_DOUBLE_EQ(*sum.share(), 1.0 / 3.0);
    EXPECT_FALSE(Attainment{}.share());
}

TEST(SlaFault06, AfterAReopenTheResolutionClockGoesOn)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").resolved("2026-01-07T14:00:00Z");
    log.reopened("2026-01-08T09:00:00Z").resolved("2026-01-08T12:00:00Z");
    const auto clocks = of(Metric::Resolution, log, "2026-01-09T00:00:00Z");
    ASSERT_EQ(clocks.size(), 1U);
    EXPECT_EQ(clocks[0].used, 4h + 3h);
    EXPECT_EQ(clocks[0].stop, at("2026-01-08T12:00:00Z"));
    EXPECT_EQ(clocks[0].phase, ClockPhase::Met);
}

TEST(SlaFault07, EveryUpdateGapIsAClockOfItsOwn)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:10:00Z", Status::Open);
    log.replied("2026-01-07T16:10:00Z", Status::Open).replied("2026-01-08T02:10:00Z", Status::Open);
    log.replied("2026-01-08T04:10:00Z", Status::Open);
    const auto updates = of(Metric::PeriodicUpdate, log, "2026-01-08T05:00:00Z");
    ASSERT_EQ(updates.size(), 4U);
    EXPECT_EQ(updates[0].phase, ClockPhase::Met);
    EXPECT_EQ(updates[1].phase, ClockPhase::Breached);
    EXPECT_EQ(updates[2].phase, ClockPhase::Met);
    EXPECT_EQ(updates[3].phase, ClockPhase::Running);
}

TEST(SlaFault08, TwoPausesInOneMinuteAreTwoPauses)
{
    Log log;
    log.received("2026-01-07T10:00:00Z");
    log.then(EventType::StatusChanged, "2026-01-07T10:30:01Z", Status::OnHold);
    log.then(EventType::StatusChanged, "2026-01-07T10:30:11Z", Status::Open);
    log.then(EventType::StatusChanged, "2026-01-07T10:30:21Z", Status::Pending);
    log.then(EventType::StatusChanged, "2026-01-07T10:30:51Z", Status::Open);
    const auto clock = of(Metric::Resolution, log, "2026-01-07T11:00:00Z").at(0);
    ASSERT_EQ(clock.pauses.size(), 2U);
    EXPECT_EQ(clock.pauses[0].why, "on_hold");
    EXPECT_EQ(clock.pauses[1].why, "pending");
    EXPECT_EQ(clock.used, 1h - 40s);
}

TEST(SlaFault08, APauseInTheRepeatedHourIsExact) // Berlin: 02:00 to 03:00 comes twice on 2026-10-25
{
    Log log;
    log.received("2026-10-25T00:00:00Z");
    log.then(EventType::StatusChanged, "2026-10-25T00:30:00Z", Status::OnHold); // 02:30, the first
    log.then(EventType::StatusChanged, "2026-10-25T01:30:00Z", Status::Open);   // 02:30, the second
    const auto clock = clocksAt(log, only(Metric::Resolution, 2h), everyDay("Europe/Berlin", {hours(0, 24)}),
                                "2026-10-25T02:00:00Z")
                           .at(0);
    EXPECT_EQ(clock.used, 1h);
    EXPECT_EQ(clock.due, at("2026-10-25T03:00:00Z"));
}

TEST(SlaFault09, AnOldItemReopenedSaysHowMuchIsLeft)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").resolved("2026-01-07T12:00:00Z").reopened("2026-03-07T12:00:00Z");
    const auto clock = of(Metric::Resolution, log, "2026-03-07T13:00:00Z").at(0);
    EXPECT_EQ(clock.phase, ClockPhase::Running);
    EXPECT_EQ(clock.used, 3h);
    EXPECT_EQ(clock.remaining, 21h);
    EXPECT_EQ(clock.due, at("2026-03-08T10:00:00Z"));
    ASSERT_EQ(clock.pauses.size(), 1U);
    EXPECT_EQ(clock.pauses[0].why, "resolved");
}

TEST(SlaFault10, AnEditedCalendarIsAnotherVersionAndMovesTheDue)
{
    Log log;
    log.received("2026-01-07T16:00:00Z");
    const auto policy = only(Metric::FirstResponse, 2h);
    EXPECT_EQ(clocksAt(log, policy, office(), "2026-01-07T16:30:00Z").at(0).due, at("2026-01-08T10:00:00Z"));
    auto edited = workdays("UTC", 9, 20);
    edited.version = 4;
    const auto clock = clocksAt(log, policy, edited, "2026-01-07T16:30:00Z").at(0);
    EXPECT_EQ(clock.due, at("2026-01-07T18:00:00Z"));
    EXPECT_EQ(clock.calendarVersion, 4);
    EXPECT_EQ(clock.calendar, CalendarId{5});
}

TEST(SlaFault11, ZeroOrNegativeTargetsAreNoClock)
{
    Log log;
    log.received("2026-01-07T10:00:00Z");
    EXPECT_TRUE(clocksAt(log, policyOf({}), always(), "2026-01-07T12:00:00Z").empty());
    EXPECT_TRUE(clocksAt(log, only(Metric::FirstResponse, 0ms), always(), "2026-01-07T12:00:00Z").empty());
    EXPECT_TRUE(clocksAt(log, only(Metric::FirstResponse, -1h), always(), "2026-01-07T12:00:00Z").empty());
}

TEST(SlaFault11, ATargetLongerThanAYearWorks)
{
    Log log;
    log.received("2026-01-05T09:00:00Z");
    const auto clock = clocksAt(log, only(Metric::Resolution, 2088h), office(), "2026-06-01T00:00:00Z").at(0);
    EXPECT_EQ(clock.due, at("2027-01-04T17:00:00Z"));
    EXPECT_EQ(clock.phase, ClockPhase::Running);
}

TEST(SlaFault12, ACalendarClosedAllDaysIsRefusedNotReadAsWallClock)
{
    EXPECT_FALSE(checkCalendar(week("UTC", {})));
    Log log;
    log.received("2026-01-07T10:00:00Z");
    const auto clock =
        clocksAt(log, only(Metric::FirstResponse, 1h), week("UTC", {}), "2026-01-09T10:00:00Z").at(0);
    EXPECT_FALSE(clock.due);
    EXPECT_EQ(clock.used, 0ms);
    EXPECT_EQ(clock.phase, ClockPhase::Running);
}

TEST(SlaFault13, EveryClockNamesTheCalendarItCountsBy)
{
    Log log;
    log.received("2026-01-10T10:00:00Z"); // Saturday
    const auto policy = only(Metric::FirstResponse, 1h);
    auto wall = alwaysOpen();
    wall.id = CalendarId{6};
    const auto byWall = clocksAt(log, policy, wall, "2026-01-10T12:00:00Z").at(0);
    EXPECT_EQ(byWall.calendar, CalendarId{6});
    EXPECT_EQ(byWall.phase, ClockPhase::Breached);
    const auto byOffice = clocksAt(log, policy, office(), "2026-01-10T12:00:00Z").at(0);
    EXPECT_EQ(byOffice.calendar, CalendarId{5});
    EXPECT_EQ(byOffice.phase, ClockPhase::Running);
}

// --- what starts, stops and cancels
// --------------------------------------------------------------------------------

TEST(SlaClocks, NextResponseCannotStartBeforeTheFirst)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").received("2026-01-07T10:05:00Z").received("2026-01-07T10:50:00Z");
    EXPECT_TRUE(of(Metric::NextResponse, log, "2026-01-07T12:00:00Z").empty());
    EXPECT_EQ(of(Metric::FirstResponse, log, "2026-01-07T12:00:00Z").size(), 1U);
}

TEST(SlaClocks, NotesBotsAndFailedSendsAreNoResponse)
{
    Log log;
    log.received("2026-01-07T10:00:00Z");
    for (const auto type :
         {EventType::Noted, EventType::BotReplied, EventType::SendQueued, EventType::SendFailed,
          EventType::SendUnknown, EventType::SendCancelled, EventType::Assigned, EventType::Labelled})
        log.then(type, "2026-01-07T10:20:00Z");
    const auto first = of(Metric::FirstResponse, log, "2026-01-07T10:40:00Z");
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first[0].phase, ClockPhase::Running);
    EXPECT_EQ(first[0].due, at("2026-01-07T11:00:00Z"));
}

TEST(SlaClocks, AReplyFromThePlatformsOwnAppCountsAtThePlatformsTime)
{
    Log log;
    log.received("2026-01-07T10:00:00Z");
    auto& reply = log.add(EventType::Replied, "2026-01-07T10:30:00Z", Status::Pending);
    reply.actor = {ActorKind::Platform, 0};
    reply.recordedAt = at("2026-01-07T15:00:00Z"); // polled long after
    const auto first = of(Metric::FirstResponse, log, "2026-01-07T16:00:00Z").at(0);
    EXPECT_EQ(first.phase, ClockPhase::Met);
    EXPECT_EQ(first.stop, at("2026-01-07T10:30:00Z"));
    EXPECT_EQ(first.endedBy, reply.id);
}

TEST(SlaClocks, EventsInTheFutureAreIgnored)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:30:00Z");
    log.resolved("2026-01-07T12:00:00Z");
    EXPECT_TRUE(clocksAt(log, allTargets(), always(), "2026-01-07T09:59:59Z").empty());
    EXPECT_EQ(of(Metric::FirstResponse, log, "2026-01-07T10:29:59Z").at(0).phase, ClockPhase::Running);
    EXPECT_FALSE(of(Metric::Resolution, log, "2026-01-07T11:00:00Z").at(0).stop);
}

TEST(SlaClocks, DismissingCancelsHoweverLate)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").then(EventType::Dismissed, "2026-01-07T15:00:00Z", Status::Resolved);
    for (const auto& clock : clocksAt(log, allTargets(), always(), "2026-01-07T16:00:00Z"))
        EXPECT_EQ(clock.phase, ClockPhase::Cancelled);
    EXPECT_EQ(
        attainment(clocksAt(log, allTargets(), always(), "2026-01-07T16:00:00Z"), at("2026-01-07T16:00:00Z"))
            .met,
        0);
}

TEST(SlaClocks, AllUnansweredDeletedCancelsAndStopsBeingDue)
{
    Log log;
    log.received("2026-01-07T10:00:00Z", 1).received("2026-01-07T10:05:00Z", 2);
    log.deleted("2026-01-07T10:10:00Z", 2).deleted("2026-01-07T10:20:00Z", 1);
    const auto clocks = clocksAt(log, allTargets(), always(), "2026-01-07T12:00:00Z");
    ASSERT_EQ(clocks.size(), 2U);
    for (const auto& clock : clocks)
        EXPECT_EQ(clock.phase, ClockPhase::Cancelled);
    EXPECT_FALSE(nextDue(clocks, allTargets(), always()).due);
}

TEST(SlaClocks, ABreachIsAFactAlsoWhenTheMessageIsDeletedAfterIt)
{
    Log log;
    log.received("2026-01-07T10:00:00Z", 1).deleted("2026-01-07T12:00:00Z", 1);
    const auto first = of(Metric::FirstResponse, log, "2026-01-07T13:00:00Z").at(0);
    EXPECT_EQ(first.phase, ClockPhase::Breached);
    EXPECT_EQ(first.stop, at("2026-01-07T12:00:00Z"));
}

TEST(SlaClocks, WhenTheOldestIsDeletedTheNextOldestWaits)
{
    Log log;
    log.received("2026-01-07T10:00:00Z", 1)
        .received("2026-01-07T10:30:00Z", 2)
        .deleted("2026-01-07T10:40:00Z", 1);
    const auto first = of(Metric::FirstResponse, log, "2026-01-07T10:50:00Z");
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].phase, ClockPhase::Cancelled);
    EXPECT_EQ(first[1].startedBy, MentionId{2});
    EXPECT_EQ(first[1].due, at("2026-01-07T11:30:00Z"));
}

TEST(SlaClocks, AnAnsweredMessageMayBeDeletedWithoutEffect)
{
    Log log;
    log.received("2026-01-07T10:00:00Z", 1)
        .replied("2026-01-07T10:10:00Z")
        .deleted("2026-01-07T10:20:00Z", 1);
    EXPECT_EQ(of(Metric::FirstResponse, log, "2026-01-07T12:00:00Z").at(0).phase, ClockPhase::Met);
    EXPECT_EQ(of(Metric::Resolution, log, "2026-01-07T12:00:00Z").at(0).phase, ClockPhase::Paused);
}

TEST(SlaClocks, HistoryThanksMutedAndDismissedMessagesStartNone)
{
    for (const char* reason : {"history", "thanks", "muted", "dismissed"}) {
        Log log;
        log.add(EventType::Received, "2026-01-07T10:00:00Z").reason = reason;
        EXPECT_TRUE(clocksAt(log, allTargets(), always(), "2026-01-07T12:00:00Z").empty()) << reason;
    }
}

TEST(SlaClocks, AnAnswerBeforeAnyMessageAnswersNothing)
{
    Log log;
    log.replied("2026-01-07T09:00:00Z").received("2026-01-07T10:00:00Z");
    const auto clocks = clocksAt(log, allTargets(), always(), "2026-01-07T10:10:00Z");
    EXPECT_EQ(of(Metric::FirstResponse, clocks).size(), 1U);
    EXPECT_TRUE(of(Metric::NextResponse, clocks).empty());
    EXPECT_TRUE(of(Metric::PeriodicUpdate, clocks).empty());
}

TEST(SlaClocks, AMessageThatArrivesDuringTheResolveNeverStoppedWaiting)
{
    Log log;
    log.received("2026-01-07T10:00:00Z", 1).replied("2026-01-07T10:10:00Z");
    log.resolved("2026-01-07T12:00:00Z").received("2026-01-07T11:59:58Z", 2); // written before, seen after
    log.reopened("2026-01-07T12:01:00Z");
    log.lines().back().mention = MentionId{2};
    const auto next = of(Metric::NextResponse, log, "2026-01-07T12:30:00Z");
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].phase, ClockPhase::Running);
    EXPECT_EQ(next[0].start, at("2026-01-07T11:59:58Z"));
}

TEST(SlaClocks, AMessageWeLearnOfAfterTheAnswerWaitsOnAlthoughItWasWrittenBefore)
{
    Log log;
    log.received("2026-01-07T10:00:00Z", 1)
        .replied("2026-01-07T10:05:00Z")
        .received("2026-01-07T10:04:59Z", 2);
    const auto clocks = clocksAt(log, allTargets(), always(), "2026-01-07T10:30:00Z");
    EXPECT_EQ(of(Metric::FirstResponse, clocks).at(0).phase, ClockPhase::Met);
    const auto next = of(Metric::NextResponse, clocks);
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].phase, ClockPhase::Running);
    EXPECT_EQ(next[0].start, at("2026-01-07T10:04:59Z"));
}

TEST(SlaClocks, WhatWasTakenBackNeverHappened)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").then(EventType::Dismissed, "2026-01-07T10:05:00Z", Status::Resolved);
    const auto dismissed = log.last();
    EXPECT_EQ(of(Metric::FirstResponse, log, "2026-01-07T10:30:00Z").at(0).phase, ClockPhase::Cancelled);
    log.undone("2026-01-07T10:06:00Z", dismissed);
    const auto first = of(Metric::FirstResponse, log, "2026-01-07T10:30:00Z").at(0);
    EXPECT_EQ(first.phase, ClockPhase::Running);
    EXPECT_EQ(of(Metric::Resolution, log, "2026-01-07T10:30:00Z").at(0).used, 30min);
}

// --- snooze, risk, next due
// ----------------------------------------------------------------------------------------

TEST(SlaClocks, ASnoozeDoesNotPauseUnlessThePolicySaysSo)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").snoozed("2026-01-07T10:10:00Z", "2026-01-07T12:10:00Z");
    auto policy = only(Metric::FirstResponse, 1h);
    EXPECT_EQ(clocksAt(log, policy, always(), "2026-01-07T10:30:00Z").at(0).due, at("2026-01-07T11:00:00Z"));
    policy.pauseWhileSnoozed = true;
    const auto during = clocksAt(log, policy, always(), "2026-01-07T10:30:00Z").at(0);
    EXPECT_EQ(during.phase, ClockPhase::Paused);
    EXPECT_EQ(during.used, 10min);
    EXPECT_EQ(during.due, at("2026-01-07T13:00:00Z")) << "its end is known";
    const auto after = clocksAt(log, policy, always(), "2026-01-07T12:30:00Z").at(0);
    EXPECT_EQ(after.phase, ClockPhase::Running) << "over at its time, though nothing ran to wake it";
    EXPECT_EQ(after.used, 30min);
}

TEST(SlaClocks, APauseWithoutKnownEndHasNoDue)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:10:00Z");
    const auto clock = of(Metric::Resolution, log, "2026-01-09T10:00:00Z").at(0);
    EXPECT_EQ(clock.phase, ClockPhase::Paused);
    EXPECT_FALSE(clock.due);
    EXPECT_EQ(clock.used, 10min);
    EXPECT_EQ(clock.pauses.at(0).span.to, at("2026-01-09T10:00:00Z")) << "an open end is now";
}

TEST(SlaClocks, AClockThatBreachedBeforeAPauseKeepsItsDue)
{
    Log log;
    log.received("2026-01-07T10:00:00Z")
        .then(EventType::StatusChanged, "2026-01-08T11:00:00Z", Status::OnHold);
    const auto clock = of(Metric::Resolution, log, "2026-01-10T10:00:00Z").at(0);
    EXPECT_EQ(clock.phase, ClockPhase::Breached);
    EXPECT_EQ(clock.due, at("2026-01-08T10:00:00Z"));
}

TEST(SlaClocks, PauseRulesOfThePolicyHold)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:10:00Z");
    auto policy = only(Metric::Resolution, 24h);
    policy.pauseOnPending = false;
    EXPECT_EQ(clocksAt(log, policy, always(), "2026-01-07T12:00:00Z").at(0).used, 2h);
    log.then(EventType::StatusChanged, "2026-01-07T11:00:00Z", Status::OnHold);
    EXPECT_EQ(clocksAt(log, policy, always(), "2026-01-07T12:00:00Z").at(0).used, 1h);
    policy.pauseOnHold = false;
    EXPECT_EQ(clocksAt(log, policy, always(), "2026-01-07T12:00:00Z").at(0).used, 2h);
}

TEST(SlaClocks, IsAtRiskAtFourFifthsOfTheOpenTime)
{
    Log log;
    log.received("2026-01-09T16:00:00Z"); // Friday
    const auto policy = only(Metric::FirstResponse, 2h);
    const auto next = nextDue(clocksAt(log, policy, office(), "2026-01-09T16:10:00Z"), policy, office());
    EXPECT_EQ(next.due, at("2026-01-12T10:00:00Z"));
    EXPECT_EQ(next.riskAt, at("2026-01-12T09:36:00Z"));
}

TEST(SlaClocks, TheEarliestRunningClockIsTheNextDue)
{
    Log log;
    log.received("2026-01-07T10:00:00Z");
    const auto clocks = clocksAt(log, allTargets(), always(), "2026-01-07T10:30:00Z");
    EXPECT_EQ(nextDue(clocks, allTargets(), always()).due, at("2026-01-07T11:00:00Z"));
    const auto overdue = clocksAt(log, allTargets(), always(), "2026-01-07T15:00:00Z");
    EXPECT_EQ(nextDue(overdue, allTargets(), always()).due, at("2026-01-07T11:00:00Z"))
        << "late is still due";
    log.replied("2026-01-07T15:30:00Z");
    const auto answered = clocksAt(log, allTargets(), always(), "2026-01-07T16:00:00Z");
    EXPECT_FALSE(nextDue(answered, allTargets(), always()).due)
        << "pending: resolution and update wait for the customer";
}

TEST(SlaClocks, AtDueAClockStillRunsAndAMomentLaterItHasBreached)
{
    Log log;
    log.received("2026-01-07T10:00:00Z");
    EXPECT_EQ(of(Metric::FirstResponse, log, "2026-01-07T11:00:00Z").at(0).phase, ClockPhase::Running);
    EXPECT_EQ(of(Metric::FirstResponse, log, "2026-01-07T11:00:00.001Z").at(0).phase, ClockPhase::Breached);
}

// --- transitions other desks test
// ----------------------------------------------------------------------------------

struct Walk {
    const char* name;
    std::vector<std::pair<const char*, Status>> states; ///< clock times of 2026-01-07
    const char* now;
    std::chrono::minutes used;
    ClockPhase phase;
};

class ResolutionWalk : public testing::TestWithParam<Walk> {};

TEST_P(ResolutionWalk, CountsOnlyTheTimeThatIsOurs)
{
    const auto& walk = GetParam();
    const auto on = [](const char* time) { return std::string("2026-01-07T") + time + ":00Z"; };
    Log log;
    log.received(on("10:00"));
    Status before = Status::New;
    for (const auto& [time, status] : walk.states) {
        const auto type = status == Status::Resolved   ? EventType::Resolved
                          : before == Status::Resolved ? EventType::Reopened
                                                       : EventType::StatusChanged;
        log.then(type, on(time), status);
        before = status;
    }
    const auto clock = clocksAt(log, only(Metric::Resolution, 2h), always(), on(walk.now)).at(0);
    EXPECT_EQ(clock.used, walk.used);
    EXPECT_EQ(clock.phase, walk.phase);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ResolutionWalk,
    testing::Values(Walk{"Reopened",
                         {{"11:00", Status::Resolved}, {"15:00", Status::Open}},
                         "15:30",
                         90min,
                         ClockPhase::Running},
                    Walk{"PendingToOpen",
                         {{"10:30", Status::Pending}, {"14:00", Status::Open}},
                         "14:30",
                         60min,
                         ClockPhase::Running},
                    Walk{"OpenPendingOpenClose",
                         {{"10:10", Status::Open},
                          {"10:30", Status::Pending},
                          {"14:00", Status::Open},
                          {"15:00", Status::Resolved}},
                         "18:00",
                         90min,
                         ClockPhase::Met},
                    Walk{"CreatedPendingAndClosed",
                         {{"10:00", Status::Pending}, {"18:00", Status::Resolved}},
                         "19:00",
                         0min,
                         ClockPhase::Met},
                    Walk{"CreatedPendingOpenPendingClose",
                         {{"10:00", Status::Pending},
                          {"11:00", Status::Open},
                          {"12:00", Status::Pending},
                          {"18:00", Status::Resolved}},
                         "19:00",
                         60min,
                         ClockPhase::Met},
                    Walk{"CreatedPendingOpenPendingOpenClose",
                         {{"10:00", Status::Pending},
                          {"11:00", Status::Open},
                          {"12:00", Status::Pending},
                          {"13:00", Status::Open},
                          {"15:00", Status::Resolved}},
                         "19:00",
                         180min,
                         ClockPhase::Breached},
                    Walk{"ClosedInTime", {{"12:00", Status::Resolved}}, "19:00", 120min, ClockPhase::Met},
                    Walk{"ClosedLate", {{"12:01", Status::Resolved}}, "19:00", 121min, ClockPhase::Breached},
                    Walk{"SeveralReopenings",
                         {{"10:30", Status::Resolved},
                          {"12:00", Status::Open},
                          {"12:30", Status::Resolved},
                          {"14:00", Status::Open},
                          {"14:30", Status::Resolved}},
                         "19:00",
                         90min,
                         ClockPhase::Met},
                    Walk{"StillResolved", {{"11:00", Status::Resolved}}, "23:00", 60min, ClockPhase::Met}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SlaTransitions, FirstResponseInTimeAndLate)
{
    Log inTime, late;
    inTime.received("2026-01-07T10:00:00Z").replied("2026-01-07T11:00:00Z");
    late.received("2026-01-07T10:00:00Z").replied("2026-01-07T11:00:01Z");
    EXPECT_EQ(of(Metric::FirstResponse, inTime, "2026-01-07T12:00:00Z").at(0).phase, ClockPhase::Met);
    EXPECT_EQ(of(Metric::FirstResponse, late, "2026-01-07T12:00:00Z").at(0).phase, ClockPhase::Breached);
}

TEST(SlaTransitions, AnAnswerThatAlsoHoldsIsStillTheFirstResponse)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:20:00Z", std::nullopt);
    log.then(EventType::StatusChanged, "2026-01-07T10:20:00Z", Status::OnHold);
    const auto first = of(Metric::FirstResponse, log, "2026-01-07T12:00:00Z").at(0);
    EXPECT_EQ(first.phase, ClockPhase::Met);
    EXPECT_EQ(first.used, 20min);
}

TEST(SlaTransitions, CustomerReplyAndAnswerAreAWaitEach)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:20:00Z");
    log.received("2026-01-07T12:00:00Z").reopened("2026-01-07T12:00:00Z").replied("2026-01-07T13:00:00Z");
    log.received("2026-01-07T14:00:00Z").reopened("2026-01-07T14:00:00Z").replied("2026-01-07T17:00:00Z");
    const auto next = of(Metric::NextResponse, log, "2026-01-07T20:00:00Z");
    ASSERT_EQ(next.size(), 2U);
    EXPECT_EQ(next[0].phase, ClockPhase::Met);
    EXPECT_EQ(next[1].phase, ClockPhase::Breached);
}

TEST(SlaTransitions, PolicyAndCalendarNoLongerFit)
{
    SlaPolicy direct = only(Metric::FirstResponse, 1h);
    direct.conditions.direct = true;
    direct.order = 1;
    SlaPolicy urgent = only(Metric::FirstResponse, 10min);
    urgent.conditions.priorities = {Priority::Urgent};
    urgent.order = 0;
    SlaPolicy off = only(Metric::FirstResponse, 1min);
    off.enabled = false;
    off.order = -1;
    SlaPolicy queue = only(Metric::FirstResponse, 3h);
    queue.conditions.queues = {QueueId{4}};
    queue.conditions.platforms = {"bluesky"};
    queue.order = 2;
    const std::vector<SlaPolicy> policies{queue, direct, off, urgent};
    EXPECT_EQ(choosePolicy(policies, QueueId{4}, Priority::Urgent, "bluesky", true)->targets[0].target,
              10min);
    EXPECT_EQ(choosePolicy(policies, QueueId{4}, Priority::Normal, "bluesky", true)->targets[0].target, 1h);
    EXPECT_EQ(choosePolicy(policies, QueueId{4}, Priority::Normal, "bluesky", false)->targets[0].target, 3h);
    EXPECT_EQ(choosePolicy(policies, QueueId{4}, Priority::Normal, "mastodon", false), nullptr);
    EXPECT_EQ(choosePolicy(policies, QueueId{5}, Priority::Normal, "bluesky", false), nullptr);
    EXPECT_EQ(choosePolicy({}, QueueId{5}, Priority::Normal, "bluesky", false), nullptr);
}

TEST(SlaReplies, AnAgentsMessageAfterAResolveRecordsNothing)
{
    Log log;
    log.received("2026-01-07T10:00:00Z")
        .resolved("2026-01-07T10:30:00Z")
        .replied("2026-01-07T11:30:00Z", std::nullopt);
    const auto clocks = clocksAt(log, allTargets(), always(), "2026-01-07T12:00:00Z");
    EXPECT_EQ(of(Metric::FirstResponse, clocks).at(0).phase, ClockPhase::Cancelled);
    EXPECT_TRUE(of(Metric::PeriodicUpdate, clocks).empty());
    EXPECT_TRUE(of(Metric::NextResponse, clocks).empty());
}

TEST(SlaReplies, AManualReopenStartsNoWaitUntilTheCustomerWrites)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").replied("2026-01-07T10:10:00Z").resolved("2026-01-07T11:00:00Z");
    log.reopened("2026-01-07T12:00:00Z");
    EXPECT_TRUE(of(Metric::NextResponse, log, "2026-01-07T13:00:00Z").empty());
    log.received("2026-01-07T14:00:00Z");
    const auto next = of(Metric::NextResponse, log, "2026-01-07T15:00:00Z");
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].start, at("2026-01-07T14:00:00Z"));
}

TEST(SlaReplies, AfterAResolveWithoutAnswerTheNextMessageWaitsForItsFirstResponse)
{
    Log log;
    log.received("2026-01-07T10:00:00Z").resolved("2026-01-07T10:30:00Z");
    log.received("2026-01-07T12:00:00Z").reopened("2026-01-07T12:00:00Z");
    const auto first = of(Metric::FirstResponse, log, "2026-01-07T12:10:00Z");
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].phase, ClockPhase::Cancelled);
    EXPECT_EQ(first[1].due, at("2026-01-07T13:00:00Z"));
}

} // namespace
} // namespace qd
