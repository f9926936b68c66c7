#include "domain/undo_fields.h"
#include "quarterdeck/domain/transition.h"

#include <algorithm>
#include <iterator>

// What people (and the hour hand) do to a conversation.
namespace qd {
namespace {

constexpr std::chrono::hours kLongestIssueSnooze{24 * 30};

enum class Opens { No, Yes }; ///< whether the act is one that turns new into open

Event eventOf(EventType type, Actor by, UtcMillis now)
{
    Event event;
    event.at = now;
    event.recordedAt = now;
    event.type = type;
    event.actor = by;
    return event;
}

/// Close an act: open what was new, note what undo needs, stamp the row.
Transition finish(const Conversation& before, Conversation after, Event event, Opens opens)
{
    Transition t{std::move(after), {}};
    Conversation from = before;
    if (opens == Opens::Yes && event.actor.kind == ActorKind::Person && before.status == Status::New &&
        t.after.status == Status::New) {
        auto opened = eventOf(EventType::Opened, event.actor, event.recordedAt);
        opened.statusAfter = Status::Open;
        t.events.push_back(std::move(opened));
        event.data.emplace("opened", "1"); // undo makes it new again where nothing else moved it
        from.status = t.after.status = Status::Open;
    }
    recordChange(from, t.after, event);
    if (t.after.status != from.status) event.statusAfter = t.after.status;
    t.after.updatedAt = event.recordedAt;
    t.events.push_back(std::move(event));
    return t;
}

/// Nothing to do: it is so already.
Transition asItIs(const Conversation& before) { return {before, {}}; }

Result<void> refuseClosed(const Conversation& before)
{
    if (before.status == Status::Closed || before.mergedInto)
        return fail(Errc::Conflict, "the conversation is closed",
                    "a new message of the customer opens a linked one");
    return {};
}

Result<void> refuseDone(const Conversation& before)
{
    if (auto open = refuseClosed(before); !open) return open;
    if (before.status == Status::Resolved)
        return fail(Errc::Conflict, "the conversation is resolved", "reopen it first");
    return {};
}

/// When a snooze or a hold was over, whether or not anything ran; but not before what was done to it since.
UtcMillis overSince(const Conversation& before, UtcMillis until, UtcMillis now)
{
    return std::min(now, std::max(until, before.updatedAt));
}

void endSnooze(Conversation& c)
{
    c.snoozedUntil.reset();
    c.snoozeKind = SnoozeKind::None;
}

void endHolding(Conversation& c)
{
    c.holdUntil.reset();
    c.substatus.clear();
}

/// What resolving and dismissing share: nobody waits any more.
Conversation settled(const Conversation& before, UtcMillis now)
{
    Conversation after = before;
    endSnooze(after);
    endHolding(after);
    after.status = Status::Resolved;
    after.resolvedAt = now;
    after.waitingSince.reset();
    return after;
}

std::string listOf(const std::vector<LabelId>& labels)
{
    std::string list;
    for (const auto label : labels) {
        if (!list.empty()) list += ',';
        list += std::to_string(label.value);
    }
    return list;
}

std::vector<LabelId> sortedUnique(std::vector<LabelId> labels)
{
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    return labels;
}

} // namespace

Result<Transition> assign(const Conversation& before, PersonId to, Actor by, UtcMillis now)
{
    if (auto open = refuseClosed(before); !open) return fail(open.error());
    if (before.assignee == to) return asItIs(before);
    auto event = eventOf(EventType::Assigned, by, now);
    event.data = {{"to", std::to_string(to.value)}};
    Conversation after = before;
    after.assignee = to;
    return finish(before, std::move(after), std::move(event), Opens::Yes);
}

Result<Transition> resolve(const Conversation& before, std::string reason, Actor by, UtcMillis now)
{
    if (auto open = refuseDone(before); !open) return fail(open.error());
    auto event = eventOf(EventType::Resolved, by, now);
    event.reason = std::move(reason);
    return finish(before, settled(before, now), std::move(event), Opens::No);
}

Result<Transition> reopen(const Conversation& before, Actor by, UtcMillis now)
{
    if (auto open = refuseClosed(before); !open) return fail(open.error());
    if (before.status != Status::Resolved) return fail(Errc::Conflict, "the conversation is not resolved");
    auto event = eventOf(EventType::Reopened, by, now);
    event.reason = "person";
    Conversation after = before; // no wait starts: the customer has not written
    after.status = Status::Open;
    after.resolvedAt.reset();
    after.dismissedReason.clear();
    return finish(before, std::move(after), std::move(event), Opens::No);
}

Result<Transition> dismiss(const Conversation& before, std::string reason, Actor by, UtcMillis now)
{
    if (auto open = refuseDone(before); !open) return fail(open.error());
    if (reason.empty()) return fail(Errc::Invalid, "dismissing needs a reason");
    if (before.status != Status::New && before.status != Status::Open)
        return fail(Errc::Conflict, "only what is new or open can be dismissed", "resolve it instead");
    auto event = eventOf(EventType::Dismissed, by, now);
    event.reason = reason;
    auto after = settled(before, now);
    after.dismissedReason = std::move(reason);
    return finish(before, std::move(after), std::move(event), Opens::No);
}

Result<Transition> snooze(const Conversation& before, UtcMillis until, SnoozeKind kind, Actor by,
                          UtcMillis now)
{
    if (auto open = refuseDone(before); !open) return fail(open.error());
    if (kind == SnoozeKind::None) return fail(Errc::Invalid, "a snooze needs an end");
    if (until <= now) {
        if (kind != SnoozeKind::Issue) return fail(Errc::Invalid, "the end of the snooze lies in the past");
        until = now + kLongestIssueSnooze; // an issue that is never heard of again must not hide it for ever
    }
    auto event = eventOf(EventType::Snoozed, by, now);
    event.data = {{"until", std::to_string(qd::toInt(until))},
                  {"kind", kind == SnoozeKind::Time            ? "time"
                           : kind == SnoozeKind::BusinessHours ? "business"
                                                               : "issue"}};
    Conversation after = before;
    after.snoozedUntil = until;
    after.snoozeKind = kind;
    return finish(before, std::move(after), std::move(event), Opens::Yes);
}

Result<Transition> wake(const Conversation& before, std::string why, UtcMillis now)
{
    if (before.snoozeKind == SnoozeKind::None && !before.snoozedUntil)
        return fail(Errc::Conflict, "the conversation is not snoozed");
    const bool over = before.snoozedUntil && *before.snoozedUntil <= now;
    if (why == "time" && !over) return fail(Errc::Conflict, "the snooze is not over yet");
    auto event = eventOf(EventType::Woken, {}, now);
    if (over) event.at = overSince(before, *before.snoozedUntil, now);
    event.reason = std::move(why);
    Conversation after = before;
    endSnooze(after);
    return finish(before, std::move(after), std::move(event), Opens::No);
}

Result<Transition> hold(const Conversation& before, std::optional<UtcMillis> until, std::string reason,
                        Actor by, UtcMillis now)
{
    if (auto open = refuseDone(before); !open) return fail(open.error());
    if (!until || *until <= now)
        return fail(Errc::Invalid, "waiting for somebody needs an end that lies ahead");
    auto event = eventOf(EventType::StatusChanged, by, now);
    event.reason = reason;
    event.data = {{"until", std::to_string(qd::toInt(*until))}};
    Conversation after = before;
    if (!after.assignee && by.kind == ActorKind::Person) after.assignee = PersonId{by.id};
    if (!after.assignee) return fail(Errc::Invalid, "waiting for somebody needs an owner", "assign it first");
    after.status = Status::OnHold;
    after.substatus = std::move(reason);
    after.holdUntil = until;
    return finish(before, std::move(after), std::move(event), Opens::No);
}

Result<Transition> endHold(const Conversation& before, UtcMillis now)
{
    if (before.status != Status::OnHold) return fail(Errc::Conflict, "the conversation is not on hold");
    if (before.holdUntil && *before.holdUntil > now) return fail(Errc::Conflict, "the hold is not over yet");
    auto event = eventOf(EventType::StatusChanged, {}, now);
    event.at = before.holdUntil ? overSince(before, *before.holdUntil, now) : now;
    event.reason = "hold_over";
    Conversation after = before;
    endHolding(after);
    after.status = Status::Open;
    return finish(before, std::move(after), std::move(event), Opens::No);
}

Result<Transition> close(const Conversation& before, UtcMillis now)
{
    if (auto open = refuseClosed(before); !open) return fail(open.error());
    if (before.status != Status::Resolved) return fail(Errc::Conflict, "only what is resolved can be closed");
    Conversation after = before;
    after.status = Status::Closed;
    return finish(before, std::move(after), eventOf(EventType::Closed, {}, now), Opens::No);
}

Result<Transition> setPriority(const Conversation& before, Priority to, Actor by, UtcMillis now)
{
    if (auto open = refuseClosed(before); !open) return fail(open.error());
    if (before.priority == to) return asItIs(before);
    Conversation after = before;
    after.priority = to;
    return finish(before, std::move(after), eventOf(EventType::PriorityChanged, by, now), Opens::Yes);
}

Result<Transition> moveTo(const Conversation& before, QueueId queue, GoalId goal, Actor by, UtcMillis now)
{
    if (auto open = refuseClosed(before); !open) return fail(open.error());
    if (!queue) return fail(Errc::Invalid, "moving needs a queue");
    if (before.queue == queue) return asItIs(before);
    auto event = eventOf(EventType::Moved, by, now);
    event.data = {{"queue", std::to_string(queue.value)}, {"from", std::to_string(before.queue.value)}};
    Conversation after = before;
    after.queue = queue;
    after.goal = goal;
    return finish(before, std::move(after), std::move(event), Opens::No);
}

Result<Transition> relabel(const Conversation& before, const std::vector<LabelId>& add,
                           const std::vector<LabelId>& remove, Actor by, UtcMillis now)
{
    const auto had = sortedUnique(before.labels);
    const auto drop = sortedUnique(remove);
    auto wanted = had;
    wanted.insert(wanted.end(), add.begin(), add.end());
    wanted = sortedUnique(std::move(wanted));
    Conversation after = before;
    after.labels.clear();
    std::set_difference(wanted.begin(), wanted.end(), drop.begin(), drop.end(),
                        std::back_inserter(after.labels));

    std::vector<LabelId> added;
    std::vector<LabelId> removed;
    std::set_difference(after.labels.begin(), after.labels.end(), had.begin(), had.end(),
                        std::back_inserter(added));
    std::set_difference(had.begin(), had.end(), after.labels.begin(), after.labels.end(),
                        std::back_inserter(removed));
    if (added.empty() && removed.empty()) return asItIs(before);
    auto event = eventOf(EventType::Labelled, by, now);
    if (!added.empty()) event.data.emplace("add", listOf(added));
    if (!removed.empty()) event.data.emplace("remove", listOf(removed));
    return finish(before, std::move(after), std::move(event), Opens::Yes);
}

Result<Transition> noted(const Conversation& before, NoteId note, Actor by, UtcMillis now)
{
    if (auto open = refuseClosed(before); !open) return fail(open.error());
    auto event = eventOf(EventType::Noted, by, now);
    event.data = {{"note", std::to_string(note.value)}};
    return finish(before, before, std::move(event), Opens::Yes);
}

Result<Transition> escalate(const Conversation& before, PersonId to, std::string reason, Actor by,
                            UtcMillis now)
{
    if (auto open = refuseDone(before); !open) return fail(open.error());
    if (reason.empty()) return fail(Errc::Invalid, "escalating needs a reason");
    auto event = eventOf(EventType::Escalated, by, now);
    event.reason = std::move(reason);
    event.data = {{"to", std::to_string(to.value)}};
    Conversation after = before;
    if (to) after.assignee = to;
    return finish(before, std::move(after), std::move(event), Opens::Yes);
}

Result<Transition> star(const Conversation& before, bool on, Actor by, UtcMillis now)
{
    if (auto open = refuseClosed(before); !open) return fail(open.error());
    if (before.starred == on) return asItIs(before);
    Conversation after = before;
    after.starred = on;
    return finish(before, std::move(after), eventOf(EventType::Starred, by, now), Opens::No);
}

Result<Transition> mute(const Conversation& before, bool on, Actor by, UtcMillis now)
{
    if (auto open = refuseClosed(before); !open) return fail(open.error());
    if (before.muted == on) return asItIs(before);
    Conversation after = before;
    after.muted = on;
    return finish(before, std::move(after), eventOf(EventType::Muted, by, now), Opens::No);
}

} // namespace qd
