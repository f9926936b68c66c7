#include "quarterdeck/base/text.h"
#include "quarterdeck/net/oauth.h"
#include "quarterdeck/net/rate_budget.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace qd {
namespace {

constexpr std::size_t kLongestReply = 256U << 10U;
constexpr std::size_t kLongestToken = 16U << 10U;
constexpr double kLongestLife = 10.0 * 366 * 86'400; // seconds

/// The text under a key, "" when it is absent or something else.
std::string textOf(const nlohmann::json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// A token goes into a header line: visible ASCII only.
bool isToken(const std::string& text)
{
    return text.size() <= kLongestToken &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

std::optional<double> secondsOf(const nlohmann::json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end()) return std::nullopt;
    double value = -1;
    if (found->is_number()) {
        value = found->get<double>();
    } else if (found->is_string()) { // some servers quote it
        const auto& text = found->get_ref<const std::string&>();
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    }
    if (!std::isfinite(value) || value < 0) return std::nullopt;
    return std::min(value, kLongestLife);
}

/// The server's error code where it is one of the standard's; its free text is not repeated.
Error refusal(const std::string& code)
{
    constexpr std::array<const char*, 6> kSignIn{"invalid_grant",  "invalid_client", "unauthorized_client",
                                                 "access_denied", "invalid_token",  "expired_token"};
    for (const auto* known : kSignIn) {
        if (code == known) return {Errc::Auth, std::string{"the server refused the sign-in: "} + known};
    }
    for (const auto* known : {"invalid_request", "invalid_scope", "unsupported_grant_type"}) {
        if (code == known) return {Errc::Invalid, std::string{"the server refused the request: "} + known};
    }
    return {Errc::Auth, "the server refused the sign-in"};
}

} // namespace

Result<TokenReply> parseTokenReply(const HttpResponse& response, UtcMillis now)
{
    if (response.status == 429)
        return fail({Errc::RateLimited, "too many sign-ins", readRate(response.headers, now).retryAfter});
    if (response.status >= 500) return fail(Errc::Network, "the sign-in server is out of order");
    if (response.body.size() > kLongestReply) return fail(Errc::BadReply, "token reply: too large");

    const auto doc = nlohmann::json::parse(response.body, nullptr, false);
    const bool readable = doc.is_object();
    if (response.status >= 400 || (readable && doc.contains("error")))
        return fail(refusal(readable ? textOf(doc, "error") : std::string{}));
    if (!readable) return fail(Errc::BadReply, "token reply: not an object");

    TokenReply reply;
    reply.accessToken = textOf(doc, "access_token");
    reply.refreshToken = textOf(doc, "refresh_token");
    reply.scope = textOf(doc, "scope");
    if (reply.accessToken.empty() || !isToken(reply.accessToken) || !isToken(reply.refreshToken))
        return fail(Errc::BadReply, "token reply: no usable token");
    const auto type = toLowerAscii(textOf(doc, "token_type"));
    if (!type.empty() && type != "bearer") return fail(Errc::BadReply, "token reply: not a bearer token");
    if (const auto life = secondsOf(doc, "expires_in"))
        reply.expiresAt = now + std::chrono::milliseconds{static_cast<std::int64_t>(*life * 1000)};
    return reply;
}

} // namespace qd
