#pragma once

#include "engine/account_book.h"
#include "engine/change_feed.h"
#include "engine/clock_hand.h"
#include "engine/dispatch.h"
#include "engine/dispatch_loop.h"
#include "engine/owner_lock.h"
#include "engine/poll_loop.h"
#include "engine/session_thread.h"
#include "engine/set_up_book.h"
#include "quarterdeck/engine/engine.h"

#include <filesystem>
#include <memory>

namespace qd {

/// Everything that runs while one workspace is open: the threads, in the order they are started; stopped in the order
/// net, ingest, dispatch, store, read.
class WorkspaceEngine {
public:
    /// @param background  poll, send and wake by the clock; else only what is asked for
    static Result<std::unique_ptr<WorkspaceEngine>> open(const EngineParts& parts, const WorkspaceUrl& url,
                                                         bool background);
    ~WorkspaceEngine();

    /// End every thread; what was queued for the store is still written. The parts stay until destruction.
    void stop();

    Clock& clock;
    const WorkspaceUrl url;
    const std::filesystem::path mediaFolder;
    const std::filesystem::path pictureFolder;

    Database& database() { return *m_database; }
    SessionThread& store() { return *m_store; }
    SessionThread& read() { return *m_read; }
    HttpClient& http() { return *m_http; }
    AccountBook& accounts() { return *m_accounts; }
    SetUpBook& setUp() { return m_setUp; }
    ChangeFeed& changes() { return *m_changes; }
    PollLoop& poll() { return *m_poll; }
    DispatchLoop& sending() { return *m_sending; }

private:
    WorkspaceEngine(const EngineParts& parts, WorkspaceUrl where, std::unique_ptr<Database> database);
    Result<void> start(const EngineParts& parts, bool background);
    void giveBack();

    std::string m_owner; ///< of leases and claims
    std::unique_ptr<OwnerLock> m_alive;
    std::unique_ptr<Database> m_database;
    SetUpBook m_setUp;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<SessionThread> m_store;
    std::unique_ptr<SessionThread> m_read;
    std::unique_ptr<ChangeFeed> m_changes;
    std::unique_ptr<AccountBook> m_accounts;
    std::unique_ptr<PollLoop> m_poll;
    std::unique_ptr<Dispatch> m_dispatch;
    std::unique_ptr<DispatchLoop> m_sending;
    std::unique_ptr<ClockHand> m_hand;
};

} // namespace qd
