#pragma once

#include "quarterdeck/base/time.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace qd::gui {

/// How much of the time to answer is left, in the desk's five calm states.
enum class ClockFace { None, Plain, Half, Risk, Late };

struct ClockReading {
    ClockFace face{ClockFace::None};
    double left{1.0}; ///< share of the time that is left, 0 to 1
    QString words;    ///< "due 16:40", "in 18 min", "late 12 min"
    bool operator==(const ClockReading&) const = default;
};

/// Times for people, in the computer's zone: the one place where UTC turns local.
struct TimeWords {
    Q_DECLARE_TR_FUNCTIONS(TimeWords)
public:
    static QString age(UtcMillis at, UtcMillis now);        ///< "now", "5 min", "2 h", "3 d", "12 Oct"
    static QString ago(UtcMillis at, UtcMillis now);        ///< "just now", "5 min ago", "on 12 Oct"
    static QString span(std::chrono::milliseconds length);  ///< "18 min", "2 h 5 min", "3 d"
    static QString clockTime(UtcMillis at);                 ///< "16:40"
    static QString dayAndTime(UtcMillis at, UtcMillis now); ///< "16:40", "Tue 16:40", "12 Oct 16:40"
    static QString full(UtcMillis at);                      ///< for tool tips, with the zone
    /// @param riskAt  when 80 % is used; with it the start is worked out, without it half is never shown
    static ClockReading reading(std::optional<UtcMillis> due, std::optional<UtcMillis> riskAt, UtcMillis now);
};

} // namespace qd::gui
