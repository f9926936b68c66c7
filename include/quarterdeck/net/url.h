#pragma once

#include "quarterdeck/base/result.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qd {

/// The parts of an absolute http or https URL. What cannot stand in a URL is refused, not mended.
struct Url {
    std::string scheme; ///< "http" or "https"
    std::string host;   ///< lower case, IDN in its ASCII form; IPv6 in brackets
    int port{0};        ///< always set: 80 or 443 where the text names none
    std::string path;   ///< at least "/", percent-encoded as given
    std::string query;  ///< without "?", may be empty
    bool hasUser{false}; ///< a user or password stood in it
    std::string text;   ///< the whole, normalised, without fragment
};

/// @errors Invalid: not absolute, another scheme, bad host or port. The detail never repeats the URL.
Result<Url> parseUrl(std::string_view text);

bool isHttp(std::string_view text); ///< parseUrl succeeds

/// "https://host" or "https://host:port", what a person would call the server. "" when not a URL.
std::string originOf(std::string_view url);
/// Same scheme, host and port.
bool sameOrigin(std::string_view a, std::string_view b);

/// `reference` (a Location header, a relative link) as seen from `base`.
/// @errors Invalid
Result<std::string> resolveUrl(std::string_view base, std::string_view reference);

/// Everything but unreserved characters as %XX.
std::string percentEncode(std::string_view bytes);
/// %XX and, for forms, '+'. Broken escapes stay as they are.
std::string percentDecode(std::string_view text, bool plusIsBlank = false);

using FormFields = std::vector<std::pair<std::string, std::string>>;
/// application/x-www-form-urlencoded, in the order given; also for queries.
std::string formEncode(const FormFields& fields);
FormFields formDecode(std::string_view text);

/// `url` with the fields added to its query.
std::string withQuery(std::string_view url, const FormFields& fields);

} // namespace qd
