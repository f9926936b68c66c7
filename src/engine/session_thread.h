#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/storage/database.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace qd {

/// Threads that own one session each and run jobs in turn: one of them for the store (the only write connection),
/// some for reading. Jobs are small; a job that throws is a broken program and is logged, the thread lives on.
class SessionThread {
public:
    using Job = std::function<void(Session&)>;

    SessionThread(std::string name, std::vector<std::unique_ptr<Session>> sessions);
    ~SessionThread();
    SessionThread(const SessionThread&) = delete;
    SessionThread& operator=(const SessionThread&) = delete;

    /// Queue a job. False after stop(): it will not run.  @thread any
    bool post(Job job);

    /// Run `work` there and wait for its result. Never from within a job.  @thread any other
    template <class T>
    Result<T> call(std::function<Result<T>(Session&)> work)
    {
        auto promise = std::make_shared<std::promise<Result<T>>>();
        auto outcome = promise->get_future();
        const bool queued = post([promise, work = std::move(work)](Session& session) {
            try {
                promise->set_value(work(session));
            } catch (const std::exception&) {
                promise->set_value(fail(Errc::Storage, "a job of the store broke"));
            }
        });
        if (!queued) return fail(Errc::Cancelled, "the workspace is closing");
        return outcome.get();
    }

    /// What is queued is still run; then the threads end.
    void stop();

private:
    void run(Session& session);

    std::string m_name;
    std::vector<std::unique_ptr<Session>> m_sessions;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stopping{false};
    std::vector<std::jthread> m_threads; // last: they use what stands above
};

} // namespace qd
