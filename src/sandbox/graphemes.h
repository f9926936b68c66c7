#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace qd::sandbox {

bool validUtf8(std::string_view bytes) noexcept;
/// Code points of valid UTF-8 (a broken byte counts as U+FFFD).
std::vector<char32_t> codePoints(std::string_view utf8);

/// Grapheme clusters, counted by the sandbox's own rules (CR LF, combining marks, Hangul syllables, flags, emoji
/// with modifiers and joiners). The mark tables hold a subset of Unicode's: where they differ from ICU, this
/// counts MORE clusters, so the sandbox is never laxer than the real server.
std::size_t graphemeCount(std::string_view utf8);

} // namespace qd::sandbox
