#include "sandbox/graphemes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace qd::sandbox {
namespace {

using Range = std::pair<char32_t, char32_t>;

template <std::size_t N>
bool within(const std::array<Range, N>& sorted, char32_t c)
{
    const auto after = std::upper_bound(sorted.begin(), sorted.end(), c,
                                        [](char32_t value, const Range& range) { return value < range.first; });
    return after != sorted.begin() && c <= std::prev(after)->second;
}

constexpr std::array<Range, 62> kMarks = {{{0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x5bf, 0x5bf},
    {0x5c1, 0x5c2},   {0x5c4, 0x5c5},   {0x5c7, 0x5c7},   {0x610, 0x61a},   {0x64b, 0x65f},   {0x670, 0x670},
    {0x6d6, 0x6dc},   {0x6df, 0x6e4},   {0x6e7, 0x6e8},   {0x6ea, 0x6ed},   {0x711, 0x711},   {0x730, 0x74a},
    {0x7a6, 0x7b0},   {0x7eb, 0x7f3},   {0x8d3, 0x8e1},   {0x8e3, 0x903},   {0x93a, 0x93c},   {0x93e, 0x94f},
    {0x951, 0x957},   {0x962, 0x963},   {0x981, 0x983},   {0x9bc, 0x9bc},   {0x9be, 0x9c4},   {0x9c7, 0x9c8},
    {0x9cb, 0x9cd},   {0xa01, 0xa03},   {0xa3c, 0xa3c},   {0xa3e, 0xa42},   {0xa47, 0xa48},   {0xa4b, 0xa4d},
    {0xa70, 0xa71},   {0xa81, 0xa83},   {0xabc, 0xabc},   {0xabe, 0xac5},   {0xac7, 0xac9},   {0xacb, 0xacd},
    {0xb82, 0xb82},   {0xbbe, 0xbc2},   {0xbc6, 0xbc8},   {0xbca, 0xbcd},   {0xc3e, 0xc44},   {0xc46, 0xc48},
    {0xc4a, 0xc4d},   {0xd3e, 0xd44},   {0xd46, 0xd48},   {0xd4a, 0xd4d},   {0xe31, 0xe31},   {0xe34, 0xe3a},
    {0xe47, 0xe4e},   {0xeb1, 0xeb1},   {0xeb4, 0xebc},   {0x1ab0, 0x1abd}, {0x1dc0, 0x1df5}, {0x200c, 0x200d},
    {0x20d0, 0x20f0}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xe0020, 0xe007f}}};

constexpr std::array<Range, 14> kPictographs = {{{0xa9, 0xa9}, {0xae, 0xae}, {0x203c, 0x203c}, {0x2049, 0x2049},
    {0x2122, 0x2122}, {0x2139, 0x2139}, {0x2194, 0x2199}, {0x231a, 0x231b}, {0x23e9, 0x23f3}, {0x2600, 0x2604},
    {0x2614, 0x2615}, {0x2640, 0x2642}, {0x2695, 0x2697}, {0x26a0, 0x26a1}}};

bool isExtend(char32_t c) { return (c >= 0x1f3fb && c <= 0x1f3ff) || within(kMarks, c); }

bool isPictograph(char32_t c)
{
    if (c >= 0x1f300 && c <= 0x1faff) return (c < 0x1f3fb || c > 0x1f3ff) && (c < 0x1f700 || c > 0x1f7d4);
    return c == 0x2764 || c == 0x2708 || c == 0x2b1b || within(kPictographs, c);
}

bool isFlagLetter(char32_t c) { return c >= 0x1f1e6 && c <= 0x1f1ff; }

enum class Hangul : std::uint8_t { None, L, V, T, LV, LVT };

Hangul hangulOf(char32_t c)
{
    if (c >= 0x1100 && c <= 0x115f) return Hangul::L;
    if (c >= 0x1160 && c <= 0x11a7) return Hangul::V;
    if (c >= 0x11a8 && c <= 0x11ff) return Hangul::T;
    if (c >= 0xac00 && c <= 0xd7a3) return (c - 0xac00) % 28 == 0 ? Hangul::LV : Hangul::LVT;
    return Hangul::None;
}

bool joinsHangul(char32_t before, char32_t c)
{
    const Hangul a = hangulOf(before), b = hangulOf(c);
    if (b == Hangul::None || a == Hangul::None) return false;
    if (a == Hangul::L) return b != Hangul::T;
    if (a == Hangul::LV || a == Hangul::V) return b == Hangul::V || b == Hangul::T;
    return b == Hangul::T;
}

} // namespace

std::vector<char32_t> codePoints(std::string_view utf8)
{
    std::vector<char32_t> out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
        char32_t c = length == 1 ? lead : lead & (0x7fu >> std::max<std::size_t>(length, 1));
        bool good = length > 0 && i + length <= utf8.size() && lead < 0xf5;
        for (std::size_t k = 1; good && k < length; ++k) {
            const auto next = static_cast<unsigned char>(utf8[i + k]);
            good = (next & 0xc0) == 0x80;
            c = c << 6 | (next & 0x3f);
        }
        const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
        good = good && !overlong && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
        out.push_back(good ? c : 0xfffd);
        i += good ? length : 1;
    }
    return out;
}

bool validUtf8(std::string_view bytes) noexcept
{
    std::size_t broken = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        if (bytes.substr(i, 3) == "\xef\xbf\xbd") ++broken;
    std::size_t replaced = 0;
    for (const char32_t c : codePoints(bytes)) replaced += c == 0xfffd ? 1 : 0;
    return replaced == broken;
}

std::size_t graphemeCount(std::string_view utf8)
{
    const std::vector<char32_t> text = codePoints(utf8);
    std::size_t count = 0;
    std::size_t flags = 0;      // flag letters directly before
    bool emojiBefore = false;   // the cluster so far is a pictograph and its extensions
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i], before = i == 0 ? 0 : text[i - 1];
        bool joined = false;
        if (i > 0) {
            if (before == '\r' || before == '\n' || before < 0x20)
                joined = before == '\r' && c == '\n';
            else if (isExtend(c))
                joined = true;
            else if (before == 0x200d && isPictograph(c))
                joined = emojiBefore;
            else if (isFlagLetter(c) && isFlagLetter(before))
                joined = flags % 2 == 1;
            else
                joined = joinsHangul(before, c);
        }
        if (!joined) ++count;
        flags = isFlagLetter(c) ? flags + 1 : 0;
        emojiBefore = isPictograph(c) || (emojiBefore && isExtend(c));
    }
    return count;
}

} // namespace qd::sandbox
