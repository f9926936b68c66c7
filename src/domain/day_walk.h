#pragma once

#include "quarterdeck/domain/calendar.h"

#include <date/tz.h>

#include <vector>

namespace qd {

/// The zone of an IANA name; nullptr where the machine does not know it. The answer is kept a thread.
const date::time_zone* zoneOf(const std::string& name);

/// Open the whole week round, no holiday: every instant counts, whatever the zone.
bool isAlwaysOpen(const Calendar& calendar);

/// Walks the open spans of [from, to) in order, without gaps in cost: a step a local day, a look at the
/// zone's rules only where its offset changes. Spans are disjoint but may touch.
///
/// An instant is open when its local time lies in a window. Working offset by offset makes that literal: a
/// skipped hour has no instants, a repeated one has each instant twice.
class DayWalk {
public:
    /// Bounds are clamped to [1900, 2400). An unknown zone has no open span.
    DayWalk(const Calendar& calendar, UtcMillis from, UtcMillis to);

    bool next(Span& span);

private:
    bool enterRegime(); ///< the next stretch with one offset; false at the end
    void fillDay();     ///< the spans of m_day within the stretch
    void addWindow(date::local_days day, int open, int close);
    const Holiday* holidayOn(date::local_days day) const;

    const Calendar& m_calendar;
    const date::time_zone* m_zone;
    UtcMillis m_at; ///< everything before has been walked
    UtcMillis m_to;
    UtcMillis m_regimeEnd;
    std::chrono::milliseconds m_offset{0};
    date::local_days m_day{};
    date::local_days m_lastDay{};
    bool m_inRegime{false};
    std::vector<Span> m_ready; ///< of the day under way, reversed: the next is at the back
};

} // namespace qd
