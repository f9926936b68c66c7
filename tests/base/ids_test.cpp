#include "quarterdeck/base/id.h"
#include "quarterdeck/base/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

using namespace qd;

namespace {
constexpr std::int64_t k2020 = 1'577'836'800'000;
constexpr std::int64_t kNow = 1'795'336'505'123; // late in 2026
} // namespace

TEST(Ids, OrderIsTimeOrder)
{
    IdMaker high{1023};
    IdMaker low{0};
    for (std::int64_t ms = kNow; ms < kNow + 50; ++ms) EXPECT_LT(high.make(fromInt(ms)), low.make(fromInt(ms + 1)));
}

TEST(Ids, TimeComesBackOutOfAnId)
{
    IdMaker maker{77};
    EXPECT_EQ(timeOfId(maker.make(fromInt(kNow))), fromInt(kNow));
    EXPECT_EQ(timeOfId(firstIdAt(fromInt(kNow))), fromInt(kNow));
}

TEST(Ids, FirstIdBoundsTheMillisecond)
{
    IdMaker maker{1023};
    for (int i = 0; i < 5000; ++i) {
        const auto id = maker.make(fromInt(kNow));
        EXPECT_GE(id, firstIdAt(fromInt(kNow)));
        EXPECT_LT(id, firstIdAt(fromInt(kNow + 1)));
    }
}

TEST(Ids, TimesOutsideTheRangeAreClampedAndStayPositive)
{
    IdMaker maker{0};
    for (int i = 0; i < 5000; ++i) EXPECT_GT(maker.make(fromInt(0)), 0); // never 0: that means "none"
    EXPECT_EQ(timeOfId(maker.make(fromInt(-5))), fromInt(k2020));
    const auto last = maker.make(fromInt(INT64_MAX));
    EXPECT_GT(last, 0);
    EXPECT_EQ(toInt(timeOfId(last)), k2020 + (std::int64_t{1} << 41) - 1);
    EXPECT_EQ(firstIdAt(fromInt(INT64_MIN)), 0);
}

TEST(Ids, FourThousandInOneMillisecondAreDistinctAcrossThreads)
{
    IdMaker maker{5};
    std::vector<std::int64_t> first(2000);
    std::vector<std::int64_t> second(2000);
    {
        const auto fill = [&maker](std::vector<std::int64_t>& ids) {
            for (auto& id : ids) id = maker.make(fromInt(kNow));
        };
        const std::jthread one{[&] { fill(first); }};
        const std::jthread two{[&] { fill(second); }};
    }
    std::set<std::int64_t> all{first.begin(), first.end()};
    all.insert(second.begin(), second.end());
    EXPECT_EQ(all.size(), 4000U);
}

TEST(Ids, TheNodeKeepsTwoDesksApart)
{
    IdMaker one{1};
    IdMaker other{2};
    std::set<std::int64_t> all;
    for (int i = 0; i < 4096; ++i) {
        all.insert(one.make(fromInt(kNow)));
        all.insert(other.make(fromInt(kNow)));
    }
    EXPECT_EQ(all.size(), 8192U);
}

TEST(Ids, AnIdOfNothingIsFalse)
{
    EXPECT_FALSE(QueueId{});
    EXPECT_TRUE(QueueId{3});
    EXPECT_LT(QueueId{3}, QueueId{4});
}
