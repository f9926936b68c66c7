#include "storage/sqlite_database.h"

#include "storage/new_file.h"
#include "storage/sqlite_error.h"

#include <sqlite3.h>

namespace qd {
namespace {

Result<void> copyPages(sqlite3* from, sqlite3* to)
{
    sqlite3_backup* copy = sqlite3_backup_init(to, "main", from, "main");
    if (copy == nullptr) return fail(sqliteError(to, sqlite3_extended_errcode(to)));
    // All pages in one step: one read snapshot. In smaller steps every commit of another process starts it over.
    const int stepped = sqlite3_backup_step(copy, -1);
    const int finished = sqlite3_backup_finish(copy);
    if (finished != SQLITE_OK) return fail(sqliteError(to, finished));
    if (stepped != SQLITE_DONE) return fail(sqliteError(to, stepped));
    return {};
}

} // namespace

Result<void> copySqliteOver(const std::filesystem::path& from, const std::filesystem::path& to)
{
    auto source = openSqliteFile(from, Access::Read);
    if (!source) return fail(source.error());
    auto target = openSqliteFile(to, Access::Write);
    if (!target) return fail(target.error());
    if (auto copied = copyPages((*source)->getHandle(), (*target)->getHandle()); !copied) return copied;
    const int code = (*target)->tryExec("PRAGMA journal_mode = DELETE");
    if (code != SQLITE_OK) return fail(sqliteError((*target)->getHandle(), sqlite3_extended_errcode((*target)->getHandle())));
    return {};
}

Result<void> copySqlite(const std::filesystem::path& from, const std::filesystem::path& to)
{
    auto made = NewFile::beside(to);
    if (!made) return fail(made.error());
    if (auto copied = copySqliteOver(from, made->temporary()); !copied) return copied;
    return made->keep();
}

} // namespace qd
