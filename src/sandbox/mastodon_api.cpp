#include "sandbox/mastodon_api.h"

#include "sandbox/digest.h"
#include "sandbox/stamp.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::sandbox::mastodon {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

std::vector<std::string> segments(std::string_view path)
{
    std::vector<std::string> out;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        if (end > at) out.emplace_back(path.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

bool ofThisPlatform(std::string_view path)
{
    return path.starts_with("/api/") || path.starts_with("/oauth/") || path.starts_with("/nodeinfo") ||
           path == "/.well-known/oauth-authorization-server" || path == "/.well-known/nodeinfo";
}

} // namespace

Api::Api(State& state, double limitScale) : m_state(state), m_limitScale(limitScale) {}

const std::string& Api::Context::at(std::size_t i) const
{
    static const std::string kNothing;
    return i < path.size() ? path[i] : kNothing;
}

void Api::revokeAll()
{
    for (auto& [token, grant] : m_grants) grant.revoked = true;
}

Answer Api::error(int status, const std::string& text) const
{
    Answer answer;
    answer.status = status;
    answer.body = json{{"error", text}}.dump(-1, ' ', false, json::error_handler_t::replace);
    return answer;
}

// The server speaks German, so that nobody can match on its texts.
Answer Api::notFound() const
{
    return error(404, m_state.flavour == Flavour::Mastodon ? "Datensatz nicht gefunden" : "Not Found");
}

Answer Api::invalid(const std::string& german) const { return error(422, "Gültigkeitsprüfung ist fehlgeschlagen: " + german); }

bool Api::allow(Context& c, std::string_view scope)
{
    const auto refuse = [&](const char* code, const std::string& text) {
        Answer answer = error(401, text);
        // Ruby sends these bytes raw; header values on the wire are Latin-1 to most clients.
        answer.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"Doorkeeper\", error=\"" + std::string(code) +
                                                            "\", error_description=\"" + text + "\"");
        c.refusal = std::move(answer);
        return false;
    };
    const bool gts = m_state.flavour == Flavour::Gotosocial;
    if (!c.grant) return refuse("invalid_token", gts ? "Unauthorized: token not supplied" : "Der Zugriffs-Token ist ungültig");
    if (c.grant->revoked) return refuse("invalid_token", gts ? "Unauthorized: token revoked" : "Der Zugriffs-Token wurde widerrufen");
    const std::string coarse(scope.substr(0, scope.find(':')));
    if (c.grant->scopes.count(std::string(scope)) == 0 && c.grant->scopes.count(coarse) == 0) {
        c.refusal = error(403, "Diese Aktion ist außerhalb des autorisierten Geltungsbereichs");
        return false;
    }
    if (!c.grant->user && scope != "read") {
        c.refusal = error(422, "This method requires an authenticated user");
        return false;
    }
    return true;
}

std::optional<Answer> Api::overLimit(Context& c, Pairs& headers)
{
    const auto scaled = [this](long limit) { return static_cast<long>(static_cast<double>(limit) * m_limitScale); };
    const std::string who = c.grant ? "token " + c.token : "address";
    std::vector<RateState> states = {m_rates.count(who, scaled(300), 5min, c.now)};
    if (m_state.flavour == Flavour::Mastodon) {
        const bool paging = c.params.has("page") || c.params.has("min_id") || c.params.has("max_id") || c.params.has("since_id");
        if (paging) states.push_back(m_rates.count("paging " + who, scaled(300), 15min, c.now));
        if (c.call.method == "DELETE") states.push_back(m_rates.count("delete " + who, scaled(30), 30min, c.now));
        if (c.call.method == "POST" && c.at(2) == "media") states.push_back(m_rates.count("media " + who, scaled(30), 30min, c.now));
    }
    const auto nearest = std::min_element(states.begin(), states.end(),
                                          [](const RateState& a, const RateState& b) { return a.remaining < b.remaining; });
    headers.emplace_back("X-RateLimit-Limit", std::to_string(nearest->limit));
    headers.emplace_back("X-RateLimit-Remaining", std::to_string(nearest->remaining));
    headers.emplace_back("X-RateLimit-Reset", isoMicros(nearest->reset));
    const bool over = std::any_of(states.begin(), states.end(), [](const RateState& s) { return s.exceeded; });
    if (!over) return std::nullopt;
    return error(429, m_state.flavour == Flavour::Mastodon ? "Zu viele Anfragen" : "rate limit reached");
}

std::optional<Answer> Api::handle(const Call& call, UtcMillis now)
{
    if (!ofThisPlatform(call.path)) return std::nullopt;
    Context c{call, Params(call.query), now, segments(call.path), call.bearer(), nullptr, Entities(m_state, call.baseUrl()), {}};
    if (const auto held = m_grants.find(c.token); held != m_grants.end()) c.grant = &held->second;
    if (call.type == "application/x-www-form-urlencoded") {
        const auto form = decodeForm(call.body);
        if (!form) return error(400, "Bad Request");
        c.params.append(*form);
    } else if (call.type == "application/json" && !call.body.empty()) {
        const auto form = decodeJsonForm(call.body);
        if (!form) return error(400, "There was a problem in the JSON you submitted");
        c.params.append(*form);
    }
    for (const Part& part : call.parts)
        if (part.filename.empty()) c.params.append({{part.name, part.content}});

    Pairs rate;
    std::optional<Answer> answer = overLimit(c, rate);
    if (!answer) answer = route(c);
    if (c.refusal) answer = std::move(c.refusal);
    if (!answer) answer = notFound();
    if (call.path.starts_with("/api/")) {
        answer->headers.insert(answer->headers.end(), rate.begin(), rate.end());
        answer->headers.emplace_back("Cache-Control", "private, no-store");
        answer->headers.emplace_back("Vary", "Authorization, Origin");
    }
    answer->headers.emplace_back("Server", m_state.flavour == Flavour::Mastodon ? "Mastodon" : "gotosocial");
    return answer;
}

std::optional<Answer> Api::route(Context& c)
{
    const std::string& method = c.call.method;
    const std::string& path = c.call.path;
    const bool get = method == "GET", post = method == "POST";
    if (path == "/.well-known/oauth-authorization-server" && get) return oauthMetadata(c);
    if ((path == "/.well-known/nodeinfo" || path == "/nodeinfo/2.0") && get) return nodeInfo(c);
    if (path == "/oauth/authorize") return get ? authorizePage(c) : authorize(c);
    if (path == "/oauth/token" && post) return token(c);
    if (path == "/oauth/revoke" && post) return revoke(c);
    if (path == "/api/v1/instance" && get) return instanceV1(c);
    if (path == "/api/v2/instance" && get) return instanceV2(c);
    if (path == "/api/v1/instance/rules" && get) return Answer{200, "[]"};
    if (path == "/api/v1/custom_emojis" && get) return Answer{200, "[]"};
    if (path == "/api/v1/apps" && post) return registerApp(c);
    if (path == "/api/v1/apps/verify_credentials" && get) {
        if (!allow(c, "read")) return std::nullopt;
        return Answer{200, json{{"name", c.grant->app}, {"website", nullptr}}.dump()};
    }
    if (c.at(2) == "statuses") return routeStatuses(c);
    if (c.at(2) == "media") {
        if (!allow(c, "write:media")) return std::nullopt;
        if (post && c.path.size() == 3) return uploadMedia(c, c.at(1) == "v2");
        if (get && c.path.size() == 4) return showMedia(c);
        if (method == "PUT" && c.path.size() == 4) return updateMedia(c);
        return notFound();
    }
    return routeLists(c);
}

std::optional<Answer> Api::routeLists(Context& c)
{
    const std::string& method = c.call.method;
    const std::string& path = c.call.path;
    const bool get = method == "GET", post = method == "POST", gts = m_state.flavour == Flavour::Gotosocial;
    const std::string &noun = c.at(2), &id = c.at(3), &verb = c.at(4);
    if (noun == "accounts") {
        if (!allow(c, "read:accounts")) return std::nullopt;
        if (!get) return notFound();
        if (id == "verify_credentials") return Answer{200, c.entities.credentialAccount(m_state.accounts.at(m_state.ownAccount)).dump()};
        if (id == "relationships") return relationships(c);
        if (id == "lookup") {
            const Account* found = m_state.findAccount(c.params.text("acct"));
            return found ? Answer{200, c.entities.account(*found).dump()} : notFound();
        }
        if (m_state.accounts.count(id) == 0) return notFound();
        if (verb == "statuses") return allow(c, "read:statuses") ? std::optional(accountStatuses(c)) : std::nullopt;
        return verb.empty() ? Answer{200, c.entities.account(m_state.accounts.at(id)).dump()} : notFound();
    }
    if (noun == "notifications" || (gts && noun == "notification")) {
        if (!allow(c, get ? "read:notifications" : "write:notifications")) return std::nullopt;
        if (c.at(1) != "v1") return notFound();
        if (get && id.empty()) return listNotifications(c);
        if (get && id == "requests" && !gts) return Answer{200, "[]"};
        if (get && id == "unread_count" && !gts) return Answer{200, json{{"count", m_state.notifications.size()}}.dump()};
        if (post && id == "clear") {
            m_state.notifications.clear();
            return Answer{.body = "{}", .acted = true};
        }
        const auto note = m_state.notifications.find(id);
        if (note == m_state.notifications.end() || gts != (noun == "notification")) return notFound();
        if (get && verb.empty()) return Answer{200, c.entities.notification(note->second).dump()};
        if (post && verb == "dismiss" && !gts) {
            m_state.notifications.erase(note);
            return Answer{.body = "{}", .acted = true};
        }
        return notFound();
    }
    if (noun == "conversations") {
        if (!allow(c, get ? "read:statuses" : "write:conversations")) return std::nullopt;
        return conversations(c);
    }
    if (noun == "markers") {
        if (!allow(c, get ? "read:statuses" : "write:statuses")) return std::nullopt;
        return markers(c);
    }
    if (noun == "timelines" && get) {
        if (!allow(c, "read:statuses")) return std::nullopt;
        if (id == "tag" && !verb.empty()) return tagTimeline(c);
        if (id == "home" || id == "public") return timeline(c, id == "home");
        return notFound();
    }
    if (path == "/api/v2/search" && get) {
        if (!allow(c, "read:search")) return std::nullopt;
        return search(c);
    }
    return notFound();
}

std::optional<Answer> Api::routeStatuses(Context& c)
{
    const std::string& method = c.call.method;
    const std::string& verb = c.at(4);
    const bool get = method == "GET", post = method == "POST", gts = m_state.flavour == Flavour::Gotosocial;
    const bool likes = verb == "favourite" || verb == "unfavourite";
    if (!allow(c, get ? "read:statuses" : likes ? "write:favourites" : "write:statuses")) return std::nullopt;
    if (c.path.size() == 3) {
        if (post) return createStatus(c);
        if (!get || gts) return notFound();
        json found = json::array();
        for (const std::string& id : c.params.list("id"))
            if (const Status* status = m_state.visibleStatus(id)) found.push_back(c.entities.status(*status));
        return Answer{200, found.dump()};
    }
    Status* status = m_state.visibleStatus(c.at(3));
    if (!status) return notFound();
    if (get && verb.empty()) return Answer{200, c.entities.status(*status).dump()};
    if (get && verb == "context") return statusContext(c, *status);
    if (get && verb == "history") return Answer{200, c.entities.history(*status).dump()};
    if (get && verb == "source")
        return Answer{200, json{{"id", status->id}, {"text", status->text()}, {"spoiler_text", status->spoiler()}}.dump()};
    if (post && likes) return favourite(c, *status, verb == "favourite");
    if (verb.empty() && status->account != m_state.ownAccount) return notFound();
    if (method == "DELETE" && verb.empty()) return deleteStatus(c, *status);
    if (method == "PUT" && verb.empty()) return editStatus(c, *status);
    return notFound();
}

} // namespace qd::sandbox::mastodon
