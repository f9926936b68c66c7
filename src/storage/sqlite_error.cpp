#include "storage/sqlite_error.h"

#include <sqlite3.h>

#include <cerrno>

namespace qd {
namespace {

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
        // A quota or a file size limit is a full disk to the person in front of it.
        const int cause = db != nullptr ? sqlite3_system_errno(db) : 0;
        if (cause == EFBIG || cause == EDQUOT || cause == ENOSPC) return Errc::Full;
        return cause == EROFS ? Errc::ReadOnly : Errc::Storage;
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
