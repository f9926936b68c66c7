#include "base/civil_time.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/base/time.h"

#include <algorithm>
#include <array>

namespace qd {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

struct NamedZone {
    std::string_view name;
    int minutes;
};
constexpr std::array<NamedZone, 26> kZones{{
    {"ut", 0},      {"utc", 0},     {"gmt", 0},     {"z", 0},       {"wet", 0},    {"west", 60},   {"bst", 60},
    {"cet", 60},    {"met", 60},    {"cest", 120},  {"mest", 120},  {"eet", 120},  {"eest", 180},  {"msk", 180},
    {"ist", 330},   {"jst", 540},   {"kst", 540},   {"est", -300},  {"edt", -240}, {"cst", -360},  {"cdt", -300},
    {"mst", -420},  {"mdt", -360},  {"pst", -480},  {"pdt", -420},  {"hst", -600},
}};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Collects the parts of a date in whatever order they come.
class DateReader {
public:
    explicit DateReader(std::string_view text) : m_text{text} {}

    std::optional<UtcMillis> read()
    {
        while (m_at < m_text.size()) {
            if (!step()) return std::nullopt;
        }
        if (!m_hasDay || !m_hasYear || m_date.month == 0) return std::nullopt;
        if (m_pm && m_date.hour < 12) m_date.hour += 12;
        if (m_am && m_date.hour == 12) m_date.hour = 0;
        return toUtc(m_date);
    }

private:
    bool step()
    {
        const char c = m_text[m_at];
        if (isDigit(c)) return number();
        if (isLetter(c)) return word();
        if (c == '(') return comment();
        const bool joins = m_at > 0 && (isLetter(m_text[m_at - 1]) || isDigit(m_text[m_at - 1])) && !m_hasTime;
        if ((c == '+' || c == '-') && !(c == '-' && joins) && m_at + 1 < m_text.size() && isDigit(m_text[m_at + 1]))
            return offset();
        ++m_at;
        return std::string_view{" \t\r\n,.-+/;"}.find(c) != std::string_view::npos;
    }

    bool comment()
    {
        const auto close = m_text.find(')', m_at);
        m_at = close == std::string_view::npos ? m_text.size() : close + 1;
        return true;
    }

    /// Digits from here on; -1 when there are more than `most` of them, or none.
    int digits(std::size_t most, std::size_t& count)
    {
        int value = 0;
        count = 0;
        while (m_at < m_text.size() && isDigit(m_text[m_at])) {
            if (++count > most) return -1;
            value = value * 10 + (m_text[m_at++] - '0');
        }
        return count == 0 ? -1 : value;
    }

    bool number()
    {
        std::size_t count = 0;
        const int value = digits(4, count);
        if (value < 0) return false;
        if (m_at < m_text.size() && m_text[m_at] == ':') return time(value);
        if (count >= 3) return year(value, count);
        if (!m_hasDay) {
            m_date.day = value;
            return m_hasDay = true;
        }
        return year(value, count);
    }

    bool year(int value, std::size_t count)
    {
        if (m_hasYear) return false;
        if (count == 2 || count == 1) value += value < 50 ? 2000 : 1900;
        if (count == 3) value += 1900;
        m_date.year = value;
        return m_hasYear = true;
    }

    bool time(int hour)
    {
        if (m_hasTime) return false;
        m_hasTime = true;
        m_date.hour = hour;
        std::size_t count = 0;
        ++m_at;
        if ((m_date.minute = digits(2, count)) < 0) return false;
        if (m_at < m_text.size() && m_text[m_at] == ':') {
            ++m_at;
            if ((m_date.second = digits(2, count)) < 0) return false;
        }
        if (m_at + 1 < m_text.size() && m_text[m_at] == '.' && isDigit(m_text[m_at + 1])) {
            ++m_at;
            while (m_at < m_text.size() && isDigit(m_text[m_at])) ++m_at; // finer than such dates are meant
        }
        return true;
    }

    /// "+0200", "-02:00", "+2"
    bool offset()
    {
        const int sign = m_text[m_at++] == '-' ? -1 : 1;
        std::size_t count = 0;
        int value = digits(4, count);
        if (value < 0) return false;
        int minutes = 0;
        if (count <= 2) {
            if (m_at < m_text.size() && m_text[m_at] == ':') {
                ++m_at;
                if ((minutes = digits(2, count)) < 0) return false;
            }
        } else {
            minutes = value % 100;
            value /= 100;
        }
        if (value > 23 || minutes > 59) return false;
        m_date.offsetMinutes = sign * (value * 60 + minutes);
        return true;
    }

    bool word()
    {
        const auto start = m_at;
        while (m_at < m_text.size() && isLetter(m_text[m_at])) ++m_at;
        const auto name = toLowerAscii(m_text.substr(start, m_at - start));
        if (name == "am") return m_am = true;
        if (name == "pm") return m_pm = true;
        for (std::size_t i = 0; i < kMonths.size(); ++i) {
            if (name.starts_with(kMonths[i]) && m_date.month == 0) {
                m_date.month = static_cast<int>(i) + 1;
                return true;
            }
        }
        for (const auto day : kWeekdays) {
            if (name.starts_with(day)) return true;
        }
        for (const auto& zone : kZones) {
            if (name == zone.name) {
                m_date.offsetMinutes = zone.minutes;
                return true;
            }
        }
        return m_hasTime || name == "at" || name == "t"; // an unknown zone reads as UTC
    }

    std::string_view m_text;
    std::size_t m_at{0};
    CivilTime m_date{};
    bool m_hasDay{false}, m_hasYear{false}, m_hasTime{false}, m_am{false}, m_pm{false};
};

} // namespace

std::optional<UtcMillis> parseRfc822(std::string_view text)
{
    text = trim(text);
    if (text.empty() || text.size() > 100) return std::nullopt;
    return DateReader{text}.read();
}

} // namespace qd
