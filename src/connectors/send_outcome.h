#pragma once

#include "quarterdeck/connectors/connector.h"

#include <optional>

/// What a status means for a send. The one distinction that matters: did the post-making request perhaps act?
namespace qd {

/// Nothing posted yet (uploads, look-ups): Refused or Retry for anything but 2xx, nothing for 2xx. 404 on an upload
/// being processed and 401 are Retry: a fresh upload or sign-in mends them.
std::optional<SendOutcome> failedBeforePosting(const HttpResponse& response, UtcMillis now);

/// The answer to the request that makes the post: 2xx Sent (details are the caller's), 401 and 429 Retry (the
/// server did nothing), other 4xx and 3xx Refused, but 408, 409, 425 and 5xx Unknown.
/// @param turnedAway  the server says that it did not look at the request: Retry
SendOutcome outcomeOfPublishing(const HttpResponse& response, UtcMillis now, bool turnedAway = false);

SendOutcome retryLater(Error error, std::string progress);

} // namespace qd
