#include "sandbox/mastodon_api.h"

#include "sandbox/stamp.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace qd::sandbox::mastodon {
namespace {

using nlohmann::json;

std::vector<std::string> folded(const std::vector<std::string>& list)
{
    std::vector<std::string> out;
    for (const std::string& one : list) out.push_back(lowerAscii(one));
    return out;
}

bool hasTag(const Status& status, const std::string& lowered)
{
    return std::any_of(status.tags.begin(), status.tags.end(), [&](const std::string& tag) { return lowerAscii(tag) == lowered; });
}

/// Whole words only, as the server's full-text index has them.
bool holdsWord(const std::string& text, const std::string& word)
{
    const auto inWord = [&text](std::size_t at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
    };
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !inWord(at - 1)) && (end >= text.size() || !inWord(end))) return true;
    }
    return false;
}

} // namespace

/// @param ids     ascending
/// @param cursor  what max_id and min_id speak of, where that is not the id itself
Answer Api::page(Context& c, std::vector<std::string> ids, long standard, long most,
                 const std::function<json(const std::string&)>& render, const std::function<std::string(const std::string&)>& cursor)
{
    const auto limit = static_cast<std::size_t>(c.params.clamped("limit", standard, 1, most));
    const auto place = [&](const std::string& id) { return cursor ? cursor(id) : id; };
    const IdLess before;
    const auto maxId = c.params.maybe("max_id"), sinceId = c.params.maybe("since_id"), minId = c.params.maybe("min_id");
    ids.erase(std::remove_if(ids.begin(), ids.end(), [&](const std::string& id) {
        const std::string at = place(id);
        return (maxId && !before(at, *maxId)) || (sinceId && !before(*sinceId, at)) || (minId && !before(*minId, at));
    }), ids.end());
    if (minId) ids.resize(std::min(ids.size(), limit));
    else if (ids.size() > limit) ids.erase(ids.begin(), ids.end() - static_cast<std::ptrdiff_t>(limit));
    std::reverse(ids.begin(), ids.end());

    json list = json::array();
    for (const std::string& id : ids) list.push_back(render(id));
    Answer answer{200, list.dump()};
    if (ids.empty()) return answer;
    std::string kept;
    for (const auto& [name, value] : c.call.query)
        if (name != "max_id" && name != "since_id" && name != "min_id")
            kept += percentEncode(name) + "=" + percentEncode(value) + "&";
    const std::string address = c.call.baseUrl() + c.call.path + "?" + kept;
    std::string link;
    if (ids.size() == limit) link = "<" + address + "max_id=" + place(ids.back()) + ">; rel=\"next\", ";
    answer.headers.emplace_back("Link", link + "<" + address + "min_id=" + place(ids.front()) + ">; rel=\"prev\"");
    return answer;
}

Answer Api::listNotifications(Context& c)
{
    const auto types = c.params.list("types"), without = c.params.list("exclude_types");
    const std::string from = c.params.text("account_id");
    std::vector<std::string> ids;
    for (const auto& [id, note] : m_state.notifications) {
        const bool wanted = types.empty() || std::find(types.begin(), types.end(), note.type) != types.end();
        const bool refused = std::find(without.begin(), without.end(), note.type) != without.end();
        if (wanted && !refused && (from.empty() || from == note.account)) ids.push_back(id);
    }
    return page(c, std::move(ids), 40, 80, [&](const std::string& id) { return c.entities.notification(m_state.notifications.at(id)); });
}

std::string Api::lastOfConversation(const std::string& root) const
{
    std::string last;
    if (const auto thread = m_state.directThreads.find(root); thread != m_state.directThreads.end())
        for (const std::string& id : thread->second)
            if (!m_state.statuses.at(id).deleted) last = id;
    return last;
}

json Api::conversation(const Entities& entities, const std::string& root)
{
    const std::string last = lastOfConversation(root);
    std::set<std::string> others;
    for (const std::string& member : m_state.directThreads[root]) {
        const Status& status = m_state.statuses.at(member);
        others.insert(status.account);
        others.insert(status.mentions.begin(), status.mentions.end());
    }
    others.erase(m_state.ownAccount);
    json accounts = json::array();
    for (const std::string& id : others) accounts.push_back(entities.account(m_state.accounts.at(id)));
    // The conversation's own id is an internal number that no paging parameter understands.
    const std::string id = m_state.flavour == Flavour::Gotosocial ? root : std::to_string(std::stoull(root) >> 16 & 0xffffffff);
    return {{"id", id}, {"unread", !m_state.conversationRead[root]}, {"accounts", accounts},
            {"last_status", last.empty() ? json(nullptr) : entities.status(m_state.statuses.at(last))}};
}

Answer Api::conversations(Context& c)
{
    std::map<std::string, std::string, IdLess> byLast;
    for (const auto& [root, read] : m_state.conversationRead) {
        const std::string last = lastOfConversation(root);
        if (!last.empty() && m_state.conversationGone.count(root) == 0) byLast[last] = root;
    }
    if (c.path.size() == 3) {
        if (c.call.method != "GET") return notFound();
        std::vector<std::string> ids;
        for (const auto& [last, root] : byLast) ids.push_back(last);
        return page(c, std::move(ids), 20, 40, [&](const std::string& last) { return conversation(c.entities, byLast.at(last)); });
    }
    for (const auto& [last, root] : byLast) {
        json shown = conversation(c.entities, root);
        if (shown["id"] != c.at(3)) continue;
        if (c.call.method == "POST" && c.at(4) == "read") {
            m_state.conversationRead[root] = true;
            shown["unread"] = false;
            return Answer{.body = shown.dump(), .acted = true};
        }
        if (c.call.method == "DELETE" && c.at(4).empty()) {
            m_state.conversationGone.insert(root);
            return Answer{.body = "{}", .acted = true};
        }
    }
    return notFound();
}

Answer Api::markers(Context& c)
{
    json out = json::object();
    const auto show = [&](const std::string& timeline) {
        const auto& [id, at] = m_markers.at(timeline);
        out[timeline] = {{"last_read_id", id}, {"version", m_markerVersions[timeline]}, {"updated_at", isoMillis(at)}};
    };
    if (c.call.method == "GET") {
        for (const std::string& timeline : c.params.list("timeline"))
            if (m_markers.count(timeline) > 0) show(timeline);
        return {200, out.dump()};
    }
    if (c.call.method != "POST") return notFound();
    for (const char* timeline : {"home", "notifications"}) {
        const auto id = c.params.maybe(std::string(timeline) + "[last_read_id]");
        if (!id) continue;
        m_markers[timeline] = {*id, c.now};
        ++m_markerVersions[timeline];
        show(timeline);
    }
    Answer answer{200, out.dump()};
    answer.acted = !out.empty();
    return answer;
}

Answer Api::tagTimeline(Context& c)
{
    std::vector<std::string> any = folded(c.params.list("any"));
    any.push_back(lowerAscii(c.at(4)));
    const auto all = folded(c.params.list("all")), none = folded(c.params.list("none"));
    std::vector<std::string> ids;
    for (const auto& [id, status] : m_state.statuses) {
        if (status.deleted || status.visibility != "public" || !status.boostOf.empty()) continue;
        const auto tagged = [&status](const std::string& tag) { return hasTag(status, tag); };
        if (std::any_of(any.begin(), any.end(), tagged) && std::all_of(all.begin(), all.end(), tagged) &&
            std::none_of(none.begin(), none.end(), tagged))
            ids.push_back(id);
    }
    return page(c, std::move(ids), 20, 40, [&](const std::string& id) { return c.entities.status(m_state.statuses.at(id)); });
}

Answer Api::timeline(Context& c, bool home)
{
    std::vector<std::string> ids;
    for (const auto& [id, status] : m_state.statuses) {
        if (status.deleted || status.visibility != "public") continue;
        if (!home || status.account == m_state.ownAccount) ids.push_back(id);
    }
    return page(c, std::move(ids), 20, 40, [&](const std::string& id) { return c.entities.status(m_state.statuses.at(id)); });
}

Answer Api::accountStatuses(Context& c)
{
    const std::string& who = c.at(3);
    std::vector<std::string> ids;
    for (const auto& [id, status] : m_state.statuses) {
        if (status.account != who || !m_state.visibleStatus(id)) continue;
        if (c.params.flag("exclude_replies") && !status.replyTo.empty()) continue;
        if (c.params.flag("exclude_reblogs") && !status.boostOf.empty()) continue;
        if (c.params.flag("only_media") && status.media.empty()) continue;
        if (c.params.flag("pinned") || (c.params.has("tagged") && !hasTag(status, lowerAscii(c.params.text("tagged"))))) continue;
        ids.push_back(id);
    }
    return page(c, std::move(ids), 20, 40, [&](const std::string& id) { return c.entities.status(m_state.statuses.at(id)); });
}

Answer Api::search(Context& c)
{
    const std::string q = c.params.text("q"), type = c.params.text("type");
    if (q.empty()) return error(400, "q fehlt");
    const auto limit = static_cast<std::size_t>(c.params.clamped("limit", 20, 1, 40));
    json statuses = json::array(), accounts = json::array(), tags = json::array();
    if (type.empty() || type == "accounts") {
        if (const Account* named = m_state.findAccount(q)) accounts.push_back(c.entities.account(*named));
    }
    if (type.empty() || type == "statuses") {
        std::istringstream in(lowerAscii(q));
        std::vector<std::string> words;
        for (std::string word; in >> word;) {
            word.erase(std::remove(word.begin(), word.end(), '"'), word.end());
            if (!word.empty()) words.push_back(word);
        }
        auto skip = static_cast<std::size_t>(c.params.clamped("offset", 0, 0, 100'000));
        const auto maxId = c.params.maybe("max_id"), minId = c.params.maybe("min_id");
        for (auto it = m_state.statuses.rbegin(); it != m_state.statuses.rend() && statuses.size() < limit; ++it) {
            const Status& status = it->second;
            if (status.deleted || status.visibility != "public" || status.versions.empty()) continue;
            if ((maxId && !IdLess{}(status.id, *maxId)) || (minId && !IdLess{}(*minId, status.id))) continue;
            const std::string text = lowerAscii(status.text());
            const bool holds = std::all_of(words.begin(), words.end(), [&](const std::string& w) { return holdsWord(text, w); });
            const bool address = q == c.entities.uri(status);
            if (!address && (words.empty() || !holds)) continue;
            if (skip > 0) --skip;
            else statuses.push_back(c.entities.status(status));
        }
    }
    if ((type.empty() || type == "hashtags") && q[0] == '#')
        tags.push_back({{"name", lowerAscii(q.substr(1))}, {"url", "https://" + m_state.domain + "/tags/" + percentEncode(q.substr(1))}});
    return {200, json{{"accounts", accounts}, {"statuses", statuses}, {"hashtags", tags}}.dump()};
}

Answer Api::relationships(Context& c)
{
    json out = json::array();
    for (const std::string& id : c.params.list("id"))
        if (m_state.accounts.count(id) > 0)
            out.push_back({{"id", id}, {"following", false}, {"followed_by", m_state.accounts.at(id).followers % 3 == 0},
                           {"blocking", false}, {"blocked_by", false}, {"muting", false}, {"requested", false},
                           {"domain_blocking", false}, {"endorsed", false}, {"note", ""}});
    return {200, out.dump()};
}

} // namespace qd::sandbox::mastodon
