#include "sandbox/bluesky_api.h"

#include "sandbox/stamp.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace qd::sandbox::bluesky {
namespace {

using nlohmann::json;

constexpr std::size_t kMostUris = 25;

std::optional<UtcMillis> timeOf(const std::string& cursor)
{
    return readDatetime(cursor.size() == 10 ? cursor + "T00:00:00Z" : cursor);
}

bool holdsFacet(const json& record, const char* key, const std::string& wanted)
{
    for (const json& facet : record.value("facets", json::array()))
        for (const json& feature : facet.value("features", json::array()))
            if (feature.contains(key) && lowerAscii(feature[key].get<std::string>()) == wanted) return true;
    return false;
}

} // namespace

/// Pages are cut before `reasons` is applied, so a page may be short or empty and still carry a cursor.
Answer Api::listNotifications(Context& c)
{
    if (c.params.has("seenAt")) return invalid("The seenAt parameter is unsupported");
    const auto limit = number(c, "limit", 50, 1, 100);
    if (!limit) return {};
    const auto reasons = c.params.list("reasons");
    std::optional<UtcMillis> before;
    if (const std::string cursor = c.params.text("cursor"); !cursor.empty()) {
        before = timeOf(cursor);
        if (!before) return invalid("Malformed cursor");
    }
    json list = json::array();
    std::optional<UtcMillis> last;
    long taken = 0;
    bool more = false;
    for (auto it = m_state.notices.rbegin(); it != m_state.notices.rend(); ++it) {
        if (before && it->indexedAt >= *before) continue;
        // Never cut between two of one instant: the cursor is a time and would lose the second.
        if (taken >= *limit && (!last || it->indexedAt != *last)) {
            more = true;
            break;
        }
        ++taken;
        last = it->indexedAt;
        if (m_state.actors.at(m_state.records.at(it->uri).did).blocksUs) continue;
        if (reasons.empty() || std::find(reasons.begin(), reasons.end(), it->reason) != reasons.end())
            list.push_back(c.views.notice(*it, m_state.seenAt));
    }
    json out = {{"notifications", list}, {"priority", false}};
    if (m_state.seenAt != UtcMillis{}) out["seenAt"] = isoMillis(m_state.seenAt);
    if (more && last) out["cursor"] = isoMillis(*last);
    return {200, out.dump()};
}

Answer Api::updateSeen(Context& c)
{
    const auto at = readDatetime(c.input.contains("seenAt") && c.input["seenAt"].is_string() ? c.input["seenAt"].get<std::string>() : "");
    if (!at) return invalid("Input/seenAt must be an valid atproto datetime (both RFC-3339 and ISO-8601)");
    m_state.seenAt = *at;
    return Answer{.body = "", .acted = true};
}

Answer Api::getPosts(Context& c)
{
    const auto uris = c.params.list("uris");
    if (uris.empty()) return invalid("Error: Params must have the property \"uris\"");
    if (uris.size() > kMostUris) return invalid("Error: uris must not have more than 25 elements");
    json posts = json::array();
    for (const std::string& uri : uris)
        if (const Record* record = m_state.liveRecord(uri); record && record->collection == "app.bsky.feed.post" && !m_state.actors.at(record->did).blocksUs)
            posts.push_back(c.views.post(*record));
    return {200, json{{"posts", posts}}.dump()};
}

Answer Api::getPostThread(Context& c)
{
    const auto depth = number(c, "depth", 6, 0, 1000);
    const auto height = depth ? number(c, "parentHeight", 80, 0, 1000) : std::nullopt;
    if (!height) return {};
    const std::string uri = c.params.text("uri");
    if (!uri.starts_with("at://")) return invalid("Error: uri must be a valid at-uri");
    if (!m_state.liveRecord(uri)) return error(400, "NotFound", "Post not found: " + uri);
    return {200, json{{"thread", c.views.thread(uri, static_cast<int>(*depth), static_cast<int>(*height))}}.dump()};
}

Answer Api::searchPosts(Context& c)
{
    const auto limit = number(c, "limit", 25, 1, 100);
    if (!limit) return {};
    const std::string q = c.params.text("q");
    if (q.empty()) return invalid("Error: Params must have the property \"q\"");
    std::istringstream in(lowerAscii(q));
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    const std::string lang = c.params.text("lang");
    const Actor* by = m_state.findActor(c.params.text("author"));
    const Actor* named = m_state.findActor(c.params.text("mentions"));
    const auto since = timeOf(c.params.text("since")), until = timeOf(c.params.text("until"));
    const auto tags = c.params.list("tag");
    std::vector<const Record*> found;
    for (auto it = m_state.timeline.rbegin(); it != m_state.timeline.rend(); ++it) {
        const Record& record = m_state.records.at(*it);
        const std::string text = lowerAscii(record.value.value("text", ""));
        const bool holds = std::all_of(words.begin(), words.end(), [&](const std::string& w) { return text.find(w) != std::string::npos; });
        const json langs = record.value.value("langs", json::array());
        const bool spoken = lang.empty() || std::find(langs.begin(), langs.end(), json(lang)) != langs.end();
        const bool tagged = std::all_of(tags.begin(), tags.end(), [&](const std::string& tag) { return holdsFacet(record.value, "tag", lowerAscii(tag)); });
        if (!holds || !spoken || !tagged || m_state.actors.at(record.did).blocksUs) continue;
        if ((since && record.indexedAt < *since) || (until && record.indexedAt >= *until)) continue;
        if ((by && record.did != by->did) || (named && !holdsFacet(record.value, "did", named->did))) continue;
        found.push_back(&record);
    }
    std::size_t skip = 0;
    const std::string cursor = c.params.text("cursor");
    if (!cursor.empty() && std::from_chars(cursor.data(), cursor.data() + cursor.size(), skip).ec != std::errc{}) return invalid("Malformed cursor");
    json posts = json::array();
    for (std::size_t i = skip; i < found.size() && static_cast<long>(posts.size()) < *limit; ++i) posts.push_back(c.views.post(*found[i]));
    json out = {{"posts", posts}, {"hitsTotal", found.size()}};
    if (skip + posts.size() < found.size()) out["cursor"] = std::to_string(skip + posts.size());
    return {200, out.dump()};
}

Answer Api::authorFeed(Context& c)
{
    const auto limit = number(c, "limit", 50, 1, 100);
    if (!limit) return {};
    const Actor* actor = m_state.findActor(c.params.text("actor"));
    if (!actor) return invalid("Profile not found");
    if (actor->blocksUs) return error(400, "BlockedByActor", "Requester is blocked by actor: " + actor->did);
    const auto before = timeOf(c.params.text("cursor"));
    const bool withoutReplies = c.params.text("filter") == "posts_no_replies";
    json feed = json::array();
    std::optional<UtcMillis> last;
    bool more = false;
    for (auto it = m_state.timeline.rbegin(); it != m_state.timeline.rend(); ++it) {
        const Record& record = m_state.records.at(*it);
        const bool reply = record.value.contains("reply");
        if (record.did != actor->did || (before && record.indexedAt >= *before) || (withoutReplies && reply)) continue;
        if (static_cast<long>(feed.size()) >= *limit && (!last || record.indexedAt != *last)) {
            more = true;
            break;
        }
        last = record.indexedAt;
        json item = {{"post", c.views.post(record)}};
        if (reply) {
            const auto shown = [&](const char* end) {
                const std::string uri = record.value["reply"][end]["uri"];
                const Record* target = m_state.liveRecord(uri);
                if (!target) return json{{"$type", "app.bsky.feed.defs#notFoundPost"}, {"uri", uri}, {"notFound", true}};
                json view = c.views.post(*target);
                view["$type"] = "app.bsky.feed.defs#postView";
                return view;
            };
            item["reply"] = {{"root", shown("root")}, {"parent", shown("parent")}};
        }
        feed.push_back(std::move(item));
    }
    json out = {{"feed", feed}};
    if (more && last) out["cursor"] = isoMillis(*last);
    return {200, out.dump()};
}

Answer Api::getProfiles(Context& c)
{
    const auto actors = c.params.list("actors");
    if (actors.empty()) return invalid("Error: Params must have the property \"actors\"");
    if (actors.size() > kMostUris) return invalid("Error: actors must not have more than 25 elements");
    json profiles = json::array();
    for (const std::string& wanted : actors)
        if (const Actor* actor = m_state.findActor(wanted)) profiles.push_back(c.views.profile(*actor));
    return {200, json{{"profiles", profiles}}.dump()};
}

} // namespace qd::sandbox::bluesky
