#include "quarterdeck/net/rate_budget.h"

#include <gtest/gtest.h>

using namespace qd;
using namespace std::chrono_literals;
using Use = RateBudget::Use;

namespace {

const UtcMillis kNow = *parseRfc3339("2026-11-22T08:35:00Z");

HttpHeaders left(int remaining, const std::string& reset = "2026-11-22T08:40:00Z")
{
    return {{"X-RateLimit-Limit", "300"}, {"X-RateLimit-Remaining", std::to_string(remaining)}, {"X-RateLimit-Reset", reset}};
}

} // namespace

TEST(RateBudget, KnowsNothingAndAllowsEverything)
{
    RateBudget budget;
    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(budget.allow(kNow));
    EXPECT_FALSE(budget.notBefore(kNow));
}

TEST(RateBudget, CountsDownToTheReserveAndWaitsForTheReset)
{
    RateBudget budget{10};
    budget.note(left(33), 200, kNow);
    int allowed = 0;
    while (budget.allow(kNow)) ++allowed;
    EXPECT_EQ(allowed, 3); // 30 of 300 are kept for sending
    EXPECT_EQ(budget.notBefore(kNow), kNow + 5min);
    EXPECT_FALSE(budget.notBefore(kNow, Use::Send));
    while (budget.allow(kNow, Use::Send)) ++allowed;
    EXPECT_EQ(allowed, 33);
    EXPECT_EQ(budget.notBefore(kNow, Use::Send), kNow + 5min);
    EXPECT_TRUE(budget.allow(kNow + 5min));
}

TEST(RateBudget, ARefusalStopsEverythingUntilTheResetItNames)
{
    RateBudget budget;
    budget.note({{"X-RateLimit-Reset", "2026-11-22T08:50:00Z"}}, 429, kNow);
    EXPECT_FALSE(budget.allow(kNow, Use::Send));
    EXPECT_EQ(budget.notBefore(kNow, Use::Send), kNow + 15min);
    EXPECT_TRUE(budget.allow(kNow + 15min));
}

TEST(RateBudget, RetryAfterStopsEverythingToo)
{
    RateBudget budget;
    budget.note({{"Retry-After", "30"}}, 503, kNow);
    EXPECT_FALSE(budget.allow(kNow, Use::Send));
    EXPECT_EQ(budget.notBefore(kNow), kNow + 30s);
    EXPECT_TRUE(budget.allow(kNow + 30s));
}

TEST(RateBudget, ARefusalWithoutATimeHoldsForAMinute)
{
    RateBudget budget;
    budget.note({}, 429, kNow);
    EXPECT_EQ(budget.notBefore(kNow), kNow + 1min);
    EXPECT_TRUE(budget.allow(kNow + 1min));
}

TEST(RateBudget, AServerErrorWithoutATimeHoldsNothing)
{
    RateBudget budget;
    budget.note({}, 503, kNow);
    EXPECT_TRUE(budget.allow(kNow));
}

TEST(RateBudget, AnAnswerOfTheNewWindowOpensItAgain)
{
    RateBudget budget;
    budget.note(left(0), 200, kNow);
    EXPECT_FALSE(budget.allow(kNow));
    budget.note(left(299, "2026-11-22T08:45:00Z"), 200, kNow + 1min);
    EXPECT_TRUE(budget.allow(kNow + 1min));
}

TEST(RateBudget, AHoldIsNeverShortened)
{
    RateBudget budget;
    budget.holdUntil(kNow + 10min);
    budget.holdUntil(kNow + 1min);
    EXPECT_EQ(budget.notBefore(kNow), kNow + 10min);
    EXPECT_FALSE(budget.allow(kNow + 9min));
    EXPECT_TRUE(budget.allow(kNow + 10min));
}
