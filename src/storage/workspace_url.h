#pragma once

#include <string_view>

namespace qd {

/// Whether a PostgreSQL URL holds a password, before the '@' or as a parameter, percent-encoded or not.
bool holdsPassword(std::string_view url);

/// A random node for an IdMaker where the caller gave none.
unsigned drawNode();

} // namespace qd
