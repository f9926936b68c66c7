#include "net/support/raw_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace qd::test {

std::string RawConnection::readRequest()
{
    std::size_t wanted = std::string::npos;
    for (;;) {
        if (const auto end = m_buffer.find("\r\n\r\n"); end != std::string::npos) {
            std::size_t length = 0;
            if (const auto at = m_buffer.find("Content-Length: "); at < end)
                length = std::strtoul(m_buffer.c_str() + at + 16, nullptr, 10);
            wanted = end + 4 + length;
        }
        if (m_buffer.size() >= wanted) break;
        char part[4096];
        const auto count = ::recv(m_fd, part, sizeof part, 0);
        if (count <= 0) return {};
        m_buffer.append(part, static_cast<std::size_t>(count));
    }
    auto request = m_buffer.substr(0, wanted);
    m_buffer.erase(0, wanted);
    const std::lock_guard lock{m_mutex};
    m_log.push_back(request);
    return request;
}

bool RawConnection::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto count = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void RawConnection::answer(std::string_view body, std::string_view extraHeaders)
{
    write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string{extraHeaders} +
          "\r\n" + std::string{body});
}

void RawConnection::waitForClose()
{
    char part[256];
    while (::recv(m_fd, part, sizeof part, 0) > 0) {}
}

void RawConnection::reset()
{
    const linger hard{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

RawServer::RawServer(Handler handler) : m_handler{std::move(handler)}
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_listener, 128) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error{"no port to listen on"};
    m_port = ntohs(address.sin_port);
    m_acceptor = std::jthread{[this] { acceptLoop(); }};
}

RawServer::~RawServer()
{
    m_stop = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
    {
        const std::lock_guard lock{m_mutex};
        for (const int fd : m_open) ::shutdown(fd, SHUT_RDWR);
    }
    m_workers.clear(); // joins
}

std::string RawServer::url(std::string_view path, std::string_view host) const
{
    return "http://" + std::string{host} + ":" + std::to_string(m_port) + std::string{path};
}

std::vector<std::string> RawServer::requests() const
{
    const std::lock_guard lock{m_mutex};
    return m_requests;
}

void RawServer::acceptLoop()
{
    while (!m_stop) {
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0) continue;
        ++m_connections;
        {
            const std::lock_guard lock{m_mutex};
            m_open.push_back(fd);
        }
        m_workers.emplace_back([this, fd] {
            RawConnection connection{fd, m_requests, m_mutex};
            m_handler(connection);
            const std::lock_guard lock{m_mutex};
            m_open.remove(fd);
            ::close(fd);
        });
    }
}

} // namespace qd::test
