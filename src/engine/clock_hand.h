#pragma once

#include "engine/change_feed.h"
#include "engine/session_thread.h"
#include "engine/set_up_book.h"
#include "quarterdeck/base/time.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace qd {

/// What happens because time passes: snoozes and holds end, resolved conversations close, clocks of changed policies
/// are computed anew, dead senders' items become unknown. Every step is a small job of the store thread.
class ClockHand {
public:
    ClockHand(Clock& clock, SessionThread& store, SetUpBook& setUp, ChangeFeed& changes);
    ~ClockHand();
    void stop();

private:
    void loop(const std::stop_token& stop);
    int wakeDue();
    int closeDue();
    int recomputeStale();
    void reloadSetUp();

    Clock& m_clock;
    SessionThread& m_store;
    SetUpBook& m_setUp;
    ChangeFeed& m_changes;
    ConversationId m_recomputedUpTo{};
    std::int64_t m_recomputedFor{0}; ///< set-up version
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

/// A rule that cannot work any more is disabled and says why. In the caller's transaction; @return how many.
Result<int> disableBrokenRules(Session& session, const SetUpSnapshot& setUp);

} // namespace qd
