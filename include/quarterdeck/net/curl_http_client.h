#pragma once

#include "quarterdeck/net/http_client.h"

#include <filesystem>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace qd {

/// How the one client of a process is set up.
struct CurlOptions {
    std::string userAgent{"Quarterdeck/0.1 (+https://quarterdeck.example/)"};
    std::filesystem::path caFile{}; ///< PEM; empty = the system's store. Read once a process, not once a connection
    std::string proxy{};              ///< "" = none; with one, names are resolved (and private ones refused) by it alone
    std::vector<std::string> resolve{}; ///< "name:port:address" entries that stand in for the name server (tests)
    int connectionsPerHost{6};
    int connections{64};
    std::chrono::milliseconds connectDeadline{10'000};
    std::chrono::seconds stallDeadline{20}; ///< a transfer that moves less than 16 bytes/s for so long is ended
};

/// HttpClient over one curl-multi thread: connections are reused, hosts take turns, TLS is always verified.
/// An address is judged after the name was resolved, so a public name for a private address is refused too.
/// The destructor cancels what is outstanding and joins the thread.
class CurlHttpClient final : public HttpClient {
public:
    explicit CurlHttpClient(CurlOptions options = {});
    ~CurlHttpClient() override;
    CurlHttpClient(const CurlHttpClient&) = delete;
    CurlHttpClient& operator=(const CurlHttpClient&) = delete;

    void send(HttpRequest request, Done done) override;
    void cancelAll() override;

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace qd
