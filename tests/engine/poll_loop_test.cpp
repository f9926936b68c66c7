#include "engine/poll_loop.h"

#include "engine/engine_world.h"
#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/lease_table.h"

#include <nlohmann/json.hpp>

namespace qd::test {
namespace {

using namespace std::chrono_literals;

class PollLoopTest : public EngineWorld {
protected:
    std::string note(const std::string& id) const
    {
        return R"({"id":")" + id + R"(","type":"mention","created_at":")" + formatRfc3339(clock.now()) + R"(","account":{"id":"a1","acct":"maria@town.example"},"status":)" +
               statusJson(id, "", false, clock.now()) + "}";
    }
    void notifications(FakeHttp::Answer answer) { http->on("GET", "/api/v1/notifications", std::move(answer)); }
    int asked() const { return http->asked("GET", "/api/v1/notifications"); }
    SourceHealth health()
    {
        return store<SourceHealth>([&](Session& session) { return loadHealth(session, mentions.id); });
    }
    std::size_t stored()
    {
        return store<std::size_t>([&](Session& session) -> Result<std::size_t> {
            const auto page = listMentions(session, {.since = {}, .platform = "", .query = "", .withOwn = false}, "", 200, clock.now());
            if (!page) return fail(page.error());
            return page->rows.size();
        });
    }
    std::string lease() const { return "poll:" + std::to_string(mentions.id.value); }
};

TEST_F(PollLoopTest, APageIsStoredWithItsCursorAndTheHealthIsWritten)
{
    notifications(inTurn({answered(200, "[" + note("500") + "]"), answered(200, "[]")}));
    const auto reports = poll();
    ASSERT_EQ(reports.size(), 1U);
    EXPECT_FALSE(reports[0].error);
    EXPECT_EQ(reports[0].fresh, 1);
    EXPECT_EQ(stored(), 1U);
    EXPECT_FALSE(health().cursor.empty());
    EXPECT_EQ(health().lastSuccess, clock.now());
    EXPECT_EQ(health().failures, 0);
    EXPECT_TRUE(health().checkedUpTo);
}

TEST_F(PollLoopTest, AFailureIsCountedWithItsCodeAndLeavesTheCursor)
{
    notifications(inTurn({answered(200, "[" + note("500") + "]"), answered(200, "[]")}));
    poll();
    const std::string cursor = health().cursor;
    int failures = 0;
    for (const HttpOutcome& outcome : {answered(500, ""), noAnswer(SentState::NotSent), answered(200, "{")}) {
        notifications(always(outcome));
        const auto reports = poll();
        ++failures;
        ASSERT_TRUE(reports[0].error);
        EXPECT_EQ(health().failures, failures);
        EXPECT_EQ(health().lastError, errcName(reports[0].error->code));
        EXPECT_GT(*health().notBefore, clock.now());
        EXPECT_EQ(health().cursor, cursor);
    }
    notifications(always(answered(200, "[]")));
    EXPECT_FALSE(poll()[0].error) << "who asks by hand may hurry";
    EXPECT_EQ(health().failures, 0);
}

TEST_F(PollLoopTest, ASourceThatAnotherProcessReadsIsLeftToItWithEverythingItWrites)
{
    store<bool>([&](Session& session) { return takeLease(session, lease(), "other", clock.now(), 60s); });
    notifications(always(answered(200, "[]")));
    const auto reports = poll();
    EXPECT_TRUE(reports[0].deferred);
    EXPECT_EQ(asked(), 0);
}

TEST_F(PollLoopTest, APageOfALostLeaseIsNotStoredAndTheOthersHealthStands)
{
    const UtcMillis theirs = clock.now() + 1h;
    notifications([&](const HttpRequest&) {
        clock.pass(2min); // we were asleep; another process took the source and read on
        engine->store().post([&](Session& session) {
            (void)session.inTransaction([&]() -> Result<bool> {
                if (auto taken = takeLease(session, lease(), "other", clock.now(), 60s); !taken) return taken;
                SourceHealth later;
                later.source = mentions.id;
                later.checkedUpTo = theirs;
                if (auto kept = saveHealth(session, later); !kept) return fail(kept.error());
                return true;
            });
        });
        return answered(200, "[" + note("500") + "]");
    });
    const auto reports = poll();
    ASSERT_TRUE(reports[0].error);
    EXPECT_EQ(reports[0].error->code, Errc::Busy);
    EXPECT_EQ(stored(), 0U);
    EXPECT_EQ(health().checkedUpTo, theirs);
    EXPECT_EQ(health().failures, 0);
}

TEST_F(PollLoopTest, AskedForQuietIsKeptByANewProcessToo)
{
    notifications(inTurn({answered(429, "{}", {{"retry-after", "90"}}), answered(200, "[]")}));
    EXPECT_TRUE(poll()[0].deferred);
    EXPECT_EQ(health().notBefore, clock.now() + 90s);
    engine.reset();
    engine = openEngine();
    EXPECT_TRUE(poll()[0].deferred);
    EXPECT_EQ(asked(), 1);
    EXPECT_EQ(health().notBefore, clock.now() + 90s) << "asking again does not put it off";
    clock.pass(91s);
    EXPECT_FALSE(poll()[0].error);
    EXPECT_EQ(asked(), 2);
}

TEST_F(PollLoopTest, AWalkWithoutAnEndIsCutAndGoesOnWithTheNextCall)
{
    auto next = std::make_shared<int>(1000);
    notifications([this, next](const HttpRequest&) {
        std::string page = "[";
        for (int i = 0; i < 2; ++i) page += (i ? "," : "") + note(std::to_string((*next)++));
        return answered(200, page + "]", {{"link", "<https://rail.example/api/v1/notifications?min_id=" + std::to_string(*next) + ">; rel=\"prev\""}});
    });
    const auto reports = poll();
    EXPECT_TRUE(reports[0].deferred);
    EXPECT_EQ(reports[0].requests, 400);
    EXPECT_EQ(asked(), 400);
    notifications(always(answered(200, "[]")));
    EXPECT_FALSE(poll()[0].deferred);
}

TEST_F(PollLoopTest, AFirstReadThatWasCutLeavesAGapInTheLedger)
{
    auto next = std::make_shared<int>(900'000);
    notifications([this, next](const HttpRequest& request) {
        if (request.url.find("min_id") != std::string::npos) return answered(200, "[]");
        return answered(200, "[" + note(std::to_string((*next)--)) + "]");
    });
    poll();
    ASSERT_EQ(health().gaps.size(), 1U);
    EXPECT_EQ(health().gaps[0].why, "platform_window");
    EXPECT_LT(health().gaps[0].from, health().gaps[0].to);
}

TEST_F(PollLoopTest, ADeadTokenIsAskedOnceAndSignsTheAccountOut)
{
    notifications(always(answered(401, "{}")));
    const auto reports = poll();
    ASSERT_TRUE(reports[0].error);
    EXPECT_EQ(reports[0].error->code, Errc::Auth);
    EXPECT_EQ(asked(), 1);
    EXPECT_EQ(store<Account>([&](Session& session) { return loadAccount(session, account.id); }).state, AccountState::NeedsSignIn);
}

TEST_F(PollLoopTest, TwoProcessesWithOneStaleTokenAskForAFreshOneOnce)
{
    const Account sky = saveAccountOf("bluesky", R"({"accessJwt":"old","refreshJwt":"r1","did":"did:plc:acme","pds":"https://rail.example"})");
    const auto stale = engine->accounts().context(sky.id);
    ASSERT_TRUE(stale);
    const auto second = openEngine();
    ASSERT_TRUE(second->accounts().context(sky.id));
    std::atomic<int> refreshed{0};
    http->on("POST", "refreshSession", [&](const HttpRequest& request) {
        std::this_thread::sleep_for(200ms); // the other one comes while this is under way
        const int n = ++refreshed;
        if (request.bearer != "r" + std::to_string(n)) return answered(400, R"({"error":"ExpiredToken"})");
        return answered(200, R"({"accessJwt":"new","refreshJwt":"r2","did":"did:plc:acme","handle":"acmerail.example"})");
    });
    auto other = std::async(std::launch::async, [&] { return second->accounts().refreshAndWait(sky.id, stale->secret); });
    const auto mine = engine->accounts().refreshAndWait(sky.id, stale->secret);
    const auto theirs = other.get();
    ASSERT_TRUE(mine);
    ASSERT_TRUE(theirs);
    EXPECT_EQ(mine->secret, theirs->secret);
    EXPECT_NE(mine->secret, stale->secret);
    EXPECT_EQ(refreshed, 1);
    EXPECT_EQ(store<Account>([&](Session& session) { return loadAccount(session, sky.id); }).state, AccountState::Working);
}

TEST_F(PollLoopTest, ASourceThatIsRemovedWhileItWaitsDoesNotKeepItsCallerWaiting)
{
    const Source messages = saveSourceOf(account, SourceKind::Messages);
    notifications([&](const HttpRequest&) {
        engine->store().post([&](Session& session) {
            (void)session.inTransaction([&]() -> Result<bool> {
                if (auto gone = removeSource(session, messages.id); !gone) return fail(gone.error());
                return true;
            });
        });
        engine->poll().reload();
        return answered(200, "[]");
    });
    EXPECT_EQ(poll().size(), 2U);
}

} // namespace
} // namespace qd::test
