#include "quarterdeck/domain/transition.h"

#include "domain/short_thanks.h"
#include "quarterdeck/base/text.h"

#include <algorithm>

// What customers, rules and platforms do to a conversation; what people do is in transition_acts.cpp.
namespace qd {
namespace {

constexpr std::size_t kExcerptGraphemes = 280;

const Actor kPlatform{ActorKind::Platform, 0};
const Actor kSystem{ActorKind::System, 0};

/// When a message was written, never later than we got it.
UtcMillis writtenAt(const Mention& message, UtcMillis now) { return std::min(message.createdAt, now); }

std::string excerptOf(const Mention& message)
{
    auto text = message.title.empty()  ? message.text
                : message.text.empty() ? message.title
                                       : message.title + '\n' + message.text;
    // A grapheme is at least a byte: most messages need no counting.
    return text.size() <= kExcerptGraphemes ? text : ellipsize(text, kExcerptGraphemes);
}

Event eventAt(UtcMillis at, UtcMillis now, EventType type, Actor by)
{
    Event event;
    event.at = at;
    event.recordedAt = now;
    event.type = type;
    event.actor = by;
    return event;
}

/// The rule that did something of this kind; rule 0 is the default.
Actor ruleBehind(const Routing& routing, RuleActionKind kind)
{
    for (const auto& step : routing.trace)
        for (const auto& action : step.did)
            if (action.kind == kind) return {ActorKind::Rule, step.rule.value};
    return {ActorKind::Rule, 0};
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

/// Take the newest message's face: what lists show and where an answer goes by default.
void showNewest(Conversation& conversation, const Mention& message)
{
    if (message.id < conversation.newestMention) return; // back-filled: an older one
    conversation.newestMention = message.id;
    conversation.excerpt = excerptOf(message);
    if (!message.lang.empty()) conversation.lang = message.lang;
}

Event received(const Mention& message, std::string reason, UtcMillis now)
{
    auto event = eventAt(writtenAt(message, now), now, EventType::Received, kPlatform);
    event.mention = message.id;
    event.reason = std::move(reason);
    return event;
}

/// What begin() and receive() tell apart: why a message is nobody's work, "" = it is.
std::string whyNoWork(const Conversation& before, const Mention& message, const Routing& routing,
                      const ReopenRules& rules)
{
    if (message.history) return "history";
    if (before.muted) return "muted";
    if (!routing.dismissReason.empty()) return "dismissed";
    const bool thanksOnly = before.status == Status::Resolved && !rules.shortThanksReopens &&
                            message.media.empty() && isShortThanks(message.text);
    return thanksOnly ? "thanks" : "";
}

/// What rules may do to a conversation that exists: move it, raise its priority, add labels, give it to
/// somebody when nobody has it. Nothing a person decided is taken back.
void applyRules(Transition& t, const Routing& routing, UtcMillis at, UtcMillis now)
{
    auto& after = t.after;
    if (routing.move && routing.queue && routing.queue != after.queue) {
        auto moved = eventAt(at, now, EventType::Moved, ruleBehind(routing, RuleActionKind::Move));
        moved.data = {{"queue", std::to_string(routing.queue.value)},
                      {"from", std::to_string(after.queue.value)}};
        after.queue = routing.queue;
        after.goal = routing.goal;
        t.events.push_back(std::move(moved));
    }
    if (routing.priority && *routing.priority > after.priority) {
        auto raised =
            eventAt(at, now, EventType::PriorityChanged, ruleBehind(routing, RuleActionKind::Priority));
        after.priority = *routing.priority;
        t.events.push_back(std::move(raised));
    }
    std::vector<LabelId> fresh;
    for (const auto label : routing.labels)
        if (std::find(after.labels.begin(), after.labels.end(), label) == after.labels.end())
            fresh.push_back(label);
    if (!fresh.empty()) {
        auto labelled = eventAt(at, now, EventType::Labelled, ruleBehind(routing, RuleActionKind::Label));
        std::sort(fresh.begin(), fresh.end());
        fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
        labelled.data = {{"add", listOf(fresh)}};
        after.labels.insert(after.labels.end(), fresh.begin(), fresh.end());
        std::sort(after.labels.begin(), after.labels.end());
        t.events.push_back(std::move(labelled));
    }
    if (routing.assignee && !after.assignee) {
        auto assigned = eventAt(at, now, EventType::Assigned, ruleBehind(routing, RuleActionKind::Assign));
        assigned.data = {{"to", std::to_string(routing.assignee.value)}};
        after.assignee = routing.assignee;
        t.events.push_back(std::move(assigned));
    }
}

/// A message that somebody has to answer wakes and reopens.
void startWait(Transition& t, const Mention& message, UtcMillis now)
{
    auto& after = t.after;
    const auto at = writtenAt(message, now);
    // A message can be written before, and arrive after, the act that it undoes: the change of state comes
    // last.
    const auto turnedAt = std::min(now, std::max(at, after.updatedAt));
    if (after.snoozeKind != SnoozeKind::None || after.snoozedUntil) {
        auto woken = eventAt(turnedAt, now, EventType::Woken, kSystem);
        woken.reason = "message";
        woken.mention = message.id;
        after.snoozedUntil.reset();
        after.snoozeKind = SnoozeKind::None;
        t.events.push_back(std::move(woken));
    }
    if (after.status == Status::Pending || after.status == Status::OnHold ||
        after.status == Status::Resolved) {
        auto reopened = eventAt(turnedAt, now, EventType::Reopened, kSystem);
        reopened.reason = "message";
        reopened.mention = message.id;
        reopened.statusAfter = Status::Open;
        after.status = Status::Open;
        after.substatus.clear();
        after.holdUntil.reset();
        after.resolvedAt.reset();
        after.dismissedReason.clear();
        t.events.push_back(std::move(reopened));
    }
    after.waitingSince = after.waitingSince ? std::min(*after.waitingSince, at) : at;
    after.history = false;
}

Conversation blank(const Mention& first, const Routing& routing, ContactId contact, UtcMillis now)
{
    Conversation c;
    c.key = conversationKey(first);
    c.platform = first.platform;
    c.account = first.account;
    c.contact = contact;
    c.queue = routing.queue;
    c.goal = routing.goal;
    c.priority = routing.priority.value_or(Priority::Normal);
    c.assignee = routing.assignee;
    c.direct = first.visibility == Visibility::Direct || first.kind == MentionKind::Message;
    c.threadRoot = first.threadRoot.empty() ? first.nativeKey : first.threadRoot;
    c.labels = routing.labels;
    std::sort(c.labels.begin(), c.labels.end());
    c.labels.erase(std::unique(c.labels.begin(), c.labels.end()), c.labels.end());
    c.createdAt = writtenAt(first, now);
    c.updatedAt = now;
    return c;
}

Event routed(const Conversation& c, const Routing& routing, UtcMillis at, UtcMillis now)
{
    auto event = eventAt(at, now, EventType::Routed, ruleBehind(routing, RuleActionKind::Queue));
    event.data = {{"queue", std::to_string(c.queue.value)}, {"goal", std::to_string(c.goal.value)}};
    if (!c.labels.empty()) event.data.emplace("labels", listOf(c.labels));
    return event;
}

/// Resolved from the start: `type` Resolved (history, own) or Dismissed (a rule).
void settleAtOnce(Transition& t, EventType type, Actor by, std::string reason, UtcMillis now)
{
    auto event = eventAt(now, now, type, by);
    event.reason = std::move(reason);
    event.statusAfter = Status::Resolved;
    t.after.status = Status::Resolved;
    t.after.resolvedAt = now;
    t.events.push_back(std::move(event));
}

} // namespace

Transition begin(const Mention& first, const Routing& routing, ContactId contact, UtcMillis now)
{
    Transition t{blank(first, routing, contact, now), {}};
    const auto at = t.after.createdAt;
    if (first.own) { // we wrote first: nobody waits until the other side answers
        auto event = eventAt(at, now, EventType::Replied, kPlatform);
        event.mention = first.id;
        event.reason = first.history ? "history" : "";
        t.events.push_back(std::move(event));
        t.after.history = first.history;
        settleAtOnce(t, EventType::Resolved, kSystem, first.history ? "history" : "own", now);
        return t;
    }
    showNewest(t.after, first);
    const auto noWork = whyNoWork(t.after, first, routing, {});
    t.events.push_back(received(first, noWork, now));
    t.events.push_back(routed(t.after, routing, at, now));
    if (t.after.assignee) {
        auto assigned = eventAt(at, now, EventType::Assigned, ruleBehind(routing, RuleActionKind::Assign));
        assigned.data = {{"to", std::to_string(t.after.assignee.value)}};
        t.events.push_back(std::move(assigned));
    }
    if (first.history) {
        t.after.history = true;
        settleAtOnce(t, EventType::Resolved, kSystem, "history", now);
    } else if (!routing.dismissReason.empty()) {
        t.after.dismissedReason = routing.dismissReason;
        settleAtOnce(t, EventType::Dismissed, ruleBehind(routing, RuleActionKind::Dismiss),
                     routing.dismissReason, now);
    } else {
        t.after.waitingSince = at;
    }
    return t;
}

Transition receive(const Conversation& before, const Mention& message, const Routing& routing, UtcMillis now,
                   const ReopenRules& rules)
{
    if (message.own) return answered(before, message, {}, kPlatform, now);
    Transition t{before, {}};
    if (before.status == Status::Closed) return t; // immutable; continues() said so
    const auto noWork = whyNoWork(before, message, routing, rules);
    t.events.push_back(received(message, noWork, now));
    if (!message.history || before.history) showNewest(t.after, message);
    if (noWork.empty()) {
        applyRules(t, routing, writtenAt(message, now), now);
        startWait(t, message, now);
    }
    t.after.updatedAt = now;
    return t;
}

bool continues(const Conversation& conversation, UtcMillis messageAt, const ReopenRules& rules)
{
    if (conversation.status == Status::Closed || conversation.mergedInto) return false;
    if (conversation.status != Status::Resolved || !conversation.resolvedAt) return true;
    return messageAt <= *conversation.resolvedAt + rules.window;
}

Transition answered(const Conversation& before, const Mention& own, OutboxId outbox, Actor by, UtcMillis now,
                    bool keepOpen, std::optional<UtcMillis> stillWaiting)
{
    const bool automatic = by.kind == ActorKind::System || by.kind == ActorKind::Rule;
    const auto at = writtenAt(own, now);
    Transition t{before, {}};
    auto event = eventAt(at, now, automatic ? EventType::BotReplied : EventType::Replied, by);
    event.mention = own.id;
    event.outbox = outbox;
    if (own.history) event.reason = "history";

    const bool tooOld = before.waitingSince && at < *before.waitingSince;
    const bool counts = !automatic && !own.history && !tooOld && before.status != Status::Closed;
    if (counts) {
        if (before.waitingSince) t.after.waitingSince = stillWaiting;
        if (before.status == Status::New || before.status == Status::Open) {
            const bool stays = keepOpen || t.after.waitingSince.has_value();
            t.after.status = stays ? Status::Open : Status::Pending;
        }
    }
    t.events.push_back(std::move(event));
    if (t.after.status != before.status) {
        // The platform's time can lie before what was done here since: the change of status comes last in the
        // log.
        const bool inOrder = at >= before.updatedAt;
        if (!inOrder) {
            t.events.push_back(
                eventAt(std::min(now, before.updatedAt), now, EventType::StatusChanged, kSystem));
            t.events.back().reason = "answered";
        }
        t.events.back().statusAfter = t.after.status;
    }
    t.after.updatedAt = now;
    return t;
}

Transition authorEdited(const Conversation& before, MentionId mention, UtcMillis at, UtcMillis now)
{
    Transition t{before, {eventAt(std::min(at, now), now, EventType::AuthorEdited, kPlatform)}};
    t.events.front().mention = mention;
    t.after.updatedAt = now;
    return t;
}

Transition authorDeleted(const Conversation& before, MentionId mention, std::optional<UtcMillis> stillWaiting,
                         UtcMillis now)
{
    // Platforms do not say when; we know since now.
    Transition t{before, {eventAt(now, now, EventType::AuthorDeleted, kPlatform)}};
    t.events.front().mention = mention;
    if (before.waitingSince) t.after.waitingSince = stillWaiting;
    t.after.updatedAt = now;
    return t;
}

} // namespace qd
