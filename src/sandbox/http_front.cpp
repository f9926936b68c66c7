#include "sandbox/http_front.h"

#include <httplib.h>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace qd::sandbox {
namespace {

using namespace std::chrono_literals;

/// What one connection does to the bytes of the answer in hand. Set by the handler, obeyed by the stream: both run
/// on the connection's own thread.
struct Wire {
    std::optional<Fault> harm;
    long sent = 0; ///< bytes of the body that went out; below 0 while the header goes
    bool inBody = false;
    bool dead = false;
};
thread_local Wire t_wire;

/// Disconnecting a TCP socket by AF_UNSPEC makes the kernel send RST, where close() would send FIN.
void resetConnection(int socket)
{
    sockaddr nowhere{};
    nowhere.sa_family = AF_UNSPEC;
    ::connect(socket, &nowhere, sizeof nowhere);
}

class SocketStream final : public httplib::Stream {
public:
    SocketStream(int socket, const std::atomic<bool>& stopping) : m_socket(socket), m_stopping(stopping) {}

    bool waitFor(short events, std::chrono::milliseconds limit) const
    {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (!m_stopping && std::chrono::steady_clock::now() < end) {
            pollfd waited{m_socket, events, 0};
            const int ready = ::poll(&waited, 1, 100);
            if (ready != 0) return ready > 0;
        }
        return false;
    }
    bool is_readable() const override { return m_at < m_held || waitFor(POLLIN, 10s); }
    bool is_writable() const override { return !t_wire.dead && waitFor(POLLOUT, 10s); }

    ssize_t read(char* to, std::size_t size) override
    {
        if (m_at == m_held) {
            if (!is_readable()) return -1;
            const ssize_t got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
            if (got <= 0) return got;
            m_at = 0;
            m_held = static_cast<std::size_t>(got);
        }
        const std::size_t given = std::min(size, m_held - m_at);
        std::copy_n(m_buffer.data() + m_at, given, to);
        m_at += given;
        return static_cast<ssize_t>(given);
    }

    ssize_t write(const char* from, std::size_t size) override
    {
        if (t_wire.dead) return -1;
        std::size_t done = 0;
        while (done < size) {
            std::size_t allowed = size - done;
            if (t_wire.harm) {
                allowed = std::min(allowed, allowance(std::string_view(from + done, size - done)));
                if (allowed == 0) return kill();
            }
            if (!waitFor(POLLOUT, 30s)) return kill();
            const ssize_t wrote = ::send(m_socket, from + done, allowed, MSG_NOSIGNAL);
            if (wrote <= 0) return kill();
            done += static_cast<std::size_t>(wrote);
            if (t_wire.inBody) t_wire.sent += wrote;
        }
        return static_cast<ssize_t>(done);
    }

    void get_remote_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
    void get_local_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
    socket_t socket() const override { return m_socket; }
    bool buffered() const { return m_at < m_held; }

private:
    /// How many bytes may go out now under the harm in force; 0: the connection ends here.
    std::size_t allowance(std::string_view rest)
    {
        if (!t_wire.inBody) {
            const std::size_t end = rest.find("\r\n\r\n");
            if (end == std::string_view::npos) return rest.size();
            t_wire.inBody = true;
            // The header's own bytes must not count as body: send them first, by themselves.
            t_wire.sent = -static_cast<long>(end + 4);
            return end + 4;
        }
        if (t_wire.harm->kind == FaultKind::Cut) {
            const long left = t_wire.harm->keepBytes - t_wire.sent;
            return static_cast<std::size_t>(std::max(0L, left));
        }
        if (t_wire.harm->kind == FaultKind::Slow) {
            std::this_thread::sleep_for(100ms);
            return static_cast<std::size_t>(std::max(1L, t_wire.harm->bytesPerSecond / 10));
        }
        return rest.size();
    }
    ssize_t kill()
    {
        t_wire.dead = true;
        ::shutdown(m_socket, SHUT_RDWR);
        return -1;
    }

    int m_socket;
    const std::atomic<bool>& m_stopping;
    std::array<char, 16384> m_buffer{};
    std::size_t m_at = 0, m_held = 0;
};

std::string gzip(const std::string& text)
{
    std::string out;
    httplib::detail::gzip_compressor compressor;
    compressor.compress(text.data(), text.size(), true, [&out](const char* data, std::size_t size) {
        out.append(data, size);
        return true;
    });
    return out;
}

Call takeApart(const httplib::Request& request)
{
    Call call;
    call.method = request.method;
    call.path = request.path;
    if (const auto mark = request.target.find('?'); mark != std::string::npos) {
        const std::string query = request.target.substr(mark + 1, request.target.find('#', mark) - mark - 1);
        if (auto pairs = decodeForm(query)) call.query = std::move(*pairs);
    }
    for (const auto& [name, value] : request.headers) {
        if (name == "REMOTE_ADDR" || name == "REMOTE_PORT" || name == "LOCAL_ADDR" || name == "LOCAL_PORT") continue;
        call.headers.emplace_back(lowerAscii(name), value);
    }
    const std::string type = call.header("content-type");
    call.type = lowerAscii(type.substr(0, type.find(';')));
    while (!call.type.empty() && call.type.back() == ' ') call.type.pop_back();
    return call;
}

void readBody(const httplib::Request& request, const httplib::ContentReader& reader, Call& call)
{
    // Without a length there is no body; asking for one would wait for the client to hang up.
    if (!request.has_header("Content-Length") && request.get_header_value("Transfer-Encoding").empty()) return;
    if (request.is_multipart_form_data()) {
        reader(
            [&call](const httplib::MultipartFormData& head) {
                call.parts.push_back({head.name, head.filename, head.content_type, {}});
                return true;
            },
            [&call](const char* data, std::size_t size) {
                if (!call.parts.empty()) call.parts.back().content.append(data, size);
                return true;
            });
        return;
    }
    reader([&call](const char* data, std::size_t size) {
        call.body.append(data, size);
        return true;
    });
}

std::string garbageBytes(std::size_t size)
{
    std::string out(std::max<std::size_t>(size, 64), '\0');
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>((i * 131 + 89) & 0xff);
    return out;
}

void putBody(const Call& call, const Answer& answer, httplib::Response& response)
{
    const bool asksGzip = call.header("accept-encoding").find("gzip") != std::string::npos;
    // httplib packs JSON and text by itself; the feed types it does not know.
    const bool feedType = answer.type.find("rss+xml") != std::string::npos ||
                          answer.type.find("atom+xml") != std::string::npos ||
                          answer.type.find("feed+json") != std::string::npos;
    if (feedType && asksGzip && answer.status == 200) {
        response.set_header("Content-Encoding", "gzip");
        response.set_content(gzip(answer.body), answer.type);
    } else {
        response.set_content(answer.body, answer.type);
    }
}

} // namespace

class HttpFront::Listener final : public httplib::Server {
public:
    explicit Listener(HttpFront::Handler handler) : m_handler(std::move(handler))
    {
        new_task_queue = [] { return new httplib::ThreadPool(48); }; // owned by httplib
        set_tcp_nodelay(true);
        set_payload_max_length(128u << 20);
        // httplib's own choice is SO_REUSEPORT, with which two sandboxes would share one port without a word.
        set_socket_options([](int socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        const auto plain = [this](const httplib::Request& request, httplib::Response& response) {
            serve(takeApart(request), response);
        };
        const auto bodied = [this](const httplib::Request& request, httplib::Response& response,
                                   const httplib::ContentReader& reader) {
            Call call = takeApart(request);
            readBody(request, reader, call);
            serve(call, response);
        };
        Get(".*", plain);
        Options(".*", plain);
        Post(".*", bodied);
        Put(".*", bodied);
        Patch(".*", bodied);
        Delete(".*", bodied);
    }

    std::atomic<bool> stopping{false};

private:
    void serve(const Call& call, httplib::Response& response)
    {
        Outcome outcome = m_handler(call);
        Answer& answer = outcome.answer;
        const std::string body = answer.body;
        if (outcome.harm) harm(*outcome.harm, answer, response);
        response.status = answer.status;
        for (const auto& [name, value] : answer.headers) response.headers.emplace(name, value);
        if (!response.content_provider_ && answer.status != 304) {
            if (outcome.harm && outcome.harm->kind == FaultKind::Cut)
                response.set_content(answer.body, "application/octet-stream"); // unpacked, so that bytes are bytes
            else
                putBody(call, answer, response);
        }
    }

    void harm(Fault fault, Answer& answer, httplib::Response& response)
    {
        const auto size = static_cast<long>(answer.body.size());
        switch (fault.kind) {
        case FaultKind::Cut: fault.keepBytes = fault.keepBytes < 0 ? size / 2 : fault.keepBytes; break;
        case FaultKind::Garbage: answer.body = garbageBytes(answer.body.size()); break;
        case FaultKind::Hang: pause(fault.delayMs); [[fallthrough]];
        case FaultKind::ResetAfter:
        case FaultKind::ResetBefore:
            resetConnection(connectionSocket());
            t_wire.dead = true;
            break;
        case FaultKind::Endless:
            answer.status = 200;
            response.set_chunked_content_provider("application/json; charset=utf-8",
                [this, first = true](std::size_t, httplib::DataSink& sink) mutable {
                    static const std::string kFiller = R"({"id":"0","text":")" + std::string(16000, 'x') + "\"},";
                    const std::string chunk = (first ? "[" : "") + kFiller;
                    first = false;
                    return !stopping && sink.write(chunk.data(), chunk.size());
                });
            break;
        default: break;
        }
        t_wire.harm = fault;
    }

    void pause(long ms) const
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
        while (!stopping && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(20ms);
    }

    static int& connectionSocket()
    {
        thread_local int socket = -1;
        return socket;
    }

    bool process_and_close_socket(socket_t socket) override
    {
        connectionSocket() = socket;
        SocketStream stream(socket, stopping);
        for (int served = 0; served < 10'000 && !stopping; ++served) {
            t_wire = {};
            if (served > 0 && !stream.buffered() && !stream.waitFor(POLLIN, 60s)) break;
            bool closed = false;
            if (!process_request(stream, false, closed, nullptr) || closed || t_wire.dead) break;
        }
        t_wire = {};
        ::shutdown(socket, SHUT_RDWR);
        ::close(socket);
        return true;
    }

    HttpFront::Handler m_handler;
};

HttpFront::HttpFront(Handler handler) : m_listener(std::make_unique<Listener>(std::move(handler))) {}
HttpFront::~HttpFront() { stop(); }

int HttpFront::listen(int port)
{
    const int bound = port == 0 ? m_listener->bind_to_any_port("127.0.0.1")
                                : (m_listener->bind_to_port("127.0.0.1", port) ? port : 0);
    if (bound <= 0) return 0;
    m_thread = std::thread([this] { m_listener->listen_after_bind(); });
    while (!m_listener->is_running()) std::this_thread::yield();
    return bound;
}

void HttpFront::stop()
{
    if (!m_thread.joinable()) return;
    m_listener->stopping = true;
    m_listener->stop();
    m_thread.join();
}

} // namespace qd::sandbox
