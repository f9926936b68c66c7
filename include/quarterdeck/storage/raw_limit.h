#pragma once

#include "quarterdeck/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace qd {

/// What the engine below us costs: SQLite's C API with nothing of ours around it. For benchmarks only.

/// One row of the raw table: 19 columns, of which these vary.
struct RawRow {
    std::int64_t id{0};
    std::int64_t contact{0};
    std::int64_t conversation{0};
    std::int64_t queue{0};
    std::int64_t createdAt{0};
    std::string key;
    std::string author;
    std::string text;
    std::string words; ///< what FTS5 gets
};

/// A database of one table with six secondary indexes and an FTS5 table beside it.
class RawStore {
public:
    virtual ~RawStore() = default;
    virtual Result<void> insert(const std::vector<RawRow>& batch) = 0; ///< one transaction
};
Result<std::unique_ptr<RawStore>> openRawStore(const std::filesystem::path& file);

using RawValue = std::variant<std::int64_t, std::string>;

/// CPU microseconds of each run of a statement, prepared once, every column of every row read.
Result<std::vector<double>> timeRawQuery(const std::filesystem::path& file, const std::string& sql,
                                         const std::vector<std::vector<RawValue>>& runs);
/// The same through our own Session (wrapper); `file` is the workspace's database.
class Session;
Result<std::vector<double>> timeSessionQuery(Session& session, const std::string& sql, const std::vector<std::vector<RawValue>>& runs);

/// CPU time of this thread so far, in microseconds.
double threadCpuMicros();

} // namespace qd
