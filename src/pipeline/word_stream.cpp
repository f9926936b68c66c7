#include "pipeline/word_stream.h"

#include "quarterdeck/base/text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>

namespace qd {
namespace {

enum class Sign { Gap, Letter, Alone };

/// Scripts that write no blanks between words: each sign counts as a word, a word of several as their
/// sequence.
bool standsAlone(UChar32 c) noexcept
{
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x17FF) || u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0;
}

Sign signOf(UChar32 c) noexcept
{
    if (c < 0) return Sign::Gap;
    if (standsAlone(c) || u_charType(c) == U_OTHER_SYMBOL) return Sign::Alone;
    constexpr std::uint32_t kWord = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;
    return (U_GET_GC_MASK(c) & kWord) != 0 ? Sign::Letter : Sign::Gap;
}

/// The character at the front of folded, hence valid, text.
UChar32 characterAt(std::string_view text, std::size_t& length) noexcept
{
    const auto lead = static_cast<unsigned char>(text.front());
    length = std::min<std::size_t>(lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2, text.size());
    auto c = static_cast<UChar32>(lead & (0x7FU >> length));
    for (std::size_t i = 1; i < length; ++i)
        c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
    return c;
}

bool isWordByte(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string folded(std::string_view text)
{
    const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? toLowerAscii(text) : foldText(text);
}

std::uint32_t hashOf(std::string_view text) noexcept
{
    std::uint32_t hash = 2166136261U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash ^ (hash >> 15U);
}

} // namespace

WordStream::WordStream(std::string_view utf8) : m_folded(folded(utf8))
{
    m_words.reserve(m_folded.size() / 5 + 1);
    cut();
}

void WordStream::cut()
{
    const std::string_view text = m_folded;
    std::size_t begin = 0; // of the word under way
    bool inWord = false;
    const auto close = [&](std::size_t end) {
        if (!inWord) return;
        inWord = false;
        const auto word = text.substr(begin, end - begin);
        const char before = begin > 0 ? text[begin - 1] : '\0';
        m_words.push_back({word, hashOf(word), before == '#' || before == '@' ? before : '\0'});
    };
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            const bool letter = isWordByte(text[at]);
            if (!letter) close(at);
            if (letter && !inWord) begin = at;
            inWord = letter;
            ++at;
            continue;
        }
        std::size_t length = 1;
        const auto sign = signOf(characterAt(text.substr(at), length));
        if (sign != Sign::Letter) close(at);
        if (sign == Sign::Letter && !inWord) begin = at;
        inWord = sign == Sign::Letter;
        if (sign == Sign::Alone) {
            begin = at;
            inWord = true;
            close(at + length);
        }
        at += length;
    }
    close(text.size());
}

} // namespace qd
