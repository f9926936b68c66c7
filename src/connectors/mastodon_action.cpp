#include "mastodon_read.h"
#include "mastodon_ref.h"
#include "mastodon_send.h"
#include "quarterdeck/net/url.h"
#include "reply.h"

namespace qd::mastodon {

Result<HttpRequest> planAction(const AccountContext& context, const PlatformAction& action)
{
    const std::string status = "/api/v1/statuses/" + percentEncode(action.nativeId);
    if (action.kind != ActionKind::MarkRead && action.nativeId.empty())
        return fail(Errc::Invalid, "the post has no id on its server");
    switch (action.kind) {
    case ActionKind::Like: return request(context, "POST", status + "/favourite");
    case ActionKind::Unlike: return request(context, "POST", status + "/unfavourite");
    case ActionKind::Delete: return request(context, "DELETE", status);
    case ActionKind::MarkRead: break;
    }
    const ReplyRef ref = readRef(action.replyRef);
    if (!ref.conversation.empty())
        return request(context, "POST", "/api/v1/conversations/" + percentEncode(ref.conversation) + "/read");
    if (!ref.notification.empty())
        return postJson(context, "/api/v1/markers",
                        json::dump({{"notifications", {{"last_read_id", ref.notification}}}}));
    return fail(Errc::Invalid, "the server keeps no read mark for this post");
}

Result<void> acceptAction(const PlatformAction& action, const HttpResponse& response)
{
    auto refusal = refusalOf(response);
    if (!refusal) return {};
    const bool alreadyGone = action.kind == ActionKind::Delete && refusal->code == Errc::NotFound;
    if (alreadyGone) return {};
    return fail(std::move(*refusal));
}

} // namespace qd::mastodon
