#pragma once

#include "feed_item.h"
#include "quarterdeck/net/http_headers.h"

namespace qd::feed {

/// What a poll leaves for the next one.
struct Cursor {
    std::string key; ///< the address the items' keys begin with: the first one, so that a move changes no key
    std::string etag;     ///< sent back as it came
    std::string modified; ///< Last-Modified, likewise
    std::string hash;     ///< of the last body read

    static Cursor read(std::string_view text); ///< empty for anything unreadable
    std::string write() const;
};

/// 32 hexadecimal digits that tell bodies apart; no secret hangs on it.
std::string fingerprint(std::string_view bytes);

/// The publisher's wish when to ask again: the longer of Cache-Control's max-age and the feed's ttl, at most
/// 12 hours, moved out of skipHours and skipDays; nothing where there is none. `document` may be null (304).
std::optional<UtcMillis> quietUntil(const HttpHeaders& headers, const Document* document, UtcMillis now);

} // namespace qd::feed
