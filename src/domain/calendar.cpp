#include "quarterdeck/domain/calendar.h"

#include "domain/day_walk.h"

#include <algorithm>

namespace qd {
namespace {

using std::chrono::milliseconds;

constexpr int kMinutesOfDay = 1440;
constexpr int kMinutesOfWeek = 7 * kMinutesOfDay;
constexpr std::chrono::hours kSearchLimit{24 * 3653}; // ten years

Result<void> checkBounds(const std::vector<Window>& windows)
{
    for (const auto& window : windows) {
        if (window.open < 0 || window.open >= kMinutesOfDay)
            return fail(Errc::Invalid, "calendar: a window opens outside its day");
        if (window.close <= window.open || window.close > 2 * kMinutesOfDay)
            return fail(Errc::Invalid,
                        "calendar: a window must close after it opens, by the end of the next day");
    }
    return {};
}

bool overlap(std::vector<Window> windows)
{
    std::sort(windows.begin(), windows.end(),
              [](const Window& a, const Window& b) { return a.open < b.open; });
    for (std::size_t i = 1; i < windows.size(); ++i)
        if (windows[i].open < windows[i - 1].close) return true;
    return false;
}

/// The windows of the week on one line of minutes from Monday 0:00; Sunday's night shift reaches into Monday.
std::vector<Window> weekLine(const Calendar& calendar)
{
    std::vector<Window> line;
    for (int day = 0; day < 7; ++day)
        for (const auto& window : calendar.week[static_cast<std::size_t>(day)]) {
            const Window placed{day * kMinutesOfDay + window.open, day * kMinutesOfDay + window.close};
            line.push_back(placed);
            if (placed.close > kMinutesOfWeek)
                line.push_back({placed.open - kMinutesOfWeek, placed.close - kMinutesOfWeek});
        }
    return line;
}

Result<void> checkHoliday(const Holiday& holiday)
{
    const date::year_month_day date{date::year{holiday.year},
                                    date::month{static_cast<unsigned>(holiday.month)},
                                    date::day{static_cast<unsigned>(holiday.day)}};
    if (holiday.year < 1900 || holiday.year >= 2400 || !date.ok())
        return fail(Errc::Invalid, "calendar: a holiday has no such date");
    if (auto bounds = checkBounds(holiday.stillOpen); !bounds) return bounds;
    if (overlap(holiday.stillOpen)) return fail(Errc::Invalid, "calendar: windows of a holiday overlap");
    return {};
}

/// What is left of [span.from, span.to) without the pauses; `pause` moves on, pauses lie in order.
template <class Take>
bool forUnpaused(Span span, const std::vector<Span>& pauses, std::size_t& pause, Take take)
{
    while (pause < pauses.size() && pauses[pause].to <= span.from)
        ++pause;
    for (std::size_t i = pause; span.from < span.to; ++i) {
        const bool hit = i < pauses.size() && pauses[i].from < span.to;
        const Span piece{span.from, hit ? std::max(span.from, pauses[i].from) : span.to};
        if (piece.from < piece.to && !take(piece)) return false;
        if (!hit) return true;
        span.from = std::max(span.from, pauses[i].to);
    }
    return true;
}

/// Always open: only the pauses are to be stepped over.
UtcMillis addPlainTime(UtcMillis from, milliseconds amount, const std::vector<Span>& pauses)
{
    UtcMillis due = from + amount;
    for (const auto& pause : pauses) {
        if (pause.to <= from || pause.from >= pause.to) continue;
        const auto start = std::max(pause.from, from);
        if (start >= due) break; // used up exactly when the pause begins: that instant is the first
        due += pause.to - start;
    }
    return due;
}

} // namespace

Calendar alwaysOpen(std::string timezone)
{
    Calendar calendar;
    calendar.timezone = std::move(timezone);
    for (auto& day : calendar.week)
        day = {{0, kMinutesOfDay}};
    return calendar;
}

Result<void> checkCalendar(const Calendar& calendar)
{
    if (!zoneOf(calendar.timezone))
        return fail(Errc::Invalid, "calendar: unknown time zone", "use a name like Europe/Berlin");
    for (const auto& day : calendar.week)
        if (auto bounds = checkBounds(day); !bounds) return bounds;
    const auto line = weekLine(calendar);
    if (line.empty())
        return fail(Errc::Invalid, "calendar: every day of the week is closed", "open at least one window");
    if (overlap(line)) return fail(Errc::Invalid, "calendar: windows overlap");
    for (const auto& holiday : calendar.holidays)
        if (auto good = checkHoliday(holiday); !good) return good;
    return {};
}

std::vector<Span> openSpans(const Calendar& calendar, UtcMillis from, UtcMillis to)
{
    std::vector<Span> spans;
    DayWalk walk(calendar, from, to);
    for (Span span; walk.next(span);) {
        if (!spans.empty() && spans.back().to == span.from) spans.back().to = span.to;
        else spans.push_back(span);
    }
    return spans;
}

milliseconds businessTime(const Calendar& calendar, UtcMillis from, UtcMillis to)
{
    if (to <= from) return milliseconds{0};
    if (isAlwaysOpen(calendar)) return to - from;
    milliseconds sum{0};
    DayWalk walk(calendar, from, to);
    for (Span span; walk.next(span);)
        sum += span.to - span.from;
    return sum;
}

Result<UtcMillis> addBusinessTime(const Calendar& calendar, UtcMillis from, milliseconds amount,
                                  const std::vector<Span>& pauses)
{
    if (amount <= milliseconds{0}) return from;
    if (amount > kSearchLimit) return fail(Errc::Invalid, "calendar: no such instant within ten years");
    const UtcMillis limit = from + kSearchLimit;
    if (isAlwaysOpen(calendar)) {
        const auto due = addPlainTime(from, amount, pauses);
        if (due > limit) return fail(Errc::Invalid, "calendar: no such instant within ten years");
        return due;
    }
    DayWalk walk(calendar, from, limit);
    std::optional<UtcMillis> due;
    std::size_t pause = 0;
    for (Span span; !due && walk.next(span);)
        forUnpaused(span, pauses, pause, [&](const Span& piece) {
            const milliseconds length = piece.to - piece.from;
            if (amount <= length) due = piece.from + amount;
            else amount -= length;
            return !due;
        });
    if (!due) return fail(Errc::Invalid, "calendar: no such instant within ten years");
    return *due;
}

bool isOpen(const Calendar& calendar, UtcMillis at)
{
    Span span;
    return DayWalk(calendar, at, at + milliseconds{1}).next(span);
}

Result<UtcMillis> nextOpening(const Calendar& calendar, UtcMillis at)
{
    Span span;
    if (DayWalk(calendar, at, at + kSearchLimit).next(span)) return span.from;
    return fail(Errc::Invalid, "calendar: not open within ten years");
}

} // namespace qd
