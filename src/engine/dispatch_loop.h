#pragma once

#include "engine/dispatch.h"
#include "quarterdeck/desk/sending.h"

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace qd {

/// Sends what is due, several items side by side: each worker carries one through Dispatch::run().
class DispatchLoop {
public:
    struct Parts {
        Clock& clock;
        SessionThread& store;
        ChangeFeed& changes;
        bool automatic{false}; ///< by the clock; else only runDue()
    };
    DispatchLoop(Dispatch& dispatch, Parts parts);
    ~DispatchLoop();

    void wake(); ///< something was queued

    /// Send everything that is due and settle what is unknown; answers when nothing due is left.  @thread any
    void runDue(Reply<RunReport> done);
    void stop();

private:
    void loop(const std::stop_token& stop);
    std::vector<OutboxId> due();
    RunReport runAll(const std::stop_token& stop);

    Dispatch& m_dispatch;
    Parts m_parts;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_woken{false};
    std::vector<Reply<RunReport>> m_asked;
    std::jthread m_thread;
};

} // namespace qd
