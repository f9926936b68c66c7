#pragma once

#include <cstddef>
#include <string_view>

namespace qd {

/// How many of the first bytes are ASCII; eight at a time.
std::size_t asciiPrefix(std::string_view bytes) noexcept;

/// The length of the well-formed sequence at the front (1 to 4), or 0 when it is broken.
/// `broken` is then how many bytes belong to the broken one (Unicode's "maximal subpart").
std::size_t sequenceLength(std::string_view bytes, std::size_t& broken) noexcept;

} // namespace qd
