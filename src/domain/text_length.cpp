#include "quarterdeck/domain/text_length.h"

#include "quarterdeck/base/text.h"

#include <algorithm>
#include <limits>

namespace qd {
namespace {

bool isAsciiAlnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isHandleByte(char c) { return isAsciiAlnum(c) || c == '_' || c == '.' || c == '-'; }
bool isWordByte(char c) { return isAsciiAlnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// Bytes that end a URL wherever they stand.
bool endsUrl(char c)
{
    return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"' || c == 0x7F;
}

/// The length in bytes of an http(s) URL that starts at `text`, 0 where none does. Punctuation that closes a
/// sentence and an unmatched ')' are not part of it.
std::size_t urlLength(std::string_view text)
{
    const std::size_t scheme = startsWithNoCase(text, "https://")  ? 8
                               : startsWithNoCase(text, "http://") ? 7
                                                                   : 0;
    if (scheme == 0) return 0;
    if (scheme == text.size() || !isWordByte(text[scheme]))
        return 0; // looked at first: no long scan for nothing
    std::size_t end = scheme;
    int depth = 0;
    for (; end < text.size() && !endsUrl(text[end]); ++end) {
        if (text[end] == '(') ++depth;
        if (text[end] == ')' && --depth < 0) break;
    }
    constexpr std::string_view kTrailing = ".,;:!?'*";
    while (end > scheme && kTrailing.find(text[end - 1]) != std::string_view::npos)
        --end;
    return end;
}

/// The bytes of "@host" in a remote mention "@user@host" that starts at `text` ('@' first); `userBytes` gets
/// the length of "@user". 0 where it is no remote mention.
std::size_t remoteHostLength(std::string_view text, std::size_t& userBytes)
{
    std::size_t at = 1;
    while (at < text.size() && isHandleByte(text[at]))
        ++at;
    while (at > 1 && !isAsciiAlnum(text[at - 1]) && text[at - 1] != '_')
        --at; // "@user." is "@user" and a full stop
    if (at == 1 || at >= text.size() || text[at] != '@') return 0;
    userBytes = at;
    std::size_t end = at + 1;
    while (end < text.size() && isHandleByte(text[end]))
        ++end;
    while (end > at + 1 && !isAsciiAlnum(text[end - 1]))
        --end;
    const std::size_t host = end - at;
    return host > 1 && isAsciiAlnum(text[at + 1]) ? host : 0;
}

/// Mastodon's count: code points, but URLs at a fixed price and remote mentions without their host.
std::size_t countDiscounted(std::string_view text, int urlCost)
{
    std::size_t count = 0;
    std::size_t plainFrom = 0; // what has not been counted yet starts here
    for (std::size_t at = 0; at < text.size();) {
        const bool wordBefore = at > 0 && isWordByte(text[at - 1]);
        const char c = text[at];
        if (!wordBefore && urlCost > 0 && (c == 'h' || c == 'H')) {
            if (const auto url = urlLength(text.substr(at)); url > 0) {
                count += countCodePoints(text.substr(plainFrom, at - plainFrom)) +
                         static_cast<std::size_t>(urlCost);
                plainFrom = at += url;
                continue;
            }
        }
        if (!wordBefore && c == '@' && !(at > 0 && (text[at - 1] == '@' || text[at - 1] == '/'))) {
            std::size_t user = 0;
            if (const auto host = remoteHostLength(text.substr(at), user); host > 0) {
                count += countCodePoints(text.substr(plainFrom, at + user - plainFrom));
                plainFrom = at += user + host;
                continue;
            }
        }
        ++at;
    }
    return count + countCodePoints(text.substr(plainFrom));
}

int toInt(std::size_t n)
{
    return static_cast<int>(std::min<std::size_t>(n, std::numeric_limits<int>::max()));
}

} // namespace

TextLength measureText(std::string_view utf8, std::string_view spoiler, const ServerLimits& limits,
                       bool direct)
{
    TextLength length;
    length.bytes = toInt(utf8.size() + spoiler.size());
    length.limit = direct && limits.directMaxLength > 0 ? limits.directMaxLength : limits.maxLength;
    switch (limits.unit) {
    case LengthUnit::CodePoints:
        length.used = toInt(countDiscounted(utf8, limits.urlCost) + countCodePoints(spoiler));
        break;
    case LengthUnit::GraphemesAndBytes:
        length.used = toInt(countGraphemes(utf8) + countGraphemes(spoiler));
        // The byte limit told is that of posts; what is allowed a direct message grows with its length.
        if (limits.maxBytes > 0 && limits.maxLength > 0)
            length.maxBytes =
                toInt(static_cast<std::size_t>(limits.maxBytes) * static_cast<std::size_t>(length.limit) /
                      static_cast<std::size_t>(limits.maxLength));
        else length.maxBytes = limits.maxBytes;
        break;
    case LengthUnit::Unlimited:
        length.used = toInt(countCodePoints(utf8) + countCodePoints(spoiler));
        length.limit = 0;
        break;
    }
    return length;
}

} // namespace qd
