#pragma once

#include "net/curl_transfer.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qd {

/// Jobs that wait for a free place, a queue per host; hosts take turns, so a slow one delays only itself.
/// @thread net
class HostQueues {
public:
    HostQueues(int perHost, int total) : m_perHost{perHost}, m_total{total} {}

    void add(HttpJob job);
    /// The next job that may start; its host counts as used until release().
    std::optional<HttpJob> next();
    void release(const std::string& hostKey);

    /// Take out every waiting job that `wanted` names.
    std::vector<HttpJob> take(const std::function<bool(const HttpJob&)>& wanted);
    /// When the first waiting job runs out of time.
    std::optional<std::chrono::steady_clock::time_point> firstDeadline() const;
    bool empty() const { return m_hosts.empty(); }

private:
    struct Host {
        std::deque<HttpJob> waiting;
        int active{0};
    };
    void dropIfIdle(std::map<std::string, Host>::iterator host);

    std::map<std::string, Host> m_hosts;
    std::string m_lastServed; ///< the turn goes on behind it
    int m_active{0};
    int m_perHost;
    int m_total;
};

} // namespace qd
