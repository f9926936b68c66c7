#include "sandbox/mastodon_api.h"

#include "sandbox/mastodon_text.h"
#include "sandbox/stamp.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::sandbox::mastodon {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

} // namespace

std::optional<Answer> Api::refuseText(Context& c, bool hasMedia)
{
    const std::string text = c.params.text("status"), spoiler = c.params.text("spoiler_text");
    const std::size_t most = m_state.flavour == Flavour::Gotosocial ? 5000 : 500;
    if (blank(text) && !hasMedia) return invalid("Text muss ausgefüllt werden");
    if (countedLength(text, spoiler) > most)
        return invalid("Text Zeichenbeschränkung von " + std::to_string(most) + " überschritten");
    return std::nullopt;
}

std::optional<Answer> Api::takeMedia(Context& c, std::vector<std::string>& media)
{
    media = c.params.list("media_ids");
    if (media.size() > (m_state.flavour == Flavour::Gotosocial ? 6u : 4u)) return invalid("Es können nicht mehr als 4 Dateien angehängt werden");
    for (const std::string& id : media) {
        const auto held = m_state.media.find(id);
        if (held == m_state.media.end() || held->second.owner != m_state.ownAccount || held->second.attached)
            return invalid("Medium " + id + " nicht gefunden oder bereits an einen anderen Beitrag angehängt");
        if (held->second.polls > 0) return invalid("Dateien, die noch verarbeitet werden, können nicht angehängt werden");
    }
    return std::nullopt;
}

Answer Api::createStatus(Context& c)
{
    const std::string key = m_state.flavour == Flavour::Mastodon ? c.call.header("idempotency-key") : "";
    if (const auto seen = m_idempotent.find(key); !key.empty() && seen != m_idempotent.end() && c.now - seen->second.at < 1h)
        if (const Status* same = m_state.visibleStatus(seen->second.status))
            return Answer{.body = c.entities.status(*same).dump(), .key = key};

    std::vector<std::string> media;
    if (auto refused = takeMedia(c, media)) return *refused;
    if (auto refused = refuseText(c, !media.empty())) return *refused;
    const std::string visibility = c.params.text("visibility");
    static const std::set<std::string> kKnown = {"", "public", "unlisted", "private", "direct"};
    if (kKnown.count(visibility) == 0) return invalid("Sichtbarkeit ist kein gültiger Wert");
    Status draft;
    if (c.params.has("in_reply_to_id") && !c.params.text("in_reply_to_id").empty()) {
        const Status* parent = m_state.visibleStatus(c.params.text("in_reply_to_id"));
        if (!parent) return notFound();
        draft.replyTo = parent->id;
    }
    draft.account = m_state.ownAccount;
    draft.at = c.now;
    draft.versions = {{c.params.text("status"), c.params.text("spoiler_text"), c.now}};
    draft.visibility = visibility;
    draft.lang = c.params.text("language").size() <= 8 ? c.params.text("language") : "";
    draft.sensitive = c.params.flag("sensitive") || !c.params.text("spoiler_text").empty();
    draft.media = media;
    draft.appName = c.grant->app;
    for (const std::string& id : media) m_state.media.at(id).attached = true;
    const Status& made = m_state.addStatus(std::move(draft));
    if (!key.empty()) m_idempotent[key] = {made.id, c.now};
    return Answer{.body = c.entities.status(made).dump(), .acted = true, .created = made.id, .key = c.call.header("idempotency-key")};
}

Answer Api::editStatus(Context& c, Status& status)
{
    if (auto refused = refuseText(c, !status.media.empty())) return *refused;
    m_state.edit(status, c.params.text("status"), c.params.text("spoiler_text"), c.now);
    return Answer{.body = c.entities.status(status).dump(), .acted = true, .created = status.id};
}

Answer Api::deleteStatus(Context& c, Status& status)
{
    json out = c.entities.status(status);
    out.erase("content");
    out["text"] = status.text();
    m_state.remove(status);
    return Answer{.body = out.dump(), .acted = true, .created = status.id};
}

Answer Api::statusContext(Context& c, const Status& status)
{
    json ancestors = json::array(), descendants = json::array();
    std::vector<const Status*> above;
    for (std::string id = status.replyTo; !id.empty() && above.size() < 4096;) {
        const Status* parent = m_state.visibleStatus(id);
        if (!parent) break;
        above.push_back(parent);
        id = parent->replyTo;
    }
    for (auto it = above.rbegin(); it != above.rend(); ++it) ancestors.push_back(c.entities.status(**it));
    std::vector<const Status*> open = {&status};
    while (!open.empty() && descendants.size() < 4096) { // depth first, as the server orders threads
        const Status* next = open.back();
        open.pop_back();
        if (next != &status) descendants.push_back(c.entities.status(*next));
        const auto replies = m_state.repliesTo(next->id);
        for (auto it = replies.rbegin(); it != replies.rend(); ++it)
            if (m_state.visibleStatus((*it)->id)) open.push_back(*it);
    }
    return {200, json{{"ancestors", ancestors}, {"descendants", descendants}}.dump()};
}

Answer Api::favourite(Context& c, Status& status, bool on)
{
    const bool changed = on ? status.favourites.insert(m_state.ownAccount).second : status.favourites.erase(m_state.ownAccount) > 0;
    return Answer{.body = c.entities.status(status).dump(), .acted = changed, .created = changed ? status.id : ""};
}

} // namespace qd::sandbox::mastodon
