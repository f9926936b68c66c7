#include "quarterdeck/base/text.h"
#include "quarterdeck/domain/calendar.h"

#include <date/date.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace qd {
namespace {

constexpr int kMostYears = 50;     ///< of one import
constexpr int kMostEvents = 5'000; ///< of one file; later ones are skipped and counted
constexpr int kLongestEvent = 62;  ///< days: a school holiday fits, "2024 to 2044" does not
constexpr int kOldestStart = 1600;

/// "NAME;PARAM=x;PARAM=y:value" taken apart.
struct Line {
    std::string_view name;
    std::string_view parameters;
    std::string_view value;
};

/// Unfolded lines of a file: a line that starts with a blank goes on with the one before.
class Lines {
public:
    explicit Lines(std::string_view text) : m_rest(text) {}

    bool next(std::string& line)
    {
        line.clear();
        if (m_rest.empty()) return false;
        takeInto(line);
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == '\t')) {
            m_rest.remove_prefix(1);
            takeInto(line);
        }
        return true;
    }

private:
    void takeInto(std::string& line)
    {
        const auto end = m_rest.find('\n');
        auto piece = m_rest.substr(0, end);
        m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
        if (!piece.empty() && piece.back() == '\r') piece.remove_suffix(1);
        line += piece;
    }

    std::string_view m_rest;
};

Line takeApart(std::string_view line)
{
    bool quoted = false;
    std::size_t colon = 0;
    for (; colon < line.size(); ++colon) {
        if (line[colon] == '"') quoted = !quoted;
        if (line[colon] == ':' && !quoted) break;
    }
    const auto head = line.substr(0, colon);
    const auto semicolon = std::min(head.find(';'), head.size());
    return {head.substr(0, semicolon), head.substr(semicolon),
            colon < line.size() ? line.substr(colon + 1) : ""};
}

bool sameNoCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && startsWithNoCase(a, b);
}

std::optional<int> readInt(std::string_view text)
{
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// "20261225", or a date-time at midnight: a whole day either way. nullopt: anything else.
std::optional<date::sys_days> readDay(std::string_view text)
{
    if (text.size() != 8 && !(text.size() >= 15 && text.substr(8, 7) == "T000000")) return std::nullopt;
    if (text.substr(0, 8).find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    const date::year_month_day day{date::year{*readInt(text.substr(0, 4))},
                                   date::month{static_cast<unsigned>(*readInt(text.substr(4, 2)))},
                                   date::day{static_cast<unsigned>(*readInt(text.substr(6, 2)))}};
    if (!day.ok() || static_cast<int>(day.year()) < kOldestStart) return std::nullopt;
    return date::sys_days{day};
}

std::string readText(std::string_view value)
{
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) text += value[i];
        else if (const char c = value[++i]; c == 'n' || c == 'N') text += ' ';
        else text += c;
    }
    return toValidUtf8(trim(text));
}

/// The yearly rules that holiday calendars use.
struct Yearly {
    int interval{1};
    std::optional<int> count{};
    std::optional<date::sys_days> until{};
    int month{0};
    int monthDay{0};
    int nth{0}; ///< with weekday: 4 = the fourth, -1 = the last; 0 = no such part
    unsigned weekday{0};
};

bool readByDay(std::string_view value, Yearly& rule)
{
    constexpr std::string_view kDays = "SUMOTUWETHFRSA";
    if (value.size() < 3) return false;
    const auto nth = readInt(value.substr(0, value.size() - 2));
    const auto at = kDays.find(value.substr(value.size() - 2));
    if (!nth || *nth == 0 || *nth < -5 || *nth > 5 || at == std::string_view::npos || at % 2 != 0)
        return false;
    rule.nth = *nth;
    rule.weekday = static_cast<unsigned>(at / 2);
    return true;
}

bool readPart(std::string_view name, std::string_view value, Yearly& rule)
{
    if (name == "FREQ") return value == "YEARLY";
    if (name == "WKST") return true;
    if (name == "UNTIL") {
        rule.until = readDay(value.substr(0, 8));
        return rule.until.has_value();
    }
    if (name == "BYDAY") return readByDay(value, rule);
    const auto number = readInt(value);
    if (!number) return false;
    if (name == "INTERVAL") rule.interval = *number;
    else if (name == "COUNT") rule.count = *number;
    else if (name == "BYMONTH") rule.month = *number;
    else if (name == "BYMONTHDAY") rule.monthDay = *number;
    else return false;
    return rule.interval >= 1 && rule.interval <= 1000 && rule.month >= 0 && rule.month <= 12 &&
           rule.monthDay >= 0 && rule.monthDay <= 31 && (!rule.count || *rule.count >= 1);
}

std::optional<Yearly> readRule(std::string_view text)
{
    Yearly rule;
    bool yearly = false;
    const auto upper = [](std::string_view part) {
        std::string big(part);
        for (char& c : big)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return big;
    };
    for (const auto part : split(text, ';')) {
        if (part.empty()) continue;
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const auto name = upper(part.substr(0, equals));
        if (!readPart(name, upper(part.substr(equals + 1)), rule)) return std::nullopt;
        yearly = yearly || name == "FREQ";
    }
    if (!yearly || (rule.nth != 0 && rule.monthDay != 0)) return std::nullopt;
    return rule;
}

struct VEvent {
    std::optional<date::sys_days> start{};
    std::optional<date::sys_days> end{}; ///< exclusive
    std::optional<Yearly> rule{};
    std::vector<date::sys_days> except;
    std::string name;
    bool readable{true};
    bool cancelled{false};
};

/// "P2D", "P1W".
std::optional<int> readDuration(std::string_view text)
{
    if (text.size() < 3 || text.front() != 'P') return std::nullopt;
    const auto number = readInt(text.substr(1, text.size() - 2));
    if (!number || *number < 1 || *number > 1000) return std::nullopt;
    if (text.back() == 'D') return *number;
    return text.back() == 'W' ? std::optional(*number * 7) : std::nullopt;
}

void readProperty(const Line& line, VEvent& event)
{
    const auto keep = [&event](auto& field, auto value) {
        field = value;
        event.readable = event.readable && value.has_value();
    };
    if (sameNoCase(line.name, "DTSTART")) keep(event.start, readDay(line.value));
    else if (sameNoCase(line.name, "DTEND")) keep(event.end, readDay(line.value));
    else if (sameNoCase(line.name, "RRULE")) keep(event.rule, readRule(line.value));
    else if (sameNoCase(line.name, "SUMMARY")) event.name = readText(line.value);
    else if (sameNoCase(line.name, "STATUS")) event.cancelled = sameNoCase(line.value, "CANCELLED");
    else if (sameNoCase(line.name, "DURATION")) {
        const auto days = readDuration(line.value);
        event.readable = event.readable && days && event.start;
        if (event.readable) event.end = *event.start + date::days{*days};
    } else if (sameNoCase(line.name, "EXDATE")) {
        for (const auto part : split(line.value, ','))
            if (const auto day = readDay(part)) event.except.push_back(*day);
    }
}

/// The day of `rule` in `year`; nullopt where that year has none (29 February, a fifth Monday).
std::optional<date::sys_days> occurrence(const Yearly& rule, date::year_month_day start, date::year year)
{
    const date::month month = rule.month ? date::month{static_cast<unsigned>(rule.month)} : start.month();
    if (rule.nth != 0) {
        const date::weekday weekday{rule.weekday};
        const auto found =
            rule.nth > 0 ? date::sys_days{year / month / weekday[static_cast<unsigned>(rule.nth)]}
                         : date::sys_days{year / month / weekday[date::last]} - date::weeks{-rule.nth - 1};
        return date::year_month_day{found}.month() == month ? std::optional(found) : std::nullopt;
    }
    const date::day day = rule.monthDay ? date::day{static_cast<unsigned>(rule.monthDay)} : start.day();
    const date::year_month_day found{year, month, day};
    return found.ok() ? std::optional(date::sys_days{found}) : std::nullopt;
}

using Found = std::map<date::sys_days, std::string>;

void addDays(const VEvent& event, date::sys_days first, int length, int firstYear, int lastYear, Found& found)
{
    const date::sys_days begins{date::year{firstYear} / 1 / 1};
    if (first + date::days{length} <= begins) return; // the years before, of which only the count mattered
    if (std::find(event.except.begin(), event.except.end(), first) != event.except.end()) return;
    for (int i = 0; i < length; ++i) {
        const auto day = first + date::days{i};
        const int year = static_cast<int>(date::year_month_day{day}.year());
        if (year >= firstYear && year <= lastYear) found.emplace(day, event.name);
    }
}

/// False: an event that is no run of whole days, or too long to be a holiday.
bool addEvent(const VEvent& event, int firstYear, int lastYear, Found& found)
{
    if (!event.readable || !event.start) return false;
    const auto length = event.end ? (*event.end - *event.start).count() : 1;
    if (length < 0 || length > kLongestEvent) return false;
    const int days = std::max(1, static_cast<int>(length)); // DTEND = DTSTART is seen for a single day
    if (!event.rule) {
        addDays(event, *event.start, days, firstYear, lastYear, found);
        return true;
    }
    const date::year_month_day start{*event.start};
    int left = event.rule->count.value_or(0);
    for (int year = static_cast<int>(start.year()); year <= lastYear; year += event.rule->interval) {
        const auto day = occurrence(*event.rule, start, date::year{year});
        if (!day || *day < *event.start) continue;
        if (event.rule->until && *day > *event.rule->until) break;
        addDays(event, *day, days, firstYear, lastYear, found);
        if (event.rule->count && --left == 0) break;
    }
    return true;
}

/// Goes through the lines and knows which component it is in.
class Reading {
public:
    Reading(int firstYear, int lastYear) : m_firstYear(firstYear), m_lastYear(lastYear) {}

    void take(const Line& line)
    {
        const auto component = trim(line.value);
        if (sameNoCase(line.name, "BEGIN")) begin(component);
        else if (sameNoCase(line.name, "END")) end(component);
        else if (m_event && m_inner == 0) readProperty(line, *m_event);
    }

    bool isCalendar() const { return m_calendar; }
    int skipped() const { return m_skipped + (m_event ? 1 : 0); } // an event without end: the file was cut
    const Found& found() const { return m_found; }

private:
    void begin(std::string_view component)
    {
        if (m_event) ++m_inner; // an alarm has dates of its own
        else if (sameNoCase(component, "VCALENDAR")) m_calendar = true;
        else if (m_calendar && sameNoCase(component, "VEVENT")) m_event.emplace();
    }

    void end(std::string_view component)
    {
        if (!m_event) return;
        if (m_inner > 0 && !sameNoCase(component, "VEVENT")) {
            --m_inner;
            return;
        }
        const bool good = ++m_events <= kMostEvents &&
                          (m_event->cancelled || addEvent(*m_event, m_firstYear, m_lastYear, m_found));
        if (!good) ++m_skipped;
        m_event.reset();
        m_inner = 0;
    }

    int m_firstYear;
    int m_lastYear;
    bool m_calendar{false};
    std::optional<VEvent> m_event; ///< the one under way
    int m_inner{0};                ///< depth of components within it
    int m_events{0};
    int m_skipped{0};
    Found m_found;
};

} // namespace

Result<IcsHolidays> parseIcsHolidays(std::string_view ics, int firstYear, int lastYear)
{
    if (firstYear < 1900 || lastYear >= 2400 || lastYear < firstYear || lastYear - firstYear > kMostYears)
        return fail(Errc::Invalid, "holidays: the years make no sense");
    if (ics.substr(0, 3) == "\xEF\xBB\xBF") ics.remove_prefix(3);

    Reading reading(firstYear, lastYear);
    Lines lines(ics);
    for (std::string text; lines.next(text);)
        reading.take(takeApart(text));
    if (!reading.isCalendar()) return fail(Errc::Invalid, "holidays: not an iCalendar file");

    IcsHolidays result;
    result.skipped = reading.skipped();
    for (const auto& [day, name] : reading.found()) {
        const date::year_month_day date{day};
        Holiday holiday;
        holiday.year = static_cast<int>(date.year());
        holiday.month = static_cast<int>(static_cast<unsigned>(date.month()));
        holiday.day = static_cast<int>(static_cast<unsigned>(date.day()));
        holiday.name = name;
        result.holidays.push_back(std::move(holiday));
    }
    return result;
}

} // namespace qd
