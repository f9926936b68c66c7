#include "net/host_queues.h"

#include <algorithm>

namespace qd {

void HostQueues::add(HttpJob job)
{
    auto& host = m_hosts[hostKeyOf(job.url)];
    // A later hop keeps its place in the order of send().
    const auto where = std::upper_bound(host.waiting.begin(), host.waiting.end(), job.number,
                                        [](std::uint64_t number, const HttpJob& other) { return number < other.number; });
    host.waiting.insert(where, std::move(job));
}

std::optional<HttpJob> HostQueues::next()
{
    if (m_active >= m_total || m_hosts.empty()) return std::nullopt;
    auto host = m_hosts.upper_bound(m_lastServed);
    for (std::size_t tried = 0; tried < m_hosts.size(); ++tried, ++host) {
        if (host == m_hosts.end()) host = m_hosts.begin();
        if (host->second.waiting.empty() || host->second.active >= m_perHost) continue;
        auto job = std::move(host->second.waiting.front());
        host->second.waiting.pop_front();
        ++host->second.active;
        ++m_active;
        m_lastServed = host->first;
        return job;
    }
    return std::nullopt;
}

void HostQueues::release(const std::string& hostKey)
{
    const auto host = m_hosts.find(hostKey);
    if (host == m_hosts.end()) return;
    --host->second.active;
    --m_active;
    dropIfIdle(host);
}

std::vector<HttpJob> HostQueues::take(const std::function<bool(const HttpJob&)>& wanted)
{
    std::vector<HttpJob> taken;
    for (auto host = m_hosts.begin(); host != m_hosts.end();) {
        auto& waiting = host->second.waiting;
        std::deque<HttpJob> kept;
        for (auto& job : waiting) {
            if (wanted(job)) taken.push_back(std::move(job));
            else kept.push_back(std::move(job));
        }
        waiting = std::move(kept);
        dropIfIdle(host++);
    }
    return taken;
}

std::optional<std::chrono::steady_clock::time_point> HostQueues::firstDeadline() const
{
    std::optional<std::chrono::steady_clock::time_point> first;
    for (const auto& [key, host] : m_hosts) {
        for (const auto& job : host.waiting) first = std::min(first.value_or(job.deadline), job.deadline);
    }
    return first;
}

void HostQueues::dropIfIdle(std::map<std::string, Host>::iterator host)
{
    if (host->second.waiting.empty() && host->second.active == 0) m_hosts.erase(host);
}

} // namespace qd
