#pragma once

#include "support/cli_run.h"
#include "support/sandbox_server.h"

#include <atomic>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace qd::test {

/// A busy day on all platforms: people write to us and staff answer, by programs of their own, until told to stop.
class Traffic {
public:
    Traffic(SandboxServer& sandbox, CliWorkspace& desk, unsigned seed);
    ~Traffic();

    void stop(); ///< nobody writes or answers any more
    /// What was written: native id of the post -> platform.
    std::map<std::string, std::string> written() const;
    int queued() const { return m_queued; } ///< answers put into the outbox

    /// Whether everything has come to rest: each post stored, nothing in the outbox that still moves.
    bool atRest();
    /// Each post is stored once; each answer stands once, and no other does.  Fails the test otherwise.
    void expectNothingLostNothingDoubled();

private:
    void write(const std::stop_token& stop);
    void answer(const std::stop_token& stop);

    SandboxServer& m_sandbox;
    CliWorkspace& m_desk;
    std::mt19937 m_random;
    mutable std::mutex m_mutex;
    std::map<std::string, std::string> m_written;
    std::atomic<int> m_queued{0};
    std::jthread m_writer, m_answerer;
};

} // namespace qd::test
