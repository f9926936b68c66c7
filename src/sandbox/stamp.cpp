#include "sandbox/stamp.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace qd::sandbox {
namespace {

using namespace std::chrono;

struct Fields {
    year_month_day date;
    hh_mm_ss<milliseconds> time;
    int weekday;
};

Fields fieldsOf(UtcMillis t)
{
    const auto day = floor<days>(t);
    return {year_month_day{day}, hh_mm_ss<milliseconds>{t - day},
            static_cast<int>(weekday{day}.c_encoding())};
}

constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string longDate(UtcMillis t, const char* zone)
{
    const Fields f = fieldsOf(t);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} {}", kDays[static_cast<std::size_t>(f.weekday)],
                       static_cast<unsigned>(f.date.day()), kMonths[static_cast<unsigned>(f.date.month()) - 1],
                       static_cast<int>(f.date.year()), f.time.hours().count(), f.time.minutes().count(),
                       f.time.seconds().count(), zone);
}

bool number(std::string_view text, std::size_t at, std::size_t length, int& out)
{
    if (at + length > text.size()) return false;
    const auto read = std::from_chars(text.data() + at, text.data() + at + length, out);
    return read.ec == std::errc{} && read.ptr == text.data() + at + length && text[at] != '-';
}

} // namespace

std::string isoMillis(UtcMillis t)
{
    const Fields f = fieldsOf(t);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(f.date.year()),
                       static_cast<unsigned>(f.date.month()), static_cast<unsigned>(f.date.day()),
                       f.time.hours().count(), f.time.minutes().count(), f.time.seconds().count(),
                       f.time.subseconds().count());
}

std::string isoMicros(UtcMillis t)
{
    std::string text = isoMillis(t);
    text.insert(text.size() - 1, "000");
    return text;
}

std::string httpDate(UtcMillis t) { return longDate(t, "GMT"); }
std::string mailDate(UtcMillis t) { return longDate(t, "+0000"); }
UtcMillis dayOf(UtcMillis t) { return floor<days>(t); }
int weekdayOf(UtcMillis t) { return fieldsOf(t).weekday; }

std::optional<UtcMillis> readDatetime(std::string_view text)
{
    int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0;
    const bool shaped = text.size() >= 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' &&
                        text[13] == ':' && text[16] == ':';
    if (!shaped || !number(text, 0, 4, y) || !number(text, 5, 2, mo) || !number(text, 8, 2, d) ||
        !number(text, 11, 2, h) || !number(text, 14, 2, mi) || !number(text, 17, 2, s))
        return std::nullopt;
    const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
    if (!date.ok() || h > 23 || mi > 59 || s > 60) return std::nullopt;
    std::size_t at = 19;
    int thousandths = 0;
    if (text[at] == '.') {
        std::size_t digits = 0;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
            if (++digits <= 3) thousandths = thousandths * 10 + (text[at] - '0');
        if (digits == 0) return std::nullopt;
        for (; digits < 3; ++digits) thousandths *= 10;
    }
    const std::string_view zone = text.substr(at);
    int offset = 0;
    if (zone != "Z") {
        int zoneHours = 0, zoneMinutes = 0;
        if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || zone == "-00:00" ||
            !number(zone, 1, 2, zoneHours) || !number(zone, 4, 2, zoneMinutes))
            return std::nullopt;
        offset = (zoneHours * 60 + zoneMinutes) * (zone[0] == '-' ? -1 : 1);
    }
    return UtcMillis{sys_days{date}} + hours{h} + minutes{mi - offset} + seconds{s} + milliseconds{thousandths};
}

SandboxClock::SandboxClock(std::optional<UtcMillis> start)
    : m_start(start.value_or(floor<milliseconds>(system_clock::now()))), m_since(steady_clock::now())
{
}

UtcMillis SandboxClock::now() const
{
    return m_start + duration_cast<milliseconds>(steady_clock::now() - m_since) + milliseconds{m_ahead.load()};
}

void SandboxClock::advance(milliseconds by)
{
    if (by.count() > 0) m_ahead += by.count();
}

} // namespace qd::sandbox
