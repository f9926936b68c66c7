#include "storage/sqlite_error.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace qd {
namespace {

/// Whether a write beside the database fails for want of room, or one of its files has reached the size that this process
/// may write. By now errno tells of the rollback, not of the write.
bool isOutOfRoom(sqlite3* db)
{
    const char* file = sqlite3_db_filename(db, "main");
    if (file == nullptr || *file == '\0') return false;
    constexpr std::uintmax_t kNext = 1U << 16;
    const std::filesystem::path path{file};
    rlimit most{};
    if (::getrlimit(RLIMIT_FSIZE, &most) == 0 && most.rlim_cur != RLIM_INFINITY) {
        for (const char* tail : {"", "-wal"}) {
            std::error_code none;
            const auto size = std::filesystem::file_size(path.string() + tail, none);
            if (!none && size + kNext >= most.rlim_cur) return true;
        }
    }
    const int probe = ::open(path.parent_path().c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (probe < 0) return errno == ENOSPC || errno == EDQUOT;
    const std::vector<char> zeros(kNext);
    const bool refused = (::write(probe, zeros.data(), zeros.size()) < 0 || ::fsync(probe) != 0) && (errno == ENOSPC || errno == EDQUOT);
    ::close(probe);
    return refused;
}

Errc codeOf(sqlite3* db, int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Errc::Busy;
    case SQLITE_FULL: return Errc::Full;
    case SQLITE_READONLY: return Errc::ReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Errc::Corrupt;
    case SQLITE_INTERRUPT: return Errc::Cancelled;
    case SQLITE_CONSTRAINT:
        return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID
                   ? Errc::Conflict
                   : Errc::Invalid;
    case SQLITE_IOERR: {
        // SQLite names a full disk itself, but not a quota or a limit of file sizes: to the person they are the same.
        if (code == SQLITE_IOERR_WRITE && db != nullptr && isOutOfRoom(db)) return Errc::Full;
        return db != nullptr && sqlite3_system_errno(db) == EROFS ? Errc::ReadOnly : Errc::Storage;
    }
    default: return Errc::Storage;
    }
}

std::string hintFor(Errc code)
{
    switch (code) {
    case Errc::Full: return "Free some room on the disk that holds the workspace and try again.";
    case Errc::Busy: return "Another program holds the workspace; try again in a moment.";
    case Errc::ReadOnly: return "Make the workspace folder and its quarterdeck.db writable for this user.";
    case Errc::Corrupt: return "Restore a backup with `workspace restore`; the damaged file was left as it is.";
    default: return {};
    }
}

} // namespace

Error sqliteError(sqlite3* db, int code)
{
    const Errc meaning = codeOf(db, code);
    std::string detail = "sqlite: ";
    const bool constraint = (code & 0xff) == SQLITE_CONSTRAINT && db != nullptr;
    detail += constraint ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    detail += " (" + std::to_string(code) + ")";
    return Error{meaning, std::move(detail), std::nullopt, hintFor(meaning)};
}

Error sqliteTextError(sqlite3* db, int code)
{
    auto error = sqliteError(db, code);
    if ((code & 0xff) == SQLITE_ERROR && db != nullptr) error.detail += std::string{": "} + sqlite3_errmsg(db);
    return error;
}

} // namespace qd
