#pragma once

#include "quarterdeck/base/time.h"

#include <map>
#include <string>

namespace qd::sandbox {

/// How a limit stands after a request was counted.
struct RateState {
    long limit = 0;
    long remaining = 0;
    UtcMillis reset{};
    bool exceeded = false;
};

/// Fixed windows, as the platforms' limiters keep them: a window starts at a multiple of its length.
class RateMeter {
public:
    /// Count `points` against `bucket`. `limit` <= 0 means unlimited.
    RateState count(const std::string& bucket, long limit, std::chrono::seconds window, UtcMillis now, long points = 1);

private:
    struct Bucket {
        UtcMillis start{};
        long used = 0;
    };
    std::map<std::string, Bucket> m_buckets;
};

} // namespace qd::sandbox
