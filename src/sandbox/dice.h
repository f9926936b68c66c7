#pragma once

#include <cstddef>
#include <cstdint>

namespace qd::sandbox {

/// SplitMix64: the same seed gives the same demo on every machine, which std::uniform_int_distribution does
/// not promise.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() noexcept
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// In [0, count); count > 0.
    std::size_t below(std::size_t count) noexcept { return static_cast<std::size_t>(next() % count); }
    std::int64_t between(std::int64_t low, std::int64_t high) noexcept ///< both ends included
    {
        return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool percent(int chance) noexcept { return static_cast<int>(next() % 100) < chance; }
    template <class List>
    const auto& pick(const List& list) noexcept
    {
        return list[below(list.size())];
    }

private:
    std::uint64_t m_state;
};

} // namespace qd::sandbox
