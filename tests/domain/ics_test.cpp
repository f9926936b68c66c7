#include "quarterdeck/domain/calendar.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace qd {
namespace {

std::string file(const std::string& events)
{
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Acme//Holidays//EN\r\n" + events +
           "END:VCALENDAR\r\n";
}

std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }

/// "2026-01-01 New Year; 2026-…", "(n skipped)" at the end where n > 0.
std::string read(const std::string& ics, int first = 2026, int last = 2026)
{
    const auto holidays = parseIcsHolidays(ics, first, last);
    if (!holidays) return "refused";
    std::string text;
    for (const auto& h : holidays->holidays) {
        char date[16];
        std::snprintf(date, sizeof date, "%04d-%02d-%02d", h.year, h.month, h.day);
        text += (text.empty() ? "" : "; ") + std::string(date) + (h.name.empty() ? "" : " ") + h.name;
    }
    if (holidays->skipped > 0) text += " (" + std::to_string(holidays->skipped) + " skipped)";
    return text;
}

TEST(Ics, ReadsWholeDays)
{
    EXPECT_EQ(read(file(event(
                  "DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY:Christmas\r\n"))),
              "2026-12-25 Christmas");
    EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20260101\r\nSUMMARY:New Year\r\n"))),
              "2026-01-01 New Year");
    EXPECT_EQ(read(file(event("DTSTART:20260501T000000\r\nDTEND:20260502T000000\r\n"))), "2026-05-01")
        << "midnight to midnight is a whole day";
}

TEST(Ics, TheEndIsTheFirstDayAfter)
{
    EXPECT_EQ(
        read(file(event("DTSTART;VALUE=DATE:20261230\r\nDTEND;VALUE=DATE:20270102\r\nSUMMARY:Shut\r\n")),
             2026, 2027),
        "2026-12-30 Shut; 2026-12-31 Shut; 2027-01-01 Shut");
    EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20261230\r\nDURATION:P2D\r\n"))), "2026-12-30; 2026-12-31");
    EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20260401\r\nDTEND;VALUE=DATE:20260401\r\n"))),
              "2026-04-01");
}

TEST(Ics, RepeatsYearlyUpToTheLastYear)
{
    const auto yearly = file(event("DTSTART;VALUE=DATE:20201003\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Unity\r\n"));
    EXPECT_EQ(read(yearly, 2026, 2028), "2026-10-03 Unity; 2027-10-03 Unity; 2028-10-03 Unity");
    EXPECT_EQ(read(yearly, 2018, 2021), "2020-10-03 Unity; 2021-10-03 Unity") << "not before it began";
}

TEST(Ics, KnowsIntervalCountAndUntil)
{
    const std::string start = "DTSTART;VALUE=DATE:20240510\r\n";
    EXPECT_EQ(read(file(event(start + "RRULE:FREQ=YEARLY;INTERVAL=2\r\n")), 2024, 2030),
              "2024-05-10; 2026-05-10; 2028-05-10; 2030-05-10");
    EXPECT_EQ(read(file(event(start + "RRULE:FREQ=YEARLY;COUNT=2\r\n")), 2024, 2030),
              "2024-05-10; 2025-05-10");
    EXPECT_EQ(read(file(event(start + "RRULE:FREQ=YEARLY;UNTIL=20260510\r\n")), 2024, 2030),
              "2024-05-10; 2025-05-10; 2026-05-10");
}

TEST(Ics, KnowsTheFourthThursdayAndTheLastMonday)
{
    EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n")),
                   2026, 2027),
              "2026-11-26; 2027-11-25");
    EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20200525\r\nRRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5\r\n")),
                   2026, 2027),
              "2026-05-25; 2027-05-31");
    EXPECT_EQ(
        read(file(event("DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29\r\n")),
             2026, 2029),
        "2028-02-29");
    EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20200131\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=5SU\r\n")),
                   2026, 2049),
              "2032-02-29")
        << "most years have no fifth Sunday in February";
}

TEST(Ics, LeavesOutExceptionsAndCancelledEvents)
{
    EXPECT_EQ(read(file(event(
                       "DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20270101\r\n")),
                   2026, 2028),
              "2026-01-01; 2028-01-01");
    EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20260101\r\nSTATUS:CANCELLED\r\n"))), "");
}

TEST(Ics, UnfoldsLinesAndUnescapesNames)
{
    EXPECT_EQ(
        read(file(event(
            "DTSTART;VALUE=DA\r\n TE:20260106\r\nSUMMARY:Three\\, kings\\; and \r\n\tothers\\nhere\r\n"))),
        "2026-01-06 Three, kings; and others here");
    EXPECT_EQ(
        read("\xEF\xBB\xBF" + file(event("dtstart;value=date:20260106\nsummary;language=\"x:y\":Name\n"))),
        "2026-01-06 Name")
        << "any case, bare newlines, a byte order mark, a quoted colon";
}

TEST(Ics, LooksOnlyAtEvents)
{
    const std::string zone =
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:16011028T030000\r\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    const std::string alarm =
        "BEGIN:VALARM\r\nDTSTART;VALUE=DATE:20200101\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n";
    EXPECT_EQ(read(file(zone + event("DTSTART;VALUE=DATE:20260106\r\n" + alarm + "SUMMARY:Kings\r\n"))),
              "2026-01-06 Kings");
}

TEST(Ics, SkipsAndCountsWhatIsNoHoliday)
{
    const std::string good = event("DTSTART;VALUE=DATE:20260106\r\n");
    const std::array<std::string, 13> bad{"",
                                          "DTSTART:20260106T090000Z\r\nDTEND:20260106T100000Z\r\n",
                                          "DTSTART;VALUE=DATE:20260230\r\n",
                                          "DTSTART;VALUE=DATE:2026-01-06\r\n",
                                          "DTSTART;VALUE=DATE:00000101\r\n",
                                          "DTSTART;VALUE=DATE:20260106\r\nDTEND;VALUE=DATE:20260105\r\n",
                                          "DTSTART;VALUE=DATE:20260106\r\nDTEND;VALUE=DATE:20460106\r\n",
                                          "DTSTART;VALUE=DATE:20260106\r\nRRULE:FREQ=WEEKLY\r\n",
                                          "DTSTART;VALUE=DATE:20260106\r\nRRULE:FREQ=YEARLY;BYEASTER=1\r\n",
                                          "DTSTART;VALUE=DATE:20260106\r\nRRULE:FREQ=YEARLY;INTERVAL=0\r\n",
                                          "DTSTART;VALUE=DATE:20260106\r\nRRULE:FREQ=YEARLY;BYDAY=6MO\r\n",
                                          "DTSTART;VALUE=DATE:20260106\r\nRRULE:\r\n",
                                          "DTSTART;VALUE=DATE:20260106\r\nDURATION:PT5H\r\n"};
    for (const auto& lines : bad)
        EXPECT_EQ(read(file(event(lines) + good)), "2026-01-06 (1 skipped)") << lines;
    EXPECT_EQ(read("BEGIN:VCALENDAR\r\n" + good + "BEGIN:VEVENT\r\nDTSTART:2026"), "2026-01-06 (1 skipped)")
        << "cut";
}

TEST(Ics, TwoEventsOnOneDayAreOneHoliday)
{
    EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20260106\r\nSUMMARY:A\r\n") +
                        event("DTSTART;VALUE=DATE:20260106\r\nSUMMARY:B\r\n"))),
              "2026-01-06 A");
}

TEST(Ics, RefusesWhatIsNoCalendarAndYearsThatMakeNoSense)
{
    EXPECT_EQ(read(""), "refused");
    EXPECT_EQ(read("<html>not found</html>"), "refused");
    EXPECT_EQ(read(file(""), 2027, 2026), "refused");
    EXPECT_EQ(read(file(""), 0, 9999), "refused");
    EXPECT_EQ(read(file("")), "");
}

TEST(Ics, IsBoundedHoweverMuchIsAskedFor)
{
    std::string many;
    for (int i = 0; i < 5'050; ++i)
        many += event("DTSTART;VALUE=DATE:19000101\r\nDTEND;VALUE=DATE:19000302\r\nRRULE:FREQ=YEARLY\r\n");
    const auto holidays = parseIcsHolidays(file(many), 2026, 2036);
    ASSERT_TRUE(holidays);
    EXPECT_EQ(holidays->skipped, 50);
    EXPECT_EQ(holidays->holidays.size(), 11U * 60U);
}

TEST(IcsMutilation, EveryCutAndEveryChangedByteGivesAValueOrAnError)
{
    const auto whole = file(
        event("DTSTART;VALUE=DATE:20200101\r\nDTEND;VALUE=DATE:20200103\r\nRRULE:FREQ=YEARLY;"
              "INTERVAL=1;UNTIL=20401231;BYMONTH=1;BYDAY=1MO\r\nEXDATE:20210101\r\nSUMMARY:A\\,b\r\n c\r\n") +
        event("DTSTART:20260501T000000\r\nDURATION:P1W\r\nSTATUS:CONFIRMED\r\n"));
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        const auto left = parseIcsHolidays(std::string_view(whole).substr(0, cut), 2020, 2030);
        if (left) {
            EXPECT_LE(left->holidays.size(), 29U);
        }
        (void)parseIcsHolidays(std::string_view(whole).substr(cut), 2020, 2030);
    }
    for (std::size_t i = 0; i < whole.size(); ++i)
        for (const char byte : {'\0', '\n', ';', ':', '-', '9', 'A', '\\', '\xFF', ' '}) {
            auto changed = whole;
            changed[i] = byte;
            const auto left = parseIcsHolidays(changed, 2020, 2030);
            if (!left) {
                EXPECT_EQ(left.error().code, Errc::Invalid);
            }
        }
}

TEST(IcsMutilation, NoiseGivesAValueOrAnError)
{
    std::mt19937 dice(7);
    const std::array<const char*, 12> pieces{"BEGIN:VCALENDAR\n",
                                             "BEGIN:VEVENT\n",
                                             "END:VEVENT\n",
                                             "DTSTART:20260101\n",
                                             "DTEND:99999999\n",
                                             "RRULE:FREQ=YEARLY;COUNT=2147483648\n",
                                             "RRULE:FREQ=YEARLY;BYDAY=-5SU\n",
                                             "DURATION:P999W\n",
                                             ";;;:\n",
                                             " \n",
                                             "\xC3\x28",
                                             "END:VCALENDAR\n"};
    for (int i = 0; i < 3000; ++i) {
        std::string noise;
        for (int n = 0; n < 12; ++n)
            noise += pieces[std::uniform_int_distribution<std::size_t>(0, 11)(dice)];
        (void)parseIcsHolidays(noise, 2020, 2030);
    }
}

} // namespace
} // namespace qd
