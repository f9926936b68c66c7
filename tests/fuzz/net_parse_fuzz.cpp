#include "net/host_name.h"
#include "net/sealed_box.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/net/oauth.h"
#include "quarterdeck/net/rate_budget.h"
#include "quarterdeck/net/url.h"

#include <cstdint>
#include <cstdlib>
#include <iterator>

using namespace qd;
using namespace std::chrono_literals;

namespace {

void demand(bool holds)
{
    if (!holds) std::abort();
}

void tryUrl(std::string_view text)
{
    if (const auto url = parseUrl(text)) {
        const auto again = parseUrl(url->text);
        demand(again && again->host == url->host && again->port == url->port);
        demand(url->text.find_first_of("\r\n") == std::string::npos);
    }
    (void)resolveUrl("https://a.example/b/c?d", text);
    demand(percentDecode(percentEncode(text)) == text);
    (void)formDecode(text);
    (void)asciiHost(text);
    (void)parseRedirect(text, "s1");
}

void tryRate(std::string_view text)
{
    constexpr const char* kNames[]{"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit-reset",
                                   "x-ratelimit-used",  "retry-after",           "date",              "age"};
    HttpHeaders headers;
    std::size_t which = 0;
    for (const auto line : split(text, '\n')) headers.add(kNames[which++ % std::size(kNames)], line);
    const auto now = fromInt(1'795'336'500'000);
    const auto rate = readRate(headers, now);
    if (rate.resetAt) demand(*rate.resetAt >= now + 1s && *rate.resetAt <= now + 24h);
    if (rate.retryAfter) demand(*rate.retryAfter >= 1s && *rate.retryAfter <= 24h);
    RateBudget budget;
    budget.note(headers, 429, now);
    demand(!budget.allow(now));
    demand(budget.allow(now + 25h));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    tryUrl(bytes);
    tryRate(bytes);
    HttpResponse reply;
    reply.status = 200;
    reply.body = bytes;
    if (const auto token = parseTokenReply(reply, fromInt(0))) demand(!token->accessToken.empty());
    (void)readSealedHeader(bytes);
    demand(!unseal(bytes, SecretKey{}));
    return 0;
}
