#pragma once

#include "quarterdeck/desk/call.h"
#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/domain/event.h"

#include <string>
#include <variant>
#include <vector>

namespace qd {

/// One act of triage; applied to one conversation or to many, undone as one.
struct Assign { PersonId to{}; };       ///< 0 = nobody
struct Resolve { std::string reason; };
struct Reopen {};
struct Dismiss { std::string reason; }; ///< "" = the likeliest
struct Snooze { UtcMillis until{}; SnoozeKind kind{SnoozeKind::Time}; };
struct Unsnooze {};
struct Hold { std::optional<UtcMillis> until{}; std::string reason; };
struct Move { QueueId to{}; };
struct SetPriority { Priority to{Priority::Normal}; };
struct Relabel { std::vector<std::string> add, remove; }; ///< names; an unknown one to add is made
struct AddNote { std::string text; };
struct Escalate { PersonId to{}; std::string reason; };   ///< 0 = the first manager
struct Star { bool on{true}; };
struct Mute { bool on{true}; };
using TriageAct = std::variant<Assign, Resolve, Reopen, Dismiss, Snooze, Unsnooze, Hold, Move, SetPriority, Relabel,
                               AddNote, Escalate, Star, Mute>;

struct Triaged {
    std::vector<Conversation> after;
    std::vector<ConversationId> refused; ///< of a bulk act: those it made no sense for
};

/// @errors Forbidden, NotFound, Invalid, Conflict; a single one that fails changes nothing
class Triage {
public:
    virtual ~Triage() = default;
    virtual void apply(std::vector<ConversationId> to, TriageAct act, Reply<Triaged> done) = 0;
    /// Take this person's last act (of the last 24 hours) back, whole, on every conversation it touched.
    /// @errors NotFound: nothing to undo; Conflict: somebody changed the same thing since
    virtual void undo(Reply<Triaged> done) = 0;
    /// When "until business hours" is: the next opening of the conversation's calendar.
    virtual void nextOpening(ConversationId id, Reply<UtcMillis> done) = 0;
};

} // namespace qd
