#include "quarterdeck/base/text.h"
#include "quarterdeck/net/rate_budget.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace qd {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kShortest = seconds{1};
constexpr milliseconds kLongest = hours{24};
constexpr milliseconds kStale = hours{1};           // a reset further back than this is no reset
constexpr milliseconds kClockAgrees = seconds{5};   // Date has whole seconds and the answer took its time

/// The number at the front ("597.0", "100, 100;w=60"), never negative, or nothing.
std::optional<double> readNumber(std::optional<std::string_view> text)
{
    if (!text) return std::nullopt;
    const auto clean = trim(*text);
    const std::size_t start = clean.starts_with('-') ? 1 : 0;
    if (clean.size() == start || clean[start] < '0' || clean[start] > '9') return std::nullopt;
    double value = 0;
    const auto read = std::from_chars(clean.data(), clean.data() + clean.size(), value, std::chars_format::fixed);
    if (read.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
    return std::max(value, 0.0);
}

std::optional<int> readCount(std::optional<std::string_view> text)
{
    const auto value = readNumber(text);
    if (!value) return std::nullopt;
    return static_cast<int>(std::min(*value, 1e9));
}

std::optional<std::string_view> findAny(const HttpHeaders& headers, std::string_view what)
{
    constexpr std::array<std::string_view, 3> kPrefixes{"x-ratelimit-", "ratelimit-", "x-rate-limit-"};
    for (const auto prefix : kPrefixes) {
        if (const auto value = headers.find(std::string{prefix}.append(what))) return value;
    }
    return std::nullopt;
}

/// How far the server's clock lags behind ours; an answer out of a cache is as old as its Age says.
milliseconds lagOfServer(const HttpHeaders& headers, UtcMillis now)
{
    const auto date = parseRfc822(headers.get("date"));
    if (!date) return milliseconds{0};
    const auto age = std::min(readNumber(headers.find("age")).value_or(0), 86'400.0 * 365);
    const auto lag = now - (*date + milliseconds{static_cast<std::int64_t>(age * 1000)});
    return lag > kClockAgrees || lag < -kClockAgrees ? lag : milliseconds{0};
}

milliseconds clampWait(milliseconds wait) { return std::clamp(wait, kShortest, kLongest); }

std::optional<UtcMillis> readReset(std::string_view text, UtcMillis now, milliseconds lag)
{
    std::optional<UtcMillis> at = parseRfc3339(text);
    if (!at) {
        const auto number = readNumber(text);
        if (!number || *number > 1e14) return std::nullopt;
        const auto whole = static_cast<std::int64_t>(*number * 1000);
        if (*number < 1e9) return now + clampWait(milliseconds{std::min<std::int64_t>(whole, kLongest.count())});
        at = fromInt(*number >= 1e12 ? whole / 1000 : whole); // milliseconds or seconds since 1970
    }
    const auto wait = *at + lag - now;
    if (wait < -kStale) return std::nullopt;
    return now + clampWait(wait);
}

std::optional<milliseconds> readRetryAfter(std::string_view text, UtcMillis now, milliseconds lag)
{
    if (const auto number = readNumber(text))
        return clampWait(milliseconds{static_cast<std::int64_t>(std::min(*number, 86'400.0) * 1000)});
    if (const auto at = parseRfc822(text)) return clampWait(*at + lag - now);
    return std::nullopt;
}

} // namespace

RateState readRate(const HttpHeaders& headers, UtcMillis now)
{
    const auto lag = lagOfServer(headers, now);
    RateState state;
    state.limit = readCount(findAny(headers, "limit"));
    state.remaining = readCount(findAny(headers, "remaining"));
    if (const auto used = readCount(findAny(headers, "used")); used && state.remaining && !state.limit)
        state.limit = *used + *state.remaining;
    if (const auto reset = findAny(headers, "reset")) state.resetAt = readReset(*reset, now, lag);
    if (const auto after = headers.find("retry-after")) state.retryAfter = readRetryAfter(*after, now, lag);
    return state;
}

} // namespace qd
