#pragma once

#include "quarterdeck/base/time.h"
#include "quarterdeck/net/http_client.h"

#include <chrono>
#include <cstdint>
#include <functional>

namespace qd {

/// What to do after an outcome.
struct RetryDecision {
    enum class What {
        Done,         ///< a 2xx, 304 or other answer to read
        Retry,        ///< ask again after `wait`
        LookFirst,    ///< the request may have acted: find out before anything is sent again
        RefreshToken, ///< 401: a fresh token may help, once
        GiveUp,       ///< asking again would change nothing (400, 403, 404, 410, 422, …)
    } what{What::Done};
    std::chrono::milliseconds wait{0};
};

/// Whether repeating a request can do harm.
enum class Repeatable {
    Yes, ///< GET, HEAD, or the platform honours a key
    No,  ///< makes something: never repeated blindly
};

/// A number in [0, bound): the source of jitter, a parameter so that tests hold it.
using RandomBelow = std::function<std::uint64_t(std::uint64_t bound)>;

/// Exponential back-off with full jitter: a random wait in [1 s, min(15 min, 2^attempt s)].
/// @param attempt  failures in a row so far, from 1
std::chrono::milliseconds backoff(int attempt, const RandomBelow& random);

/// Decide after an answer or a failure. Waits: Retry-After, else the platform's reset header, else back-off.
/// @thread any; pure
RetryDecision decideRetry(const HttpOutcome& outcome, Repeatable repeatable, int attempt, UtcMillis now,
                          const RandomBelow& random);

} // namespace qd
