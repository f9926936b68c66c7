#pragma once

#include <string>
#include <string_view>

namespace qd {

/// The text of a named character of HTML ("nbsp", "eacute", "hellip"), UTF-8; "" for a name nobody bears.
/// Case matters, as in HTML. @source HTML 4.01's list and the names of HTML 5 that are met in feeds
std::string_view htmlEntity(std::string_view name) noexcept;

/// Append a numbered character as HTML reads it: 128 to 159 are windows-1252, what is no character is U+FFFD.
void appendCharacterReference(unsigned long number, std::string& out);

/// Append `text` with its references ("&amp;", "&#8217;", "&#x2019;") read. A number needs no semicolon; a name
/// does, but for the handful that HTML has always read without one. What is no reference stays as it is.
void decodeHtmlEntities(std::string_view text, std::string& out);

} // namespace qd
