#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/desk/opener.h"

#include <functional>
#include <string>

namespace qd {

/// What the window is started with; the program's command line.
struct DeskOptions {
    std::string workspace; ///< folder or postgresql:// URL; made by first run where there is none
    std::string person;    ///< "" = the OS user
    std::string theme;     ///< "light", "dark", "contrast", "system"; "" = as remembered
    std::string language;  ///< "de"; "" = the desktop's
    bool poll{true};
    /// Make the demo ready (its server, its workspace) and say which workspace to open; may take a while,
    /// called on a thread of its own. Empty: first run offers no demo.
    std::function<Result<std::string>()> prepareDemo;
};

/// Runs the desk until its window is closed. Needs argc and argv for Qt's own switches.
/// @return the program's exit code.  @thread main
int runDesk(Opener& opener, const DeskOptions& options, int& argc, char** argv);

} // namespace qd
