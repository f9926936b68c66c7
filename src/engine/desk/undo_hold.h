#pragma once

#include "quarterdeck/base/result.h"

#include <chrono>

namespace qd {

class Session;

/// The workspace's undo hold; 15 s where nobody chose another (0 to 300 s).
Result<std::chrono::seconds> undoHold(Session& session);

} // namespace qd
