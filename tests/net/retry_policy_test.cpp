#include "quarterdeck/net/retry_policy.h"

#include <gtest/gtest.h>

using namespace qd;
using namespace std::chrono_literals;
using What = RetryDecision::What;

namespace {

const UtcMillis kNow = *parseRfc3339("2026-11-22T08:35:00Z");
const RandomBelow kMost = [](std::uint64_t bound) { return bound - 1; };
const RandomBelow kLeast = [](std::uint64_t) { return std::uint64_t{0}; };

HttpOutcome answered(int status, HttpHeaders headers = {})
{
    HttpResponse response;
    response.status = status;
    response.headers = std::move(headers);
    return response;
}

HttpOutcome failed(Errc code, SentState sent) { return tl::unexpected(HttpFailure{{code, "made up"}, sent}); }

What what(const HttpOutcome& outcome, Repeatable repeatable) { return decideRetry(outcome, repeatable, 1, kNow, kMost).what; }

} // namespace

TEST(RetryPolicy, BackoffDoublesUpToAQuarterOfAnHour)
{
    EXPECT_EQ(backoff(1, kMost), 2s);
    EXPECT_EQ(backoff(2, kMost), 4s);
    EXPECT_EQ(backoff(9, kMost), 512s);
    EXPECT_EQ(backoff(10, kMost), 15min);
    EXPECT_EQ(backoff(1'000'000, kMost), 15min);
    EXPECT_EQ(backoff(-5, kMost), 2s);
    EXPECT_EQ(backoff(10, kLeast), 1s); // full jitter
}

TEST(RetryPolicy, AnswersToReadAreDone)
{
    for (const int status : {200, 201, 202, 204, 302, 304}) EXPECT_EQ(what(answered(status), Repeatable::No), What::Done);
}

TEST(RetryPolicy, ReadingIsRepeatedAndWritingIsLookedAtFirst)
{
    for (const int status : {500, 502, 503, 504, 408}) {
        EXPECT_EQ(what(answered(status), Repeatable::Yes), What::Retry) << status;
        EXPECT_EQ(what(answered(status), Repeatable::No), What::LookFirst) << status;
    }
    EXPECT_EQ(what(failed(Errc::Network, SentState::MaybeSent), Repeatable::Yes), What::Retry);
    EXPECT_EQ(what(failed(Errc::Network, SentState::MaybeSent), Repeatable::No), What::LookFirst);
    EXPECT_EQ(what(failed(Errc::BadReply, SentState::MaybeSent), Repeatable::No), What::LookFirst);
    EXPECT_EQ(what(failed(Errc::Cancelled, SentState::MaybeSent), Repeatable::No), What::LookFirst);
}

TEST(RetryPolicy, WhatWasNeverSentMayBeSentAgain)
{
    EXPECT_EQ(what(failed(Errc::Network, SentState::NotSent), Repeatable::No), What::Retry);
    EXPECT_EQ(what(failed(Errc::Invalid, SentState::NotSent), Repeatable::No), What::GiveUp);
    EXPECT_EQ(what(failed(Errc::Cancelled, SentState::NotSent), Repeatable::No), What::GiveUp);
}

TEST(RetryPolicy, AThrottledRequestWasNotActedUpon)
{
    EXPECT_EQ(what(answered(429), Repeatable::No), What::Retry);
}

TEST(RetryPolicy, FinalAnswersAreFinal)
{
    for (const int status : {400, 403, 404, 410, 422, 451}) EXPECT_EQ(what(answered(status), Repeatable::Yes), What::GiveUp);
    EXPECT_EQ(what(answered(501), Repeatable::Yes), What::GiveUp);
    EXPECT_EQ(what(answered(401), Repeatable::No), What::RefreshToken);
}

TEST(RetryPolicy, TheServersWordGoesBeforeOurs)
{
    const auto wait = [](const HttpOutcome& outcome) { return decideRetry(outcome, Repeatable::Yes, 5, kNow, kMost).wait; };
    EXPECT_EQ(wait(answered(429, {{"Retry-After", "7"}, {"X-RateLimit-Reset", "2026-11-22T08:40:00Z"}})), 7s);
    EXPECT_EQ(wait(answered(429, {{"X-RateLimit-Reset", "2026-11-22T08:40:00Z"}})), 5min);
    EXPECT_EQ(wait(answered(503, {{"Retry-After", "Sun, 22 Nov 2026 08:36:00 GMT"}})), 1min);
    EXPECT_EQ(wait(answered(429)), 32s);
    EXPECT_EQ(wait(answered(500, {{"X-RateLimit-Remaining", "200"}, {"X-RateLimit-Reset", "2026-11-22T08:40:00Z"}})), 32s);
}
