#include "quarterdeck/net/rate_budget.h"

#include <gtest/gtest.h>

using namespace qd;
using namespace std::chrono_literals;

namespace {

const UtcMillis kNow = *parseRfc3339("2026-11-22T08:35:00Z");

std::int64_t epoch(UtcMillis at) { return toInt(at) / 1000; }

} // namespace

TEST(RateHeaders, MastodonSaysAnIsoTime)
{
    const auto rate = readRate({{"X-RateLimit-Limit", "300"},
                                {"X-RateLimit-Remaining", "299"},
                                {"X-RateLimit-Reset", "2026-11-22T08:40:00.123456Z"}},
                               kNow);
    EXPECT_EQ(rate.limit, 300);
    EXPECT_EQ(rate.remaining, 299);
    EXPECT_EQ(rate.resetAt, kNow + 5min + 123ms);
    EXPECT_FALSE(rate.retryAfter);
}

TEST(RateHeaders, BlueskySaysEpochSeconds)
{
    const auto rate = readRate({{"RateLimit-Limit", "3000"},
                                {"RateLimit-Remaining", "2998"},
                                {"RateLimit-Reset", std::to_string(epoch(kNow + 4min))},
                                {"RateLimit-Policy", "3000;w=300"}},
                               kNow);
    EXPECT_EQ(rate.limit, 3000);
    EXPECT_EQ(rate.remaining, 2998);
    EXPECT_EQ(rate.resetAt, kNow + 4min);
}

TEST(RateHeaders, XSaysEpochSecondsUnderItsOwnName)
{
    const auto rate = readRate({{"x-rate-limit-remaining", "0"}, {"x-rate-limit-reset", std::to_string(epoch(kNow + 15min))}}, kNow);
    EXPECT_EQ(rate.remaining, 0);
    EXPECT_EQ(rate.resetAt, kNow + 15min);
}

TEST(RateHeaders, RedditSaysFractionsAndSecondsToGo)
{
    const auto rate = readRate({{"x-ratelimit-remaining", "597.0"}, {"x-ratelimit-used", "3"}, {"x-ratelimit-reset", "254"}}, kNow);
    EXPECT_EQ(rate.limit, 600);
    EXPECT_EQ(rate.remaining, 597);
    EXPECT_EQ(rate.resetAt, kNow + 254s);
}

TEST(RateHeaders, RetryAfterIsSecondsOrADate)
{
    EXPECT_EQ(readRate({{"Retry-After", "30"}}, kNow).retryAfter, 30s);
    EXPECT_EQ(readRate({{"Retry-After", "0"}}, kNow).retryAfter, 1s);
    EXPECT_EQ(readRate({{"Retry-After", "1.5"}}, kNow).retryAfter, 1500ms);
    EXPECT_EQ(readRate({{"Retry-After", "99999999999"}}, kNow).retryAfter, 24h);
    EXPECT_EQ(readRate({{"Retry-After", "Sun, 22 Nov 2026 08:37:00 GMT"}}, kNow).retryAfter, 2min);
    EXPECT_EQ(readRate({{"Retry-After", "Sun, 22 Nov 2026 07:00:00 GMT"}}, kNow).retryAfter, 1s);
    EXPECT_FALSE(readRate({{"Retry-After", "soon"}}, kNow).retryAfter);
}

TEST(RateHeaders, AClockThatIsWrongIsCorrectedByDate)
{
    // The server is two hours ahead of us, and means five minutes.
    const auto rate = readRate({{"Date", "Sun, 22 Nov 2026 10:35:00 GMT"}, {"X-RateLimit-Reset", "2026-11-22T10:40:00Z"}}, kNow);
    EXPECT_EQ(rate.resetAt, kNow + 5min);
    // An answer that lay in a cache for an hour does not make the clock wrong.
    const auto cached = readRate({{"Date", "Sun, 22 Nov 2026 07:35:00 GMT"},
                                  {"Age", "3600"},
                                  {"X-RateLimit-Reset", "2026-11-22T08:40:00Z"}},
                                 kNow);
    EXPECT_EQ(cached.resetAt, kNow + 5min);
}

TEST(RateHeaders, ResetsAreKeptWithinADay)
{
    EXPECT_EQ(readRate({{"X-RateLimit-Reset", "2027-11-22T08:40:00Z"}}, kNow).resetAt, kNow + 24h);
    EXPECT_EQ(readRate({{"X-RateLimit-Reset", "2026-11-22T08:34:30Z"}}, kNow).resetAt, kNow + 1s);
    EXPECT_FALSE(readRate({{"X-RateLimit-Reset", "2026-11-22T06:00:00Z"}}, kNow).resetAt);
    EXPECT_EQ(readRate({{"X-RateLimit-Reset", "999999"}}, kNow).resetAt, kNow + 24h);
    EXPECT_EQ(readRate({{"X-RateLimit-Reset", std::to_string(toInt(kNow + 1min))}}, kNow).resetAt, kNow + 1min);
}

TEST(RateHeaders, ListsGiveTheirFirstNumber)
{
    const auto rate = readRate({{"RateLimit-Limit", "100, 100;w=60"}, {"RateLimit-Remaining", " 7 "}}, kNow);
    EXPECT_EQ(rate.limit, 100);
    EXPECT_EQ(rate.remaining, 7);
}

TEST(RateHeaders, OddValuesAreAsIfAbsent)
{
    for (const std::string odd : {"", "x", "nan", "inf", "-", "+5", "0x10", "1e300", "--1", "\xFF"}) {
        const auto rate = readRate({{"X-RateLimit-Limit", odd}, {"X-RateLimit-Remaining", odd}, {"X-RateLimit-Reset", odd},
                                    {"Retry-After", odd}, {"Date", odd}, {"Age", odd}},
                                   kNow);
        if (odd == "0x10" || odd == "1e300") continue; // read as the digit at the front
        EXPECT_FALSE(rate.limit) << odd;
        EXPECT_FALSE(rate.remaining) << odd;
        EXPECT_FALSE(rate.resetAt) << odd;
        EXPECT_FALSE(rate.retryAfter) << odd;
    }
    EXPECT_EQ(readRate({{"X-RateLimit-Remaining", "-3"}}, kNow).remaining, 0);
    EXPECT_EQ(readRate({{"X-RateLimit-Limit", "99999999999999999999"}}, kNow).limit, 1'000'000'000);
}

TEST(RateHeaders, EveryMutationStaysWithinBounds)
{
    const std::vector<std::pair<std::string, std::string>> good{{"X-RateLimit-Limit", "300"},
                                                                {"X-RateLimit-Remaining", "12.5"},
                                                                {"X-RateLimit-Reset", "2026-11-22T08:40:00.123456Z"},
                                                                {"RateLimit-Reset", "1795336800"},
                                                                {"Retry-After", "Sun, 22 Nov 2026 08:37:00 GMT"},
                                                                {"Date", "Sun, 22 Nov 2026 08:35:00 GMT"},
                                                                {"Age", "12"}};
    const auto check = [](const HttpHeaders& headers) {
        const auto rate = readRate(headers, kNow);
        if (rate.limit) { EXPECT_GE(*rate.limit, 0); }
        if (rate.remaining) { EXPECT_GE(*rate.remaining, 0); }
        if (rate.resetAt) { EXPECT_TRUE(*rate.resetAt >= kNow + 1s && *rate.resetAt <= kNow + 24h); }
        if (rate.retryAfter) { EXPECT_TRUE(*rate.retryAfter >= 1s && *rate.retryAfter <= 24h); }
    };
    for (std::size_t field = 0; field < good.size(); ++field) {
        for (std::size_t at = 0; at < good[field].second.size(); ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                HttpHeaders headers;
                for (std::size_t i = 0; i < good.size(); ++i) {
                    auto value = good[i].second;
                    if (i == field) value[at] = static_cast<char>(byte);
                    headers.add(good[i].first, value);
                }
                check(headers);
            }
        }
    }
}
