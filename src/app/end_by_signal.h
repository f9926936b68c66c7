#pragma once

#include <csignal>
#include <thread>

namespace qd {

/// While it lives, SIGTERM, SIGINT and SIGHUP close the window as its close button would: drafts are kept,
/// what is on the wire is finished or noted, exit code 0. Make it before any other thread: they inherit the
/// blocked signals.
class EndBySignal {
public:
    EndBySignal();

private:
    sigset_t m_signals{};
    std::jthread m_waiter;
};

} // namespace qd
