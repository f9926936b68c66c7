#include "domain/times.h"
#include "quarterdeck/domain/calendar.h"

#include <gtest/gtest.h>

#include <random>

namespace qd {
namespace {

using namespace std::chrono_literals;

// 2026-01-07 is a Wednesday.

std::vector<std::string> spansOf(const Calendar& calendar, const char* from, const char* to)
{
    std::vector<std::string> shown;
    for (const auto& span : openSpans(calendar, at(from), at(to)))
        shown.push_back(show(span.from) + " " + show(span.to));
    return shown;
}

std::string spanOf(const char* from, const char* to) { return show(at(from)) + " " + show(at(to)); }

using Spans = std::vector<std::string>;

TEST(Calendar, WindowsAreHalfOpen)
{
    const auto office = workdays("UTC");
    EXPECT_FALSE(isOpen(office, at("2026-01-07T08:59:59.999Z")));
    EXPECT_TRUE(isOpen(office, at("2026-01-07T09:00:00Z")));
    EXPECT_TRUE(isOpen(office, at("2026-01-07T16:59:59.999Z")));
    EXPECT_FALSE(isOpen(office, at("2026-01-07T17:00:00Z")));
    EXPECT_FALSE(isOpen(office, at("2026-01-10T12:00:00Z"))) << "Saturday";
}

TEST(Calendar, HasSeveralWindowsADay)
{
    const auto lunch = everyDay("UTC", {hours(9, 12), hours(13, 17.5)});
    EXPECT_EQ(spansOf(lunch, "2026-01-07T00:00:00Z", "2026-01-08T00:00:00Z"),
              (Spans{spanOf("2026-01-07T09:00:00Z", "2026-01-07T12:00:00Z"),
                     spanOf("2026-01-07T13:00:00Z", "2026-01-07T17:30:00Z")}));
    EXPECT_EQ(businessTime(lunch, at("2026-01-07T11:00:00Z"), at("2026-01-07T14:00:00Z")), 2h);
}

TEST(Calendar, AWindowMayCloseAt24AndTouchTheNextDay)
{
    const auto always = everyDay("Europe/Berlin", {hours(0, 24)});
    EXPECT_EQ(spansOf(always, "2026-01-07T05:00:00Z", "2026-01-12T05:00:00Z"),
              (Spans{spanOf("2026-01-07T05:00:00Z", "2026-01-12T05:00:00Z")}))
        << "touching days are one span";
}

TEST(Calendar, AWindowMayReachOverMidnight)
{
    const auto night = week("UTC", Days{{}, {}, {}, {}, {hours(22, 30)}}); // Friday 22:00 to Saturday 06:00
    EXPECT_EQ(spansOf(night, "2026-01-05T00:00:00Z", "2026-01-12T00:00:00Z"),
              (Spans{spanOf("2026-01-09T22:00:00Z", "2026-01-10T06:00:00Z")}));
    EXPECT_TRUE(isOpen(night, at("2026-01-10T05:59:00Z")));
    EXPECT_EQ(businessTime(night, at("2026-01-10T02:00:00Z"), at("2026-01-10T09:00:00Z")), 4h)
        << "asked for from the middle of it";
}

TEST(Calendar, SundaysNightShiftReachesIntoMonday)
{
    const auto night = week("UTC", Days{{}, {}, {}, {}, {}, {}, {hours(20, 48)}});
    EXPECT_EQ(spansOf(night, "2026-01-11T00:00:00Z", "2026-01-14T00:00:00Z"),
              (Spans{spanOf("2026-01-11T20:00:00Z", "2026-01-13T00:00:00Z")}));
}

TEST(Calendar, AHolidayClosesItsDayAndOnlyIt)
{
    auto office = workdays("UTC");
    office.holidays = {{2026, 1, 7, {}, "closed"}};
    EXPECT_EQ(spansOf(office, "2026-01-06T00:00:00Z", "2026-01-09T00:00:00Z"),
              (Spans{spanOf("2026-01-06T09:00:00Z", "2026-01-06T17:00:00Z"),
                     spanOf("2026-01-08T09:00:00Z", "2026-01-08T17:00:00Z")}));
}

TEST(Calendar, AHalfHolidayHasItsOwnWindows)
{
    auto office = workdays("UTC");
    office.holidays = {{2026, 12, 24, {hours(9, 12)}, "half"},
                       {2026, 12, 26, {hours(10, 11)}, "a Saturday opened"}};
    EXPECT_EQ(businessTime(office, at("2026-12-24T00:00:00Z"), at("2026-12-25T00:00:00Z")), 3h);
    EXPECT_EQ(businessTime(office, at("2026-12-26T00:00:00Z"), at("2026-12-27T00:00:00Z")), 1h);
}

TEST(Calendar, AHolidayKeepsOutTheNightShiftOfTheDayBefore)
{
    auto night = everyDay("UTC", {hours(22, 30)});
    night.holidays = {{2026, 1, 8, {}, "closed"}};
    EXPECT_EQ(spansOf(night, "2026-01-07T12:00:00Z", "2026-01-09T12:00:00Z"),
              (Spans{spanOf("2026-01-07T22:00:00Z", "2026-01-08T00:00:00Z")}))
        << "neither the tail of Wednesday's shift nor Thursday's own";
}

TEST(Calendar, HolidaysAreDaysOfTheCalendarsZone)
{
    auto office = everyDay("Pacific/Auckland", {hours(0, 24)}); // 13 hours ahead in January
    office.holidays = {{2026, 1, 7, {}, "closed"}};
    EXPECT_EQ(spansOf(office, "2026-01-06T00:00:00Z", "2026-01-08T00:00:00Z"),
              (Spans{spanOf("2026-01-06T00:00:00Z", "2026-01-06T11:00:00Z"),
                     spanOf("2026-01-07T11:00:00Z", "2026-01-08T00:00:00Z")}));
}

// --- summer time
// -----------------------------------------------------------------------------------------------

TEST(Calendar, TheSkippedHourHasNoTime) // Berlin, 2026-03-29 02:00 -> 03:00
{
    const auto nights = everyDay("Europe/Berlin", {hours(1, 4)});
    EXPECT_EQ(spansOf(nights, "2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00"),
              (Spans{spanOf("2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z")}));
    EXPECT_EQ(businessTime(everyDay("Europe/Berlin", {hours(0, 24)}), at("2026-03-28T23:00:00Z"),
                           at("2026-03-29T22:00:00Z")),
              23h);
}

TEST(Calendar, AWindowThatNamesASkippedTimeStartsAtTheChange)
{
    const auto early = everyDay("Europe/Berlin", {hours(2.5, 5)});
    EXPECT_EQ(spansOf(early, "2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00"),
              (Spans{spanOf("2026-03-29T01:00:00Z", "2026-03-29T03:00:00Z")}));
    const auto inside = everyDay("Europe/Berlin", {hours(2.25, 2.75)});
    EXPECT_TRUE(spansOf(inside, "2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00").empty());
}

TEST(Calendar, TheRepeatedHourCountsTwice) // Berlin, 2026-10-25 03:00 -> 02:00
{
    const auto nights = everyDay("Europe/Berlin", {hours(1, 4)});
    EXPECT_EQ(businessTime(nights, at("2026-10-25T00:00:00+02:00"), at("2026-10-25T12:00:00+01:00")), 4h);
    const auto twice = everyDay("Europe/Berlin", {hours(2, 2.5)});
    EXPECT_EQ(spansOf(twice, "2026-10-25T00:00:00+02:00", "2026-10-25T12:00:00+01:00"),
              (Spans{spanOf("2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z"),
                     spanOf("2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z")}));
}

TEST(Calendar, ANightShiftLastsAnHourLessOrMoreWhenTheClockChanges)
{
    const auto shift = everyDay("America/New_York", {hours(22, 30)});
    const auto night = [&](const char* from, const char* to) {
        return businessTime(shift, at(from), at(to));
    };
    EXPECT_EQ(night("2026-03-07T12:00:00-05:00", "2026-03-08T12:00:00-04:00"), 7h);
    EXPECT_EQ(night("2026-10-31T12:00:00-04:00", "2026-11-01T12:00:00-05:00"), 9h);
    EXPECT_EQ(night("2026-06-01T12:00:00-04:00", "2026-06-02T12:00:00-04:00"), 8h);
}

TEST(Calendar, KnowsAChangeOfHalfAnHour) // Lord Howe: 2026-04-05 02:00 -> 01:30, 2026-10-04 02:00 -> 02:30
{
    const auto nights = everyDay("Australia/Lord_Howe", {hours(1, 3)});
    EXPECT_EQ(businessTime(nights, at("2026-04-04T13:00:00Z"), at("2026-04-05T05:00:00Z")), 150min);
    EXPECT_EQ(businessTime(nights, at("2026-10-03T13:00:00Z"), at("2026-10-04T05:00:00Z")), 90min);
}

TEST(Calendar,
     KnowsDaysThatBeginAtOne) // Sao Paulo, 2018-11-04 00:00 -> 01:00; Cairo, 2023-04-28 00:00 -> 01:00
{
    const auto allDay = everyDay("America/Sao_Paulo", {hours(0, 24)});
    EXPECT_EQ(businessTime(allDay, at("2018-11-04T03:00:00Z"), at("2018-11-05T02:00:00Z")), 23h);
    const auto firstHours = everyDay("America/Sao_Paulo", {hours(0, 2)});
    EXPECT_EQ(spansOf(firstHours, "2018-11-04T02:00:00Z", "2018-11-04T12:00:00Z"),
              (Spans{spanOf("2018-11-04T03:00:00Z", "2018-11-04T04:00:00Z")}));
    const auto cairo = everyDay("Africa/Cairo", {hours(0, 2)});
    EXPECT_EQ(spansOf(cairo, "2023-04-27T20:00:00Z", "2023-04-28T12:00:00Z"),
              (Spans{spanOf("2023-04-27T22:00:00Z", "2023-04-27T23:00:00Z")}));
}

TEST(Calendar, KnowsMidnightsThatComeTwice) // Sao Paulo, 2019-02-17 00:00 -> 2019-02-16 23:00
{
    const auto late = everyDay("America/Sao_Paulo", {hours(22, 24)});
    EXPECT_EQ(spansOf(late, "2019-02-16T20:00:00Z", "2019-02-17T20:00:00Z"),
              (Spans{spanOf("2019-02-17T00:00:00Z", "2019-02-17T03:00:00Z")}));
}

TEST(Calendar, KnowsADayThatNeverWas) // Samoa left 2011-12-30 out
{
    const auto office = everyDay("Pacific/Apia", {hours(9, 17)});
    EXPECT_EQ(businessTime(office, at("2011-12-29T00:00:00-10:00"), at("2012-01-01T00:00:00+14:00")), 16h);
}

// --- sums
// --------------------------------------------------------------------------------------------------------

TEST(Calendar, DueIsTheFirstInstantAtWhichTheTimeIsUsed)
{
    const auto office = workdays("UTC");
    EXPECT_EQ(*addBusinessTime(office, at("2026-01-09T16:00:00Z"), 1h), at("2026-01-09T17:00:00Z"))
        << "the closing minute, not Monday's opening";
    EXPECT_EQ(*addBusinessTime(office, at("2026-01-09T16:00:00Z"), 1h + 1ms), at("2026-01-12T09:00:00.001Z"));
    EXPECT_EQ(*addBusinessTime(office, at("2026-01-10T00:00:00Z"), 0ms), at("2026-01-10T00:00:00Z"));
}

TEST(Calendar, PausesDoNotCount)
{
    const auto office = workdays("UTC");
    const std::vector<Span> pauses{{at("2026-01-07T10:30:00Z"), at("2026-01-07T11:00:00Z")},
                                   {at("2026-01-07T11:30:00Z"), at("2026-01-08T10:00:00Z")}};
    EXPECT_EQ(*addBusinessTime(office, at("2026-01-07T10:00:00Z"), 1h, pauses), at("2026-01-07T11:30:00Z"));
    EXPECT_EQ(*addBusinessTime(office, at("2026-01-07T10:00:00Z"), 2h, pauses), at("2026-01-08T11:00:00Z"));
    EXPECT_EQ(*addBusinessTime(alwaysOpen(), at("2026-01-07T10:00:00Z"), 1h, pauses),
              at("2026-01-07T11:30:00Z"));
    EXPECT_EQ(*addBusinessTime(alwaysOpen(), at("2026-01-07T10:45:00Z"), 1h, pauses),
              at("2026-01-08T10:30:00Z"));
}

TEST(Calendar, ATimeLongerThanAYearIsFound)
{
    // 40 hours a week: 2,088 hours are 52 weeks and a day.
    EXPECT_EQ(*addBusinessTime(workdays("UTC"), at("2026-01-05T09:00:00Z"), 2088h),
              at("2027-01-04T17:00:00Z"));
    EXPECT_EQ(*addBusinessTime(alwaysOpen(), at("2026-01-01T00:00:00Z"), 24h * 800),
              at("2028-03-11T00:00:00Z"));
}

TEST(Calendar, WhatIsNotFoundWithinTenYearsIsRefused)
{
    EXPECT_EQ(addBusinessTime(workdays("UTC"), at("2026-01-05T09:00:00Z"), 24h * 365 * 3).error().code,
              Errc::Invalid);
    EXPECT_EQ(addBusinessTime(alwaysOpen(), at("2026-01-05T09:00:00Z"), 24h * 4000).error().code,
              Errc::Invalid);
    const std::vector<Span> forEver{{at("2026-01-05T10:00:00Z"), at("2126-01-05T10:00:00Z")}};
    EXPECT_EQ(addBusinessTime(alwaysOpen(), at("2026-01-05T09:00:00Z"), 2h, forEver).error().code,
              Errc::Invalid);
}

TEST(Calendar, FindsTheNextOpening)
{
    const auto office = workdays("Europe/Berlin");
    EXPECT_EQ(*nextOpening(office, at("2026-01-09T18:00:00Z")), at("2026-01-12T08:00:00Z"));
    EXPECT_EQ(*nextOpening(office, at("2026-01-12T08:00:00Z")), at("2026-01-12T08:00:00Z"));
    EXPECT_EQ(*nextOpening(office, at("2026-01-12T12:34:56Z")), at("2026-01-12T12:34:56Z"));
    EXPECT_FALSE(nextOpening(week("UTC", {}), at("2026-01-12T08:00:00Z")));
}

// --- what is refused
// -----------------------------------------------------------------------------------------------

TEST(Calendar, OneThatIsClosedAllDaysIsRefused)
{
    EXPECT_EQ(checkCalendar(week("UTC", {})).error().code, Errc::Invalid);
    EXPECT_TRUE(checkCalendar(alwaysOpen()));
    EXPECT_TRUE(checkCalendar(workdays("Europe/Berlin")));
}

TEST(Calendar, UnknownZonesAreRefusedAndCountNothing)
{
    for (const char* name : {"", "Mars/Olympus", "../etc/passwd", "europe/berlin ", "\xFF"}) {
        const auto lost = workdays(name);
        EXPECT_FALSE(checkCalendar(lost)) << name;
        EXPECT_EQ(businessTime(lost, at("2026-01-05T00:00:00Z"), at("2026-01-12T00:00:00Z")), 0ms);
        EXPECT_FALSE(addBusinessTime(lost, at("2026-01-05T00:00:00Z"), 1h));
    }
}

TEST(Calendar, WindowsOutOfRangeOrOverlappingAreRefused)
{
    const std::vector<std::vector<Window>> bad{{{-1, 60}},           {{1440, 1500}}, {{60, 60}},
                                               {{60, 30}},           {{0, 2881}},    {{60, 120}, {119, 180}},
                                               {{0, 600}, {60, 120}}};
    for (const auto& windows : bad)
        EXPECT_FALSE(checkCalendar(week("UTC", Days{windows}))) << windows.front().open;
    EXPECT_TRUE(checkCalendar(week("UTC", Days{{Window{60, 120}, Window{120, 180}}})))
        << "touching is no overlap";
    EXPECT_FALSE(checkCalendar(week("UTC", Days{{Window{1320, 1800}}, {Window{300, 400}}})))
        << "over midnight";
    EXPECT_FALSE(checkCalendar(week("UTC", Days{{Window{0, 60}}, {}, {}, {}, {}, {}, {Window{1320, 1500}}})))
        << "Sunday into Monday";
}

TEST(Calendar, HolidaysThatAreNoDaysAreRefused)
{
    auto office = workdays("UTC");
    for (const auto& holiday :
         {Holiday{2026, 2, 29, {}, ""}, Holiday{2026, 0, 1, {}, ""}, Holiday{2026, 13, 1, {}, ""},
          Holiday{0, 1, 1, {}, ""}, Holiday{2026, 1, 1, {{5, 4}}, ""},
          Holiday{2026, 1, 1, {{0, 100}, {50, 60}}, ""}}) {
        office.holidays = {holiday};
        EXPECT_FALSE(checkCalendar(office)) << holiday.year << "-" << holiday.month << "-" << holiday.day;
    }
}

TEST(Calendar, AbsurdBoundsEndAtOnce)
{
    const auto office = workdays("Europe/Berlin");
    EXPECT_GT(businessTime(office, fromInt(std::numeric_limits<std::int64_t>::min() / 2),
                           fromInt(std::numeric_limits<std::int64_t>::max() / 2)),
              0ms);
    EXPECT_TRUE(openSpans(office, at("2026-01-07T12:00:00Z"), at("2026-01-07T12:00:00Z")).empty());
    EXPECT_TRUE(openSpans(office, at("2026-01-07T12:00:00Z"), at("2026-01-01T12:00:00Z")).empty());
}

// --- properties
// ------------------------------------------------------------------------------------------------------

/// A valid calendar with one to three windows a day, some over midnight, and some holidays.
Calendar anyCalendar(std::mt19937& dice)
{
    const std::array<const char*, 7> zones{
        "UTC",          "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo",
        "Africa/Cairo", "Asia/Kathmandu"};
    const auto roll = [&dice](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(dice);
    };
    for (;;) {
        Calendar calendar = week(zones[static_cast<std::size_t>(roll(0, 6))], {});
        for (auto& day : calendar.week)
            for (int i = roll(0, 3), open = roll(0, 300); i > 0 && open < 1440; --i) {
                const int close = std::min(2880, open + roll(1, 700));
                day.push_back({open, close});
                open = close + roll(0, 200);
            }
        for (int i = roll(0, 8); i > 0; --i)
            calendar.holidays.push_back({2026, roll(1, 12), roll(1, 28),
                                         roll(0, 1) ? std::vector<Window>{{600, 700}} : std::vector<Window>{},
                                         ""});
        if (checkCalendar(calendar)) return calendar;
    }
}

TEST(CalendarProperty, TimeAddsUpWhereverItIsCut)
{
    std::mt19937 dice(20260107);
    const auto start = at("2026-01-01T00:00:00Z");
    std::uniform_int_distribution<std::int64_t> within(0, 400LL * 24 * 3600 * 1000);
    for (int i = 0; i < 300; ++i) {
        const auto calendar = anyCalendar(dice);
        std::array<UtcMillis, 3> t{start + std::chrono::milliseconds{within(dice)},
                                   start + std::chrono::milliseconds{within(dice)},
                                   start + std::chrono::milliseconds{within(dice)}};
        std::sort(t.begin(), t.end());
        EXPECT_EQ(businessTime(calendar, t[0], t[2]),
                  businessTime(calendar, t[0], t[1]) + businessTime(calendar, t[1], t[2]));
    }
}

TEST(CalendarProperty, AddingTimeIsTheInverseOfMeasuringIt)
{
    std::mt19937 dice(4711);
    const auto start = at("2026-01-01T00:00:00Z");
    std::uniform_int_distribution<std::int64_t> within(0, 400LL * 24 * 3600 * 1000);
    std::uniform_int_distribution<std::int64_t> amount(1, 200LL * 3600 * 1000);
    for (int i = 0; i < 300; ++i) {
        const auto calendar = anyCalendar(dice);
        const auto from = start + std::chrono::milliseconds{within(dice)};
        const std::chrono::milliseconds wanted{amount(dice)};
        const auto due = addBusinessTime(calendar, from, wanted);
        if (!due) continue;
        EXPECT_EQ(businessTime(calendar, from, *due), wanted);
        EXPECT_EQ(businessTime(calendar, from, *due - 1ms), wanted - 1ms) << "not the first such instant";
    }
}

TEST(CalendarProperty, OpenSpansAreTheInstantsThatAreOpen)
{
    std::mt19937 dice(99);
    const auto start = at("2026-03-20T00:00:00Z");
    std::uniform_int_distribution<int> minute(0, 20 * 1440);
    for (int i = 0; i < 40; ++i) {
        const auto calendar = anyCalendar(dice);
        const auto spans = openSpans(calendar, start, start + 24h * 20);
        for (std::size_t n = 1; n < spans.size(); ++n)
            EXPECT_LT(spans[n - 1].to, spans[n].from) << "not merged";
        for (int n = 0; n < 100; ++n) {
            const auto when = start + std::chrono::minutes{minute(dice)};
            const bool inside = std::any_of(spans.begin(), spans.end(),
                                            [&](const Span& s) { return s.from <= when && when < s.to; });
            EXPECT_EQ(isOpen(calendar, when), inside) << show(when);
        }
    }
}

} // namespace
} // namespace qd
