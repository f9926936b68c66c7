#pragma once

#include "quarterdeck/base/time.h"

#include <cstdint>
#include <optional>

namespace qd {

/// A date and time as a stamp spells it, before it is checked.
struct CivilTime {
    int year{0};
    int month{0};
    int day{0};
    int hour{0};
    int minute{0};
    int second{0}; ///< 60, a leap second, is the first second of the next minute
    int millis{0};
    int offsetMinutes{0}; ///< east of Greenwich
};

/// The moment, or nothing when a field is out of range or the result outside 1970 to 2261.
inline std::optional<UtcMillis> toUtc(const CivilTime& t)
{
    namespace ch = std::chrono;
    const bool endOfDay = t.hour == 24 && t.minute == 0 && t.second == 0 && t.millis == 0;
    if (t.hour < 0 || (t.hour > 23 && !endOfDay) || t.minute < 0 || t.minute > 59) return std::nullopt;
    if (t.second < 0 || t.second > 60 || t.year < 1900 || t.year > 2300) return std::nullopt;
    if (t.offsetMinutes < -24 * 60 || t.offsetMinutes > 24 * 60) return std::nullopt;
    if (t.month < 1 || t.month > 12 || t.day < 1 || t.day > 31) return std::nullopt;

    const ch::year_month_day date{ch::year{t.year}, ch::month{static_cast<unsigned>(t.month)},
                                  ch::day{static_cast<unsigned>(t.day)}};
    if (!date.ok()) return std::nullopt;
    const UtcMillis at = ch::sys_days{date} + ch::hours{t.hour} + ch::minutes{t.minute - t.offsetMinutes} +
                         ch::seconds{t.second} + ch::milliseconds{t.millis};
    constexpr std::int64_t kEndOf2261 = 9'214'646'400'000; // 2262-01-01T00:00:00Z
    if (toInt(at) < 0 || toInt(at) >= kEndOf2261) return std::nullopt;
    return at;
}

} // namespace qd
