#include "bluesky_parse.h"
#include "bluesky_send.h"
#include "bluesky_session.h"
#include "bluesky_tid.h"
#include "reply.h"

namespace qd::bluesky {
namespace {

constexpr const char* kLike = "app.bsky.feed.like";

std::string keyOf(const PlatformAction& action)
{
    return action.nativeKey.empty() ? action.nativeId : action.nativeKey;
}

/// The key of our like of a post hangs on the post alone: liking twice makes one like, and it can be found again.
std::string likeKey(const std::string& uri)
{
    return makeTid(timeOfTid(parseAtUri(uri).rkey).value_or(UtcMillis{}), uri);
}

json::Value recordPath(const std::string& did, const std::string& collection, const std::string& rkey)
{
    return {{"repo", did}, {"collection", collection}, {"rkey", rkey}};
}

Result<HttpRequest> planLike(const AccountContext& context, const PlatformAction& action)
{
    const ReplyRef ref = readRef(action.replyRef);
    if (ref.post.uri.empty() || ref.post.cid.empty()) return fail(Errc::Invalid, "the post is not known well enough");
    const UtcMillis at = action.at == UtcMillis{} ? timeOfTid(likeKey(ref.post.uri)).value_or(UtcMillis{}) : action.at;
    json::Value body = recordPath(context.account.nativeId, kLike, likeKey(ref.post.uri));
    body["record"] = {{"$type", kLike},
                      {"subject", {{"uri", ref.post.uri}, {"cid", ref.post.cid}}},
                      {"createdAt", formatRfc3339(at)}};
    return post(context, "com.atproto.repo.putRecord", json::dump(body));
}

Result<HttpRequest> planUnlike(const AccountContext& context, const PlatformAction& action)
{
    const std::string made = parseAtUri(readRef(action.replyRef).like).rkey;
    const std::string rkey = made.empty() ? likeKey(keyOf(action)) : made;
    return post(context, "com.atproto.repo.deleteRecord",
                json::dump(recordPath(context.account.nativeId, kLike, rkey)));
}

Result<HttpRequest> planDelete(const AccountContext& context, const PlatformAction& action)
{
    const AtUri uri = parseAtUri(keyOf(action));
    if (uri.did != context.account.nativeId) return fail(Errc::Forbidden, "only own posts can be deleted");
    return post(context, "com.atproto.repo.deleteRecord", json::dump(recordPath(uri.did, uri.collection, uri.rkey)));
}

} // namespace

Result<HttpRequest> planAction(const AccountContext& context, const PlatformAction& action)
{
    switch (action.kind) {
    case ActionKind::Like: return planLike(context, action);
    case ActionKind::Unlike: return planUnlike(context, action);
    case ActionKind::Delete: return planDelete(context, action);
    case ActionKind::MarkRead: break;
    }
    if (!action.nativeConversation.empty())
        return toChat(post(context, "chat.bsky.convo.updateRead", json::dump({{"convoId", action.nativeConversation}})));
    return post(context, "app.bsky.notification.updateSeen", json::dump({{"seenAt", formatRfc3339(action.at)}}));
}

Result<void> acceptAction(const PlatformAction&, const HttpResponse& response)
{
    if (auto refusal = refusalOfXrpc(response)) return fail(std::move(*refusal));
    return {};
}

} // namespace qd::bluesky
