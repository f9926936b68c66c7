#include "bluesky_chat.h"
#include "bluesky_parse.h"
#include "bluesky_read.h"
#include "bluesky_session.h"
#include "endpoint.h"

#include <array>

namespace qd::bluesky {
namespace {

enum class Shape { Notifications, Feed, Posts, Thread, Records, Record, Messages, Log, Convos, NoPosts };

struct Endpoint {
    std::string_view nsid;
    Shape shape;
};

constexpr std::array kEndpoints{
    Endpoint{"app.bsky.notification.listNotifications", Shape::Notifications},
    Endpoint{"app.bsky.feed.getPostThread", Shape::Thread},
    Endpoint{"app.bsky.feed.getPosts", Shape::Posts},
    Endpoint{"app.bsky.feed.searchPosts", Shape::Posts},
    Endpoint{"app.bsky.feed.getQuotes", Shape::Posts},
    Endpoint{"app.bsky.feed.getTimeline", Shape::Feed},
    Endpoint{"app.bsky.feed.getAuthorFeed", Shape::Feed},
    Endpoint{"app.bsky.feed.getFeed", Shape::Feed},
    Endpoint{"app.bsky.feed.getListFeed", Shape::Feed},
    Endpoint{"app.bsky.feed.getActorLikes", Shape::Feed},
    Endpoint{"com.atproto.repo.listRecords", Shape::Records},
    Endpoint{"com.atproto.repo.getRecord", Shape::Record},
    Endpoint{"chat.bsky.convo.getMessages", Shape::Messages},
    Endpoint{"chat.bsky.convo.getLog", Shape::Log},
    Endpoint{"chat.bsky.convo.listConvos", Shape::Convos},
    Endpoint{"chat.bsky.convo.getConvo", Shape::NoPosts},
    Endpoint{"chat.bsky.convo.getConvoForMembers", Shape::NoPosts},
    Endpoint{"chat.bsky.convo.sendMessage", Shape::NoPosts},
    Endpoint{"app.bsky.notification.getUnreadCount", Shape::NoPosts},
    Endpoint{"app.bsky.notification.updateSeen", Shape::NoPosts},
    Endpoint{"app.bsky.actor.getProfile", Shape::NoPosts},
    Endpoint{"com.atproto.identity.resolveHandle", Shape::NoPosts},
    Endpoint{"com.atproto.repo.createRecord", Shape::NoPosts},
    Endpoint{"com.atproto.repo.putRecord", Shape::NoPosts},
    Endpoint{"com.atproto.repo.deleteRecord", Shape::NoPosts},
    Endpoint{"com.atproto.repo.uploadBlob", Shape::NoPosts},
    Endpoint{"com.atproto.server.createSession", Shape::NoPosts},
    Endpoint{"com.atproto.server.refreshSession", Shape::NoPosts},
};

std::string endpointList()
{
    std::string list = "one of:";
    for (const auto& endpoint : kEndpoints) list += " " + std::string(endpoint.nsid);
    return list;
}

/// The member that must be a list; nullptr where the answer is one object.
const char* listOf(Shape shape)
{
    switch (shape) {
    case Shape::Notifications: return "notifications";
    case Shape::Feed: return "feed";
    case Shape::Posts: return "posts";
    case Shape::Records: return "records";
    case Shape::Messages: return "messages";
    case Shape::Log: return "logs";
    case Shape::Convos: return "convos";
    case Shape::Thread:
    case Shape::Record:
    case Shape::NoPosts: break;
    }
    return nullptr;
}

Batch oneRecord(const json::Value& document)
{
    json::Value records{{"records", json::Value::array({document})}};
    return parseRecords(records, {});
}

Batch read(Shape shape, const json::Value& document)
{
    const Viewer nobody;
    const json::Value& thread = json::object(document, "thread");
    switch (shape) {
    case Shape::Notifications: return parseNotifications(document, nobody);
    case Shape::Feed: return parseFeed(document, nobody);
    case Shape::Posts: return parsePosts(document, nobody);
    case Shape::Thread: return parseThread(thread.is_object() ? thread : document, nobody);
    case Shape::Records: return parseRecords(document, nobody);
    case Shape::Record: return oneRecord(document);
    // The answer does not name its conversation; the request did.
    case Shape::Messages: return parseMessages(document, {"-", {}, 0, {}}, nobody).batch;
    case Shape::Log: return parseLog(document, nobody);
    case Shape::Convos: return parseLastMessages(document, nobody);
    case Shape::NoPosts: break;
    }
    return {};
}

} // namespace

Result<Page> decode(std::string_view endpoint, const HttpResponse& response, UtcMillis now)
{
    std::string_view nsid = endpointPath(endpoint);
    if (nsid.substr(0, 5) == "xrpc/") nsid.remove_prefix(5);
    const Endpoint* found = nullptr;
    for (const auto& candidate : kEndpoints)
        if (candidate.nsid == nsid) found = &candidate;
    if (found == nullptr) return fail(Errc::Invalid, "bluesky has no such endpoint here", endpointList());
    auto document = readXrpc(response, now);
    if (!document) return fail(document.error());
    const char* list = listOf(found->shape);
    const bool fits = list != nullptr ? json::member(*document, list).is_array()
                                      : document->is_object() || found->shape == Shape::NoPosts;
    if (!fits) return fail(Errc::BadReply, "the answer holds no list");
    Batch batch = read(found->shape, *document);
    Page page;
    page.posts = std::move(batch.posts);
    page.skipped = std::move(batch.skipped);
    page.next = std::move(batch.next);
    return page;
}

} // namespace qd::bluesky
