#pragma once

#include <string>
#include <string_view>

namespace qd {

/// A host name as the name servers know it: folded, labels outside ASCII in Punycode (RFC 3492).
/// Does not look at the locale, as curl's own conversion would.
/// @return "" when it cannot be a host
std::string asciiHost(std::string_view host);

} // namespace qd
