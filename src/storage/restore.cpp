#include "quarterdeck/storage/database.h"

#include "storage/export.h"
#include "storage/network_folder.h"
#include "storage/new_file.h"
#include "storage/postgres_database.h"
#include "storage/sqlite_database.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_migrate.h"
#include "storage/temp_export.h"
#include "storage/workspace_url.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstdlib>

namespace qd {
namespace {

namespace fs = std::filesystem;

/// Refuses what is no workspace of ours, damaged, or of another schema.
Result<void> checkBackup(SQLite::Database& db)
{
    auto version = sqliteSchemaVersion(db.getHandle());
    if (!version) return fail(version.error());
    const int newest = newestVersion(migrations::sqlite());
    if (*version == 0) return fail(Errc::Invalid, "the backup holds no workspace");
    if (*version > newest) return fail(Errc::TooNew, "the backup was made by a newer program", "Restore it with the newer Quarterdeck that made it.");
    sqlite3_stmt* check = nullptr;
    int code = sqlite3_prepare_v2(db.getHandle(), "PRAGMA quick_check(1)", -1, &check, nullptr);
    if (code == SQLITE_OK) code = sqlite3_step(check);
    const bool sound = code == SQLITE_ROW && std::string_view{reinterpret_cast<const char*>(sqlite3_column_text(check, 0))} == "ok";
    sqlite3_finalize(check);
    if (code != SQLITE_ROW) return fail(sqliteError(db.getHandle(), code));
    if (!sound) return fail(Errc::Corrupt, "the backup is damaged");
    return {};
}

Result<void> copyInto(const fs::path& backup, const fs::path& target)
{
    {
        auto db = openSqliteFile(backup, Access::Read);
        if (!db) return fail(db.error());
        if (auto sound = checkBackup(**db); !sound) return sound;
    }
    return copySqliteOver(backup, target);
}

Result<void> importIntoFile(const fs::path& backup, const fs::path& target)
{
    auto source = importFromFile(backup);
    if (!source) return fail(source.error());
    auto db = openSqliteFile(target, Access::Write);
    if (!db) return fail(db.error());
    if (auto made = migrateSqlite((*db)->getHandle(), migrations::sqlite()); !made) return fail(made.error());
    IdMaker ids{drawNode()};
    SqliteSession session{std::move(*db), Access::Write, ids};
    return session.inTransaction([&] { return importInto(session, **source, {}); });
}

/// Take the log away from the database that is to be replaced, so that it cannot be taken for the new one's. A sound
/// database gives it up itself, which fails while another program has it open; a damaged one's is put aside.
Result<void> retire(const fs::path& file)
{
    std::error_code bad;
    if (!fs::exists(file, bad)) return {};
    {
        auto db = openSqliteFile(file, Access::Write);
        if (db) {
            const int code = (*db)->tryExec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
            if (code == SQLITE_OK && !fs::exists(file.string() + "-wal", bad)) return {};
            if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
                return fail(Errc::Busy, "another program has the workspace open", "Close it everywhere, then restore again.");
        }
    }
    for (const char* tail : {"-wal", "-shm"}) {
        fs::rename(file.string() + tail, file.string() + tail + ".replaced", bad);
        if (bad && bad != std::errc::no_such_file_or_directory) return fail(fileError(bad.value(), "the old database cannot be put aside"));
    }
    return {};
}

Result<void> restoreFolder(const fs::path& backup, const fs::path& folder, bool replace)
{
    const auto file = sqliteFileIn(folder);
    std::error_code bad;
    if (fs::exists(file, bad) && !replace)
        return fail(Errc::Conflict, "there is a workspace in that folder already and it is left as it is", "Name another folder, or ask to replace it.");
    const bool fresh = !fs::exists(folder, bad);
    if (fresh) {
        fs::create_directories(folder, bad);
        if (bad) return fail(fileError(bad.value(), "the workspace folder cannot be made"));
        fs::permissions(folder, fs::perms::owner_all, bad);
    }
    if (auto local = refuseNetworkFolder(folder); !local) return local;
    auto made = NewFile::toReplace(file);
    if (!made) return fail(made.error());
    auto filled = isExportFile(backup) ? importIntoFile(backup, made->temporary()) : copyInto(backup, made->temporary());
    if (!filled) return filled;
    if (!replace) return made->keep();
    if (auto retired = retire(file); !retired) return retired;
    return made->replace();
}

Result<void> importIntoServer(Session& session, ImportSource& source, bool replace)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto any = holdsAnything(s);
        if (!any) return fail(any.error());
        if (*any && !replace) return fail(Errc::Conflict, "there is a workspace in that database already and it is left as it is");
        if (*any)
            if (auto emptied = emptyWorkspace(s); !emptied) return emptied;
        return importInto(s, source, {});
    });
}

Result<void> restoreServer(const fs::path& backup, const WorkspaceUrl& into, bool replace)
{
    TempExport temporary; // of a backup that SQLite made; gone with this call
    fs::path file = backup;
    if (!isExportFile(backup)) {
        auto exported = temporary.ofSqlite(backup);
        if (!exported) return fail(exported.error());
        file = *exported;
    }
    auto source = importFromFile(file);
    if (!source) return fail(source.error());
    auto db = openDatabase(into, {.create = true, .migrate = true});
    if (!db) return fail(db.error());
    auto session = (*db)->openSession(Access::Write);
    if (!session) return fail(session.error());
    return importIntoServer(**session, **source, replace);
}

} // namespace

Result<fs::path> TempExport::ofSqlite(const fs::path& backup)
{
    auto db = openSqliteFile(backup, Access::Read);
    if (!db) return fail(db.error());
    if (auto sound = checkBackup(**db); !sound) return fail(sound.error());
    auto name = (fs::temp_directory_path() / "quarterdeck-restore-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) return fail(fileError(errno, "a temporary folder cannot be made"));
    m_folder = name;
    auto sink = exportToFile(m_folder / "export");
    if (!sink) return fail(sink.error());
    IdMaker ids{drawNode()};
    SqliteSession session{std::move(*db), Access::Read, ids};
    if (auto done = exportTo(session, **sink, {}); !done) return fail(done.error());
    return m_folder / "export";
}

TempExport::~TempExport()
{
    std::error_code ignored;
    if (!m_folder.empty()) fs::remove_all(m_folder, ignored);
}

Result<void> restoreDatabase(const std::filesystem::path& backup, const WorkspaceUrl& into, bool replace)
{
    std::error_code bad;
    if (!fs::is_regular_file(backup, bad)) return fail(Errc::NotFound, "there is no such backup");
    return into.engine == EngineKind::Postgres ? restoreServer(backup, into, replace) : restoreFolder(backup, into.folder, replace);
}

} // namespace qd
