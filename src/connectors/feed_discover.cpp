#include "feed_discover.h"

#include "feed_item.h"
#include "quarterdeck/base/html_entity.h"
#include "quarterdeck/base/text.h"

#include <algorithm>

namespace qd::feed {
namespace {

constexpr std::size_t kHead = 256U << 10U; ///< bytes of a page that are looked at

/// The value of an attribute of one tag, references read; lower-case copy to find it in.
std::string attributeOf(std::string_view tag, std::string_view lower, std::string_view name)
{
    for (auto at = lower.find(name); at != std::string_view::npos; at = lower.find(name, at + 1)) {
        const auto after = lower.find_first_not_of(" \t\r\n", at + name.size());
        const bool apart =
            at > 0 && std::string_view(" \t\r\n\"'/").find(lower[at - 1]) != std::string_view::npos;
        if (!apart || after == std::string_view::npos || lower[after] != '=') continue;
        auto from = lower.find_first_not_of(" \t\r\n", after + 1);
        if (from == std::string_view::npos) return {};
        const char quote = lower[from];
        const bool quoted = quote == '"' || quote == '\'';
        if (quoted) ++from;
        const auto end =
            std::min(quoted ? lower.find(quote, from) : lower.find_first_of(" \t\r\n>", from), lower.size());
        std::string value;
        decodeHtmlEntities(tag.substr(from, end - from), value);
        return value;
    }
    return {};
}

} // namespace

std::string feedOfPage(std::string_view html, std::string_view pageUrl)
{
    html = html.substr(0, kHead);
    const auto lower = toLowerAscii(html);
    for (auto at = lower.find("<link"); at != std::string::npos; at = lower.find("<link", at + 5)) {
        const auto end = std::min(lower.find('>', at), lower.size());
        const auto tag = html.substr(at, end - at);
        const auto folded = std::string_view(lower).substr(at, end - at);
        const auto type = toLowerAscii(attributeOf(tag, folded, "type"));
        const bool isFeed = type.starts_with("application/rss+xml") ||
                            type.starts_with("application/atom+xml") ||
                            type.starts_with("application/feed+json");
        if (!isFeed || toLowerAscii(attributeOf(tag, folded, "rel")).find("alternate") == std::string::npos)
            continue;
        if (auto url = absoluteLink(attributeOf(tag, folded, "href"), pageUrl); !url.empty()) return url;
    }
    return {};
}

} // namespace qd::feed
