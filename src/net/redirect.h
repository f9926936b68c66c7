#pragma once

#include "quarterdeck/net/http_client.h"

#include <optional>

namespace qd {

constexpr int kMostRedirects = 5;

/// Whether an answer sends us elsewhere and the request may follow (GET and HEAD only).
bool isFollowedRedirect(const HttpRequest& request, const HttpResponse& response);

/// The request of the next hop. Across origins it keeps only headers that say nothing about who we are, and
/// another host is never allowed to be a private one.
/// @errors Invalid: no or a bad Location, http after https, more than five hops
Result<HttpRequest> followRedirect(HttpRequest request, const HttpResponse& response, int hopsSoFar);

} // namespace qd
