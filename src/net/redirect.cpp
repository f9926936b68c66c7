#include "net/redirect.h"

#include "quarterdeck/base/text.h"
#include "quarterdeck/net/url.h"

#include <algorithm>
#include <array>

namespace qd {
namespace {

/// Headers that any host may see.
bool isHarmless(std::string_view name)
{
    constexpr std::array<std::string_view, 6> kHarmless{"accept", "accept-language", "if-none-match",
                                                        "if-modified-since", "cache-control", "user-agent"};
    return std::find(kHarmless.begin(), kHarmless.end(), toLowerAscii(name)) != kHarmless.end();
}

/// The same server, or its encrypted door.
bool mayKeepSecrets(const Url& from, const Url& to)
{
    if (from.host != to.host) return false;
    if (from.scheme == to.scheme) return from.port == to.port;
    return from.scheme == "http" && from.port == 80 && to.port == 443;
}

} // namespace

bool isFollowedRedirect(const HttpRequest& request, const HttpResponse& response)
{
    if (!request.followRedirects || (request.method != "GET" && request.method != "HEAD")) return false;
    const int status = response.status;
    const bool moved = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    return moved && response.headers.find("location").has_value();
}

Result<HttpRequest> followRedirect(HttpRequest request, const HttpResponse& response, int hopsSoFar)
{
    if (hopsSoFar >= kMostRedirects) return fail(Errc::Invalid, "more than five redirects");
    const auto from = parseUrl(request.url);
    const auto target = resolveUrl(request.url, response.headers.get("location"));
    if (!from || !target) return fail(Errc::Invalid, "the redirect names no http or https address");
    const auto to = parseUrl(*target);
    if (!to || to->hasUser) return fail(Errc::Invalid, "the redirect names no http or https address");
    if (from->scheme == "https" && to->scheme == "http")
        return fail(Errc::Invalid, "the redirect leads from https to http");

    if (!mayKeepSecrets(*from, *to)) {
        request.bearer.clear();
        std::erase_if(request.headers, [](const auto& header) { return !isHarmless(header.first); });
    }
    if (from->host != to->host) request.allowPrivateHost = false;
    request.url = to->text;
    return request;
}

} // namespace qd
