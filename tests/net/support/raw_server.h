#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace qd::test {

/// One accepted connection of a RawServer.
class RawConnection {
public:
    RawConnection(int fd, std::vector<std::string>& log, std::mutex& mutex) : m_fd{fd}, m_log{log}, m_mutex{mutex} {}

    /// The next request, head and body; "" when the other side has gone.
    std::string readRequest();
    /// False when the other side has gone.
    bool write(std::string_view bytes);
    void answer(std::string_view body, std::string_view extraHeaders = {});
    /// Block until the other side closes or the server stops.
    void waitForClose();
    /// Close with RST.
    void reset();

private:
    int m_fd;
    std::vector<std::string>& m_log;
    std::mutex& m_mutex;
    std::string m_buffer;
};

/// A loopback server that says exactly the bytes its handler says; a thread per connection.
class RawServer {
public:
    using Handler = std::function<void(RawConnection&)>;
    explicit RawServer(Handler handler);
    ~RawServer();
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    int port() const { return m_port; }
    std::string url(std::string_view path = "/", std::string_view host = "127.0.0.1") const;
    int connections() const { return m_connections; }
    std::vector<std::string> requests() const;

private:
    void acceptLoop();

    Handler m_handler;
    int m_listener{-1};
    int m_port{0};
    std::atomic<int> m_connections{0};
    std::atomic<bool> m_stop{false};
    mutable std::mutex m_mutex;
    std::vector<std::string> m_requests;
    std::list<int> m_open;
    std::list<std::jthread> m_workers;
    std::jthread m_acceptor;
};

} // namespace qd::test
