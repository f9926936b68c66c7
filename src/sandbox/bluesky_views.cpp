#include "sandbox/bluesky_views.h"

#include "sandbox/digest.h"
#include "sandbox/stamp.h"

#include <algorithm>

namespace qd::sandbox::bluesky {
namespace {

using nlohmann::json;

std::string parentOf(const Record& record)
{
    const auto reply = record.value.find("reply");
    return reply == record.value.end() ? "" : (*reply)["parent"]["uri"].get<std::string>();
}

} // namespace

json Views::author(const Actor& actor) const
{
    return {{"did", actor.did}, {"handle", actor.handle}, {"displayName", actor.displayName},
            {"avatar", m_base + "/media/avatar-" + shortHash(actor.handle) + ".png"},
            {"associated", {{"chat", {{"allowIncoming", "all"}}}}},
            {"viewer", {{"muted", false}, {"blockedBy", actor.blocksUs}}}, {"labels", json::array()},
            {"createdAt", isoMillis(actor.createdAt)}};
}

json Views::profile(const Actor& actor) const
{
    json out = author(actor);
    out["description"] = actor.description;
    out["indexedAt"] = isoMillis(actor.createdAt);
    out["banner"] = m_base + "/media/banner-" + shortHash(actor.handle) + ".png";
    out["followersCount"] = actor.followers;
    out["followsCount"] = actor.follows;
    out["postsCount"] = actor.posts;
    return out;
}

json Views::embed(const Record& record) const
{
    const json& embed = record.value.value("embed", json::object());
    const std::string type = embed.value("$type", "");
    if (type == "app.bsky.embed.images") {
        json images = json::array();
        for (const json& image : embed["images"]) {
            const std::string url = m_base + "/media/blob/" + image["image"]["ref"]["$link"].get<std::string>();
            images.push_back({{"thumb", url}, {"fullsize", url}, {"alt", image.value("alt", "")}});
            if (image.contains("aspectRatio")) images.back()["aspectRatio"] = image["aspectRatio"];
        }
        return {{"$type", "app.bsky.embed.images#view"}, {"images", images}};
    }
    if (type == "app.bsky.embed.external") {
        json external = embed["external"];
        external.erase("thumb");
        return {{"$type", "app.bsky.embed.external#view"}, {"external", external}};
    }
    if (type == "app.bsky.embed.record") {
        const std::string uri = embed["record"]["uri"];
        const auto held = m_state.records.find(uri);
        if (held == m_state.records.end() || held->second.deleted)
            return {{"$type", "app.bsky.embed.record#view"},
                    {"record", {{"$type", "app.bsky.embed.record#viewNotFound"}, {"uri", uri}, {"notFound", true}}}};
        const Record& quoted = held->second;
        return {{"$type", "app.bsky.embed.record#view"},
                {"record", {{"$type", "app.bsky.embed.record#viewRecord"}, {"uri", uri}, {"cid", quoted.cid},
                            {"author", author(m_state.actors.at(quoted.did))}, {"value", quoted.value},
                            {"labels", json::array()}, {"indexedAt", isoMillis(quoted.indexedAt)}, {"embeds", json::array()}}}};
    }
    return nullptr;
}

json Views::post(const Record& record) const
{
    json viewer = {{"threadMuted", false}, {"embeddingDisabled", false}};
    for (const std::string& like : record.likes)
        if (like.starts_with("at://" + m_state.ownDid + "/")) viewer["like"] = like;
    json out = {{"uri", record.uri}, {"cid", record.cid}, {"author", author(m_state.actors.at(record.did))},
                {"record", record.value}, {"replyCount", m_state.repliesTo(record.uri).size()},
                {"repostCount", record.reposts}, {"likeCount", record.likes.size()}, {"quoteCount", record.quotes},
                {"bookmarkCount", 0}, {"indexedAt", isoMillis(record.indexedAt)}, {"viewer", viewer}, {"labels", json::array()}};
    if (json shown = embed(record); !shown.is_null()) out["embed"] = std::move(shown);
    return out;
}

json Views::gone(const std::string& uri) const
{
    const auto held = m_state.records.find(uri);
    if (held != m_state.records.end() && !held->second.deleted && m_state.actors.at(held->second.did).blocksUs)
        return {{"$type", "app.bsky.feed.defs#blockedPost"}, {"uri", uri}, {"blocked", true},
                {"author", {{"did", held->second.did}, {"viewer", {{"blockedBy", true}}}}}};
    return {{"$type", "app.bsky.feed.defs#notFoundPost"}, {"uri", uri}, {"notFound", true}};
}

json Views::thread(const std::string& uri, int depth, int parentHeight) const
{
    const Record* record = m_state.liveRecord(uri);
    if (!record || m_state.actors.at(record->did).blocksUs) return gone(uri);
    json out = {{"$type", "app.bsky.feed.defs#threadViewPost"}, {"post", post(*record)}, {"threadContext", json::object()}};
    if (const std::string parent = parentOf(*record); !parent.empty() && parentHeight > 0) {
        out["parent"] = thread(parent, 0, parentHeight - 1);
        out["parent"].erase("replies");
    }
    out["replies"] = json::array();
    if (depth > 0)
        for (const Record* reply : m_state.repliesTo(uri)) out["replies"].push_back(thread(reply->uri, depth - 1, 0));
    return out;
}

json Views::notice(const Notice& notice, UtcMillis seenAt) const
{
    const Record& record = m_state.records.at(notice.uri);
    json who = author(m_state.actors.at(record.did));
    who["description"] = m_state.actors.at(record.did).description;
    who["indexedAt"] = who["createdAt"];
    json out = {{"uri", record.uri}, {"cid", record.cid}, {"author", who}, {"reason", notice.reason}, {"record", record.value},
                {"isRead", notice.indexedAt <= seenAt}, {"indexedAt", isoMillis(notice.indexedAt)}, {"labels", json::array()}};
    if (!notice.subject.empty()) out["reasonSubject"] = notice.subject;
    return out;
}

json Views::message(const Message& message) const
{
    json out = {{"$type", "chat.bsky.convo.defs#messageView"}, {"id", message.id}, {"rev", message.rev},
                {"sender", {{"did", message.sender}}}, {"text", message.body.value("text", "")}, {"reactions", json::array()},
                {"sentAt", isoMillis(message.sentAt)}};
    if (message.body.contains("facets")) out["facets"] = message.body["facets"];
    return out;
}

json Views::convo(const Convo& convo) const
{
    const auto member = [this](const std::string& did) {
        json out = author(m_state.actors.at(did));
        out.erase("createdAt");
        return out;
    };
    const auto unread = std::count_if(convo.messages.begin(), convo.messages.end(),
                                      [&](const Message& m) { return m.sender != m_state.ownDid && m.id > convo.readUpTo; });
    json out = {{"id", convo.id}, {"rev", convo.rev}, {"members", {member(m_state.ownDid), member(convo.other)}},
                {"unreadCount", unread}, {"status", convo.status}, {"muted", false}};
    if (!convo.messages.empty()) out["lastMessage"] = message(convo.messages.back());
    return out;
}

} // namespace qd::sandbox::bluesky
