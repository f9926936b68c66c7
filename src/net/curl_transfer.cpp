#include "net/curl_transfer.h"

#include "net/address.h"
#include "quarterdeck/base/text.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace qd {
namespace {

constexpr std::size_t kMostHeaderBytes = 256U << 10U;
constexpr long kStalledBytesPerSecond = 16;

bool hasLineBreak(std::string_view text) { return text.find_first_of(std::string_view{"\r\n\0", 3}) != text.npos; }

bool isToken(std::string_view text)
{
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [kOthers](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               kOthers.find(c) != std::string_view::npos;
    });
}

bool hasHeader(const HttpRequest& request, std::string_view name)
{
    return std::any_of(request.headers.begin(), request.headers.end(), [name](const auto& header) {
        return header.first.size() == name.size() && startsWithNoCase(header.first, name);
    });
}

void append(curl_slist*& list, const std::string& line)
{
    if (auto* const longer = curl_slist_append(list, line.c_str())) list = longer;
}

/// "HTTP/1.1 200 …", "HTTP/2 200"; curl takes anything that begins with "HTTP".
bool isStatusLine(std::string_view line)
{
    const auto isDigit = [line](std::size_t i) { return i < line.size() && line[i] >= '0' && line[i] <= '9'; };
    const std::size_t at = line.size() > 6 && line[6] == '.' ? 8 : 6;
    return isDigit(5) && (at == 6 || isDigit(7)) && at < line.size() && line[at] == ' ' && isDigit(at + 1) &&
           isDigit(at + 2) && isDigit(at + 3) && !isDigit(at + 4);
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value)
{
    curl_easy_setopt(easy, option, value); // the options below exist in every curl that we accept
}

} // namespace

std::string hostKeyOf(const Url& url) { return url.scheme + "://" + url.host + ":" + std::to_string(url.port); }

Result<Url> checkRequest(const HttpRequest& request)
{
    auto url = parseUrl(request.url);
    if (!url) return url;
    if (url->hasUser) return fail(Errc::Invalid, "a user or password does not belong into a URL");
    if (!isToken(request.method)) return fail(Errc::Invalid, "not an HTTP method");
    if (hasLineBreak(request.bearer)) return fail(Errc::Invalid, "the token holds a line break");
    for (const auto& [name, value] : request.headers) {
        if (!isToken(name) || hasLineBreak(value)) return fail(Errc::Invalid, "a header field is malformed");
    }
    const bool literal = isIpAddress(url->host) || url->host == "localhost" || url->host.ends_with(".localhost");
    if (literal && !request.allowPrivateHost && isPrivateAddress(url->host))
        return fail(Errc::Invalid, "the address is a private one");
    return url;
}

CurlTransfer::CurlTransfer(HttpJob job, CurlEasy easy, const CurlOptions& options)
    : m_job{std::move(job)}, m_easy{std::move(easy)}
{
    setUp(options);
}

CurlTransfer::~CurlTransfer()
{
    m_easy.reset(); // before the lists that it points to
    curl_slist_free_all(m_headers);
    curl_slist_free_all(m_resolve);
}

CurlEasy CurlTransfer::takeEasy()
{
    curl_easy_reset(m_easy.get());
    return std::move(m_easy);
}

void CurlTransfer::setUp(const CurlOptions& options)
{
    CURL* const easy = m_easy.get();
    m_viaProxy = !options.proxy.empty();
    set(easy, CURLOPT_PRIVATE, this);
    set(easy, CURLOPT_URL, m_job.url.text.c_str());
    set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_PROXY, options.proxy.c_str()); // "" keeps curl from reading the environment
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_QUICK_EXIT, 1L); // a name server that hangs must not hold up the loop when a request ends
    set(easy, CURLOPT_USERAGENT, options.userAgent.c_str());
    set(easy, CURLOPT_ACCEPT_ENCODING, "");
    set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(easy, CURLOPT_TCP_KEEPALIVE, 1L);

    // One CA file and no folder: only then does the multi handle keep the parsed store for the next connection.
    set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(easy, CURLOPT_CAINFO, options.caFile.c_str());
    set(easy, CURLOPT_CAPATH, static_cast<char*>(nullptr));

    for (const auto& entry : options.resolve) append(m_resolve, entry);
    set(easy, CURLOPT_RESOLVE, m_resolve);

    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_job.deadline - std::chrono::steady_clock::now());
    set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(left.count(), 1)));
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connectDeadline.count()));
    set(easy, CURLOPT_LOW_SPEED_LIMIT, kStalledBytesPerSecond);
    set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stallDeadline.count()));

    set(easy, CURLOPT_WRITEFUNCTION, &CurlTransfer::onBody);
    set(easy, CURLOPT_WRITEDATA, this);
    set(easy, CURLOPT_HEADERFUNCTION, &CurlTransfer::onHeader);
    set(easy, CURLOPT_HEADERDATA, this);
    set(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::onOpenSocket);
    set(easy, CURLOPT_OPENSOCKETDATA, this);
    set(easy, CURLOPT_PREREQFUNCTION, &CurlTransfer::onBeforeRequest);
    set(easy, CURLOPT_PREREQDATA, this);
    setUpMethod();
    setUpHeaders();
}

void CurlTransfer::setUpMethod()
{
    CURL* const easy = m_easy.get();
    const auto& request = m_job.request;
    if (request.method == "GET" && request.body.empty()) {
        set(easy, CURLOPT_HTTPGET, 1L);
        return;
    }
    if (request.method == "HEAD") {
        set(easy, CURLOPT_NOBODY, 1L);
        return;
    }
    // When a kept connection breaks before the first byte of an answer, curl sends the request again by itself.
    // What may not be done twice therefore goes over a new connection, where it never does.
    set(easy, CURLOPT_FRESH_CONNECT, 1L);
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH") {
        set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(easy, CURLOPT_POSTFIELDS, request.body.data()); // not copied: the job outlives the transfer
    }
    set(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

void CurlTransfer::setUpHeaders()
{
    const auto& request = m_job.request;
    for (const auto& [name, value] : request.headers) append(m_headers, value.empty() ? name + ";" : name + ": " + value);
    if (!request.bearer.empty()) append(m_headers, "Authorization: Bearer " + request.bearer);
    if (!hasHeader(request, "Expect")) append(m_headers, "Expect:"); // asking first costs a second at servers that never answer
    if (!hasHeader(request, "Content-Type")) append(m_headers, "Content-Type:");
    set(m_easy.get(), CURLOPT_HTTPHEADER, m_headers);
}

std::size_t CurlTransfer::onBody(char* data, std::size_t size, std::size_t count, void* self)
{
    auto& transfer = *static_cast<CurlTransfer*>(self);
    auto& body = transfer.m_response.body;
    const std::size_t bytes = size * count;
    if (bytes > transfer.m_job.request.maxBody - std::min(body.size(), transfer.m_job.request.maxBody)) {
        transfer.m_tooLarge = true;
        return CURL_WRITEFUNC_ERROR;
    }
    body.append(data, bytes);
    return bytes;
}

std::size_t CurlTransfer::onHeader(char* data, std::size_t size, std::size_t count, void* self)
{
    auto& transfer = *static_cast<CurlTransfer*>(self);
    const std::string_view line{data, size * count};
    transfer.m_headerBytes += line.size();
    if (transfer.m_headerBytes > kMostHeaderBytes) {
        transfer.m_tooLarge = true;
        return 0;
    }
    if (line.starts_with("HTTP/")) { // also after "100 Continue" and "103 Early Hints"
        transfer.m_response.headers.clear();
        transfer.m_malformed = !isStatusLine(line);
        if (transfer.m_malformed) return 0;
    } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
        transfer.m_response.headers.add(line.substr(0, colon), line.substr(colon + 1));
    }
    return line.size();
}

curl_socket_t CurlTransfer::onOpenSocket(void* self, curlsocktype, curl_sockaddr* address)
{
    auto& transfer = *static_cast<CurlTransfer*>(self);
    if (!transfer.m_viaProxy && !transfer.m_job.request.allowPrivateHost && isPrivateAddress(address->addr)) {
        transfer.m_privateAddress = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Also asked for a kept connection, which a request with more freedom may have opened.
int CurlTransfer::onBeforeRequest(void* self, char* remoteIp, char*, int, int)
{
    auto& transfer = *static_cast<CurlTransfer*>(self);
    if (!transfer.m_viaProxy && !transfer.m_job.request.allowPrivateHost &&
        isPrivateAddress(std::string{remoteIp == nullptr ? "" : remoteIp})) {
        transfer.m_privateAddress = true;
        return CURL_PREREQFUNC_ABORT;
    }
    transfer.m_sent = true;
    return CURL_PREREQFUNC_OK;
}

HttpOutcome CurlTransfer::finish(CURLcode code)
{
    curl_off_t bodyBytes = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_SIZE_DOWNLOAD_T, &bodyBytes);
    m_job.wireBytes += m_headerBytes + static_cast<std::uint64_t>(std::max<curl_off_t>(bodyBytes, 0));
    if (code != CURLE_OK) return tl::unexpected(failureOf(code));

    long status = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
    m_response.status = static_cast<int>(status);
    m_response.finalUrl = m_job.url.text;
    m_response.permanentRedirect = m_job.hops > 0 && m_job.allPermanent;
    m_response.wireBytes = m_job.wireBytes;
    return std::move(m_response);
}

HttpFailure CurlTransfer::failureOf(CURLcode code) const
{
    if (m_privateAddress) return {{Errc::Invalid, "the host's address is a private one"}, sent()};
    if (m_tooLarge) return {{Errc::BadReply, "the answer is too large"}, sent()};
    if (m_malformed) return {{Errc::BadReply, "the answer is not proper HTTP"}, sent()};
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return {{Errc::Network, "the host's name is not known"}, sent()};
    case CURLE_COULDNT_CONNECT: return {{Errc::Network, "the host takes no connection"}, sent()};
    case CURLE_OPERATION_TIMEDOUT: return {{Errc::Network, "no complete answer in time"}, sent()};
    case CURLE_PEER_FAILED_VERIFICATION:
        return {{Errc::Network, "the server's certificate is not trusted", std::nullopt,
                 "Check the server's name; an own authority belongs into the system's certificate store."},
                sent()};
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR: return {{Errc::Network, "the connection broke off"}, sent()};
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL: return {{Errc::BadReply, "the answer is not proper HTTP"}, sent()};
    default: return {{Errc::Network, std::string{"transfer failed: "} + curl_easy_strerror(code)}, sent()};
    }
}

} // namespace qd
