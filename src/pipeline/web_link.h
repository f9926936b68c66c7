#pragma once

#include <string>
#include <string_view>

namespace qd {

/// A link as it may be shown and followed: absolute, http or https, with a host, without user, blanks,
/// controls or invisible characters. `base` completes a relative one. "" for everything else ("javascript:",
/// "data:", too long).
std::string webLink(std::string_view href, std::string_view base = {});

} // namespace qd
