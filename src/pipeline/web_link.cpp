#include "pipeline/web_link.h"

#include "quarterdeck/base/text.h"

#include <cstddef>
#include <vector>

namespace qd {
namespace {

constexpr std::size_t kMaxLink = 4096;

bool isAlpha(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "https" of "https://…", "" when the text names no scheme.
std::string_view schemeOf(std::string_view text) noexcept
{
    if (text.empty() || !isAlpha(text.front())) return {};
    const auto end = text.find_first_of(":/?#");
    if (end == std::string_view::npos || text[end] != ':') return {};
    for (const char c : text.substr(0, end)) {
        if (!isAlpha(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') return {};
    }
    return text.substr(0, end);
}

/// Zero-width characters and direction marks: they make a link look like another.
bool isDeceptive(std::string_view at) noexcept
{
    if (at.size() < 3 || at[0] != '\xE2') return at.starts_with("\xEF\xBB\xBF") || at.starts_with("\xD8\x9C");
    const auto second = static_cast<unsigned char>(at[1]);
    const auto third = static_cast<unsigned char>(at[2]);
    return (second == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE))) ||
           (second == 0x81 && third >= 0xA0 && third <= 0xAF);
}

void percent(char c, std::string& out)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
}

/// The text as a browser reads an attribute: blanks at the ends and line ends within do not count.
std::string cleaned(std::string_view text)
{
    const auto isEdge = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!text.empty() && isEdge(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isEdge(text.back()))
        text.remove_suffix(1);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\t' || c == '\n' || c == '\r' || c == '\0') continue;
        if (byte <= 0x20 || byte == 0x7F || c == '"' || c == '<' || c == '>' || c == '`' || c == '\\') {
            percent(c, out);
        } else if (byte >= 0x80 && isDeceptive(text.substr(i))) {
            const std::size_t length = byte == 0xD8 ? 2 : 3;
            for (std::size_t k = 0; k < length; ++k)
                percent(text[i + k], out);
            i += length - 1;
        } else {
            out += c;
        }
    }
    return out;
}

struct Parts {
    std::string_view scheme, authority, path, query; ///< query with its '?', and what follows it
};

Parts partsOf(std::string_view url, std::string_view scheme) noexcept
{
    Parts parts{.scheme = scheme};
    url.remove_prefix(scheme.size() + 3);
    const auto pathAt = url.find_first_of("/?#");
    parts.authority = url.substr(0, pathAt);
    url.remove_prefix(parts.authority.size());
    parts.path = url.substr(0, url.find_first_of("?#"));
    parts.query = url.substr(parts.path.size());
    return parts;
}

bool isWeb(std::string_view scheme) noexcept
{
    return (scheme.size() == 4 || scheme.size() == 5) && startsWithNoCase("https", scheme);
}

bool isWhole(std::string_view url, std::string_view scheme) noexcept
{
    if (!isWeb(scheme) || !url.substr(scheme.size()).starts_with("://")) return false;
    const auto authority = partsOf(url, scheme).authority;
    return !authority.empty() && authority.front() != ':' &&
           authority.find_first_of("@%") == std::string_view::npos;
}

/// "/a/./b/../c" is "/a/c".
std::string withoutDots(std::string_view path)
{
    std::vector<std::string_view> kept;
    const auto steps = split(path.substr(1), '/');
    bool folder = false;
    for (const auto step : steps) {
        folder = step == "." || step == "..";
        if (step == ".." && !kept.empty()) kept.pop_back();
        if (!folder) kept.push_back(step);
    }
    std::string out;
    for (const auto step : kept)
        (out += '/') += step;
    if (folder || out.empty()) out += '/';
    return out;
}

} // namespace

std::string webLink(std::string_view href, std::string_view base)
{
    if (href.size() > kMaxLink) return {};
    auto link = cleaned(href);
    if (const auto scheme = schemeOf(link); !scheme.empty())
        return isWhole(link, scheme) ? link : std::string{};

    const auto baseScheme = schemeOf(base);
    if (!isWhole(base, baseScheme)) return {};
    const auto colon = link.find(':'); // in the first step of a path it would be half a scheme
    if (colon != std::string::npos && colon < link.find_first_of("/?#")) return {};
    const auto from = partsOf(base, baseScheme);
    std::string out;
    out.append(from.scheme);
    if (link.starts_with("//")) {
        out += ':';
        out += link;
        return isWhole(out, from.scheme) ? out : std::string{};
    }
    (out += "://") += from.authority;
    if (link.empty() || link.front() == '#' || link.front() == '?') {
        out += from.path.empty() ? "/" : from.path;
        if (link.empty() || link.front() == '#') out += from.query.substr(0, from.query.find('#'));
        return out += link;
    }
    const auto tailAt = std::min(link.find_first_of("?#"), link.size());
    std::string path;
    if (link.front() != '/') path = std::string(from.path.substr(0, from.path.rfind('/') + 1));
    if (path.empty() && link.front() != '/') path = "/";
    path += link.substr(0, tailAt);
    out += withoutDots(path);
    return out += link.substr(tailAt);
}

} // namespace qd
