#pragma once

#include <string>
#include <string_view>

namespace qd::feed {

/// The feed that a web page names in its head (`<link rel="alternate" type="application/rss+xml" href>`),
/// absolute;
/// "" where it names none.
std::string feedOfPage(std::string_view html, std::string_view pageUrl);

} // namespace qd::feed
