#include "feed_item.h"
#include "quarterdeck/base/text.h"

#include <algorithm>
#include <charconv>

namespace qd::feed {
namespace {

bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }

std::size_t digitsAt(std::string_view text) noexcept
{
    return static_cast<std::size_t>(std::ranges::find_if_not(text, isDigit) - text.begin());
}

/// Seconds or milliseconds since 1970.
std::optional<UtcMillis> parseUnixTime(std::string_view digits)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return fromInt(digits.size() == 10 ? number * 1000 : number);
}

/// "2003", "2003-12", "200312", "20031231", "2003-335" and what RFC 3339 makes of them once they are whole; a
/// time may follow after 'T' or a blank.
std::optional<UtcMillis> parseIso(std::string_view text)
{
    const auto year = text.substr(0, 4);
    if (digitsAt(year) != 4) return std::nullopt;
    const auto timeAt = std::min(text.find_first_of("Tt "), text.size());
    auto date = std::string(text.substr(4, timeAt - 4));
    std::erase(date, '-');
    if (digitsAt(date) != date.size()) return std::nullopt;
    auto time = std::string(trim(text.substr(std::min(timeAt + 1, text.size()))));
    std::erase(time, ' ');
    if (time.size() == 2 || (time.size() > 2 && time[2] != ':' && digitsAt(time) == 2))
        time.insert(2, ":00"); // an hour alone
    if (digitsAt(time) == 6) time = time.substr(0, 2) + ':' + time.substr(2, 2) + ':' + time.substr(4);
    else if (digitsAt(time) == 4) time = time.substr(0, 2) + ':' + time.substr(2);
    // Seconds may be missing.
    if (const auto end = std::min(time.find_first_of("Zz+-"), time.size()); end == 5) time.insert(5, ":00");
    const auto tail = time.empty() ? std::string{} : "T" + time;
    const auto stamp = [&](std::string_view month, std::string_view day) {
        return parseRfc3339(std::string(year) + '-' + std::string(month) + '-' + std::string(day) + tail);
    };
    switch (date.size()) {
    case 0: return stamp("01", "01");
    case 2: return stamp(date, "01");
    case 4: return stamp(date.substr(0, 2), date.substr(2));
    case 3: { // the day of the year
        int day = 0;
        std::from_chars(date.data(), date.data() + date.size(), day);
        auto at = stamp("01", "01");
        if (!at || day < 1 || day > 366) return std::nullopt;
        return *at + std::chrono::hours(24 * (day - 1));
    }
    default: return std::nullopt;
    }
}

} // namespace

std::optional<UtcMillis> parseDate(std::string_view text)
{
    text = trim(text);
    if (text.empty() || text.size() > 64) return std::nullopt;
    if (auto at = parseRfc3339(text)) return at;
    const auto digits = digitsAt(text);
    if (digits == text.size() && (digits == 10 || digits == 13)) return parseUnixTime(text);
    if (digits >= 4) {
        if (auto at = parseIso(text)) return at;
    }
    return parseRfc822(text);
}

} // namespace qd::feed
