#pragma once

#include "quarterdeck/domain/account.h"

#include <string_view>

namespace qd {

/// How long a text is in the platform's own way, and how much is left.
struct TextLength {
    int used{0};
    int limit{0};    ///< 0 = none
    int bytes{0};
    int maxBytes{0}; ///< 0 = none
    bool fits() const noexcept { return (limit == 0 || used <= limit) && (maxBytes == 0 || bytes <= maxBytes); }
};

/// Pure. Mastodon: code points, every http(s) URL costs limits.urlCost, "@user@host" only "@user", and the
/// spoiler counts; Bluesky: graphemes and UTF-8 bytes. `direct` takes the limit of direct messages.
TextLength measureText(std::string_view utf8, std::string_view spoiler, const ServerLimits& limits, bool direct = false);

} // namespace qd
