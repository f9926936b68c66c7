#pragma once

#include <string_view>

namespace qd {

/// Whether a message says nothing but "thanks" (or "ok, great, thank you!", a thumb, a heart): no question,
/// no other word, at most six words. Handles in it do not count. Known in English, German, French, Spanish,
/// Portuguese, Italian, Dutch, Polish, Japanese.
bool isShortThanks(std::string_view text);

} // namespace qd
