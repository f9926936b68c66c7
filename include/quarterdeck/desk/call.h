#pragma once

#include "quarterdeck/base/result.h"

#include <functional>

namespace qd {

/// How every desk call answers: once, later, on an engine thread. Hop to your own before touching a widget.
template <class T>
using Reply = std::function<void(Result<T>)>;

/// Progress of long work, on an engine thread.
struct WorkProgress {
    std::string what; ///< a code: "check", "backup", "backfill", …
    std::int64_t done{0};
    std::int64_t total{0}; ///< 0 = unknown
};
using ProgressFn = std::function<bool(const WorkProgress&)>; ///< false = cancel

} // namespace qd
