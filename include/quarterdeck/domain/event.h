#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/domain/status.h"

#include <map>
#include <optional>
#include <string>

namespace qd {

/// What happened to a conversation. Names: names.h. Rows are never changed or removed.
enum class EventType {
    Received,        ///< a customer's message arrived; `mention`
    Replied,         ///< a human answer of ours reached the platform; `at` = the platform's time; `mention` and/or `outbox`
    BotReplied,      ///< an automatic or holding answer: no response for any clock
    AuthorEdited,    ///< `mention`
    AuthorDeleted,   ///< `mention`
    Routed,          ///< by rules at arrival; the trace is a row of its own
    Opened,          ///< new -> open by the first act upon it
    Assigned,        ///< data.to = person id, 0 = nobody
    StatusChanged,   ///< any other change of status
    Resolved,
    Dismissed,       ///< resolved without an answer; `reason`
    Reopened,
    Closed,
    Snoozed,         ///< data.until (ms), data.kind
    Woken,           ///< `reason`: time, message, issue
    Moved,           ///< data.queue, data.from
    PriorityChanged,
    Labelled,        ///< data.add / data.remove: label ids
    Noted,           ///< data.note = note id
    Escalated,       ///< data.to
    Starred,
    Muted,
    PolicyChanged,   ///< data.policy, data.version
    CalendarChanged,
    Merged,          ///< into data.into, or from data.from
    Split,
    SendQueued,      ///< `outbox`
    SendCancelled,
    SendFailed,
    SendUnknown,
    Undone,          ///< data.event = the event taken back
};

enum class ActorKind { Person, Rule, System, Platform };

struct Actor {
    ActorKind kind{ActorKind::System};
    std::int64_t id{0}; ///< person or rule id; 0 for system and platform
    bool operator==(const Actor&) const = default;
};

/// One line of a conversation's log: ids and codes only, never text or names.
struct Event {
    EventId id{};
    ConversationId conversation{};
    UtcMillis at{};         ///< when it happened; clocks read this
    UtcMillis recordedAt{}; ///< when we wrote it down; dashboards say "as of" this
    EventType type{};
    Actor actor;
    std::string reason; ///< a code, "" = none
    MentionId mention{};
    OutboxId outbox{};
    std::optional<Status> statusAfter{}; ///< the status from this event on; nullopt = unchanged
    std::map<std::string, std::string> data; ///< ids and codes by name; "before.…" and "after.…" where undo needs it
};

/// Whether a Received event is a message that somebody has to answer. Its `reason` says why not: "history" (from
/// before the source was connected), "thanks" (short thanks on a resolved conversation), "muted", "dismissed" (a
/// rule says that it is no work).
bool asksForAnswer(const Event& event);

} // namespace qd
