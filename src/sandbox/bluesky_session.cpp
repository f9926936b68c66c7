#include "sandbox/bluesky_api.h"

#include "sandbox/digest.h"
#include "sandbox/stamp.h"

#include <algorithm>

namespace qd::sandbox::bluesky {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr const char* kRefreshScope = "com.atproto.refresh";

std::string signature(const std::string& signedPart, const std::string& key)
{
    const auto digest = sha256(key + "." + signedPart);
    return base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string unpacked(std::string_view base64)
{
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : base64) {
        const int value = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52 : c == '-' ? 62 : 63;
        bits = bits << 6 | static_cast<unsigned>(value);
        if ((count += 6) >= 8) out.push_back(static_cast<char>(bits >> (count -= 8) & 0xff));
    }
    return out;
}

} // namespace

std::string Api::jwt(const std::string& scope, UtcMillis now, std::chrono::seconds lifetime, const std::string& id) const
{
    const bool refresh = scope == kRefreshScope;
    const json head = {{"typ", refresh ? "refresh+jwt" : "at+jwt"}, {"alg", "HS256"}};
    const json body = {{"scope", scope}, {"aud", "did:web:127.0.0.1"}, {"sub", m_state.ownDid}, {"jti", id},
                       {"iat", toInt(now) / 1000}, {"iat_ms", toInt(now)}, {"exp", toInt(now + lifetime) / 1000}};
    const std::string part = base64Url(head.dump()) + "." + base64Url(body.dump());
    return part + "." + signature(part, m_key);
}

bool Api::authorise(Context& c, bool refresh)
{
    const std::string token = c.call.bearer();
    const auto refuse = [&](int status, const char* name, const char* message) {
        c.refusal = error(status, name, message);
        return false;
    };
    if (token.empty()) return refuse(401, "AuthenticationRequired", "Authentication Required");
    const std::size_t first = token.find('.'), last = token.rfind('.');
    if (first == std::string::npos || last == first || token.substr(last + 1) != signature(token.substr(0, last), m_key))
        return refuse(400, "InvalidToken", "Token could not be verified");
    const json body = json::parse(unpacked(token.substr(first + 1, last - first - 1)), nullptr, false);
    c.scope = body.value("scope", "");
    c.tokenId = body.value("jti", "");
    if ((c.scope == kRefreshScope) != refresh) return refuse(400, "InvalidToken", "Bad token scope");
    const bool past = body.value("exp", std::int64_t{0}) * 1000 <= toInt(c.now);
    if (past || (!refresh && fromInt(body.value("iat_ms", std::int64_t{0})) < m_validFrom))
        return refuse(400, "ExpiredToken", "Token has expired");
    if (refresh && m_spentRefreshIds.count(c.tokenId) > 0) return refuse(400, "ExpiredToken", "Token has been revoked");
    return true;
}

json Api::didDocument(const std::string& base) const
{
    return {{"@context", {"https://www.w3.org/ns/did/v1"}}, {"id", m_state.ownDid},
            {"alsoKnownAs", {"at://" + m_state.actors.at(m_state.ownDid).handle}}, {"verificationMethod", json::array()},
            {"service", {{{"id", "#atproto_pds"}, {"type", "AtprotoPersonalDataServer"}, {"serviceEndpoint", base}}}}};
}

json Api::session(Context& c, const std::string& scope)
{
    // The time keeps ids of one run apart from those of the next, whose tokens may still be in a client's hands.
    const std::string id = shortHash(m_key + std::to_string(m_nextToken++) + isoMillis(c.now));
    // The scope of the login travels in the refresh token's id, so that a refresh gives no more than the login did.
    const std::string kept = id + "|" + scope;
    return {{"accessJwt", jwt(scope, c.now, m_settings.accessLifetime, id)},
            {"refreshJwt", jwt(kRefreshScope, c.now, m_settings.refreshLifetime, kept)},
            {"handle", m_state.actors.at(m_state.ownDid).handle}, {"did", m_state.ownDid},
            {"didDoc", didDocument(c.call.baseUrl())}, {"active", true}};
}

Answer Api::createSession(Context& c)
{
    const std::string identifier = c.input.contains("identifier") && c.input["identifier"].is_string() ? c.input["identifier"].get<std::string>() : "";
    const std::string password = c.input.contains("password") && c.input["password"].is_string() ? c.input["password"].get<std::string>() : "";
    if (identifier.empty() || password.empty()) return invalid("Input must have the properties \"identifier\" and \"password\"");
    const long limit = static_cast<long>(static_cast<double>(m_settings.sessionsPerWindow) * m_settings.limitScale);
    const RateState rate = m_rates.count("session " + lowerAscii(identifier), limit, 5min, c.now);
    m_rateHeaders = {{"RateLimit-Limit", std::to_string(rate.limit)}, {"RateLimit-Remaining", std::to_string(rate.remaining)},
                     {"RateLimit-Reset", std::to_string(toInt(rate.reset) / 1000)}, {"RateLimit-Policy", std::to_string(rate.limit) + ";w=300"}};
    if (rate.exceeded) {
        Answer answer = error(429, "RateLimitExceeded", "Rate Limit Exceeded");
        answer.headers.emplace_back("Retry-After", std::to_string((toInt(rate.reset) - toInt(c.now)) / 1000 + 1));
        return answer;
    }
    const Actor* actor = m_state.findActor(identifier);
    const auto login = std::find_if(m_logins.begin(), m_logins.end(), [&](const Login& l) { return l.password == password; });
    if (!actor || actor->did != m_state.ownDid || login == m_logins.end())
        return error(401, "AuthenticationRequired", "Invalid identifier or password");
    json out = session(c, login->scope);
    out["email"] = "desk@acmerail.test";
    out["emailConfirmed"] = true;
    out["emailAuthFactor"] = false;
    return Answer{.body = out.dump(), .acted = true};
}

Answer Api::refreshSession(Context& c)
{
    m_spentRefreshIds.insert(c.tokenId); // rotation: the old token has done its work
    return Answer{.body = session(c, c.tokenId.substr(c.tokenId.find('|') + 1)).dump(), .acted = true};
}

Answer Api::deleteSession(Context& c)
{
    m_spentRefreshIds.insert(c.tokenId);
    return Answer{.body = "", .acted = true};
}

Answer Api::getSession(Context& c)
{
    return {200, json{{"handle", m_state.actors.at(m_state.ownDid).handle}, {"did", m_state.ownDid}, {"active", true},
                      {"didDoc", didDocument(c.call.baseUrl())}}.dump()};
}

} // namespace qd::sandbox::bluesky
