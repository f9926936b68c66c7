#include "sandbox/rate_meter.h"

#include <algorithm>
#include <limits>

namespace qd::sandbox {

RateState RateMeter::count(const std::string& bucket, long limit, std::chrono::seconds window, UtcMillis now, long points)
{
    const auto length = std::chrono::milliseconds(window).count();
    const UtcMillis start = fromInt(toInt(now) / length * length);
    if (limit <= 0) return {1'000'000, 1'000'000, start + window, false};
    Bucket& held = m_buckets[bucket];
    if (held.start != start) held = {start, 0};
    held.used += points;
    return {limit, std::max(0L, limit - held.used), start + window, held.used > limit};
}

} // namespace qd::sandbox
