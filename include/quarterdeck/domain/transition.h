#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/domain/event.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/rule.h"

#include <chrono>
#include <string>
#include <vector>

/// The conversation's state machine: pure functions from a conversation and something that happened to the
/// conversation after it and the events to log (ids unset: the store numbers them).
namespace qd {

struct Transition {
    Conversation after;
    std::vector<Event> events;
};

struct ReopenRules {
    std::chrono::hours window{24 * 7};  ///< a message later than this after resolve starts a linked conversation
    bool shortThanksReopens{false};     ///< "thanks!" leaves a resolved conversation resolved
};

/// A new conversation for its first message. History comes out resolved with reason `history`; a dismissing rule
/// resolves it; everything else is `new` and waits.
Transition begin(const Mention& first, const Routing& routing, ContactId contact, UtcMillis now);

/// A further customer message: pending, on_hold and resolved reopen, a snooze wakes. The caller has made sure
/// that the reopen window holds (continues()). History messages change no status.
Transition receive(const Conversation& before, const Mention& message, const Routing& routing, UtcMillis now,
                   const ReopenRules& rules = {});

/// Whether a message arriving now continues this conversation, or starts a new one linked to it.
bool continues(const Conversation& conversation, UtcMillis messageAt, const ReopenRules& rules);

/// An answer of ours that stands on the platform, from here (outbox) or from the platform's own app (outbox 0,
/// actor Platform): new and open become pending, unless `keepOpen`. It answers what was written up to its own time:
/// `stillWaiting` is the oldest customer message made after it, nullopt = none known. An answer older than the wait
/// is logged and changes nothing else, and so is one on a resolved, on_hold or closed conversation, wait aside.
/// by System or Rule: an automatic answer (BotReplied), which no clock takes for a response.
Transition answered(const Conversation& before, const Mention& own, OutboxId outbox, Actor by, UtcMillis now,
                    bool keepOpen = false, std::optional<UtcMillis> stillWaiting = std::nullopt);

Transition authorEdited(const Conversation& before, MentionId mention, UtcMillis at, UtcMillis now);
/// `stillWaiting`: the oldest unanswered customer message that is left, nullopt = nothing to answer any more.
Transition authorDeleted(const Conversation& before, MentionId mention, std::optional<UtcMillis> stillWaiting,
                         UtcMillis now);

// What people do. Each refuses (Invalid, Conflict) what makes no sense in the state it finds; a closed conversation
// refuses everything but relabel(). What is so already (same assignee, same priority) succeeds without an event.
// The first act upon a new conversation opens it (Opened); moving, starring and muting are no such act.
Result<Transition> assign(const Conversation& before, PersonId to, Actor by, UtcMillis now);
Result<Transition> resolve(const Conversation& before, std::string reason, Actor by, UtcMillis now);
Result<Transition> reopen(const Conversation& before, Actor by, UtcMillis now);
Result<Transition> dismiss(const Conversation& before, std::string reason, Actor by, UtcMillis now);
/// A person's `until` must lie ahead; an Issue snooze without one comes back after 30 days at the latest.
Result<Transition> snooze(const Conversation& before, UtcMillis until, SnoozeKind kind, Actor by, UtcMillis now);
Result<Transition> wake(const Conversation& before, std::string why, UtcMillis now);
/// Waiting for a colleague or a third party: needs an end; without assignee, who holds it becomes the owner.
Result<Transition> hold(const Conversation& before, std::optional<UtcMillis> until, std::string reason, Actor by,
                        UtcMillis now);
Result<Transition> endHold(const Conversation& before, UtcMillis now);
Result<Transition> close(const Conversation& before, UtcMillis now);
Result<Transition> setPriority(const Conversation& before, Priority to, Actor by, UtcMillis now);
Result<Transition> moveTo(const Conversation& before, QueueId queue, GoalId goal, Actor by, UtcMillis now);
Result<Transition> relabel(const Conversation& before, const std::vector<LabelId>& add,
                           const std::vector<LabelId>& remove, Actor by, UtcMillis now);
Result<Transition> noted(const Conversation& before, NoteId note, Actor by, UtcMillis now);
Result<Transition> escalate(const Conversation& before, PersonId to, std::string reason, Actor by, UtcMillis now);
Result<Transition> star(const Conversation& before, bool on, Actor by, UtcMillis now);
Result<Transition> mute(const Conversation& before, bool on, Actor by, UtcMillis now);

/// Whether a person may take such an event back: what undo() knows how to invert.
bool isUndoable(const Event& event);

/// Take `event` (the newest undoable event of `by` on it) back, from the "before" in its data.
/// @errors Conflict where what it changed was changed again since; Invalid where it cannot be undone.
Result<Transition> undo(const Conversation& before, const Event& event, Actor by, UtcMillis now);

/// Whether two events of the log since `seen` forbid sending: one of us answered, or the author wrote, edited or
/// deleted. A stranger's post blocks nothing (it is another conversation's).
bool blocksSending(const Event& event);

} // namespace qd
