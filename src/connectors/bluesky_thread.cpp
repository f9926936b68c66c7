#include "bluesky_parse.h"
#include "bluesky_read.h"
#include "bluesky_session.h"
#include "reply.h"

#include <unordered_map>

namespace qd::bluesky {
namespace {

using namespace std::chrono_literals;

/// The network's index lags behind the repositories: a young post that is not there is not gone.
constexpr std::chrono::milliseconds kIndexLag = 10min;

bool isPost(const Mention& mention) { return mention.nativeKey.rfind("at://", 0) == 0; }
bool isSettled(const Mention& mention, UtcMillis now) { return now - mention.createdAt > kIndexLag; }

} // namespace

Result<HttpRequest> planThread(const AccountContext& context, const Mention& mention)
{
    if (isPost(mention))
        return get(context, "app.bsky.feed.getPostThread",
                   {{"uri", mention.nativeKey}, {"depth", "20"}, {"parentHeight", "80"}});
    return fail(Errc::Invalid, "direct messages have no thread of their own");
}

Result<Page> acceptThread(const AccountContext& context, const Mention& mention, const HttpResponse& response,
                          UtcMillis now)
{
    auto document = readXrpc(response, now);
    Page page;
    page.notBefore = quietUntil(response, now);
    if (!document) {
        if (document.error().code != Errc::NotFound || !isSettled(mention, now)) return fail(document.error());
        page.posts.push_back(tombstone(mention.nativeKey));
        return page;
    }
    const json::Value& thread = json::object(*document, "thread");
    if (!thread.is_object()) return fail(Errc::BadReply, "the answer holds no thread");
    Batch batch = parseThread(thread, viewerOf(context.account));
    for (auto& post : batch.posts)
        if (!post.deleted || post.nativeKey != mention.nativeKey || isSettled(mention, now))
            page.posts.push_back(std::move(post));
    page.skipped = std::move(batch.skipped);
    return page;
}

std::optional<HttpRequest> planSweep(const AccountContext& context, const std::vector<Mention>& known)
{
    std::vector<std::pair<std::string, std::string>> uris;
    for (const auto& mention : known)
        if (isPost(mention) && uris.size() < 25) uris.emplace_back("uris", mention.nativeKey);
    if (uris.empty()) return std::nullopt;
    return get(context, "app.bsky.feed.getPosts", uris);
}

Result<Page> acceptSweep(const AccountContext& context, const std::vector<Mention>& known,
                         const HttpResponse& response, UtcMillis now)
{
    auto document = readXrpc(response, now);
    if (!document) return fail(document.error());
    if (!json::member(*document, "posts").is_array()) return fail(Errc::BadReply, "the answer holds no list");
    Batch batch = parsePosts(*document, viewerOf(context.account));
    std::unordered_map<std::string, RawPost*> found;
    for (auto& post : batch.posts) found.emplace(post.nativeKey, &post);
    Page page;
    page.notBefore = quietUntil(response, now);
    const bool allReadable = batch.skipped.empty();
    int asked = 0;
    for (const auto& mention : known) {
        if (!isPost(mention) || asked++ >= 25) continue;
        const auto at = found.find(mention.nativeKey);
        if (at == found.end()) {
            if (allReadable && isSettled(mention, now)) page.posts.push_back(tombstone(mention.nativeKey));
            continue;
        }
        const std::string before = readRef(mention.replyRef).post.cid;
        const bool edited = !before.empty() && readRef(at->second->replyRef).post.cid != before;
        if (!edited) continue;
        at->second->kind = mention.kind;
        at->second->editedAt = now; // the platform does not say when
        page.posts.push_back(std::move(*at->second));
    }
    page.skipped = std::move(batch.skipped);
    return page;
}

} // namespace qd::bluesky
