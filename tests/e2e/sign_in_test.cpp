#include "e2e/world.h"

#include <csignal>

namespace qd::test {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

class OnBluesky : public World {
protected:
    void SetUp() override { connect(kBluesky); }
    int refreshes() const { return sandbox.requests("POST", "/xrpc/com.atproto.server.refreshSession"); }
};

TEST_F(OnBluesky, ATokenThatRunsOutWhilePollingIsRefreshedOnce)
{
    const std::string id = writes("{us} still there?");
    sandbox.fault({{"kind", "expire_tokens"}, {"path", kBluesky.mentions}});
    EXPECT_EQ(desk.poll(), 1);
    EXPECT_EQ(refreshes(), 1);
    EXPECT_FALSE(desk.mentionOf(id).is_null());
    desk.poll();
    EXPECT_EQ(refreshes(), 1) << "the fresh token was kept";
}

TEST_F(OnBluesky, ATokenThatRunsOutWhileSendingIsRefreshedAndTheAnswerStandsOnce)
{
    const Json asked = arrives("{us} mid-send?");
    const Json item = reply(asked, "Indeed.");
    sandbox.fault({{"kind", "expire_tokens"}, {"method", "POST"}, {"path", kBluesky.sends}});
    EXPECT_EQ(runOutbox()["sent"], 1);
    EXPECT_EQ(refreshes(), 1);
    EXPECT_EQ(answers(lastPost), 1);
    EXPECT_EQ(desk.outbox(item["id"])["attempts"], 1);
}

TEST_F(OnBluesky, ATokenThatRunsOutWhileLookingIsRefreshed)
{
    const Json asked = arrives("{us} mid-look?");
    const Json item = reply(asked, "Even then.");
    sandbox.fault({{"kind", "reset_after"}, {"method", "POST"}, {"path", kBluesky.sends}});
    runOutbox();
    sandbox.fault({{"kind", "expire_tokens"}, {"method", "GET"}, {"path", kBluesky.looks}});
    EXPECT_TRUE(comesTo(item, "sent", 30s));
    EXPECT_EQ(answers(lastPost), 1);
}

/// The platform wants a person: what was written waits for that person.
class SignedOut : public EachPlatform {
protected:
    void refuseTokens()
    {
        if (GetParam().name == std::string{"bluesky"}) {
            sandbox.fault({{"kind", "status"}, {"status", 400}, {"path", "^/xrpc/(?!com.atproto.server.createSession)"}, {"times", -1},
                           {"body", R"({"error":"ExpiredToken","message":"Token has expired"})"}, {"type", "application/json"}});
        } else {
            sandbox.fault({{"kind", "status"}, {"status", 401}, {"path", "^/api/"}, {"times", -1}});
        }
    }
    std::string accountState()
    {
        for (const Json& line : desk.items({"account", "list"}))
            if (line["id"] == account) return line["state"];
        return "";
    }
    void signIn()
    {
        const Json at = sandbox.info().at(GetParam().name);
        const std::string secret = at.value(GetParam().name == std::string{"bluesky"} ? "app_password" : "token", "");
        EXPECT_EQ(desk.ok({"account", "sign-in", account, "--secret-stdin"}, secret)["state"], "working");
    }
};

INSTANTIATE_TEST_SUITE_P(On, SignedOut, testing::Values(kMastodon, kGotosocial, kBluesky), nameOfPlatform);

TEST_P(SignedOut, RepliesAreKeptAndGoOutAfterSigningInAgain)
{
    const Json asked = arrives("{us} hello?");
    const Json item = reply(asked, "Hello.");
    refuseTokens();
    runOutbox();
    EXPECT_EQ(accountState(), "needs_sign_in");
    EXPECT_NE(stateOf(item), "failed");
    for (int i = 0; i < 10; ++i) EXPECT_EQ(runOutbox()["sent"], 0);
    EXPECT_NE(stateOf(item), "failed") << "waiting uses up no attempt";
    EXPECT_NE(desk.run({"health"}).out.find("signed_out"), std::string::npos);
    sandbox.clearFaults();
    signIn();
    EXPECT_TRUE(comesTo(item, "sent", 60s));
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(SignedOut, PollingSaysAuthAndGoesOnAfterSigningInAgain)
{
    const std::string id = writes("{us} anybody?");
    refuseTokens();
    const CliRun ran = desk.run({"poll", "--once"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.out.find(R"("code":"auth")"), std::string::npos) << ran.out;
    EXPECT_EQ(accountState(), "needs_sign_in");
    sandbox.clearFaults();
    signIn();
    desk.poll();
    EXPECT_FALSE(desk.mentionOf(id).is_null());
}

TEST_P(SignedOut, ARunningCollectorGoesOnWhenAnotherProcessSignsIn)
{
    const auto collector = desk.start({"collect"}, 100);
    refuseTokens();
    ASSERT_TRUE(eventually([&] { return accountState() == "needs_sign_in"; }));
    const std::string id = writes("{us} is the collector awake?");
    sandbox.clearFaults();
    signIn();
    EXPECT_TRUE(eventually([&] { return !desk.mentionOf(id).is_null(); }, 60s));
    const Json item = reply(desk.conversationOf(id), "It is.");
    EXPECT_TRUE(eventually([&] { return stateOf(item) == "sent"; }, 30s)) << stateOf(item);
    EXPECT_EQ(answers(id), 1);
    collector->signal(SIGTERM);
    EXPECT_EQ(collector->wait(5s), 0);
}

} // namespace
} // namespace qd::test
