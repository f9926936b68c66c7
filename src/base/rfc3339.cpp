#include "base/civil_time.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/base/time.h"

#include <algorithm>
#include <array>

namespace qd {
namespace {

/// Reads a stamp from left to right; every step says whether it found what it wants.
class StampReader {
public:
    explicit StampReader(std::string_view text) : m_rest{text} {}

    bool atEnd() const { return m_rest.empty(); }
    bool take(std::string_view anyOf)
    {
        if (m_rest.empty() || anyOf.find(m_rest.front()) == std::string_view::npos) return false;
        m_last = m_rest.front();
        m_rest.remove_prefix(1);
        return true;
    }
    char last() const { return m_last; }
    bool digits(std::size_t count, int& out)
    {
        if (m_rest.size() < count) return false;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (m_rest[i] < '0' || m_rest[i] > '9') return false;
            value = value * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(count);
        out = value;
        return true;
    }
    void blanks()
    {
        while (take(" ")) {}
    }

private:
    std::string_view m_rest;
    char m_last{0};
};

/// 1 to 9 digits after the point; what is finer than a millisecond is cut.
bool readFraction(StampReader& in, int& millis)
{
    int scale = 100;
    int digit = 0;
    int count = 0;
    while (count < 9 && in.digits(1, digit)) {
        millis += digit * scale;
        scale /= 10;
        ++count;
    }
    return count > 0;
}

bool readZone(StampReader& in, int& offsetMinutes)
{
    in.blanks();
    if (in.atEnd() || in.take("Zz")) return true;
    if (!in.take("+-")) return false;
    const int sign = in.last() == '-' ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    if (!in.digits(2, hours)) return false;
    in.take(":");
    if (!in.atEnd() && !in.digits(2, minutes)) return false;
    if (hours > 23 || minutes > 59) return false;
    offsetMinutes = sign * (hours * 60 + minutes);
    return true;
}

bool readTime(StampReader& in, CivilTime& t)
{
    if (!in.digits(2, t.hour) || !in.take(":") || !in.digits(2, t.minute)) return false;
    if (in.take(":") && !in.digits(2, t.second)) return false;
    if (in.take(".,") && !readFraction(in, t.millis)) return false;
    return readZone(in, t.offsetMinutes);
}

} // namespace

std::optional<UtcMillis> parseRfc3339(std::string_view text)
{
    StampReader in{trim(text)};
    CivilTime t;
    if (!in.digits(4, t.year) || !in.take("-") || !in.digits(2, t.month) || !in.take("-") || !in.digits(2, t.day))
        return std::nullopt;
    if (!in.atEnd()) {
        if (in.take("Zz")) {
        } else if (!in.take("Tt ") || !readTime(in, t)) {
            return std::nullopt;
        }
    }
    if (!in.atEnd()) return std::nullopt;
    return toUtc(t);
}

std::string formatRfc3339(UtcMillis t)
{
    namespace ch = std::chrono;
    constexpr std::int64_t kFirst = -62'167'219'200'000; // 0000-01-01
    constexpr std::int64_t kLast = 253'402'300'799'999;  // 9999-12-31T23:59:59.999
    const auto at = fromInt(std::clamp(toInt(t), kFirst, kLast));
    const auto midnight = ch::floor<ch::days>(at);
    const ch::year_month_day date{midnight};
    const ch::hh_mm_ss time{at - midnight};

    std::string out = "0000-00-00T00:00:00.000Z";
    const auto put = [&out](std::size_t where, std::size_t width, std::int64_t value) {
        for (std::size_t i = width; i-- > 0; value /= 10) out[where + i] = static_cast<char>('0' + value % 10);
    };
    put(0, 4, int{date.year()});
    put(5, 2, unsigned{date.month()});
    put(8, 2, unsigned{date.day()});
    put(11, 2, time.hours().count());
    put(14, 2, time.minutes().count());
    put(17, 2, time.seconds().count());
    put(20, 3, time.subseconds().count());
    return out;
}

UtcMillis SystemClock::now() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace qd
