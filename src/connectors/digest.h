#pragma once

#include <cstdint>
#include <string_view>

namespace qd {

/// FNV-1a, 64 bits: spreads names over numbers; no secret hangs on it.
constexpr std::uint64_t fnv1a(std::string_view bytes) noexcept
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash;
}

} // namespace qd
