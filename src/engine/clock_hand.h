#pragma once

#include "engine/change_feed.h"
#include "engine/session_thread.h"
#include "engine/set_up_book.h"
#include "quarterdeck/base/time.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace qd {

/// What happens because time passes: snoozes and holds end, resolved conversations close, clocks of changed policies
/// are computed anew; the write-ahead log is moved into the database off the hot path; and the workspace is told that
/// somebody collects. Every step is a small job of the store thread.
class ClockHand {
public:
    struct Parts {
        Clock& clock;
        Database& database;
        SessionThread& store;
        SetUpBook& setUp;
        ChangeFeed& changes;
        std::string owner; ///< of the collector's lease
        std::filesystem::path workspace; ///< its folder, where owners show that they live
    };
    explicit ClockHand(Parts parts);
    ~ClockHand();
    void stop();

private:
    void loop(const std::stop_token& stop);
    int wakeDue();
    int closeDue();
    int recomputeStale();
    void reloadSetUp();

    void keepCollector();
    void checkpoint();

    Parts m_parts;
    UtcMillis m_leasedAt{};
    UtcMillis m_checkpointAt{};
    ConversationId m_recomputedUpTo{};
    std::int64_t m_recomputedFor{0}; ///< set-up version
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

/// Free what processes of this machine held that have ended without a word.  @return how many they were
Result<int> forgetDeadOwners(Session& session, const std::filesystem::path& workspace, UtcMillis now);

/// A rule that cannot work any more is disabled and says why. In the caller's transaction; @return how many.
Result<int> disableBrokenRules(Session& session, const SetUpSnapshot& setUp);

} // namespace qd
