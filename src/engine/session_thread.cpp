#include "engine/session_thread.h"

#include "quarterdeck/base/log.h"

namespace qd {

SessionThread::SessionThread(std::string name, std::vector<std::unique_ptr<Session>> sessions)
    : m_name{std::move(name)}
    , m_sessions{std::move(sessions)}
{
    for (auto& session : m_sessions) m_threads.emplace_back([this, &session] { run(*session); });
}

SessionThread::~SessionThread() { stop(); }

bool SessionThread::post(Job job)
{
    {
        const std::scoped_lock lock{m_mutex};
        if (m_stopping) return false;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

void SessionThread::stop()
{
    {
        const std::scoped_lock lock{m_mutex};
        m_stopping = true;
    }
    m_wake.notify_all();
    for (auto& thread : m_threads)
        if (thread.joinable()) thread.join();
}

void SessionThread::run(Session& session)
{
    while (true) {
        Job job;
        {
            std::unique_lock lock{m_mutex};
            m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_jobs.empty()) return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        try {
            job(session);
        } catch (const std::exception& broken) {
            logError(m_name + ": a job broke: " + broken.what());
        }
    }
}

} // namespace qd
