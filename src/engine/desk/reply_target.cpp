#include "engine/desk/reply_target.h"

#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/conversation_table.h"

#include <algorithm>

namespace qd {
namespace {

bool answers(const Mention& ours, const Mention& theirs)
{
    return ours.own && (ours.inReplyTo == theirs.nativeKey ||
                        (ours.visibility == Visibility::Direct && ours.createdAt >= theirs.createdAt));
}

bool isAnswered(const Mention& message, const std::vector<Mention>& all)
{
    return std::ranges::any_of(all, [&](const Mention& other) { return answers(other, message); });
}

} // namespace

Result<ReplyTarget> findReplyTarget(Session& session, ConversationId id, MentionId to)
{
    auto conversation = loadConversation(session, id);
    if (!conversation) return fail(conversation.error());
    auto account = loadAccount(session, conversation->account);
    if (!account) return fail(account.error());
    const auto messages = mentionsOf(session, id);
    if (!messages) return fail(messages.error());

    const Mention* chosen = nullptr;
    for (const Mention& message : *messages) { // oldest first
        if (message.own) continue;
        if (to) {
            if (message.id == to) chosen = &message;
            continue;
        }
        const bool better = !message.deleted && !isAnswered(message, *messages);
        if (!chosen || better || isAnswered(*chosen, *messages) || chosen->deleted) chosen = &message;
    }
    if (!chosen)
        return to ? fail(Errc::Invalid, "that message is not a customer's of this conversation")
                  : fail(Errc::NotFound, "there is no message to answer");
    return ReplyTarget{std::move(*conversation), std::move(*account), *chosen};
}

std::string whyNoReply(const ReplyTarget& target, const Person& person, const SetUpSnapshot& setUp)
{
    const Conversation& conversation = target.conversation;
    const Queue* queue = setUp.queue(conversation.queue);
    const Scope anyone{.queue = conversation.queue};
    if (!may(person, Action::Send, anyone)) return "forbidden";
    const Scope scope{conversation.queue, conversation.assignee, queue && queue->onlyAssigneeMayReply};
    if (!may(person, Action::Send, scope)) return "not_assignee";
    if (conversation.status == Status::Closed) return "closed";
    if (!target.account.capabilities.canReply) return "read_only_source";
    if (target.account.state != AccountState::Working) return "signed_out";
    if (target.message.deleted) return "deleted";
    return {};
}

std::vector<Visibility> visibilityChoices(const ReplyTarget& target)
{
    std::vector<Visibility> choices;
    for (const Visibility v : {Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct}) {
        if (v < target.message.visibility) continue;
        if (target.account.platform != "mastodon" && v != target.message.visibility) continue;
        choices.push_back(v);
    }
    return choices;
}

} // namespace qd
