#include "domain/undo_fields.h"
#include "quarterdeck/domain/transition.h"

#include <algorithm>
#include <charconv>

namespace qd {
namespace {

std::vector<LabelId> readLabels(const Event& event, const char* name)
{
    std::vector<LabelId> labels;
    const auto found = event.data.find(name);
    if (found == event.data.end()) return labels;
    const char* at = found->second.data();
    const char* const end = at + found->second.size();
    while (at != end) {
        LabelId label;
        const auto [next, fault] = std::from_chars(at, end, label.value);
        if (fault != std::errc{}) break;
        labels.push_back(label);
        at = next == end ? end : next + 1;
    }
    return labels;
}

/// Labels go back one by one: what others labelled since stays. False: one of them was changed again.
bool putLabelsBack(const Event& event, Conversation& c)
{
    const auto has = [&c](LabelId label) {
        return std::find(c.labels.begin(), c.labels.end(), label) != c.labels.end();
    };
    const auto added = readLabels(event, "add");
    const auto removed = readLabels(event, "remove");
    if (!std::all_of(added.begin(), added.end(), has) || std::any_of(removed.begin(), removed.end(), has))
        return false;
    for (const auto label : added)
        c.labels.erase(std::find(c.labels.begin(), c.labels.end(), label));
    c.labels.insert(c.labels.end(), removed.begin(), removed.end());
    std::sort(c.labels.begin(), c.labels.end());
    return true;
}

} // namespace

bool isUndoable(const Event& event)
{
    if (event.actor.kind != ActorKind::Person) return false;
    switch (event.type) {
    case EventType::Assigned:
    case EventType::StatusChanged:
    case EventType::Resolved:
    case EventType::Dismissed:
    case EventType::Reopened:
    case EventType::Snoozed:
    case EventType::Moved:
    case EventType::PriorityChanged:
    case EventType::Labelled:
    case EventType::Escalated:
    case EventType::Starred:
    case EventType::Muted: return true;
    default:
        return false; // what platforms and the hour hand did, notes (a row of their own), and undoing itself
    }
}

Result<Transition> undo(const Conversation& before, const Event& event, Actor by, UtcMillis now)
{
    if (!isUndoable(event)) return fail(Errc::Invalid, "this cannot be taken back");
    if (!(event.actor == by)) return fail(Errc::Invalid, "only who did it can take it back");
    if (event.conversation != before.id)
        return fail(Errc::Invalid, "the event belongs to another conversation");
    // Labels may change on a closed conversation, so that may also be taken back.
    if (before.status == Status::Closed && event.type != EventType::Labelled)
        return fail(Errc::Conflict, "the conversation is closed");

    Transition t{before, {}};
    const auto fields = putFieldsBack(event, t.after);
    if (fields == FieldsBack::Unreadable) return fail(Errc::Invalid, "this cannot be taken back");
    if (fields == FieldsBack::ChangedSince || !putLabelsBack(event, t.after))
        return fail(Errc::Conflict, "it was changed again since", "look at the conversation as it is now");
    // The act itself opened it; a message or an answer since keeps its own status.
    if (event.data.count("opened") != 0 && t.after.status == Status::Open) t.after.status = Status::New;

    Event undone;
    undone.at = now;
    undone.recordedAt = now;
    undone.type = EventType::Undone;
    undone.actor = by;
    undone.data = {{"event", std::to_string(event.id.value)}};
    if (t.after.status != before.status) undone.statusAfter = t.after.status;
    t.after.updatedAt = now;
    t.events.push_back(std::move(undone));
    return t;
}

} // namespace qd
