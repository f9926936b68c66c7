#include "storage/sqlite_database.h"

#include "storage/sqlite_error.h"

#include <sqlite3.h>

#include <algorithm>
#include <thread>

namespace qd {

SqliteDatabase::SqliteDatabase(std::filesystem::path file, int version, bool readOnly, std::uint32_t node)
    : m_file{std::move(file)}, m_version{version}, m_readOnly{readOnly}, m_ids{node}
{
}

Result<std::unique_ptr<Session>> SqliteDatabase::openSession(Access access)
{
    if (m_readOnly && access == Access::Write) return fail(Errc::ReadOnly, "the workspace was opened for reading only");
    auto db = openSqliteFile(m_file, access);
    if (!db) return fail(db.error());
    return std::make_unique<SqliteSession>(std::move(*db), access, m_ids);
}

Result<std::int64_t> SqliteDatabase::dataVersion()
{
    if (!m_tail) {
        auto db = openSqliteFile(m_file, Access::Read);
        if (!db) return fail(db.error());
        m_tail = std::move(*db);
    }
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(m_tail->getHandle(), "PRAGMA data_version", -1, &statement, nullptr);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    const std::int64_t version = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW) return fail(sqliteError(m_tail->getHandle(), code));
    return version;
}

Result<bool> SqliteDatabase::waitForChange(std::chrono::milliseconds timeout)
{
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    auto pause = std::chrono::milliseconds{5};
    for (;;) {
        const bool first = m_tail == nullptr;
        auto version = dataVersion();
        if (!version) return fail(version.error());
        const bool changed = !first && *version != m_seen;
        m_seen = *version;
        if (changed) return true;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        std::this_thread::sleep_for(std::min(pause, left));
        pause = std::min(pause * 2, std::chrono::milliseconds{50});
    }
}

Result<void> SqliteDatabase::checkpoint()
{
    if (m_readOnly) return {};
    if (!m_checkpointer) {
        auto db = openSqliteFile(m_file, Access::Write);
        if (!db) return fail(db.error());
        m_checkpointer = std::move(*db);
    }
    // PASSIVE waits for nobody: what readers still need stays in the log until the next call.
    const int code = sqlite3_wal_checkpoint_v2(m_checkpointer->getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(sqliteError(m_checkpointer->getHandle(), code));
    return {};
}

Result<void> SqliteDatabase::backupTo(const std::filesystem::path& file)
{
    return copySqlite(m_file, file);
}

} // namespace qd
