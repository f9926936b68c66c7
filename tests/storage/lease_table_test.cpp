#include "quarterdeck/storage/lease_table.h"

#include "storage/engines.h"

namespace qd::test {
namespace {

using std::chrono::seconds;
UtcMillis at(int second) { return fromInt(1'790'000'000'000) + seconds{second}; }

class LeaseTable : public EngineTest {};

TEST_P(LeaseTable, OneOwnerHoldsALeaseUntilItRunsOut)
{
    EXPECT_TRUE(must(takeLease(*session, "poll:1", "a", at(0), seconds{30})));
    EXPECT_FALSE(must(takeLease(*session, "poll:1", "b", at(29), seconds{30})));
    EXPECT_TRUE(must(takeLease(*session, "poll:2", "b", at(29), seconds{30})));
    EXPECT_TRUE(must(takeLease(*session, "poll:1", "b", at(30), seconds{30})));
    EXPECT_FALSE(must(takeLease(*session, "poll:1", "a", at(31), seconds{30})));
}

TEST_P(LeaseTable, RenewingKeepsItAndReleasingGivesItBack)
{
    EXPECT_TRUE(must(takeLease(*session, "collector", "a", at(0), seconds{30})));
    EXPECT_TRUE(must(takeLease(*session, "collector", "a", at(20), seconds{30})));
    EXPECT_FALSE(must(takeLease(*session, "collector", "b", at(49), seconds{30})));
    must(releaseLease(*session, "collector", "b")); // not b's to give
    EXPECT_FALSE(must(takeLease(*session, "collector", "b", at(49), seconds{30})));
    must(releaseLease(*session, "collector", "a"));
    EXPECT_TRUE(must(takeLease(*session, "collector", "b", at(49), seconds{30})));
}

TEST_P(LeaseTable, OnlyALivingLeaseIsRead)
{
    must(takeLease(*session, "collector", "a", at(0), seconds{30}));
    const auto living = must(readLease(*session, "collector", at(29)));
    ASSERT_TRUE(living);
    EXPECT_EQ(living->owner, "a");
    EXPECT_EQ(living->expiresAt, at(30));
    EXPECT_FALSE(must(readLease(*session, "collector", at(30))));
    EXPECT_EQ(refusal(takeLease(*session, "collector", "", at(0), seconds{30})), "invalid");
}

QD_ON_EVERY_ENGINE(LeaseTable);

} // namespace
} // namespace qd::test
