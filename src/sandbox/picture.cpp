#include "sandbox/picture.h"

#include "sandbox/digest.h"
#include "sandbox/dice.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace qd::sandbox {
namespace {

void appendWord(std::string& out, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift & 0xff));
}

std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t crc = 0xffffffffu;
    for (const char c : bytes) {
        crc ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xedb88320u & (0u - (crc & 1u)));
    }
    return ~crc;
}

void appendChunk(std::string& png, std::string_view kind, std::string_view data)
{
    appendWord(png, static_cast<std::uint32_t>(data.size()));
    const std::string body = std::string(kind) + std::string(data);
    png += body;
    appendWord(png, crc32(body));
}

/// zlib stream of stored (uncompressed) blocks: PNG asks for the container, not for small files.
std::string storedZlib(std::string_view raw)
{
    std::string out = "\x78\x01";
    std::uint32_t a = 1, b = 0;
    for (const char c : raw) {
        a = (a + static_cast<std::uint8_t>(c)) % 65521;
        b = (b + a) % 65521;
    }
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t size = std::min<std::size_t>(65535, raw.size() - at);
        out.push_back(at + size == raw.size() ? '\x01' : '\x00');
        out.push_back(static_cast<char>(size & 0xff));
        out.push_back(static_cast<char>(size >> 8));
        out.push_back(static_cast<char>(~size & 0xff));
        out.push_back(static_cast<char>(~size >> 8 & 0xff));
        out += raw.substr(at, size);
        at += size;
    }
    appendWord(out, b << 16 | a);
    return out;
}

} // namespace

PictureSize pictureSize(std::string_view name)
{
    if (name.substr(0, 7) == "avatar-") return {48, 48};
    if (name.substr(0, 7) == "banner-") return {240, 80};
    return {160, 120};
}

std::string makePicture(std::string_view name)
{
    const auto [width, height] = pictureSize(name);
    Dice dice(hash64(name));
    const auto colour = [&dice](int low, int high) {
        return std::array<std::int64_t, 3>{dice.between(low, high), dice.between(low, high), dice.between(low, high)};
    };
    const auto ground = colour(40, 140), ink = colour(150, 250);
    const std::uint64_t pattern = dice.next();
    std::string raw;
    raw.reserve(static_cast<std::size_t>(height * (width * 3 + 1)));
    for (int y = 0; y < height; ++y) {
        raw.push_back('\0');
        for (int x = 0; x < width; ++x) {
            // A mirrored 8x8 pattern, so that two people are told apart at a glance.
            const int column = std::min(x * 8 / width, 7 - x * 8 / width);
            const bool on = (pattern >> ((y * 8 / height) * 4 + column) & 1) != 0;
            for (std::size_t i = 0; i < 3; ++i)
                raw.push_back(static_cast<char>(on ? ink[i] : std::min<std::int64_t>(255, ground[i] + y * 60 / height)));
        }
    }
    std::string head;
    appendWord(head, static_cast<std::uint32_t>(width));
    appendWord(head, static_cast<std::uint32_t>(height));
    head += std::string("\x08\x02\x00\x00\x00", 5);
    std::string png = "\x89PNG\r\n\x1a\n";
    appendChunk(png, "IHDR", head);
    appendChunk(png, "IDAT", storedZlib(raw));
    appendChunk(png, "IEND", "");
    return png;
}

} // namespace qd::sandbox
