#include "endpoint.h"
#include "mastodon_cursor.h"
#include "mastodon_parse.h"
#include "mastodon_read.h"
#include "reply.h"

#include <array>

namespace qd::mastodon {
namespace {

enum class Shape { Notifications, Notification, Grouped, Conversations, Conversation, Statuses, Status, Either, Search, Context, NoPosts };

struct Endpoint {
    std::string_view pattern;
    Shape shape;
};

/// The first that fits counts.
constexpr std::array kEndpoints{
    Endpoint{"api/v1/notifications", Shape::Notifications},
    Endpoint{"api/v2/notifications", Shape::Grouped},
    Endpoint{"api/v1/notifications/requests", Shape::NoPosts},
    Endpoint{"api/v1/notifications/policy", Shape::NoPosts},
    Endpoint{"api/v1/notifications/unread_count", Shape::NoPosts},
    Endpoint{"api/v1/notifications/:id", Shape::Notification},
    Endpoint{"api/v1/notification/:id", Shape::Notification},
    Endpoint{"api/v1/conversations", Shape::Conversations},
    Endpoint{"api/v1/conversations/:id/read", Shape::Conversation},
    Endpoint{"api/v1/timelines/home", Shape::Statuses},
    Endpoint{"api/v1/timelines/public", Shape::Statuses},
    Endpoint{"api/v1/timelines/tag/:tag", Shape::Statuses},
    Endpoint{"api/v1/timelines/list/:id", Shape::Statuses},
    Endpoint{"api/v1/timelines/link", Shape::Statuses},
    Endpoint{"api/v2/search", Shape::Search},
    Endpoint{"api/v1/search", Shape::Search},
    Endpoint{"api/v1/accounts/:id/statuses", Shape::Statuses},
    Endpoint{"api/v1/bookmarks", Shape::Statuses},
    Endpoint{"api/v1/favourites", Shape::Statuses},
    Endpoint{"api/v1/statuses", Shape::Either},
    Endpoint{"api/v1/statuses/:id", Shape::Status},
    Endpoint{"api/v1/statuses/:id/context", Shape::Context},
    Endpoint{"api/v1/statuses/:id/quotes", Shape::Statuses},
    Endpoint{"api/v1/statuses/:id/favourite", Shape::Status},
    Endpoint{"api/v1/statuses/:id/unfavourite", Shape::Status},
    Endpoint{"api/v1/accounts/verify_credentials", Shape::NoPosts},
    Endpoint{"api/v1/accounts/:id", Shape::NoPosts},
    Endpoint{"api/v1/apps/verify_credentials", Shape::NoPosts},
    Endpoint{"api/v1/instance", Shape::NoPosts},
    Endpoint{"api/v2/instance", Shape::NoPosts},
    Endpoint{"api/v2/media", Shape::NoPosts},
    Endpoint{"api/v1/media/:id", Shape::NoPosts},
    Endpoint{"api/v1/markers", Shape::NoPosts},
};

std::string endpointList()
{
    std::string list = "one of:";
    for (const auto& endpoint : kEndpoints) list += " " + std::string(endpoint.pattern);
    return list;
}

json::Value alone(json::Value value)
{
    json::Value list = json::Value::array();
    list.push_back(std::move(value));
    return list;
}

Result<Batch> read(Shape shape, json::Value document)
{
    const Viewer nobody;
    if (shape == Shape::Either) shape = document.is_array() ? Shape::Statuses : Shape::Status;
    const bool wantsList = shape == Shape::Notifications || shape == Shape::Conversations || shape == Shape::Statuses;
    if (shape == Shape::NoPosts) return Batch{};
    if (wantsList ? !document.is_array() : !document.is_object())
        return fail(Errc::BadReply, wantsList ? "the answer is not a list" : "the answer is not an object");
    switch (shape) {
    case Shape::Notification: return parseNotifications(alone(std::move(document)), nobody);
    case Shape::Notifications: return parseNotifications(document, nobody);
    case Shape::Grouped: return parseGroupedNotifications(document, nobody);
    case Shape::Conversation: return parseConversations(alone(std::move(document)), nobody);
    case Shape::Conversations: return parseConversations(document, nobody);
    case Shape::Search: return parseStatuses(json::array(document, "statuses"), nobody, MentionKind::Post);
    case Shape::Context: return parseContext(document, nobody, {}, {});
    case Shape::Status: return parseStatuses(alone(std::move(document)), nobody, MentionKind::Post);
    case Shape::Statuses:
    case Shape::Either:
    case Shape::NoPosts: break;
    }
    return parseStatuses(document, nobody, MentionKind::Post);
}

} // namespace

Result<Page> decode(std::string_view endpoint, const HttpResponse& response, UtcMillis now)
{
    const Endpoint* found = nullptr;
    for (const auto& candidate : kEndpoints)
        if (found == nullptr && endpointFits(endpoint, candidate.pattern)) found = &candidate;
    if (found == nullptr) return fail(Errc::Invalid, "mastodon has no such endpoint here", endpointList());
    auto document = readJson(response, now);
    if (!document) return fail(document.error());
    auto batch = read(found->shape, std::move(*document));
    if (!batch) return fail(batch.error());
    Page page;
    page.posts = std::move(batch->posts);
    page.skipped = std::move(batch->skipped);
    Cursor cursor;
    cursor.newest = batch->newest;
    page.next = writeCursor(cursor);
    return page;
}

} // namespace qd::mastodon
