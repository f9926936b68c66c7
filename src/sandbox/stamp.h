#pragma once

#include "quarterdeck/base/time.h"

#include <atomic>
#include <optional>
#include <string>
#include <string_view>

namespace qd::sandbox {

std::string isoMillis(UtcMillis t);                ///< 2026-11-22T08:35:05.123Z
std::string isoMicros(UtcMillis t);                ///< 2026-11-22T08:35:05.123000Z, as Mastodon's limiter
std::string httpDate(UtcMillis t);                 ///< Sun, 22 Nov 2026 08:35:05 GMT
std::string mailDate(UtcMillis t);                 ///< Sun, 22 Nov 2026 08:35:05 +0000, as RSS
UtcMillis dayOf(UtcMillis t);                      ///< its midnight, UTC
int weekdayOf(UtcMillis t);                        ///< 0 Sunday to 6 Saturday
/// A datetime as the AT Protocol's lexicon allows it: full date, "T", seconds, optional fraction, zone required.
std::optional<UtcMillis> readDatetime(std::string_view text);

/// The sandbox's now: the machine's clock, or one that starts at a pinned instant and runs on from there.
class SandboxClock {
public:
    explicit SandboxClock(std::optional<UtcMillis> start = std::nullopt);
    UtcMillis now() const;                       ///< @thread any
    UtcMillis start() const { return m_start; }  ///< what the demo hangs on
    void advance(std::chrono::milliseconds by);  ///< forward only; @thread any

private:
    UtcMillis m_start;
    std::chrono::steady_clock::time_point m_since;
    std::atomic<std::int64_t> m_ahead{0}; ///< milliseconds
};

} // namespace qd::sandbox
