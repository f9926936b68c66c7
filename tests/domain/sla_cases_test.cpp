#include "domain/log_of.h"
#include "quarterdeck/domain/sla.h"

#include <gtest/gtest.h>

namespace qd {
namespace {

using namespace std::chrono_literals;

// Cases with exact numbers; 2026-01-05 is a Monday.

struct Case {
    const char* name;
    Calendar calendar;
    const char* start;
    std::chrono::milliseconds target;
    const char* due;
    std::vector<std::pair<const char*, const char*>> pauses{}; ///< on_hold
};

Calendar berlin2016()
{
    auto calendar = everyDay("Europe/Berlin", {hours(8, 20)});
    calendar.holidays = {{2016, 11, 1, {}, "All Saints"}};
    return calendar;
}

Calendar saturdays() { return week("UTC", Days{{}, {}, {}, {}, {}, {hours(0, 24)}}); }
Calendar mondayAndTuesday() { return week("UTC", Days{{hours(9, 17)}, {hours(9, 20)}}); }
Calendar fullDays() { return everyDay("UTC", {hours(0, 24)}); }

class ExactCase : public testing::TestWithParam<Case> {
protected:
    /// The case as a resolution clock: it is the one that pauses.
    static std::vector<SlaClock> clocks(const char* now)
    {
        const auto& c = GetParam();
        Log log;
        log.received(c.start);
        for (const auto& [from, to] : c.pauses) {
            log.then(EventType::StatusChanged, from, Status::OnHold);
            log.then(EventType::StatusChanged, to, Status::Open);
        }
        return clocksAt(log, only(Metric::Resolution, c.target), c.calendar, now);
    }
};

TEST_P(ExactCase, IsDueThen)
{
    const auto& c = GetParam();
    const auto running = clocks("2099-01-01T00:00:00Z");
    ASSERT_EQ(running.size(), 1U);
    ASSERT_TRUE(running[0].due);
    EXPECT_EQ(show(*running[0].due), show(at(c.due)));
}

TEST_P(ExactCase, HasUsedTheTargetAtDueAndNotAMomentBefore)
{
    const auto& c = GetParam();
    const auto due = show(at(c.due));
    const auto before = show(at(c.due) - 1ms);
    EXPECT_EQ(clocks(due.c_str())[0].used, c.target);
    EXPECT_EQ(clocks(due.c_str())[0].remaining, 0ms);
    EXPECT_EQ(clocks(before.c_str())[0].used, c.target - 1ms);
}

TEST_P(ExactCase, IsMetAtDueAndBreachedAMomentLater)
{
    const auto& c = GetParam();
    for (const bool late : {false, true}) {
        Log log;
        log.received(c.start).replied(show(at(c.due) + (late ? 1ms : 0ms)));
        if (!c.pauses.empty()) continue; // a first response does not pause
        const auto clock =
            clocksAt(log, only(Metric::FirstResponse, c.target), c.calendar, "2099-01-01T00:00:00Z").at(0);
        EXPECT_EQ(clock.phase, late ? ClockPhase::Breached : ClockPhase::Met);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Table, ExactCase,
    testing::Values(
        Case{"WithinADay", workdays("UTC"), "2026-01-07T10:00:00Z", 2h, "2026-01-07T12:00:00Z"},
        Case{"OverTheWeekend", workdays("UTC"), "2026-01-09T16:00:00Z", 2h, "2026-01-12T10:00:00Z"},
        Case{"BeforeOpening", workdays("UTC"), "2026-01-07T07:00:00Z", 2h, "2026-01-07T11:00:00Z"},
        Case{"AfterClosing", workdays("UTC"), "2026-01-07T18:00:00Z", 2h, "2026-01-08T11:00:00Z"},
        Case{"OnAClosedDay", workdays("UTC"), "2026-01-10T10:00:00Z", 2h, "2026-01-12T11:00:00Z"},
        Case{"OverThreeDays", workdays("UTC"), "2026-01-05T16:00:00Z", 10h, "2026-01-07T10:00:00Z"},
        Case{"InNewYork", workdays("America/New_York"), "2026-01-09T16:00:00-05:00", 2h,
             "2026-01-12T10:00:00-05:00"},
        Case{"TheLastMinuteOfADayCounts", saturdays(), "2026-01-10T00:00:00Z", 24h, "2026-01-11T00:00:00Z"},
        Case{"UnequalDaysAfterClosing", mondayAndTuesday(), "2026-01-05T18:00:00Z", 10h,
             "2026-01-06T19:00:00Z"},
        Case{"UnequalDaysUpToClosing", mondayAndTuesday(), "2026-01-05T16:00:00Z", 12h,
             "2026-01-06T20:00:00Z"},
        Case{"AQuarterOverTheWeekend", workdays("UTC"), "2026-01-09T16:45:00Z", 30min,
             "2026-01-12T09:15:00Z"},
        Case{"BornOnAHoliday", berlin2016(), "2016-11-01T13:56:21Z", 120min, "2016-11-02T09:00:00Z"},
        Case{"BornOnAHolidayTwoDays", berlin2016(), "2016-11-01T13:56:21Z", 1200min, "2016-11-03T15:00:00Z"},
        Case{"FullDays", fullDays(), "2026-01-07T12:00:00Z", 24h, "2026-01-08T12:00:00Z"},
        Case{"PausedForADay",
             workdays("UTC"),
             "2026-01-07T10:00:00Z",
             4h,
             "2026-01-08T14:00:00Z",
             {{"2026-01-07T12:00:00Z", "2026-01-08T12:00:00Z"}}},
        Case{"PausedOverMidnight",
             fullDays(),
             "2026-01-07T23:00:00Z",
             2h,
             "2026-01-08T02:00:00Z",
             {{"2026-01-07T23:45:00Z", "2026-01-08T00:45:00Z"}}},
        // Ours: the clock's own hour, summer time, two windows, a night shift, a long target.
        Case{"OverTheSkippedHour", everyDay("Europe/Berlin", {hours(0, 24)}), "2026-03-29T00:30:00Z", 2h,
             "2026-03-29T02:30:00Z"},
        Case{"OverTheSkippedHourInAWindow", everyDay("Europe/Berlin", {hours(1, 5)}), "2026-03-29T00:00:00Z",
             4h, "2026-03-30T00:00:00Z"},
        Case{"OverTheRepeatedHour", everyDay("Europe/Berlin", {hours(1, 5)}), "2026-10-24T23:00:00Z", 5h,
             "2026-10-25T04:00:00Z"},
        Case{"OverLunch", everyDay("UTC", {hours(9, 12), hours(13, 17)}), "2026-01-07T11:30:00Z", 1h,
             "2026-01-07T13:30:00Z"},
        Case{"InTheNightShift", everyDay("UTC", {hours(22, 30)}), "2026-01-07T23:30:00Z", 7h,
             "2026-01-08T22:30:00Z"},
        Case{"LongerThanAYear", fullDays(), "2026-01-01T00:00:00Z", 24h * 400, "2027-02-05T00:00:00Z"}),
    [](const auto& row) { return std::string(row.param.name); });

} // namespace
} // namespace qd
