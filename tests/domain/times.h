#pragma once

#include "quarterdeck/base/time.h"
#include "quarterdeck/domain/calendar.h"

#include <stdexcept>
#include <string>

namespace qd {

/// "2026-01-07T10:00:00Z" or with an offset: what the test means, or a loud fault of the test.
inline UtcMillis at(const std::string& text)
{
    const auto read = parseRfc3339(text);
    if (!read) throw std::invalid_argument("the test names no such time: " + text);
    return *read;
}

inline std::string show(UtcMillis t) { return formatRfc3339(t); }

using Days = std::vector<std::vector<Window>>; ///< from Monday; those left out are closed

/// A calendar of the test, with an id so that clocks name it.
inline Calendar week(std::string timezone, const Days& days)
{
    Calendar calendar;
    calendar.id = CalendarId{5};
    calendar.version = 3;
    calendar.name = "test";
    calendar.timezone = std::move(timezone);
    for (std::size_t i = 0; i < days.size(); ++i)
        calendar.week.at(i) = days[i];
    return calendar;
}

inline Window hours(double open, double close)
{
    return {static_cast<int>(open * 60), static_cast<int>(close * 60)};
}

inline Calendar workdays(std::string timezone, double open = 9, double close = 17)
{
    const std::vector<Window> day{hours(open, close)};
    return week(std::move(timezone), {day, day, day, day, day});
}

inline Calendar everyDay(std::string timezone, const std::vector<Window>& windows)
{
    return week(std::move(timezone), Days(7, windows));
}

} // namespace qd

namespace std::chrono {

/// GoogleTest prints times through this.
inline void PrintTo(qd::UtcMillis t, std::ostream* out) { *out << qd::formatRfc3339(t); }

} // namespace std::chrono
