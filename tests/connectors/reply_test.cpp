#include "connectors/reply.h"

#include "connectors/send_outcome.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

namespace qd {
namespace {

using namespace std::chrono_literals;
using test::answer;

constexpr UtcMillis kNow = fromInt(1'795'165'000'000);

TEST(Reply, ReadsTheStatusBeforeTheBody)
{
    EXPECT_FALSE(refusalOf(answer(200, "<html>")));
    EXPECT_EQ(refusalOf(answer(401, "{}"))->code, Errc::Auth);
    EXPECT_EQ(refusalOf(answer(403, ""))->code, Errc::Forbidden);
    EXPECT_EQ(refusalOf(answer(404, ""))->code, Errc::NotFound);
    EXPECT_EQ(refusalOf(answer(410, ""))->code, Errc::NotFound);
    EXPECT_EQ(refusalOf(answer(422, ""))->code, Errc::Invalid);
    EXPECT_EQ(refusalOf(answer(503, "<html>busy</html>"))->code, Errc::Network);
    EXPECT_EQ(refusalOf(answer(302, ""))->code, Errc::BadReply);
    EXPECT_EQ(readJson(answer(200, "<html>")).error().code, Errc::BadReply);
}

TEST(Reply, SaysWhenToComeBackInEveryForm)
{
    EXPECT_EQ(refusalOf(answer(503, "", {{"Retry-After", "30"}}), kNow)->retryAfter, 30s);
    const auto reset = formatRfc3339(kNow + 120s);
    EXPECT_EQ(refusalOf(answer(429, "", {{"X-RateLimit-Reset", reset}}), kNow)->retryAfter, 120s);
    EXPECT_EQ(refusalOf(answer(429, "", {{"ratelimit-reset", std::to_string(toInt(kNow) / 1000 + 60)}}), kNow)->retryAfter, 60s);
    EXPECT_EQ(refusalOf(answer(500, "", {{"ratelimit-reset", std::to_string(toInt(kNow) / 1000 + 60)}}), kNow)->retryAfter, std::nullopt);
}

TEST(Reply, UsesTheServersClockWhereOursIsNotTold)
{
    const auto throttled = test::fixture("mastodon/error_429");
    const auto refusal = refusalOf(throttled);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->code, Errc::RateLimited);
    ASSERT_TRUE(refusal->retryAfter);
    EXPECT_NEAR(static_cast<double>(refusal->retryAfter->count()), 300'000.0, 1'000.0);
}

TEST(Reply, KeepsQuietWhenTheAllowanceIsUsedUp)
{
    const auto reset = std::to_string(toInt(kNow) / 1000 + 60);
    EXPECT_EQ(quietUntil(answer(200, "", {{"ratelimit-remaining", "0"}, {"ratelimit-reset", reset}}), kNow), kNow + 60s);
    EXPECT_EQ(quietUntil(answer(200, "", {{"ratelimit-remaining", "5"}, {"ratelimit-reset", reset}}), kNow), std::nullopt);
}

TEST(SendOutcome, OnlyWhatTheServerCertainlyRefusedIsRefused)
{
    const auto kind = [](int status) { return outcomeOfPublishing(answer(status, ""), kNow).kind; };
    EXPECT_EQ(kind(200), SendOutcome::Kind::Sent);
    for (const int status : {301, 400, 403, 404, 410, 413, 422}) EXPECT_EQ(kind(status), SendOutcome::Kind::Refused) << status;
    for (const int status : {401, 429}) EXPECT_EQ(kind(status), SendOutcome::Kind::Retry) << status;
    for (const int status : {408, 409, 425, 500, 502, 503, 504}) EXPECT_EQ(kind(status), SendOutcome::Kind::Unknown) << status;
}

} // namespace
} // namespace qd
