#pragma once

#include <cstddef>
#include <string_view>

namespace qd {

/// The code point at `at` of a text, moving `at` behind it. Total: a broken byte is a code point of its own
/// (U+FFFD).
inline char32_t nextCodePoint(std::string_view text, std::size_t& at)
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) return lead;
    const int more = lead >= 0xF0 && lead < 0xF8   ? 3
                     : lead >= 0xE0 && lead < 0xF0 ? 2
                     : lead >= 0xC2 && lead < 0xE0 ? 1
                                                   : 0;
    if (more == 0) return 0xFFFD;
    auto point = static_cast<char32_t>(lead & (0x3FU >> more));
    for (int i = 0; i < more; ++i) {
        const std::size_t next = at + static_cast<std::size_t>(i);
        if (next >= text.size() || (static_cast<unsigned char>(text[next]) & 0xC0U) != 0x80U) return 0xFFFD;
        point = (point << 6U) | (static_cast<unsigned char>(text[next]) & 0x3FU);
    }
    at += static_cast<std::size_t>(more);
    return point;
}

} // namespace qd
