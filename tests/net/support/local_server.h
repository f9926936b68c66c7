#pragma once

#include <httplib.h>

#include <memory>
#include <string>
#include <thread>

namespace qd::test {

/// A cpp-httplib server on a free loopback port, served by a thread of its own.
class LocalServer {
public:
    explicit LocalServer(std::unique_ptr<httplib::Server> server = std::make_unique<httplib::Server>())
        : m_server{std::move(server)} {}
    ~LocalServer()
    {
        m_server->stop();
        if (m_thread.joinable()) m_thread.join();
    }
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;

    httplib::Server& routes() { return *m_server; } ///< before start()
    void start()
    {
        m_port = m_server->bind_to_any_port("127.0.0.1");
        m_thread = std::jthread{[this] { m_server->listen_after_bind(); }};
        while (!m_server->is_running()) std::this_thread::yield();
    }
    std::string url(const std::string& path, const std::string& scheme = "http",
                    const std::string& host = "127.0.0.1") const
    {
        return scheme + "://" + host + ":" + std::to_string(m_port) + path;
    }
    int port() const { return m_port; }

private:
    std::unique_ptr<httplib::Server> m_server;
    int m_port{0};
    std::jthread m_thread;
};

} // namespace qd::test
