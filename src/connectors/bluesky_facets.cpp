#include "bluesky_facets.h"

#include "quarterdeck/base/text.h"
#include "quarterdeck/net/url.h"

#include <algorithm>

namespace qd::bluesky {
namespace {

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Whether a character begins (or the text ends) at `at`.
bool isBoundary(std::string_view text, std::size_t at)
{
    return at == text.size() || (at < text.size() && !isContinuation(text[at]));
}

void escapeInto(std::string& html, std::string_view text)
{
    for (const char c : text) {
        switch (c) {
        case '&': html += "&amp;"; break;
        case '<': html += "&lt;"; break;
        case '>': html += "&gt;"; break;
        case '"': html += "&quot;"; break;
        case '\n': html += "<br>"; break;
        default: html.push_back(c);
        }
    }
}

/// DIDs keep their colons: that is how the platform's own links are written.
std::string profileOf(const std::string& did)
{
    std::string url = "https://bsky.app/profile/";
    for (const auto part : split(did, ':')) url += (url.back() == '/' ? "" : ":") + percentEncode(part);
    return url;
}

std::string hrefOf(const Facet& facet)
{
    switch (facet.kind) {
    case Facet::Kind::Mention: return profileOf(facet.target);
    case Facet::Kind::Tag: return "https://bsky.app/hashtag/" + percentEncode(facet.target);
    case Facet::Kind::Link: break;
    }
    const bool web = startsWithNoCase(facet.target, "http://") || startsWithNoCase(facet.target, "https://");
    return web ? facet.target : std::string{};
}

} // namespace

std::vector<Facet> readFacets(const json::Value& facets, std::string_view text)
{
    std::vector<Facet> found;
    for (const auto& facet : json::arrayOrEmpty(facets)) {
        const auto& index = json::object(facet, "index");
        const auto begin = json::integer(index, "byteStart").value_or(-1);
        const auto end = json::integer(index, "byteEnd").value_or(-1);
        if (begin < 0 || end <= begin || static_cast<std::uint64_t>(end) > text.size()) continue;
        Facet one{Facet::Kind::Link, static_cast<std::size_t>(begin), static_cast<std::size_t>(end), {}};
        if (!isBoundary(text, one.begin) || !isBoundary(text, one.end)) continue;
        for (const auto& feature : json::array(facet, "features")) {
            const std::string type = json::text(feature, "$type");
            if (type == "app.bsky.richtext.facet#link") one = {Facet::Kind::Link, one.begin, one.end, json::text(feature, "uri")};
            else if (type == "app.bsky.richtext.facet#mention") one = {Facet::Kind::Mention, one.begin, one.end, json::text(feature, "did")};
            else if (type == "app.bsky.richtext.facet#tag") one = {Facet::Kind::Tag, one.begin, one.end, json::text(feature, "tag")};
            if (!one.target.empty()) break;
        }
        if (!one.target.empty()) found.push_back(std::move(one));
    }
    std::stable_sort(found.begin(), found.end(), [](const Facet& a, const Facet& b) { return a.begin < b.begin; });
    std::size_t covered = 0;
    std::vector<Facet> apart;
    for (auto& facet : found) {
        if (facet.begin < covered) continue;
        covered = facet.end;
        apart.push_back(std::move(facet));
    }
    return apart;
}

std::string toHtml(std::string_view text, const std::vector<Facet>& facets)
{
    std::string html = "<p>";
    std::size_t at = 0;
    for (const auto& facet : facets) {
        const std::string href = hrefOf(facet);
        if (href.empty() || facet.begin < at || facet.end > text.size()) continue;
        escapeInto(html, text.substr(at, facet.begin - at));
        html += "<a href=\"";
        escapeInto(html, href);
        html += "\">";
        escapeInto(html, text.substr(facet.begin, facet.end - facet.begin));
        html += "</a>";
        at = facet.end;
    }
    escapeInto(html, text.substr(at));
    return html + "</p>";
}

json::Value writeFacets(const std::vector<Facet>& facets)
{
    json::Value out = json::Value::array();
    for (const auto& facet : facets) {
        json::Value feature;
        switch (facet.kind) {
        case Facet::Kind::Link: feature = {{"$type", "app.bsky.richtext.facet#link"}, {"uri", facet.target}}; break;
        case Facet::Kind::Mention: feature = {{"$type", "app.bsky.richtext.facet#mention"}, {"did", facet.target}}; break;
        case Facet::Kind::Tag: feature = {{"$type", "app.bsky.richtext.facet#tag"}, {"tag", facet.target}}; break;
        }
        out.push_back({{"index", {{"byteStart", facet.begin}, {"byteEnd", facet.end}}},
                       {"features", json::Value::array({std::move(feature)})}});
    }
    return out;
}

} // namespace qd::bluesky
