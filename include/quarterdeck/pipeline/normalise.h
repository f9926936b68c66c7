#pragma once

#include "quarterdeck/domain/mention.h"

namespace qd {

/// What normalise() cannot see from the post itself.
struct Arrival {
    AccountId account{};
    UtcMillis receivedAt{};
    UtcMillis historyBefore{}; ///< posts made earlier are history
    bool gapFill{false};       ///< back-filled after a gap: live whatever its age
    UtcMillis retentionStart{};
};

/// A raw post as a clean mention: valid UTF-8, plain text and allow-listed HTML, links absolute and http(s) only,
/// dates clamped to (…, receivedAt], spoiler in front of the text, language as the platform says or as detected.
/// Pure; total; @thread any
Mention normalise(RawPost post, const Arrival& arrival);

/// Plain text of a fragment of HTML: paragraphs parted by blank lines, <br> by newlines, list items by "• ", link
/// text replaced by its href where the text is a shortened form of it, nothing hidden shown. Bounded depth and size.
std::string htmlToText(std::string_view html, std::string_view baseUrl = {});

/// Allow-listed HTML of a fragment: p br a blockquote pre code em strong del ul ol li, href http(s) only.
std::string safeHtml(std::string_view html, std::string_view baseUrl = {});

/// ISO 639-1 of a text, "" where it is too short or mixed to say (CLD2; never guesses below its reliability).
std::string detectLanguage(std::string_view text);

} // namespace qd
