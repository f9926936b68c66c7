#pragma once

#include "quarterdeck/domain/sla.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace qd {

using EventOrder = std::vector<const Event*>;

/// The log as clocks read it: by (at, id), without what lies after `now` and without what a person took back.
EventOrder clockOrder(std::span<const Event> events, UtcMillis now);

/// How a stretch between two customers' and our acts ended.
enum class Ending {
    None,      ///< still going
    Reached,   ///< met or breached, by when it ended
    Dropped,   ///< nothing was left to reach: cancelled, unless it was breached before
    Dismissed, ///< it never was work: cancelled whatever the time
};

/// What a clock measures, before any target, calendar or pause.
struct Stretch {
    Metric metric{Metric::FirstResponse};
    UtcMillis start{};
    MentionId startedBy{};
    std::optional<UtcMillis> stop{};
    EventId endedBy{};
    Ending ending{Ending::None};
};

/// Everything there is to measure in a log that is in order; at most one stretch of a metric is going at its
/// end.
std::vector<Stretch> stretchesOf(const EventOrder& events);

/// Which states stop a clock.
struct PauseRules {
    bool resolved{false};
    bool pending{false};
    bool onHold{false};
    bool snoozed{false};
};

/// A pause that may still last: `to` is absent then, `knownEnd` is there where the clock will go on by
/// itself.
struct PauseSpan {
    UtcMillis from{};
    std::optional<UtcMillis> to{};
    std::optional<UtcMillis> knownEnd{};
    std::string_view why;
};

/// The pauses of a log that is in order: disjoint, as UTC instants, in order.
std::vector<PauseSpan> pausesOf(const EventOrder& events, const PauseRules& rules, UtcMillis now);

} // namespace qd
