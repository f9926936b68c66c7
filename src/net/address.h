#pragma once

#include <string>

struct sockaddr;

namespace qd {

/// Whether an address lies outside the public internet: loopback, private, link-local, CGNAT, unique local,
/// multicast, reserved, and every IPv6 form that carries such an IPv4 address. What is no IP address is private.
bool isPrivateAddress(const sockaddr& address);
bool isPrivateAddress(const std::string& text); ///< "10.0.0.1", "::1", "[::1]"

/// Whether the text is an IP address rather than a name.
bool isIpAddress(const std::string& text);

} // namespace qd
