#include "storage/sqlite_session.h"

#include "storage/sqlite_error.h"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <system_error>
#include <unistd.h>

namespace qd {
namespace {

// docs/adr/0101-durable-commits.md says why synchronous is FULL and why checkpoints are not left to the writer: the
// limit of 40 MB of log is only the net under checkpoint().
constexpr const char* kEverySession = "PRAGMA foreign_keys = ON;"
                                      "PRAGMA synchronous = FULL;"
                                      "PRAGMA secure_delete = FAST;"
                                      "PRAGMA temp_store = MEMORY;"
                                      "PRAGMA cache_size = -32768;"
                                      "PRAGMA mmap_size = 268435456;"
                                      "PRAGMA wal_autocheckpoint = 10000;"
                                      "PRAGMA journal_size_limit = 67108864;"
                                      "PRAGMA trusted_schema = OFF;";
constexpr int kLockWaitMs = 5000;

} // namespace

Result<std::unique_ptr<SQLite::Database>> openSqliteFile(const std::filesystem::path& file, Access access)
{
    std::error_code gone;
    if (!std::filesystem::exists(file, gone)) return fail(Errc::NotFound, "there is no workspace database in that place");
    const int needed = access == Access::Write ? R_OK | W_OK : R_OK;
    if (::access(file.c_str(), needed) != 0)
        return fail(Errc::ReadOnly, "the workspace database may not be " + std::string{access == Access::Write ? "written" : "read"},
                    "Make the workspace folder and its quarterdeck.db writable for this user.");
    const int mode = access == Access::Write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    std::unique_ptr<SQLite::Database> db;
    try {
        db = std::make_unique<SQLite::Database>(file.string(), mode | SQLITE_OPEN_NOMUTEX, kLockWaitMs);
    } catch (const SQLite::Exception& refused) {
        return fail(sqliteError(nullptr, refused.getExtendedErrorCode()));
    }
    sqlite3_extended_result_codes(db->getHandle(), 1);
    if (const int code = db->tryExec(kEverySession); code != SQLITE_OK) return fail(sqliteError(db->getHandle(), code));
    if (access == Access::Write && sqlite3_db_readonly(db->getHandle(), "main") == 1)
        return fail(Errc::ReadOnly, "the workspace database can only be read");
    return db;
}

} // namespace qd
