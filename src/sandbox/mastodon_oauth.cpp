#include "sandbox/mastodon_api.h"

#include "sandbox/digest.h"
#include "sandbox/stamp.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace qd::sandbox::mastodon {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr const char* kOutOfBand = "urn:ietf:wg:oauth:2.0:oob";

std::set<std::string> words(const std::string& text)
{
    std::istringstream in(text);
    std::set<std::string> out;
    for (std::string word; in >> word;) out.insert(word);
    return out;
}

std::string joined(const std::set<std::string>& list)
{
    std::string out;
    for (const std::string& word : list) out += (out.empty() ? "" : " ") + word;
    return out;
}

bool covers(const std::set<std::string>& held, const std::set<std::string>& asked)
{
    return std::all_of(asked.begin(), asked.end(), [&held](const std::string& scope) {
        return held.count(scope) > 0 || held.count(scope.substr(0, scope.find(':'))) > 0;
    });
}

Answer oauthError(int status, const char* code, const std::string& text)
{
    return {status, json{{"error", code}, {"error_description", text}}.dump()};
}

std::string base64Decoded(const std::string& text)
{
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const int value = c >= 'A' && c <= 'Z'   ? c - 'A'
                          : c >= 'a' && c <= 'z' ? c - 'a' + 26
                          : c >= '0' && c <= '9' ? c - '0' + 52
                          : c == '+' || c == '-' ? 62
                          : c == '/' || c == '_' ? 63
                                                 : -1;
        if (value < 0) break;
        bits = bits << 6 | static_cast<unsigned>(value);
        if ((count += 6) >= 8) out.push_back(static_cast<char>(bits >> (count -= 8) & 0xff));
    }
    return out;
}

} // namespace

Answer Api::registerApp(Context& c)
{
    App app;
    app.name = c.params.text("client_name");
    app.redirects = c.params.list("redirect_uris");
    if (app.redirects.size() == 1) { // one text may hold several, one a line
        std::istringstream lines(app.redirects[0]);
        app.redirects.clear();
        for (std::string line; std::getline(lines, line);)
            if (!line.empty()) app.redirects.push_back(line);
    }
    if (app.name.empty()) return invalid("Name muss ausgefüllt werden");
    if (app.redirects.empty()) return invalid("Redirect URI muss ausgefüllt werden");
    app.scopes = words(c.params.text("scopes"));
    if (app.scopes.empty()) app.scopes = {"read"};
    app.id = std::to_string(m_nextApp++);
    app.clientId = base64Url(shortHash("client" + app.id + app.name) + "-" + app.id);
    app.secret = base64Url(shortHash("secret" + app.clientId) + shortHash(app.clientId));
    m_apps[app.clientId] = app;
    std::string first = app.redirects[0];
    for (std::size_t i = 1; i < app.redirects.size(); ++i) first += "\n" + app.redirects[i];
    return Answer{.body = json{{"id", app.id}, {"name", app.name}, {"website", nullptr}, {"scopes", app.scopes},
                               {"redirect_uris", app.redirects}, {"redirect_uri", first}, {"client_id", app.clientId},
                               {"client_secret", app.secret}, {"client_secret_expires_at", 0}}.dump(),
                  .acted = true};
}

const App* Api::appOf(const Context& c, bool withSecret) const
{
    std::string id = c.params.text("client_id"), secret = c.params.text("client_secret");
    if (const std::string basic = c.call.header("authorization"); lowerAscii(basic).starts_with("basic ")) {
        const std::string pair = base64Decoded(basic.substr(6));
        id = pair.substr(0, pair.find(':'));
        secret = pair.find(':') == std::string::npos ? "" : pair.substr(pair.find(':') + 1);
    }
    const auto found = m_apps.find(id);
    return found == m_apps.end() || (withSecret && found->second.secret != secret) ? nullptr : &found->second;
}

Answer Api::authorizePage(Context& c)
{
    const App* app = appOf(c, false);
    const std::string redirect = c.params.text("redirect_uri"), method = c.params.text("code_challenge_method");
    if (!app) return oauthError(401, "invalid_client", "Client-Authentifizierung ist fehlgeschlagen");
    if (std::find(app->redirects.begin(), app->redirects.end(), redirect) == app->redirects.end())
        return oauthError(400, "invalid_redirect_uri", "Der Weiterleitungs-URI ist nicht gültig");
    if (c.params.text("response_type") != "code") return oauthError(400, "unsupported_response_type", "Nur code");
    if (c.params.has("code_challenge") && method != "S256")
        return oauthError(400, "invalid_code_challenge_method", "Nur S256");
    if (!covers(app->scopes, words(c.params.text("scope").empty() ? "read" : c.params.text("scope"))))
        return oauthError(400, "invalid_scope", "Der angeforderte Geltungsbereich ist ungültig");
    std::string form = "<!DOCTYPE html><html lang=\"de\"><head><title>Acme Social</title></head><body><h1>" +
                       escapeHtml(app->name) + "</h1><p>acmerail</p><form method=\"post\" action=\"/oauth/authorize\">";
    for (const char* name : {"client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge", "code_challenge_method"})
        if (c.params.has(name))
            form += "<input type=\"hidden\" name=\"" + std::string(name) + "\" value=\"" + escapeHtml(c.params.text(name)) + "\">";
    form += "<button type=\"submit\">Autorisieren</button></form></body></html>";
    return {200, form, "text/html; charset=utf-8"};
}

Answer Api::authorize(Context& c)
{
    if (c.call.method != "POST") return notFound();
    Answer page = authorizePage(c);
    if (page.status != 200) return page;
    const std::string redirect = c.params.text("redirect_uri");
    const std::string code = base64Url(shortHash("code" + std::to_string(m_nextSecret++) + isoMillis(c.now)) + shortHash(redirect));
    m_codes[code] = {c.params.text("client_id"), redirect, c.params.text("code_challenge"),
                     words(c.params.text("scope").empty() ? "read" : c.params.text("scope")), c.now + 10min};
    std::string to = redirect == kOutOfBand ? c.call.baseUrl() + "/oauth/authorize/native" : redirect;
    to += (to.find('?') == std::string::npos ? "?code=" : "&code=") + code;
    if (c.params.has("state")) to += "&state=" + percentEncode(c.params.text("state"));
    Answer answer{302, "", "text/html; charset=utf-8"};
    answer.headers.emplace_back("Location", to);
    answer.acted = true;
    return answer;
}

Answer Api::token(Context& c)
{
    const App* app = appOf(c, true);
    if (!app) return oauthError(401, "invalid_client", "Client-Authentifizierung ist fehlgeschlagen");
    const std::string kind = c.params.text("grant_type");
    Grant grant;
    grant.app = app->name;
    if (kind == "authorization_code") {
        const auto held = m_codes.find(c.params.text("code"));
        const char* kText = "Die bereitgestellte Autorisierung ist ungültig, abgelaufen oder widerrufen";
        if (held == m_codes.end()) return oauthError(400, "invalid_grant", kText);
        const AuthCode code = held->second;
        m_codes.erase(held); // a code is good for one try
        const std::string verifier = c.params.text("code_verifier");
        const auto digest = sha256(verifier);
        const bool proved = code.challenge.empty() ? verifier.empty()
                                                   : base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()}) == code.challenge;
        if (code.clientId != app->clientId || code.redirect != c.params.text("redirect_uri") || code.expires < c.now || !proved)
            return oauthError(400, "invalid_grant", kText);
        grant.scopes = code.scopes;
    } else if (kind == "client_credentials") {
        grant.user = false;
        grant.scopes = words(c.params.text("scope").empty() ? "read" : c.params.text("scope"));
        if (!covers(app->scopes, grant.scopes)) return oauthError(400, "invalid_scope", "Der Geltungsbereich ist ungültig");
    } else {
        return oauthError(400, "unsupported_grant_type", "Diese Art der Autorisierung wird nicht unterstützt");
    }
    const std::string token = base64Url(shortHash("token" + std::to_string(m_nextSecret++) + app->clientId) + shortHash(isoMillis(c.now)));
    m_grants[token] = grant;
    Answer answer{200, json{{"access_token", token}, {"token_type", "Bearer"}, {"scope", joined(grant.scopes)},
                            {"created_at", toInt(c.now) / 1000}}.dump()};
    answer.headers.emplace_back("Cache-Control", "no-store");
    answer.acted = true;
    return answer;
}

Answer Api::revoke(Context& c)
{
    if (!appOf(c, true) && m_grants.count(c.params.text("token")) == 0)
        return oauthError(403, "unauthorized_client", "Sie sind nicht berechtigt, diesen Token zu widerrufen");
    if (const auto held = m_grants.find(c.params.text("token")); held != m_grants.end()) held->second.revoked = true;
    return Answer{.body = "{}", .acted = true};
}

} // namespace qd::sandbox::mastodon
