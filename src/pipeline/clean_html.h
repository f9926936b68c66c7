#pragma once

#include <string>
#include <string_view>

namespace qd {

/// A fragment of HTML, read once into both forms a mention keeps.
struct CleanHtml {
    std::string text;
    std::string html; ///< allow-listed, balanced; see safeHtml()
    bool rich{false}; ///< the HTML says more than the text: a named link, emphasis, a list, …
};

CleanHtml cleanHtml(std::string_view html, std::string_view baseUrl);

} // namespace qd
