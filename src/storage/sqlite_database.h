#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/storage/database.h"
#include "storage/sqlite_session.h"

namespace qd {

/// A workspace in one file, `<folder>/quarterdeck.db`.
class SqliteDatabase final : public Database {
public:
    /// Checks before anything is touched: network folder, permissions, owner and version of the file.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& folder, const OpenOptions& options);

    SqliteDatabase(std::filesystem::path file, int version, bool readOnly, std::uint32_t node);

    EngineKind engine() const noexcept override { return EngineKind::Sqlite; }
    Result<std::unique_ptr<Session>> openSession(Access access) override;
    int schemaVersion() const noexcept override { return m_version; }
    IdMaker& ids() noexcept override { return m_ids; }
    Result<bool> waitForChange(std::chrono::milliseconds timeout) override;
    Result<void> backupTo(const std::filesystem::path& file) override;
    Result<void> checkpoint() override;

private:
    Result<std::int64_t> dataVersion();

    std::filesystem::path m_file;
    int m_version;
    bool m_readOnly;
    IdMaker m_ids;
    std::unique_ptr<SQLite::Database> m_tail; ///< asked by waitForChange() alone: data_version counts others' commits
    std::int64_t m_seen{0};
    std::unique_ptr<SQLite::Database> m_checkpointer;
};

/// The database file of a workspace folder.
std::filesystem::path sqliteFileIn(const std::filesystem::path& folder);

/// A consistent copy of an open database in one file without a log, mode 0600, on disk when this returns.
/// @errors Conflict: the file exists; Full, Storage: nothing is left behind
Result<void> copySqlite(const std::filesystem::path& from, const std::filesystem::path& to);

/// The same into a file that is there and empty; flushing it is left to the caller.
Result<void> copySqliteOver(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace qd
