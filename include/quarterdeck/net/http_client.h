#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/net/http_headers.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace qd {

/// One request to one server. Values only: it may be built on any thread and kept.
struct HttpRequest {
    std::string method{"GET"}; ///< upper case
    std::string url;           ///< absolute, http or https; never with a user or password in it
    std::vector<std::pair<std::string, std::string>> headers; ///< kept on redirects within one origin only
    std::string body;
    std::string bearer; ///< sent as "Authorization: Bearer …"; never logged, dropped on a redirect to another origin
    std::chrono::milliseconds deadline{30'000}; ///< for everything together: queueing, redirects, the last byte
    std::size_t maxBody{8U << 20U};             ///< bytes after decompression; more is BadReply
    bool allowPrivateHost{false}; ///< the account's own server may stand in a private or loopback network
    bool followRedirects{true};   ///< GET and HEAD only, at most five
};

/// An answer of the server, whatever its status: what a status means is the caller's to say.
struct HttpResponse {
    int status{0};
    HttpHeaders headers; ///< of the last hop
    std::string body;    ///< decompressed
    std::string finalUrl;
    bool permanentRedirect{false}; ///< every hop was 301 or 308: store finalUrl in place of the asked one
    std::uint64_t wireBytes{0};    ///< received, headers and compressed bodies of all hops
};

/// Whether a failed request may have been acted upon.
enum class SentState {
    NotSent,   ///< no byte of the request left us (name, connection or TLS failed, or it was still queued)
    MaybeSent, ///< it was written in part or whole; the server may have acted
};

/// No answer. Errc::Network, BadReply (too large, broken framing), Invalid (URL, private address, redirect) or
/// Cancelled.
struct HttpFailure {
    Error error;
    SentState sent{SentState::NotSent};
};

using HttpOutcome = tl::expected<HttpResponse, HttpFailure>;

/// Sends requests without blocking anybody.
class HttpClient {
public:
    using Done = std::function<void(HttpOutcome)>;

    virtual ~HttpClient() = default;

    /// Queue the request and return at once. `done` is called exactly once, on the net thread (or, for a request
    /// after the end, on the caller's): it must not block, and may call send() again.  @thread any
    virtual void send(HttpRequest request, Done done) = 0;

    /// End every request that is queued or under way with Cancelled; later ones are served again.  @thread any
    virtual void cancelAll() = 0;
};

/// Send and wait for the outcome; the request's own deadline bounds the wait. Never from within a `done`.
/// @thread any but the net thread and the GUI's
HttpOutcome sendAndWait(HttpClient& client, HttpRequest request);

} // namespace qd
