#include "storage/sqlite_database.h"

#include "quarterdeck/base/log.h"
#include "storage/network_folder.h"
#include "storage/new_file.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_migrate.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sqlite3.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace qd {

std::filesystem::path sqliteFileIn(const std::filesystem::path& folder)
{
    return folder / "quarterdeck.db";
}

namespace {

/// A new workspace's folder and file are its owner's alone; a folder that was there keeps what it grants to others
/// only where it is not ours to change.
Result<void> makeFiles(const std::filesystem::path& folder)
{
    std::error_code bad;
    std::filesystem::create_directories(folder, bad);
    if (bad) return fail(fileError(bad.value(), "the workspace folder cannot be made"));
    struct stat found {};
    if (::stat(folder.c_str(), &found) == 0 && found.st_uid == ::geteuid() && (found.st_mode & 077U) != 0)
        ::chmod(folder.c_str(), S_IRWXU);
    if (auto local = refuseNetworkFolder(folder); !local) return local;
    const int file = ::open(sqliteFileIn(folder).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return fail(fileError(errno, "the workspace database cannot be made"));
    ::close(file);
    return {};
}

/// The log's files bear the database's mode, so only the header needs a look before SQLite opens anything.
Result<void> checkHeader(const std::filesystem::path& file)
{
    std::error_code bad;
    const auto size = std::filesystem::file_size(file, bad);
    if (bad) return fail(fileError(bad.value(), "the workspace database cannot be looked at"));
    if (size == 0) return {};
    std::array<char, 16> head{};
    std::ifstream in{file, std::ios::binary};
    if (!in) return fail(Errc::ReadOnly, "the workspace database may not be read");
    in.read(head.data(), head.size());
    if (std::string_view{head.data(), 15} != "SQLite format 3")
        return fail(Errc::Corrupt, "the workspace database is no database",
                    "Restore a backup with `workspace restore`; the damaged file was left as it is.");
    return {};
}

Result<void> useWal(SQLite::Database& db)
{
    const int code = db.tryExec("PRAGMA journal_mode = WAL");
    if (code != SQLITE_OK) return fail(sqliteError(db.getHandle(), sqlite3_extended_errcode(db.getHandle())));
    return {};
}

/// Keep what an older schema held before its first step up.
Result<void> backupBefore(const std::filesystem::path& file, int version)
{
    const auto copy = file.parent_path() / ("quarterdeck.schema-" + std::to_string(version) + ".backup");
    std::error_code bad;
    if (std::filesystem::exists(copy, bad)) return {}; // from an attempt that failed: the database did not change since
    return copySqlite(file, copy);
}

Result<int> bringUp(SQLite::Database& db, const std::filesystem::path& file, const OpenOptions& options)
{
    const auto& steps = migrations::sqlite();
    auto version = sqliteSchemaVersion(db.getHandle());
    if (!version) return version;
    const int newest = newestVersion(steps);
    if (*version == newest) return version;
    if (*version < newest && *version >= kOldestServedSchema && !options.migrate) return version;
    if (*version < newest && (options.migrate || (*version == 0 && options.create))) {
        if (*version > 0)
            if (auto kept = backupBefore(file, *version); !kept) return fail(kept.error());
        if (auto wal = useWal(db); !wal) return fail(wal.error());
        auto reached = migrateSqlite(db.getHandle(), steps);
        if (reached && *version > 0) logInfo("workspace schema stepped from " + std::to_string(*version) + " to " + std::to_string(*reached));
        return reached;
    }
    if (*version > newest) return migrateSqlite(db.getHandle(), steps); // refuses, and says with what
    if (*version == 0) return fail(Errc::NotFound, "there is no workspace in that database yet", "Make one with `workspace init`.");
    return fail(Errc::Invalid, "the workspace has schema " + std::to_string(*version) + ", this program needs " + std::to_string(newest),
                "Step it up with `workspace migrate`; a backup is made first.");
}

} // namespace

Result<std::unique_ptr<Database>> SqliteDatabase::open(const std::filesystem::path& folder, const OpenOptions& options)
{
    const auto file = sqliteFileIn(folder);
    std::error_code bad;
    const bool there = std::filesystem::exists(file, bad);
    if (!there && !options.create) return fail(Errc::NotFound, "there is no workspace in that folder", "Make one with `workspace init`.");
    if (!there) {
        if (auto made = makeFiles(folder); !made) return fail(made.error());
    } else if (auto local = refuseNetworkFolder(folder); !local) {
        return fail(local.error());
    }
    if (auto header = checkHeader(file); !header) return fail(header.error());
    auto db = openSqliteFile(file, options.readOnly ? Access::Read : Access::Write);
    if (!db) return fail(db.error());
    auto version = bringUp(**db, file, options);
    if (!version) return fail(version.error());
    return std::make_unique<SqliteDatabase>(file, *version, options.readOnly, options.node);
}

} // namespace qd
