#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/desk/bench.h"
#include "quarterdeck/desk/desk.h"
#include "quarterdeck/desk/inspect.h"

#include <filesystem>
#include <memory>
#include <string>

namespace qd {

struct OpenRequest {
    std::string workspace; ///< folder or postgresql:// URL
    std::string person;    ///< login to act as; "" = the OS user
    bool poll{false};      ///< poll and send in the background while it is open (leases decide who really does)
};

struct InitRequest {
    std::string workspace;
    std::string organisation;
    std::string timezone;
    std::string personName; ///< "" = the OS user's
};

/// Makes and opens workspaces; what a front end is given by app. Blocks the caller for a moment.
class Opener {
public:
    virtual ~Opener() = default;
    /// @errors NotFound (no workspace there), Forbidden (no such person), TooNew, Corrupt, ReadOnly, Busy, Storage
    virtual Result<std::unique_ptr<Desk>> open(const OpenRequest& request) = 0;
    /// New workspace: three ordered goals, their queues, a default SLA, a 24/7 calendar, the OS user as first admin.
    virtual Result<void> init(const InitRequest& request) = 0;
    virtual Result<int> migrate(const std::string& workspace) = 0; ///< the schema version after
    virtual Result<void> restore(const std::filesystem::path& backup, const std::string& workspace, bool replace) = 0;
    virtual Inspect& inspect() = 0;
    virtual Bench& bench() = 0;
};

} // namespace qd
