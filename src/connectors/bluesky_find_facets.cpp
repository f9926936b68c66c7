#include "bluesky_facets.h"
#include "quarterdeck/base/text.h"

#include <algorithm>

namespace qd::bluesky {
namespace {

constexpr std::size_t kMaxTagGraphemes = 64;

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isAlnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// The length of the blank beyond ASCII that begins at `at`: no-break space, U+2000..200B, ideographic space; 0 = none.
std::size_t wideBlankAt(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    if (rest.substr(0, 2) == "\xC2\xA0") return 2;
    if (rest.substr(0, 3) == "\xE3\x80\x80") return 3;
    if (rest.size() >= 3 && rest.substr(0, 2) == "\xE2\x80" && static_cast<unsigned char>(rest[2]) <= 0x8B) return 3;
    return 0;
}

/// The end of the word that begins at `at`.
std::size_t wordEnd(std::string_view text, std::size_t at)
{
    while (at < text.size() && !isBlank(text[at]) && wideBlankAt(text, at) == 0) ++at;
    return at;
}

/// Whether a word may begin at `at`: after a blank, an opening bracket or quote, or at the start.
bool startsWord(std::string_view text, std::size_t at)
{
    if (at == 0) return true;
    const char before = text[at - 1];
    if (isBlank(before) || before == '(' || before == '[' || before == '"' || before == '\'') return true;
    return (at >= 2 && wideBlankAt(text, at - 2) == 2) || (at >= 3 && wideBlankAt(text, at - 3) == 3);
}

constexpr std::string_view kClosing = ".,;:!?'\")]}";

/// Without what a sentence puts behind its last word; a ')' that has its '(' inside stays.
std::size_t trimEnd(std::string_view text, std::size_t begin, std::size_t end)
{
    while (end > begin && kClosing.find(text[end - 1]) != std::string_view::npos) {
        const std::string_view word = text.substr(begin, end - begin);
        const bool balanced = word.back() == ')' && std::count(word.begin(), word.end(), '(') >=
                                                        std::count(word.begin(), word.end(), ')');
        if (balanced) break;
        --end;
    }
    return end;
}

std::size_t linkEnd(std::string_view text, std::size_t at)
{
    const std::size_t scheme = startsWithNoCase(text.substr(at), "https://")  ? 8
                               : startsWithNoCase(text.substr(at), "http://") ? 7
                                                                              : 0;
    if (scheme == 0) return at;
    const std::size_t end = trimEnd(text, at, wordEnd(text, at));
    const bool hasHost = end > at + scheme && (isAlnum(text[at + scheme]) || text[at + scheme] == '[' ||
                                               static_cast<unsigned char>(text[at + scheme]) >= 0x80);
    return hasHost ? end : at;
}

/// The end of the handle behind an '@' at `at`: labels of letters, digits and hyphens, at least two, the last one
/// beginning with a letter.
std::size_t handleEnd(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    std::size_t good = at;
    int labels = 0;
    while (end < text.size() && isAlnum(text[end])) {
        const std::size_t label = end;
        while (end < text.size() && (isAlnum(text[end]) || text[end] == '-')) ++end;
        if (text[end - 1] == '-' || end - label > 63) break;
        const bool named = text[label] < '0' || text[label] > '9';
        if (++labels >= 2 && named) good = end;
        if (end + 1 >= text.size() || text[end] != '.' || !isAlnum(text[end + 1])) break;
        ++end;
    }
    const bool mail = good < text.size() && text[good] == '@';
    return good > at && good - at <= 254 && !mail ? good : at;
}

std::size_t tagEnd(std::string_view text, std::size_t at)
{
    const std::size_t end = trimEnd(text, at + 1, wordEnd(text, at + 1));
    const std::string_view tag = text.substr(at + 1, end - at - 1);
    const bool onlyDigits = std::all_of(tag.begin(), tag.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool broken = tag.find('#') != std::string_view::npos;
    return onlyDigits || broken || countGraphemes(tag) > kMaxTagGraphemes ? at : end;
}

} // namespace

std::vector<Facet> findFacets(std::string_view text)
{
    std::vector<Facet> found;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        std::size_t end = at;
        if (!startsWord(text, at)) {
        } else if (c == '@' && (end = handleEnd(text, at)) > at) {
            found.push_back({Facet::Kind::Mention, at, end, toLowerAscii(text.substr(at + 1, end - at - 1))});
        } else if (c == '#' && (end = tagEnd(text, at)) > at) {
            found.push_back({Facet::Kind::Tag, at, end, std::string(text.substr(at + 1, end - at - 1))});
        } else if ((c == 'h' || c == 'H') && (end = linkEnd(text, at)) > at) {
            found.push_back({Facet::Kind::Link, at, end, std::string(text.substr(at, end - at))});
        }
        at = end > at ? end : at + 1;
    }
    return found;
}

} // namespace qd::bluesky
