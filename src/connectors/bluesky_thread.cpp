#include "bluesky_chat.h"
#include "bluesky_parse.h"
#include "bluesky_read.h"
#include "bluesky_session.h"
#include "reply.h"

#include <iterator>
#include <unordered_map>

namespace qd::bluesky {
namespace {

using namespace std::chrono_literals;

/// The network's index lags behind the repositories: a young post that is not there is not gone.
constexpr std::chrono::milliseconds kIndexLag = 10min;

bool isPost(const Mention& mention) { return mention.nativeKey.rfind("at://", 0) == 0; }
bool isSettled(const Mention& mention, UtcMillis now) { return now - mention.createdAt > kIndexLag; }

/// The newest messages of a direct conversation, oldest first. The answer names people by DID only: those we know
/// are the account and the one it writes with.
Result<Page> acceptConversation(const AccountContext& context, const Mention& mention, const json::Value& document)
{
    if (!json::member(document, "messages").is_array()) return fail(Errc::BadReply, "messages are a list");
    const Account& account = context.account;
    const ChatCursor::Convo convo{mention.nativeConversation,
                                  {},
                                  0,
                                  {{mention.author.nativeId, mention.author.handle, mention.author.name,
                                    mention.author.avatar},
                                   {account.nativeId, account.handle, account.name, account.avatar}}};
    Messages messages = parseMessages(document, convo, viewerOf(account));
    Page page;
    page.posts.assign(std::make_move_iterator(messages.batch.posts.rbegin()),
                      std::make_move_iterator(messages.batch.posts.rend()));
    page.skipped = std::move(messages.batch.skipped);
    return page;
}

} // namespace

Result<HttpRequest> planThread(const AccountContext& context, const Mention& mention)
{
    if (isPost(mention))
        return get(context, "app.bsky.feed.getPostThread",
                   {{"uri", mention.nativeKey}, {"depth", "20"}, {"parentHeight", "80"}});
    if (mention.nativeConversation.empty()) return fail(Errc::Invalid, "the conversation is not known");
    return toChat(get(context, "chat.bsky.convo.getMessages",
                      {{"convoId", mention.nativeConversation}, {"limit", "50"}}));
}

Result<Page> acceptThread(const AccountContext& context, const Mention& mention, const HttpResponse& response,
                          UtcMillis now)
{
    auto document = readXrpc(response, now);
    if (document && !isPost(mention)) return acceptConversation(context, mention, *document);
    Page page;
    page.notBefore = quietUntil(response, now);
    if (!document) {
        const bool gone = document.error().code == Errc::NotFound && isPost(mention) && isSettled(mention, now);
        if (!gone) return fail(document.error());
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
