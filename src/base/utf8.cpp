#include "base/utf8.h"

#include "quarterdeck/base/text.h"

#include <cstdint>
#include <cstring>

namespace qd {

std::size_t asciiPrefix(std::string_view bytes) noexcept
{
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + i, 8);
        if ((eight & 0x8080'8080'8080'8080U) != 0) break;
    }
    while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80) ++i;
    return i;
}

std::size_t sequenceLength(std::string_view bytes, std::size_t& broken) noexcept
{
    const auto at = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    broken = 1;
    const unsigned char lead = at(0);
    if (lead < 0x80) return 1;
    std::size_t length = 0;
    unsigned char low = 0x80; // bounds of the second byte keep out overlong forms, surrogates and > U+10FFFF
    unsigned char high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) length = 2;
    else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else return 0;
    for (std::size_t i = 1; i < length; ++i, low = 0x80, high = 0xBF) {
        if (i >= bytes.size() || at(i) < low || at(i) > high) return 0;
        broken = i + 1;
    }
    return length;
}

bool isValidUtf8(std::string_view bytes) noexcept
{
    std::size_t broken = 0;
    for (;;) {
        bytes.remove_prefix(asciiPrefix(bytes));
        if (bytes.empty()) return true;
        const auto length = sequenceLength(bytes, broken);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
}

std::string toValidUtf8(std::string_view bytes)
{
    if (bytes.find('\0') == std::string_view::npos && isValidUtf8(bytes)) return std::string{bytes};
    std::string out;
    out.reserve(bytes.size() + 16);
    while (!bytes.empty()) {
        std::size_t broken = 0;
        const auto length = sequenceLength(bytes, broken);
        if (length == 0) out += "\xEF\xBF\xBD";
        else if (bytes.front() != '\0') out += bytes.substr(0, length);
        bytes.remove_prefix(length == 0 ? broken : length);
    }
    return out;
}

std::size_t countCodePoints(std::string_view utf8) noexcept
{
    std::size_t count = 0;
    for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

} // namespace qd
