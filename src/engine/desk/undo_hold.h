#pragma once

#include "quarterdeck/base/result.h"

#include <chrono>

namespace qd {

class Session;

inline constexpr std::chrono::seconds kLongestUndoHold{300};

/// The workspace's undo hold; 15 s where nobody chose another.
Result<std::chrono::seconds> undoHold(Session& session);

} // namespace qd
