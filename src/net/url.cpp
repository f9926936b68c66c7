#include "quarterdeck/net/url.h"

#include "net/host_name.h"
#include "quarterdeck/base/text.h"

#include <curl/curl.h>

#include <charconv>
#include <memory>

namespace qd {
namespace {

constexpr std::size_t kLongestUrl = 8192;

struct Cleanup {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(char* text) const { curl_free(text); }
};
using CurlUrl = std::unique_ptr<CURLU, Cleanup>;

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0)
{
    char* raw = nullptr;
    if (curl_url_get(url, which, &raw, flags) != CURLUE_OK) return {};
    const std::unique_ptr<char, Cleanup> text{raw};
    return text ? std::string{text.get()} : std::string{};
}

/// Blanks and control bytes never belong into a URL that we send; curl would pass some of them on.
bool hasControls(std::string_view text)
{
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
    }
    return false;
}

CurlUrl open(std::string_view text)
{
    CurlUrl url{curl_url()};
    if (!url || text.empty() || text.size() > kLongestUrl || hasControls(text)) return nullptr;
    const std::string copy{text};
    if (curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_URLENCODE) != CURLUE_OK) return nullptr;
    return url;
}

Result<Url> read(CURLU* handle)
{
    Url url;
    url.scheme = toLowerAscii(part(handle, CURLUPART_SCHEME));
    if (url.scheme != "http" && url.scheme != "https") return fail(Errc::Invalid, "not an http or https URL");
    url.host = asciiHost(part(handle, CURLUPART_HOST));
    if (url.host.empty()) return fail(Errc::Invalid, "the URL names no host that can be looked up");
    if (curl_url_set(handle, CURLUPART_HOST, url.host.c_str(), 0) != CURLUE_OK) return fail(Errc::Invalid, "not a host");
    const auto port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    const auto end = port.data() + port.size();
    if (std::from_chars(port.data(), end, url.port).ptr != end || url.port < 1 || url.port > 65535)
        return fail(Errc::Invalid, "the URL's port is out of range");
    url.hasUser = !part(handle, CURLUPART_USER).empty() || !part(handle, CURLUPART_PASSWORD).empty();
    url.path = part(handle, CURLUPART_PATH);
    if (url.path.empty()) url.path = "/";
    url.query = part(handle, CURLUPART_QUERY);
    curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
    url.text = part(handle, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
    if (url.text.empty()) return fail(Errc::Invalid, "not a URL");
    return url;
}

} // namespace

Result<Url> parseUrl(std::string_view text)
{
    text = trim(text);
    if (!startsWithNoCase(text, "http://") && !startsWithNoCase(text, "https://"))
        return fail(Errc::Invalid, "not an http or https URL");
    if (text.substr(text.find("//") + 2).starts_with('/')) return fail(Errc::Invalid, "the URL names no host");
    const auto handle = open(text);
    if (!handle) return fail(Errc::Invalid, "not a URL");
    return read(handle.get());
}

bool isHttp(std::string_view text) { return parseUrl(text).has_value(); }

std::string originOf(std::string_view url)
{
    const auto parsed = parseUrl(url);
    if (!parsed) return {};
    auto origin = parsed->scheme + "://" + parsed->host;
    if (parsed->port != (parsed->scheme == "https" ? 443 : 80)) origin += ":" + std::to_string(parsed->port);
    return origin;
}

bool sameOrigin(std::string_view a, std::string_view b)
{
    const auto origin = originOf(a);
    return !origin.empty() && origin == originOf(b);
}

Result<std::string> resolveUrl(std::string_view base, std::string_view reference)
{
    const auto from = parseUrl(base);
    if (!from) return tl::unexpected(from.error());
    reference = trim(reference);
    if (reference.empty()) return from->text;
    if (reference.size() > kLongestUrl || hasControls(reference)) return fail(Errc::Invalid, "not a reference");
    const auto handle = open(from->text);
    if (!handle) return fail(Errc::Invalid, "not a URL");
    const std::string copy{reference};
    if (curl_url_set(handle.get(), CURLUPART_URL, copy.c_str(), CURLU_URLENCODE) != CURLUE_OK)
        return fail(Errc::Invalid, "not a reference");
    const auto url = read(handle.get());
    if (!url) return tl::unexpected(url.error());
    return url->text;
}

} // namespace qd
