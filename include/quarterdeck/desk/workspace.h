#pragma once

#include "quarterdeck/desk/call.h"

#include <filesystem>
#include <string>
#include <vector>

namespace qd {

struct CheckDifference {
    std::string kind, id, stored, expected;
};

/// Care of the database. Long: progress and cancel. @errors Forbidden, Storage, Full, Corrupt, Cancelled, Conflict
class Workspace {
public:
    virtual ~Workspace() = default;
    virtual void check(ProgressFn progress, Reply<std::vector<CheckDifference>> done) = 0;
    virtual void backup(std::filesystem::path file, ProgressFn progress, Reply<bool> done) = 0;
    virtual void exportTo(std::filesystem::path folder, ProgressFn progress, Reply<bool> done) = 0;
    virtual void importFrom(std::filesystem::path folder, ProgressFn progress, Reply<bool> done) = 0;
};

} // namespace qd
