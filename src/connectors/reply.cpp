#include "reply.h"

#include "quarterdeck/net/rate_budget.h"

#include <fmt/format.h>

namespace qd {
namespace {

/// Our clock where it is told, else the server's own: differences to its reset are then still right.
UtcMillis clockFor(const HttpResponse& response, std::optional<UtcMillis> now)
{
    if (now) return *now;
    return parseRfc822(response.headers.get("date")).value_or(UtcMillis{});
}

std::optional<std::chrono::milliseconds> waitOf(const HttpResponse& response, std::optional<UtcMillis> now)
{
    const UtcMillis at = clockFor(response, now);
    const RateState rate = readRate(response.headers, at);
    if (rate.retryAfter) return rate.retryAfter;
    if (response.status == 429 && rate.resetAt && at != UtcMillis{}) return *rate.resetAt - at;
    return std::nullopt;
}

Errc codeOf(int status)
{
    if (status == 401) return Errc::Auth;
    if (status == 403 || status == 451) return Errc::Forbidden;
    if (status == 404 || status == 410) return Errc::NotFound;
    if (status == 429) return Errc::RateLimited;
    if (status >= 500) return Errc::Network;
    return status >= 400 ? Errc::Invalid : Errc::BadReply;
}

} // namespace

std::optional<Error> refusalOf(const HttpResponse& response, std::optional<UtcMillis> now)
{
    if (response.status >= 200 && response.status < 300) return std::nullopt;
    Error error{codeOf(response.status), fmt::format("the server answered {}", response.status)};
    error.retryAfter = waitOf(response, now);
    return error;
}

Result<json::Value> readJson(const HttpResponse& response, std::optional<UtcMillis> now)
{
    if (auto refusal = refusalOf(response, now)) return fail(std::move(*refusal));
    json::Value document = json::parse(response.body);
    if (document.is_discarded()) return fail(Errc::BadReply, "the answer is not JSON");
    return document;
}

std::optional<UtcMillis> quietUntil(const HttpResponse& response, UtcMillis now)
{
    const RateState rate = readRate(response.headers, now);
    if (rate.remaining && *rate.remaining <= 0) return rate.resetAt;
    return std::nullopt;
}

} // namespace qd
