#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// Valid UTF-8: every broken sequence becomes U+FFFD, NUL is dropped. Cheap when the text is already valid.
std::string toValidUtf8(std::string_view bytes);
bool isValidUtf8(std::string_view bytes) noexcept;

/// Bytes in a named code page ("windows-1251", "utf-16le", …) to UTF-8; unknown names are read as UTF-8.
std::string decodeCharset(std::string_view bytes, const std::string& charset);

std::size_t countCodePoints(std::string_view utf8) noexcept;
/// Extended grapheme clusters, as ICU counts them.
std::size_t countGraphemes(std::string_view utf8);
/// At most `graphemes` clusters of the text, with "…" at the end where something was cut.
std::string ellipsize(std::string_view utf8, std::size_t graphemes);

/// NFKC and case folding: what two texts must share to be "the same words".
std::string foldText(std::string_view utf8);

/// The searchable form of a text: folded words parted by single blanks, letters and digits only; CJK as
/// overlapping bigrams; "#Delay" gives the words "delay" and "hashtagdelay", "@acme_rail" gives "acme", "rail"
/// and "handleacmerail", the whole ones after all words, so that phrases run on through tags. Queries pass through the same function, so both engines index the same words.
std::string searchText(std::string_view utf8);

std::string_view trim(std::string_view text) noexcept;
bool startsWithNoCase(std::string_view text, std::string_view prefix) noexcept; ///< ASCII only
std::string toLowerAscii(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char at);

} // namespace qd
