#include "feed_schedule.h"

#include "digest.h"
#include "json_read.h"
#include "quarterdeck/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace qd::feed {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr std::chrono::milliseconds kLongest = hours(12);

std::chrono::milliseconds maxAge(std::string_view cacheControl)
{
    for (const auto part : split(cacheControl, ',')) {
        const auto rule = trim(part);
        if (!startsWithNoCase(rule, "max-age=")) continue;
        long long value = 0;
        const auto digits = rule.substr(8);
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return seconds(std::clamp(value, 0LL, 365LL * 24 * 3600));
    }
    return {};
}

bool isSkipped(const Document& document, UtcMillis at)
{
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const auto hour = std::chrono::floor<hours>(at - day).count();
    const auto weekday = std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding() - 1;
    const bool skipsHours = document.skipHours.any() && !document.skipHours.all();
    const bool skipsDays = document.skipDays.any() && !document.skipDays.all();
    return (skipsHours && document.skipHours.test(static_cast<std::size_t>(hour))) ||
           (skipsDays && document.skipDays.test(weekday));
}

} // namespace

Cursor Cursor::read(std::string_view text)
{
    const auto value = json::parse(text);
    return {.key = json::text(value, "key"),
            .etag = json::text(value, "etag"),
            .modified = json::text(value, "modified"),
            .hash = json::text(value, "hash")};
}

std::string Cursor::write() const
{
    return json::dump({{"key", key}, {"etag", etag}, {"modified", modified}, {"hash", hash}});
}

std::string fingerprint(std::string_view bytes)
{
    // Two sums that start apart: one alone of 64 bits would do, but they cost the same as one.
    const auto half = bytes.size() / 2;
    return fmt::format("{:016x}{:016x}", fnv1a(bytes), fnv1a(bytes.substr(half)) ^ bytes.size());
}

std::optional<UtcMillis> quietUntil(const HttpHeaders& headers, const Document* document, UtcMillis now)
{
    std::chrono::milliseconds wait = maxAge(headers.get("cache-control"));
    if (document != nullptr && document->ttl)
        wait = std::max<std::chrono::milliseconds>(wait, *document->ttl);
    auto until = now + std::min(wait, kLongest);
    if (document != nullptr) {
        constexpr int kHoursOfAWeek = 7 * 24;
        for (int i = 0; i < kHoursOfAWeek && isSkipped(*document, until); ++i) {
            until = std::chrono::floor<hours>(until) + hours(1);
        }
    }
    if (until <= now) return std::nullopt;
    return until;
}

} // namespace qd::feed
