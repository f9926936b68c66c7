#include "storage/sqlite_migrate.h"

#include "storage/sqlite_error.h"

#include <sqlite3.h>

#include <string>

namespace qd {
namespace {

Result<void> execute(sqlite3* db, const std::string& text)
{
    const int code = sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(sqliteTextError(db, code));
    return {};
}

Result<int> number(sqlite3* db, const char* text)
{
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(db, text, -1, &statement, nullptr);
    if (code != SQLITE_OK) return fail(sqliteError(db, code));
    code = sqlite3_step(statement);
    const int value = code == SQLITE_ROW ? sqlite3_column_int(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fail(sqliteError(db, code));
    return value;
}

Result<void> runStep(sqlite3* db, const Migration& step)
{
    if (auto begun = execute(db, "BEGIN IMMEDIATE"); !begun) return begun;
    // Another process may have made this step while we waited for the lock.
    auto version = number(db, "PRAGMA user_version");
    Result<void> done;
    if (!version)
        done = fail(version.error());
    else if (*version < versionOf(step))
        done = execute(db, std::string{step.sql} + "\n;PRAGMA application_id = " + std::to_string(kSqliteApplicationId) +
                               ";PRAGMA user_version = " + std::to_string(versionOf(step)) + ";");
    if (done) done = execute(db, "COMMIT");
    if (!done) sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    return done;
}

} // namespace

Result<int> sqliteSchemaVersion(sqlite3* db)
{
    auto version = number(db, "PRAGMA user_version");
    if (!version) return version;
    auto tables = number(db, "SELECT count(*) FROM sqlite_schema");
    if (!tables) return tables;
    auto owner = number(db, "PRAGMA application_id");
    if (!owner) return owner;
    if (*tables == 0 && *version == 0) return 0;
    if (*owner != kSqliteApplicationId) return fail(Errc::Invalid, "this database belongs to another program");
    return version;
}

Result<int> migrateSqlite(sqlite3* db, const std::vector<Migration>& steps)
{
    auto version = sqliteSchemaVersion(db);
    if (!version) return version;
    if (*version > newestVersion(steps))
        return fail(Errc::TooNew, "the workspace has schema " + std::to_string(*version) + ", this program knows " +
                                      std::to_string(newestVersion(steps)),
                    "Open it with the newer Quarterdeck that made it.");
    for (const auto& step : steps) {
        if (versionOf(step) <= *version) continue;
        if (auto done = runStep(db, step); !done) {
            auto error = done.error();
            error.detail = "migration " + std::string{step.name} + ": " + error.detail;
            return fail(std::move(error));
        }
    }
    return sqliteSchemaVersion(db);
}

} // namespace qd
