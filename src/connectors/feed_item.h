#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/connectors/connector.h"
#include "quarterdeck/domain/mention.h"

#include <bitset>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::feed {

/// One entry as the feed words it, formats aside.
struct Item {
    std::string id;    ///< guid, atom:id, rdf:about; "" = none
    std::string link;  ///< absolute, or "" when there is none
    std::string title; ///< HTML
    std::string
        body; ///< HTML, or plain text when bodyIsPlain; may begin with <base href> for its relative links
    bool bodyIsPlain{false};
    std::string summary; ///< HTML; the shorter text of an entry whose body is its content
    std::string author;
    std::string lang;
    std::optional<UtcMillis> published{};
    std::optional<UtcMillis> updated{};
    std::vector<Media> media;
};

struct Document {
    std::string format; ///< "rss", "rdf", "atom", "cdf", "json"
    std::string title;  ///< HTML
    std::string link;
    std::string author;
    std::string lang;
    std::vector<Item> items; ///< as they stand in the document
    std::vector<Skipped> skipped;
    bool cut{false};                           ///< it holds more items than are read
    std::optional<std::chrono::minutes> ttl{}; ///< how long the publisher asks to wait
    std::bitset<24> skipHours;                 ///< UTC
    std::bitset<7> skipDays;                   ///< [0] = Monday
};

inline constexpr std::size_t kMaxItems = 5000;
inline constexpr std::size_t kMaxField = 1U << 20U; ///< bytes of one field
inline constexpr std::size_t kMaxItemMedia = 16;

/// Any feed. The bytes are as received; `contentType` may name their charset.
/// @errors BadReply: not a feed
Result<Document> parseFeed(std::string_view body, std::string_view contentType, std::string_view feedUrl);

/// The two languages a feed may be written in; the text is UTF-8.
Result<Document> parseXmlFeed(std::string_view text, std::string_view feedUrl);
Result<Document> parseJsonFeed(std::string_view text, std::string_view feedUrl);

/// The charset of the bytes, by BOM, HTTP, the XML declaration and the look of the first bytes, in this
/// order; lower case, "utf-8" where nothing tells.
std::string charsetOf(std::string_view body, std::string_view contentType);
std::string toUtf8(std::string_view body, std::string_view contentType);

/// Every form of date that feeds are met with; nothing where it is none.
std::optional<UtcMillis> parseDate(std::string_view text);

/// XML that a parser can read without a DTD: HTML's and the document's own plain entities replaced, stray '&'
/// and '<' escaped, tags balanced, comments, instructions and the DOCTYPE left out. Nothing is expanded
/// twice.
std::string repairXml(std::string_view utf8);

/// `link` as seen from `base`: absolute, http or https, else "".
std::string absoluteLink(std::string_view link, std::string_view base);

/// "jo@example.org (Jo Doe)" is Jo Doe, and so is "Jo Doe <jo@example.org>"; an address alone stays.
std::string personOf(std::string_view text);

MediaKind mediaKindOf(std::string_view mimeType, std::string_view medium, std::string_view url);

std::string escapeHtml(std::string_view text);

/// Total; blanks and unknown bytes are skipped.
std::string decodeBase64(std::string_view text);

} // namespace qd::feed
