#pragma once

#include "quarterdeck/base/time.h"

#include <atomic>
#include <cstdint>

namespace qd {

/// Makes ids whose order is time order. Two processes that drew the same node can still meet on one id:
/// the store draws again when an INSERT says so.
class IdMaker {
public:
    explicit IdMaker(std::uint32_t node); ///< the lowest 10 bits count

    /// A new id whose milliseconds are `at` (clamped to [2020-01-01, 2089)).  @thread any
    std::int64_t make(UtcMillis at) noexcept;

private:
    std::uint32_t m_node;
    std::atomic<std::uint32_t> m_sequence;
};

/// The smallest id of the millisecond `at`: every id made at or after `at` is >= it.
std::int64_t firstIdAt(UtcMillis at) noexcept;

/// The milliseconds an id was made for.
UtcMillis timeOfId(std::int64_t id) noexcept;

} // namespace qd
