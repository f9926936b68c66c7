#pragma once

#include "json_read.h"
#include "quarterdeck/base/result.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/net/http_client.h"

#include <optional>

/// What an answer's status and body mean before its content is looked at.
namespace qd {

/// The Error that a status stands for; nothing for 2xx. Statuses are read before bodies: many errors are not JSON.
/// 401 Auth, 403 and 451 Forbidden, 404 and 410 NotFound, 429 RateLimited, 5xx Network, other 4xx Invalid,
/// 3xx BadReply. retryAfter from Retry-After, else (429) from the platform's reset header.
/// @param now  for clocks that differ; without it only relative times are used
std::optional<Error> refusalOf(const HttpResponse& response, std::optional<UtcMillis> now = std::nullopt);

/// A 2xx answer's JSON.  @errors as refusalOf; BadReply where the body is none
Result<json::Value> readJson(const HttpResponse& response, std::optional<UtcMillis> now = std::nullopt);

/// When to ask again, where this answer used up the allowance.
std::optional<UtcMillis> quietUntil(const HttpResponse& response, UtcMillis now);

} // namespace qd
