#pragma once

#include "quarterdeck/net/curl_http_client.h"
#include "quarterdeck/net/url.h"

#include <curl/curl.h>

#include <chrono>
#include <cstdint>
#include <memory>

namespace qd {

/// A request on its way through the client: queued, on the wire, or between two hops.
struct HttpJob {
    HttpRequest request; ///< of the current hop
    HttpClient::Done done;
    Url url;             ///< request.url, read
    std::uint64_t number{0}; ///< in the order of send()
    std::chrono::steady_clock::time_point deadline{};
    int hops{0};
    bool allPermanent{true};
    std::uint64_t wireBytes{0};
    bool mayHaveActed{false}; ///< a hop before this one was sent (only GET and HEAD have such hops)
};

/// What the host of a job's connections is called.
std::string hostKeyOf(const Url& url);

/// Read the URL and refuse what must never reach the wire: line breaks in headers, a password in the URL, an odd
/// method, a private address.
Result<Url> checkRequest(const HttpRequest& request);

struct CurlEasyCleanup {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using CurlEasy = std::unique_ptr<CURL, CurlEasyCleanup>;

/// One job on one easy handle, from the first byte to the last. Its address must not change. @thread net
class CurlTransfer {
public:
    CurlTransfer(HttpJob job, CurlEasy easy, const CurlOptions& options);
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    CURL* easy() const { return m_easy.get(); }
    HttpJob& job() { return m_job; }
    SentState sent() const { return m_sent || m_job.mayHaveActed ? SentState::MaybeSent : SentState::NotSent; }

    /// What came of it, once curl says that it ended with `code`.
    HttpOutcome finish(CURLcode code);
    /// The handle for the next transfer; this one is done with it.
    CurlEasy takeEasy();

private:
    void setUp(const CurlOptions& options);
    void setUpMethod();
    void setUpHeaders();
    HttpFailure failureOf(CURLcode code) const;

    static std::size_t onBody(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* self);
    static curl_socket_t onOpenSocket(void* self, curlsocktype purpose, curl_sockaddr* address);
    static int onBeforeRequest(void* self, char* remoteIp, char* localIp, int remotePort, int localPort);

    HttpJob m_job;
    CurlEasy m_easy;
    curl_slist* m_headers{nullptr};
    curl_slist* m_resolve{nullptr};
    HttpResponse m_response;
    std::size_t m_headerBytes{0};
    bool m_viaProxy{false};
    bool m_sent{false};
    bool m_tooLarge{false};
    bool m_malformed{false};
    bool m_privateAddress{false};
};

} // namespace qd
