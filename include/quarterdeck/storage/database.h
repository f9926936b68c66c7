#pragma once

#include "quarterdeck/base/ids.h"
#include "quarterdeck/base/result.h"
#include "quarterdeck/base/time.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace qd {

class Session;

enum class EngineKind { Sqlite, Postgres };

/// Where a workspace lives: a folder with `quarterdeck.db`, or a PostgreSQL URL.
struct WorkspaceUrl {
    EngineKind engine{EngineKind::Sqlite};
    std::filesystem::path folder; ///< SQLite: the folder; PostgreSQL: the local folder for media and logs
    std::string postgres;         ///< "postgresql://…", never with a password
};

/// @errors Invalid for a PostgreSQL URL that holds a password (the hint names PGPASSFILE and service files)
Result<WorkspaceUrl> parseWorkspaceUrl(std::string_view text);

struct OpenOptions {
    bool create{false};  ///< make it when it is not there; else NotFound
    bool migrate{false}; ///< step an older schema up (after a backup on SQLite); else it must be N or N-1
    bool readOnly{false};
    std::uint32_t node{0}; ///< for ids; 0 = draw one
};

enum class Access { Read, Write };

/// One open workspace. Sessions are made here, one a thread.
class Database {
public:
    virtual ~Database() = default;
    virtual EngineKind engine() const noexcept = 0;
    virtual Result<std::unique_ptr<Session>> openSession(Access access) = 0;
    virtual int schemaVersion() const noexcept = 0; ///< of the open database
    virtual IdMaker& ids() noexcept = 0;

    /// Whether another process (or session) committed since the last call, waiting at most `timeout` for it.
    /// SQLite: PRAGMA data_version; PostgreSQL: LISTEN.  @thread one thread only, the tailing one
    virtual Result<bool> waitForChange(std::chrono::milliseconds timeout) = 0;

    /// A consistent copy while in use; the file must not exist. SQLite: a database of its own; PostgreSQL: an export in
    /// one file. restoreDatabase() takes either into either engine.
    virtual Result<void> backupTo(const std::filesystem::path& file) = 0;

    /// Move what the write-ahead log holds into the database file, off the writer's hot path: to be called by a thread
    /// that may wait, some seconds apart. PostgreSQL does this by itself.  @thread not the store thread
    virtual Result<void> checkpoint() = 0;
};

/// @errors NotFound, TooNew, Corrupt, ReadOnly, Busy, Full, Storage, Invalid (a network file system: the hint
///         names PostgreSQL). Nothing is overwritten on any of them.
Result<std::unique_ptr<Database>> openDatabase(const WorkspaceUrl& url, const OpenOptions& options);

/// Put a backup in the place of a workspace that does not exist yet or is given by name in `replace`.
Result<void> restoreDatabase(const std::filesystem::path& backup, const WorkspaceUrl& into, bool replace);

/// One connection, used by one thread at a time. Table functions take it; what they do lies in its transaction.
class Session {
public:
    virtual ~Session() = default;
    virtual EngineKind engine() const noexcept = 0;
    virtual IdMaker& ids() noexcept = 0;

    virtual Result<void> begin() = 0; ///< SQLite: BEGIN IMMEDIATE on a write session, a read snapshot on a read session
    virtual Result<void> commit() = 0;
    virtual void rollback() noexcept = 0;
    /// Whether begin() was called within a transaction: the inner one is a savepoint of the outer.
    virtual bool nested() const noexcept = 0;

    /// Run `work` in one transaction: committed when it returns a value, rolled back when it returns an error.
    /// A serialization failure or deadlock (PostgreSQL) is tried again up to six times: `work` must be repeatable.
    /// Within a transaction it is a savepoint of it, and trying again is left to the outermost one.
    template <class Work>
    auto inTransaction(Work work) -> decltype(work())
    {
        constexpr int kAttempts = 6;
        for (int attempt = 1;; ++attempt) {
            if (auto begun = begin(); !begun) return fail(begun.error());
            const bool last = attempt >= kAttempts || nested();
            auto done = work();
            if (!done) {
                rollback();
                if (done.error().code == Errc::Busy && !last) continue;
                return done;
            }
            if (auto committed = commit(); !committed) {
                rollback();
                if (committed.error().code == Errc::Busy && !last) continue;
                return fail(committed.error());
            }
            return done;
        }
    }
};

} // namespace qd
