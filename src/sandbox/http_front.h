#pragma once

#include "sandbox/fault_book.h"
#include "sandbox/wire.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace qd::sandbox {

/// An answer and the harm that shall come to it on the wire.
struct Outcome {
    Answer answer;
    std::optional<Fault> harm; ///< Cut, Slow, Garbage, Endless, ResetAfter, ResetBefore or Hang
};

/// A loopback HTTP/1.1 listener. Calls the handler on one of its own threads for every request and keeps
/// connections alive; can cut, drip and reset them.
class HttpFront {
public:
    using Handler = std::function<Outcome(const Call&)>;

    explicit HttpFront(Handler handler);
    ~HttpFront(); ///< stops
    HttpFront(const HttpFront&) = delete;
    HttpFront& operator=(const HttpFront&) = delete;

    /// Listen on 127.0.0.1. @param port  0: any free one  @return the port, 0 when it could not be had
    int listen(int port);
    void stop(); ///< returns when no handler runs any more

private:
    class Listener;
    std::unique_ptr<Listener> m_listener;
    std::thread m_thread;
};

} // namespace qd::sandbox
