#include "quarterdeck/storage/account_table.h"

#include "storage/engines.h"

namespace qd::test {
namespace {

UtcMillis at(std::int64_t ms) { return fromInt(1'790'000'000'000 + ms); }

class AccountTable : public EngineTest {
protected:
    Account account(const std::string& nativeId)
    {
        Account made;
        made.platform = "mastodon";
        made.server = "https://mastodon.example";
        made.nativeId = nativeId;
        made.handle = "acme@mastodon.example";
        made.limits.maxLength = 5000;
        made.limits.unit = LengthUnit::GraphemesAndBytes;
        made.limits.mediaTypes = {"image/png"};
        made.capabilities.canReply = true;
        made.capabilities.software = "mastodon 4.3.1";
        made.connectedAt = at(0);
        return made;
    }
    Source source(AccountId of, SourceKind kind = SourceKind::Mentions)
    {
        Source made;
        made.account = of;
        made.kind = kind;
        made.connectedAt = at(0);
        return made;
    }
    std::vector<Gap> gapsOf(SourceId id) { return must(loadHealth(*session, id)).gaps; }
};

TEST_P(AccountTable, AnAccountComesBackWithItsLimits)
{
    const Account saved = must(saveAccount(*session, account("1")));
    const Account loaded = must(loadAccount(*session, saved.id));
    EXPECT_EQ(loaded.limits, saved.limits);
    EXPECT_EQ(loaded.capabilities, saved.capabilities);
    EXPECT_EQ(loaded.handle, "acme@mastodon.example");
    EXPECT_EQ(loaded.connectedAt, at(0));
}

TEST_P(AccountTable, TheSameHandleIsConnectedOnceUntilItIsRemoved)
{
    const Account first = must(saveAccount(*session, account("1")));
    EXPECT_EQ(refusal(saveAccount(*session, account("1"))), "conflict");
    must(setAccountState(*session, first.id, AccountState::Removed));
    EXPECT_TRUE(must(loadAccounts(*session)).empty());
    EXPECT_EQ(must(loadAccount(*session, first.id)).state, AccountState::Removed);
    must(saveAccount(*session, account("1")));
    EXPECT_EQ(must(loadAccounts(*session)).size(), 1U);
}

TEST_P(AccountTable, ASourceExistsOnceAndHidesWithItsAccount)
{
    const Account of = must(saveAccount(*session, account("1")));
    const Source saved = must(saveSource(*session, source(of.id)));
    EXPECT_EQ(refusal(saveSource(*session, source(of.id))), "conflict");
    EXPECT_EQ(refusal(saveSource(*session, source(AccountId{99}))), "invalid");
    ASSERT_EQ(must(loadSources(*session)).size(), 1U);
    EXPECT_EQ(must(loadSources(*session))[0].id, saved.id);
    must(setAccountState(*session, of.id, AccountState::Removed));
    EXPECT_TRUE(must(loadSources(*session)).empty());
    must(removeSource(*session, saved.id));
    EXPECT_EQ(refusal(removeSource(*session, saved.id)), "not_found");
}

TEST_P(AccountTable, HealthIsWrittenWithoutTheCursor)
{
    const Account of = must(saveAccount(*session, account("1")));
    const Source saved = must(saveSource(*session, source(of.id)));
    SourceHealth health;
    health.source = saved.id;
    health.cursor = "must not be written";
    health.lastPoll = at(5);
    health.notBefore = at(500);
    health.failures = 3;
    health.lastError = "rate_limited";
    health.rateLimit = 300;
    must(saveHealth(*session, health));
    const SourceHealth loaded = must(loadHealth(*session, saved.id));
    EXPECT_EQ(loaded.cursor, "");
    EXPECT_EQ(loaded.lastPoll, at(5));
    EXPECT_EQ(loaded.notBefore, at(500));
    EXPECT_EQ(loaded.lastSuccess, std::nullopt);
    EXPECT_EQ(loaded.failures, 3);
    EXPECT_EQ(loaded.rateLimit, 300);
    EXPECT_EQ(loaded.rateRemaining, std::nullopt);
}

TEST_P(AccountTable, GapsThatTouchAreOne)
{
    const Account of = must(saveAccount(*session, account("1")));
    const SourceId id = must(saveSource(*session, source(of.id))).id;
    must(openGap(*session, id, Gap{at(100), at(200), "outage", false}));
    must(openGap(*session, id, Gap{at(200), at(300), "page_cap", false}));
    must(openGap(*session, id, Gap{at(500), at(600), "outage", false}));
    must(openGap(*session, id, Gap{at(400), at(400), "outage", false}));
    const auto gaps = gapsOf(id);
    ASSERT_EQ(gaps.size(), 2U);
    EXPECT_EQ(gaps[0].from, at(100));
    EXPECT_EQ(gaps[0].to, at(300));
    EXPECT_EQ(gaps[1].from, at(500));
}

TEST_P(AccountTable, FillingTheMiddleOfAGapLeavesBothEnds)
{
    const Account of = must(saveAccount(*session, account("1")));
    const SourceId id = must(saveSource(*session, source(of.id))).id;
    must(openGap(*session, id, Gap{at(100), at(900), "outage", false}));
    must(fillGap(*session, id, at(300), at(500)));
    auto gaps = gapsOf(id);
    ASSERT_EQ(gaps.size(), 2U);
    EXPECT_EQ(gaps[0].from, at(100));
    EXPECT_EQ(gaps[0].to, at(300));
    EXPECT_EQ(gaps[1].from, at(500));
    EXPECT_EQ(gaps[1].to, at(900));
    must(fillGap(*session, id, at(900), at(1000))); // touches, fills nothing
    EXPECT_EQ(gapsOf(id).size(), 2U);
    must(fillGap(*session, id, at(0), at(2000)));
    EXPECT_TRUE(gapsOf(id).empty());
}

QD_ON_EVERY_ENGINE(AccountTable);

} // namespace
} // namespace qd::test
