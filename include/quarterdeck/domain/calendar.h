#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/base/result.h"
#include "quarterdeck/base/time.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// A half-open stretch of a day, in minutes after local midnight: [open, close), 0 <= open < 1440.
/// close may be 1440 (24:00) or up to 2880: past midnight, into the next day.
struct Window {
    int open{0};
    int close{0};
    bool operator==(const Window&) const = default;
};

/// A day (or part of one) that does not count.
struct Holiday {
    int year{0}, month{0}, day{0};
    std::vector<Window> stillOpen; ///< empty = closed all day; else the only windows of that day
    std::string name;
};

/// When time counts. One version is never changed; an edit makes the next.
struct Calendar {
    CalendarId id{};
    int version{1};
    std::string name;
    std::string timezone; ///< IANA name
    std::array<std::vector<Window>, 7> week; ///< [0] = Monday
    std::vector<Holiday> holidays;
};

/// A calendar that is open always.
Calendar alwaysOpen(std::string timezone = "UTC");

/// Refuses: an unknown zone, overlapping windows, bounds out of range, a week that is closed all days.
Result<void> checkCalendar(const Calendar& calendar);

/// [from, to) in UTC.
struct Span {
    UtcMillis from{};
    UtcMillis to{};
    bool operator==(const Span&) const = default;
};

/// The open spans of [from, to), merged, in order. Local times that a DST change skips or repeats are resolved
/// to UTC instants: a window that names a skipped time starts at the change, a repeated hour counts twice.
std::vector<Span> openSpans(const Calendar& calendar, UtcMillis from, UtcMillis to);

/// Open milliseconds in [from, to).
std::chrono::milliseconds businessTime(const Calendar& calendar, UtcMillis from, UtcMillis to);

/// The first instant at which `amount` of open time has passed since `from`, not counting `pauses` (in order, disjoint).
/// @errors Invalid where none is found within ten years.
Result<UtcMillis> addBusinessTime(const Calendar& calendar, UtcMillis from, std::chrono::milliseconds amount,
                                  const std::vector<Span>& pauses = {});

bool isOpen(const Calendar& calendar, UtcMillis at);

/// The next instant at or after `at` at which the calendar is open.
Result<UtcMillis> nextOpening(const Calendar& calendar, UtcMillis at);

/// Holidays of an iCalendar file (VEVENTs of whole days, DTEND, RRULE FREQ=YEARLY up to `lastYear`, folded lines).
/// Total: an event that cannot be read is skipped and counted.
struct IcsHolidays {
    std::vector<Holiday> holidays;
    int skipped{0};
};
Result<IcsHolidays> parseIcsHolidays(std::string_view ics, int firstYear, int lastYear);

} // namespace qd
