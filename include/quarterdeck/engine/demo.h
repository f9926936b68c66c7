#pragma once

#include "quarterdeck/desk/desk.h"

#include <string>

namespace qd {

/// Make a new workspace the demo's: connect Acme Rail's accounts on the sandbox, hire its people, write its rules.
/// @param sandboxInfo  the sandbox's /_sandbox/info document
/// Blocks until everything stands; polling is left to the desk.  @thread any but an engine's
Result<void> prepareDemo(Desk& desk, const std::string& sandboxInfo);

} // namespace qd
