#pragma once

#include "quarterdeck/desk/call.h"
#include "quarterdeck/domain/account.h"
#include "quarterdeck/domain/event.h"
#include "quarterdeck/domain/goal.h"
#include "quarterdeck/domain/outbox.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace qd {

/// What a composer must know before the first key is pressed.
struct ComposerContext {
    ConversationId conversation{};
    Account account;
    bool mayReply{false};
    std::string whyNot;      ///< a code where mayReply is false: "forbidden", "signed_out", "read_only_source", "closed", "not_assignee"
    MentionId target{};      ///< newest unanswered customer message, else the newest
    std::string targetHandle;
    std::vector<std::string> addressed; ///< further handles the reply will reach
    Visibility visibility{Visibility::Public};
    std::vector<Visibility> choices; ///< never more public than the target
    EventId seen{};          ///< hand back with the reply
    std::optional<Draft> draft{};
    std::optional<Draft> noteDraft{};
    std::vector<Template> templates;
    std::chrono::seconds undoHold{15};
};

struct GuardLine {
    bool stops{false};
    std::string code; ///< see pipeline/guard.h
    std::size_t start{0}, end{0}; ///< code points
};

struct ReplyRequest {
    ConversationId conversation{};
    MentionId to{};          ///< 0 = the default target
    std::string text;
    std::optional<Visibility> visibility{}; ///< nullopt = the target's own
    std::vector<Attachment> media; ///< path: anywhere readable; it is copied into the workspace
    EventId seen{};          ///< 0 = not told: nothing is compared
    std::optional<std::chrono::seconds> hold{}; ///< nullopt = the workspace's undo hold
    bool resolveAfter{false};
};

/// Why a reply was not put into the outbox, when the error is Conflict: what happened since you looked.
struct ReplyRefused {
    std::vector<Event> since;
};

/// Drafts, guards and the way out. @errors Forbidden, NotFound, Invalid (a guard stops: detail names the codes),
/// Conflict (answered, or the author wrote, edited or deleted since `seen`), Auth (the account is signed out)
class Composer {
public:
    virtual ~Composer() = default;
    virtual void open(ConversationId id, Reply<ComposerContext> done) = 0;
    virtual void saveDraft(Draft draft, Reply<Draft> done) = 0; ///< an empty text removes it
    virtual void drafts(Reply<std::vector<Draft>> done) = 0;
    virtual void check(ReplyRequest request, Reply<std::vector<GuardLine>> done) = 0;
    virtual void send(ReplyRequest request, Reply<OutboxItem> done) = 0;
};

} // namespace qd
