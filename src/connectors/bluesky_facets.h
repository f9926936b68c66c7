#pragma once

#include "json_read.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd::bluesky {

/// A stretch of a text that means something. Offsets are bytes of UTF-8, [begin, end).
struct Facet {
    enum class Kind { Mention, Link, Tag } kind{Kind::Link};
    std::size_t begin{0};
    std::size_t end{0};
    std::string target; ///< DID (when found in a text: the handle), URL, tag without '#'
    bool operator==(const Facet&) const = default;
};

/// The facets of a record, in order. What lies outside the text, cuts a character or overlaps an earlier one is
/// dropped, as are features of unknown kinds.  @source app.bsky.richtext.facet
std::vector<Facet> readFacets(const json::Value& facets, std::string_view text);

/// The text as HTML with its facets as links; only http(s) targets become links.
std::string toHtml(std::string_view text, const std::vector<Facet>& facets);

/// Links, @handles and #tags as the platform's own app would find them; mentions hold the handle, lower case.
std::vector<Facet> findFacets(std::string_view text);

json::Value writeFacets(const std::vector<Facet>& facets);

} // namespace qd::bluesky
