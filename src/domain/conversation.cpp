#include "quarterdeck/domain/conversation.h"

namespace qd {

std::string conversationKey(const Mention& mention)
{
    const bool direct = mention.visibility == Visibility::Direct || mention.kind == MentionKind::Message;
    const auto account = std::to_string(mention.account.value);
    if (direct && !mention.nativeConversation.empty())
        return "d:" + account + ":" + mention.nativeConversation;

    const bool single = mention.kind == MentionKind::Post || mention.kind == MentionKind::Article ||
                        mention.kind == MentionKind::Review;
    if (single && !direct && !mention.own) return "m:" + mention.platform + ":" + mention.nativeKey;

    const auto& root = !mention.threadRoot.empty()  ? mention.threadRoot
                       : !mention.inReplyTo.empty() ? mention.inReplyTo
                                                    : mention.nativeKey;
    const auto& counterpart = mention.own ? mention.inReplyToAuthor : mention.author.nativeId;
    return (direct ? "d:" : "p:") + account + ":" + root + ":" + counterpart;
}

} // namespace qd
