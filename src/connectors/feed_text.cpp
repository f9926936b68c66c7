#include "feed_item.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/net/url.h"

#include <array>

namespace qd::feed {

std::string absoluteLink(std::string_view link, std::string_view base)
{
    link = trim(link);
    if (link.empty() || link.size() > 4096) return {};
    if (startsWithNoCase(link, "http://") || startsWithNoCase(link, "https://")) return std::string(link);
    const auto colon = link.find(':');
    const bool schemed = colon != std::string_view::npos && colon < link.find_first_of("/?#");
    if (schemed || base.empty()) return {};
    return resolveUrl(base, link).value_or(std::string{});
}

std::string personOf(std::string_view text)
{
    text = trim(text);
    const auto isAddress = [](std::string_view part) { return part.find('@') != std::string_view::npos; };
    const auto open = text.find_first_of("(<");
    const auto close = text.find_last_of(")>");
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return std::string(text);
    const auto outer = trim(text.substr(0, open));
    const auto inner = trim(text.substr(open + 1, close - open - 1));
    if (isAddress(outer) && !inner.empty()) return std::string(inner);
    if (isAddress(inner) && !outer.empty()) return std::string(outer);
    return outer.empty() ? std::string(inner) : std::string(text);
}

MediaKind mediaKindOf(std::string_view mimeType, std::string_view medium, std::string_view url)
{
    if (startsWithNoCase(mimeType, "image/gif")) return MediaKind::Gif;
    for (const auto said : {mimeType, medium}) {
        if (startsWithNoCase(said, "image")) return MediaKind::Image;
        if (startsWithNoCase(said, "video")) return MediaKind::Video;
        if (startsWithNoCase(said, "audio")) return MediaKind::Audio;
    }
    struct Ending {
        std::string_view text;
        MediaKind kind;
    };
    static constexpr std::array kEndings{Ending{".jpg", MediaKind::Image},  Ending{".jpeg", MediaKind::Image},
                                         Ending{".png", MediaKind::Image},  Ending{".webp", MediaKind::Image},
                                         Ending{".gif", MediaKind::Gif},    Ending{".mp4", MediaKind::Video},
                                         Ending{".webm", MediaKind::Video}, Ending{".mov", MediaKind::Video},
                                         Ending{".mp3", MediaKind::Audio},  Ending{".m4a", MediaKind::Audio},
                                         Ending{".ogg", MediaKind::Audio}};
    const auto path = toLowerAscii(url.substr(0, url.find_first_of("?#")));
    for (const auto& ending : kEndings) {
        if (path.ends_with(ending.text)) return ending.kind;
    }
    return MediaKind::Other;
}

std::string escapeHtml(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 16);
    for (const char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else out += c;
    }
    return out;
}

std::string decodeBase64(std::string_view text)
{
    const auto valueOf = [](char c) -> int {
        if (c >= 'A' && c <= 'Z') return c - 'A';
        if (c >= 'a' && c <= 'z') return c - 'a' + 26;
        if (c >= '0' && c <= '9') return c - '0' + 52;
        if (c == '+' || c == '-') return 62;
        return c == '/' || c == '_' ? 63 : -1;
    };
    std::string out;
    out.reserve(text.size() / 4 * 3);
    unsigned int bits = 0;
    int count = 0;
    for (const char c : text) {
        if (c == '=') break;
        const int value = valueOf(c);
        if (value < 0) continue;
        bits = (bits << 6U) | static_cast<unsigned int>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(
                static_cast<unsigned char>((bits >> static_cast<unsigned int>(count)) & 0xFFU));
        }
    }
    return out;
}

} // namespace qd::feed
