#include "quarterdeck/base/ids.h"

#include <algorithm>
#include <random>

namespace qd {
namespace {

constexpr std::int64_t kEpoch = 1'577'836'800'000; // 2020-01-01T00:00:00Z
constexpr std::int64_t kLastMillis = (std::int64_t{1} << 41) - 1;
constexpr int kNodeShift = 12;
constexpr int kMillisShift = 22;
constexpr std::uint32_t kSequenceMask = 0xFFF;
constexpr std::uint32_t kNodeMask = 0x3FF;

std::int64_t millisOf(UtcMillis at) noexcept
{
    const auto ms = std::clamp(toInt(at), kEpoch, kEpoch + kLastMillis);
    return ms - kEpoch;
}

} // namespace

// The sequence starts anywhere, so that two processes on one node seldom walk in step.
IdMaker::IdMaker(std::uint32_t node) : m_node{node & kNodeMask}, m_sequence{std::random_device{}()} {}

std::int64_t IdMaker::make(UtcMillis at) noexcept
{
    const auto fixed = (millisOf(at) << kMillisShift) | (std::int64_t{m_node} << kNodeShift);
    for (;;) {
        const auto sequence = m_sequence.fetch_add(1, std::memory_order_relaxed) & kSequenceMask;
        if (const auto id = fixed | std::int64_t{sequence}) return id; // 0 means "none"
    }
}

std::int64_t firstIdAt(UtcMillis at) noexcept { return millisOf(at) << kMillisShift; }

UtcMillis timeOfId(std::int64_t id) noexcept { return fromInt((id >> kMillisShift) + kEpoch); }

} // namespace qd
