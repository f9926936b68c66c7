#pragma once

#include "quarterdeck/net/http_client.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace qd::test {

/// Collects outcomes from the net thread and lets the test wait for a number of them.
class OutcomeBox {
public:
    HttpClient::Done receiver()
    {
        return [this](HttpOutcome outcome) {
            const std::lock_guard lock{m_mutex};
            m_outcomes.push_back(std::move(outcome));
            m_changed.notify_all();
        };
    }
    bool waitFor(std::size_t count, std::chrono::seconds most = std::chrono::seconds{20})
    {
        std::unique_lock lock{m_mutex};
        return m_changed.wait_for(lock, most, [&] { return m_outcomes.size() >= count; });
    }
    std::vector<HttpOutcome> outcomes() const
    {
        const std::lock_guard lock{m_mutex};
        return m_outcomes;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<HttpOutcome> m_outcomes;
};

/// A GET that may go to loopback.
inline HttpRequest getLocal(std::string url)
{
    HttpRequest request;
    request.url = std::move(url);
    request.allowPrivateHost = true;
    request.deadline = std::chrono::seconds{10};
    return request;
}

} // namespace qd::test
