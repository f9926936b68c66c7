#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace qd::sandbox::mastodon {

/// A piece of plain text as the server's own formatter sees it.
struct Token {
    enum class Kind { Text, Mention, Hashtag, Url } kind = Kind::Text;
    std::string text; ///< as written: "@mira@tram.example", "#AcmeRail", "https://…"
};

std::vector<Token> tokenise(std::string_view text);

/// What the server counts: code points, each URL 23, "@user@host" as "@user", the content warning added.
std::size_t countedLength(std::string_view text, std::string_view spoiler);

} // namespace qd::sandbox::mastodon
