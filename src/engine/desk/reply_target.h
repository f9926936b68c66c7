#pragma once

#include "engine/set_up_book.h"
#include "quarterdeck/domain/account.h"
#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/domain/mention.h"

#include <string>
#include <vector>

namespace qd {

class Session;

/// What a reply in this conversation would answer, and through which account.
struct ReplyTarget {
    Conversation conversation;
    Account account;
    Mention message;
};

/// `to`, or the newest unanswered customer message, else the newest.
/// @errors NotFound; Invalid where `to` is not a customer's message of this conversation
Result<ReplyTarget> findReplyTarget(Session& session, ConversationId id, MentionId to);

/// "" = this person may reply here; else a code: forbidden, closed, signed_out, read_only_source, not_assignee, deleted.
std::string whyNoReply(const ReplyTarget& target, const Person& person, const SetUpSnapshot& setUp);

/// Visibilities that are not more public than the message answered, its own first.
std::vector<Visibility> visibilityChoices(const ReplyTarget& target);

} // namespace qd
