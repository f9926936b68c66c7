#pragma once

#include "quarterdeck/base/time.h"
#include "quarterdeck/net/http_headers.h"

#include <chrono>
#include <mutex>
#include <optional>

namespace qd {

/// What an answer says about how often one may ask.
struct RateState {
    std::optional<int> limit;
    std::optional<int> remaining;
    std::optional<UtcMillis> resetAt;                   ///< on our clock, within [now + 1 s, now + 24 h]
    std::optional<std::chrono::milliseconds> retryAfter; ///< from now, within [1 s, 24 h]
};

/// Read the rate headers in every form seen: X-RateLimit-* with an ISO 8601 reset (Mastodon, GoToSocial),
/// ratelimit-* and x-rate-limit-* with epoch seconds (Bluesky, X), x-ratelimit-* with fractional counts and
/// seconds to go (Reddit), Retry-After in seconds or as an HTTP date. Absolute times are moved by the difference
/// of the server's Date header to `now`.  Total: odd values are as if absent.  @thread any; pure
RateState readRate(const HttpHeaders& headers, UtcMillis now);

/// How much of an account's allowance is left; one per account, shared by its sources and its sends.
class RateBudget {
public:
    enum class Use {
        Poll, ///< leaves the reserve untouched
        Send, ///< a person waits: may use all
    };

    /// @param reservePercent  of the limit that is kept for sending
    explicit RateBudget(int reservePercent = 10) : m_reservePercent{reservePercent} {}

    /// May a request go now? A yes counts as one request made.  @thread any
    bool allow(UtcMillis now, Use use = Use::Poll);

    /// Learn from any answer of the account's server. 429 stops everything until the time it names, or for a minute;
    /// 503 does so only where it names one.
    void note(const HttpHeaders& headers, int status, UtcMillis now);

    /// Stop until `at` (back-off decided elsewhere); an earlier moment than the known one changes nothing.
    void holdUntil(UtcMillis at);

    /// The first moment when allow() can say yes; nothing = now.
    std::optional<UtcMillis> notBefore(UtcMillis now, Use use = Use::Poll) const;

    RateState state() const;

private:
    std::optional<UtcMillis> blockedUntil(UtcMillis now, Use use) const;
    void forgetPast(UtcMillis now);

    mutable std::mutex m_mutex;
    RateState m_state;
    std::optional<UtcMillis> m_heldUntil;
    int m_reservePercent;
};

} // namespace qd
