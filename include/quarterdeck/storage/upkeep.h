#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/storage/ingest_table.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace qd {

class Session;

struct Difference {
    std::string kind; ///< "integrity", "foreign_key", "counter_queue", "counter_assignee", "clock", "measure", "search", "status"
    std::string id;
    std::string stored;
    std::string expected;
};

/// Progress of long work; return false to cancel.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

/// Recompute everything derivable from the log and compare. Reads only.
Result<std::vector<Difference>> checkWorkspace(Session& session, const ClockRules& rules, UtcMillis now,
                                               const Progress& progress = {});

/// Every table as JSON lines, one file a table, with a manifest (schema version, counts). Both engines write alike.
Result<void> exportWorkspace(Session& session, const std::filesystem::path& folder, const Progress& progress = {});
/// Into an empty workspace only; all or nothing.
Result<void> importWorkspace(Session& session, const std::filesystem::path& folder, const Progress& progress = {});

} // namespace qd
