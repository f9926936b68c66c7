#pragma once

#include "quarterdeck/domain/calendar.h"
#include "quarterdeck/domain/event.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace qd {

enum class Metric { FirstResponse, NextResponse, PeriodicUpdate, Resolution };

enum class ClockPhase { Running, Paused, Met, Breached, Cancelled };

/// Time allowed for one metric. A target of zero or less is no target: no clock.
struct SlaTarget {
    Metric metric{Metric::FirstResponse};
    std::chrono::milliseconds target{0};
    std::optional<std::chrono::milliseconds> limit{}; ///< the outermost promise (24 h), shown, not clocked
};

/// Which conversations a policy is for; empty fields do not narrow. Status is not selectable, on purpose.
struct SlaConditions {
    std::vector<QueueId> queues;
    std::vector<Priority> priorities;
    std::vector<std::string> platforms;
    std::optional<bool> direct{};
};

/// Targets, calendar and pause rules. One version is never changed; an edit makes the next.
struct SlaPolicy {
    PolicyId id{};
    int version{1};
    std::string name;
    int order{0}; ///< the first policy that fits is taken
    bool enabled{true};
    SlaConditions conditions;
    std::vector<SlaTarget> targets;
    CalendarId calendar{};
    bool pauseOnPending{true};  ///< resolution only: time spent waiting for the customer does not count
    bool pauseOnHold{true};     ///< resolution only
    bool pauseWhileSnoozed{false};
    int riskPercent{80};
};

struct Pause {
    Span span; ///< an open end is `now`, or when a snooze will be over
    std::string why; ///< "pending", "on_hold", "snoozed", "resolved"
};

/// One measurement of a target on a conversation; computed, never stored as truth.
struct SlaClock {
    Metric metric{Metric::FirstResponse};
    ClockPhase phase{ClockPhase::Running};
    UtcMillis start{};
    std::optional<UtcMillis> due{}; ///< absent while paused without a known end
    std::optional<UtcMillis> stop{}; ///< when it ended; absent = still going
    std::chrono::milliseconds target{0};
    std::chrono::milliseconds used{0};      ///< business time up to stop or now
    std::chrono::milliseconds remaining{0}; ///< target - used; negative once breached
    std::vector<Pause> pauses;
    PolicyId policy{};
    int policyVersion{0};
    CalendarId calendar{};
    int calendarVersion{0};
    MentionId startedBy{}; ///< the message that started it
    EventId endedBy{};
};

/// All clocks of a conversation, recomputed from its log. Pure.
///
/// first_response: first customer message -> first Replied; cancelled by Dismissed or when every unanswered
/// message was deleted, and by Resolved unless it was breached before. next_response: starts at the oldest
/// unanswered message after a reply, one clock a wait however many messages the wait holds; never before the first
/// response. periodic_update: from each Replied to the next, while open: paused while pending, dropped by Resolved.
/// resolution: first message -> Resolved; paused while resolved, goes on after Reopened.
/// A Replied answers the messages that were written up to its `at` and logged before it: one that we learnt of
/// later waits on, since its `at`. A clock is met when stop <= due, breached from due on, whether or not anything
/// ran; a late stop stays breached and keeps its stop.
/// Dismissed cancels whatever the time; deleting or resolving what nobody answered cancels too, but a breach before
/// it stays a breach. What a person took back (Undone) never happened. At now = due a clock still runs.
/// Events are taken in order of (at, id); events later than `now` are ignored; a history conversation has none.
std::vector<SlaClock> runClocks(std::span<const Event> events, const SlaPolicy& policy, const Calendar& calendar,
                                UtcMillis now);

/// What the stored row needs: the earliest due of the running clocks, and when that one is at risk.
struct NextDue {
    std::optional<UtcMillis> due;
    std::optional<UtcMillis> riskAt;
};
NextDue nextDue(std::span<const SlaClock> clocks, const SlaPolicy& policy, const Calendar& calendar);

/// The first policy by order whose conditions fit; nullptr where none does.
const SlaPolicy* choosePolicy(std::span<const SlaPolicy> policies, QueueId queue, Priority priority,
                              const std::string& platform, bool direct);

/// met / (met + breached); a running clock past its due counts as breached, one before it does not count.
struct Attainment {
    int met{0};
    int breached{0};
    int running{0};
    std::optional<double> share() const; ///< nullopt where nothing ended
};
Attainment attainment(std::span<const SlaClock> clocks, UtcMillis now);

} // namespace qd
