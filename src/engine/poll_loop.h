#pragma once

#include "engine/account_book.h"
#include "engine/change_feed.h"
#include "engine/set_up_book.h"
#include "engine/sweep.h"
#include "quarterdeck/desk/sources.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <thread>
#include <unordered_map>

namespace qd {

/// Reads every source when its time has come (or when asked), one source of an account at a time, accounts side by
/// side: the ingest thread. Requests run on the net thread, writes on the store's; nothing here waits for either.
class PollLoop {
public:
    struct Parts {
        Clock& clock;
        HttpClient& http;
        SessionThread& store;
        AccountBook& accounts;
        SetUpBook& setUp;
        ChangeFeed& changes;
        std::string owner;     ///< of leases: one a process
        double haste{1.0};     ///< divides every interval
        bool automatic{false}; ///< poll by the clock; else only when asked
    };
    explicit PollLoop(Parts parts);
    ~PollLoop();

    /// Read sources to their end now; `only` narrows to one source or one account.
    void pollNow(std::optional<SourceId> only, std::optional<AccountId> account, ProgressFn progress,
                 Reply<std::vector<PollReport>> done);

    void reload(); ///< accounts or sources changed
    std::optional<UtcMillis> nextPoll(SourceId source);
    void stop();

private:
    struct Entry;  // a source and when it is due
    struct Run;    // a source being read
    struct Asked;  // somebody waits for reports
    using RunPtr = std::shared_ptr<Run>; // shared by the callbacks of its one request under way

    void post(std::function<void()> task);
    void loop(const std::stop_token& stop);
    void loadSources();
    void startDue();
    void startNext(AccountId account);
    void begin(const RunPtr& run);
    void ask(const RunPtr& run);
    void answered(const RunPtr& run, HttpOutcome outcome);
    void renewToken(const RunPtr& run);
    void save(const RunPtr& run, struct Ingested ingested);
    void finish(const RunPtr& run);
    void close(const RunPtr& run);
    void failed(const RunPtr& run, Error error);
    void report(const RunPtr& run);
    std::chrono::milliseconds interval(const Entry& entry);

    Parts m_parts;
    std::mutex m_mutex; // of the task queue
    std::condition_variable_any m_wake;
    std::deque<std::function<void()>> m_tasks;

    // Only the ingest thread touches what follows.
    std::map<SourceId, Entry> m_sources;
    std::map<AccountId, std::deque<SourceId>> m_waiting; // sources of an account that want their turn
    std::map<AccountId, bool> m_busy;
    std::vector<std::shared_ptr<Asked>> m_asked;
    Sweep m_sweep;
    std::mt19937 m_random;
    UtcMillis m_loadedAt{};

    std::mutex m_nextMutex;
    std::unordered_map<SourceId, UtcMillis> m_next; // for nextPoll(), read from elsewhere
    std::jthread m_thread;
};

} // namespace qd
