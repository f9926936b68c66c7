#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace qd {

/// A moment, UTC, to the millisecond. Local time exists only where a person reads it.
using UtcMillis = std::chrono::sys_time<std::chrono::milliseconds>;

constexpr std::int64_t toInt(UtcMillis t) noexcept { return t.time_since_epoch().count(); }
constexpr UtcMillis fromInt(std::int64_t ms) noexcept { return UtcMillis{std::chrono::milliseconds{ms}}; }

/// Read an RFC 3339 stamp with any offset and 0 to 9 fraction digits ("Z", "+02:00", "+0000"); a missing
/// zone is read as UTC, a bare date as its midnight. Years 1970 to 2261.
/// @return nothing when the text is not such a stamp (never throws)
std::optional<UtcMillis> parseRfc3339(std::string_view text);

/// Read an RFC 822/1123/850 date as mail, HTTP and RSS use it: two-digit years, missing seconds, named zones,
/// a wrong or missing weekday are accepted.
std::optional<UtcMillis> parseRfc822(std::string_view text);

/// "2026-11-22T08:35:05.000Z", always with milliseconds.
std::string formatRfc3339(UtcMillis t);

/// Where "now" comes from; a parameter everywhere, so that tests hold the clock.
class Clock {
public:
    virtual ~Clock() = default;
    virtual UtcMillis now() const = 0; ///< @thread any
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    UtcMillis now() const override;
};

} // namespace qd
