#pragma once

#include "quarterdeck/desk/opener.h"

#include <atomic>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace qd {

/// What a run of `quarterdeck-cli` works with.
struct CommandLineParts {
    /// Made once options are known; `haste` divides every poll interval.
    std::function<std::unique_ptr<Opener>(double haste)> makeOpener;
    std::istream& in;
    std::ostream& out; ///< results
    std::ostream& err; ///< progress and errors for people
    const std::atomic<bool>& interrupted; ///< set by SIGINT and SIGTERM
};

/// `arguments` without the program's name. @return the exit code: 0 done, 1 refused or failed, 2 usage, 130 interrupted
int runCommandLine(const std::vector<std::string>& arguments, const CommandLineParts& parts);

} // namespace qd
