#include "domain/day_walk.h"

#include <algorithm>
#include <exception>
#include <unordered_map>

namespace qd {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr int kMinutesOfDay = 1440;

// Beyond these years there is no zone history worth the name, and day numbers stay far from overflow.
const UtcMillis kFirst{date::sys_days{date::year{1900} / 1 / 1}.time_since_epoch()};
const UtcMillis kLast{date::sys_days{date::year{2400} / 1 / 1}.time_since_epoch()};

milliseconds localTime(UtcMillis at, milliseconds offset) { return at.time_since_epoch() + offset; }

date::local_days dayOf(milliseconds local) { return date::local_days{date::floor<date::days>(local)}; }

} // namespace

const date::time_zone* zoneOf(const std::string& name)
{
    thread_local std::unordered_map<std::string, const date::time_zone*> known;
    if (const auto found = known.find(name); found != known.end()) return found->second;
    try {
        const auto* zone = date::locate_zone(name);
        zone->get_info(date::sys_seconds{}); // reads the zone's file now, so that a broken one shows here
        known.emplace(name, zone);
        return zone;
    } catch (const std::exception&) { // the library's only way to say no
        return nullptr;
    }
}

bool isAlwaysOpen(const Calendar& calendar)
{
    return calendar.holidays.empty() &&
           std::all_of(calendar.week.begin(), calendar.week.end(), [](const std::vector<Window>& day) {
               return day.size() == 1 && day.front() == Window{0, kMinutesOfDay};
           });
}

DayWalk::DayWalk(const Calendar& calendar, UtcMillis from, UtcMillis to)
    : m_calendar(calendar)
    , m_zone(zoneOf(calendar.timezone))
    , m_at(std::clamp(from, kFirst, kLast))
    , m_to(std::clamp(to, kFirst, kLast))
    , m_regimeEnd(m_at)
{}

bool DayWalk::enterRegime()
{
    if (!m_zone || m_at >= m_to) return false;
    const auto info = m_zone->get_info(date::floor<std::chrono::seconds>(m_at));
    // Compared in seconds: the end of the last rule is too far away for milliseconds.
    const auto last = date::ceil<std::chrono::seconds>(m_to);
    m_regimeEnd = info.end < last ? std::min(m_to, UtcMillis{info.end}) : m_to;
    m_offset = info.offset;
    // A window of the day before may reach into this one.
    m_day = dayOf(localTime(m_at, m_offset)) - date::days{1};
    m_lastDay = dayOf(localTime(m_regimeEnd - milliseconds{1}, m_offset));
    return true;
}

const Holiday* DayWalk::holidayOn(date::local_days day) const
{
    if (m_calendar.holidays.empty()) return nullptr;
    const date::year_month_day date{day};
    const int year = static_cast<int>(date.year());
    const int month = static_cast<int>(static_cast<unsigned>(date.month()));
    const int dayOfMonth = static_cast<int>(static_cast<unsigned>(date.day()));
    for (const auto& holiday : m_calendar.holidays)
        if (holiday.day == dayOfMonth && holiday.month == month && holiday.year == year) return &holiday;
    return nullptr;
}

void DayWalk::addWindow(date::local_days day, int open, int close)
{
    const milliseconds midnight = day.time_since_epoch();
    const UtcMillis from{midnight + minutes{open} - m_offset};
    const UtcMillis to{midnight + minutes{close} - m_offset};
    const Span span{std::max(from, m_at), std::min(to, m_regimeEnd)};
    if (span.from < span.to) m_ready.push_back(span);
}

void DayWalk::fillDay()
{
    const auto* holiday = holidayOn(m_day);
    const auto weekday = date::weekday{m_day}.iso_encoding() - 1;
    const auto& windows = holiday ? holiday->stillOpen : m_calendar.week[weekday];
    const bool reachesOver =
        std::any_of(windows.begin(), windows.end(), [](const Window& w) { return w.close > kMinutesOfDay; });
    // A holiday keeps out the night shift of the day before it: the day itself does not count.
    const bool cut = reachesOver && holidayOn(m_day + date::days{1}) != nullptr;
    for (const auto& window : windows)
        addWindow(m_day, window.open, cut ? std::min(window.close, kMinutesOfDay) : window.close);
    std::sort(m_ready.begin(), m_ready.end(), [](const Span& a, const Span& b) { return a.from > b.from; });
    m_day += date::days{1};
}

bool DayWalk::next(Span& span)
{
    for (;;) {
        while (!m_ready.empty()) {
            span = m_ready.back();
            m_ready.pop_back();
            span.from = std::max(span.from, m_at); // windows that overlap count once
            if (span.from >= span.to) continue;
            m_at = span.to;
            return true;
        }
        if (m_inRegime && m_day <= m_lastDay) {
            fillDay();
            continue;
        }
        m_at = m_inRegime ? m_regimeEnd : m_at;
        m_inRegime = enterRegime();
        if (!m_inRegime) return false;
    }
}

} // namespace qd
