#include "e2e/world.h"

#include <csignal>

namespace qd::test {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

/// The platform may have acted and nobody heard of it: found out by looking, never by sending again and hoping.
class Unknown : public EachPlatform {
protected:
    Json sendsWith(const Json& fault)
    {
        asked = arrives("{us} does this arrive?");
        const Json item = reply(asked, "It does, once.");
        sandbox.fault(fault);
        runOutbox();
        return item;
    }
    Json asked;
};

INSTANTIATE_TEST_SUITE_P(On, Unknown, testing::Values(kMastodon, kGotosocial, kBluesky), nameOfPlatform);

TEST_P(Unknown, ALostAnswerIsFoundByLooking)
{
    const Json item = sendsWith({{"kind", "reset_after"}, {"method", "POST"}, {"path", GetParam().sends}});
    EXPECT_EQ(stateOf(item), "unknown");
    EXPECT_EQ(answers(lastPost), 1);
    EXPECT_EQ(runOutbox()["sent"], 0) << "a look has its time";
    EXPECT_TRUE(comesTo(item, "sent", 30s));
    EXPECT_EQ(answers(lastPost), 1);
    EXPECT_EQ(desk.outbox(item["id"])["attempts"], 1);
    EXPECT_TRUE(desk.show(asked["id"])["due"].is_null());
}

TEST_P(Unknown, GarbageInPlaceOfTheAnswerIsNoReasonToSendAgain)
{
    const Json item = sendsWith({{"kind", "garbage"}, {"method", "POST"}, {"path", GetParam().sends}});
    EXPECT_NE(stateOf(item), "failed");
    EXPECT_TRUE(comesTo(item, "sent", 30s));
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(Unknown, ACutAnswerIsNoReasonToSendAgain)
{
    const Json item = sendsWith({{"kind", "cut"}, {"method", "POST"}, {"path", GetParam().sends}});
    EXPECT_TRUE(comesTo(item, "sent", 30s));
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(Unknown, AGatewaysErrorIsLookedInto)
{
    const Json item = sendsWith({{"kind", "html"}, {"status", 502}, {"method", "POST"}, {"path", GetParam().sends}});
    EXPECT_EQ(stateOf(item), "unknown");
    EXPECT_EQ(answers(lastPost), 0);
    if (GetParam().name == std::string{"gotosocial"}) {
        // No key is honoured there: only the last of three looks may say that it never arrived; a person may before.
        EXPECT_FALSE(comesTo(item, "sent", 8s));
        EXPECT_EQ(answers(lastPost), 0);
        EXPECT_EQ(desk.ok({"outbox", "settle", item["id"], "--outcome", "again"})["state"], "queued");
    }
    EXPECT_TRUE(comesTo(item, "sent", 30s));
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(Unknown, ALookThatDoesNotSeeItYetMakesNoDouble)
{
    const bool bluesky = GetParam().name == std::string{"bluesky"};
    const Json item = sendsWith({{"kind", "reset_after"}, {"method", "POST"}, {"path", GetParam().sends}});
    sandbox.fault({{"kind", "status"}, {"status", bluesky ? 400 : 200}, {"method", "GET"}, {"path", GetParam().looks},
                   {"body", bluesky ? R"({"error":"RecordNotFound","message":"no such record"})" : "[]"},
                   {"type", "application/json"}, {"times", 1}});
    EXPECT_TRUE(comesTo(item, "sent", 60s));
    EXPECT_EQ(answers(lastPost), 1);
    const Json faults = sandbox.faults();
    EXPECT_EQ(faults.back()["struck"], 1) << "the look that saw nothing was made";
}

TEST_P(Unknown, LooksThatGetNoAnswerAreNotCounted)
{
    const Json item = sendsWith({{"kind", "reset_after"}, {"method", "POST"}, {"path", GetParam().sends}});
    sandbox.fault({{"kind", "status"}, {"status", 503}, {"method", "GET"}, {"path", GetParam().looks}, {"times", 1}});
    EXPECT_TRUE(comesTo(item, "sent", 60s));
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(Unknown, AProcessKilledWhileSendingLeavesAnAnswerThatIsFound)
{
    asked = arrives("{us} does this arrive after a crash?");
    const Json item = reply(asked, "It does, once.");
    sandbox.fault({{"kind", "hang"}, {"delay_ms", 20000}, {"method", "POST"}, {"path", GetParam().sends}});
    const auto sender = desk.start({"outbox", "run"});
    ASSERT_TRUE(eventually([&] { return answers(lastPost) == 1; }));
    sender->signal(SIGKILL);
    ASSERT_TRUE(sender->wait(5s));
    EXPECT_EQ(stateOf(item), "sending");
    EXPECT_TRUE(comesTo(item, "sent", 30s)) << stateOf(item);
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(Unknown, ADirectAnswerIsFoundToo)
{
    asked = arrives("{us} between us", {{"kind", "message"}});
    const Json item = reply(asked, "Between us, once.");
    const bool bluesky = GetParam().name == std::string{"bluesky"};
    sandbox.fault({{"kind", "reset_after"}, {"method", "POST"},
                   {"path", bluesky ? "^/xrpc/chat.bsky.convo.sendMessage" : GetParam().sends}});
    runOutbox();
    EXPECT_EQ(stateOf(item), "unknown");
    EXPECT_TRUE(comesTo(item, "sent", 30s));
    EXPECT_EQ(sandbox.state()[bluesky ? "bluesky_messages" : GetParam().name]["posts"].size(), 1U);
}

TEST_P(Unknown, APersonMayDecideThatItWasSent)
{
    const Json item = sendsWith({{"kind", "reset_after"}, {"method", "POST"}, {"path", GetParam().sends}});
    EXPECT_EQ(desk.ok({"outbox", "settle", item["id"], "--outcome", "sent"})["state"], "sent");
    runOutbox();
    desk.poll();
    EXPECT_EQ(answers(lastPost), 1);
    EXPECT_TRUE(desk.show(asked["id"])["due"].is_null());
}

class OnGotosocial : public World {
protected:
    void SetUp() override { connect(kGotosocial); }
};

TEST_F(OnGotosocial, WithoutAKeyOnlyTheThirdLookMaySayThatItNeverArrived)
{
    const Json asked = arrives("{us} does this arrive in the end?");
    const Json item = reply(asked, "It does.");
    sandbox.fault({{"kind", "reset_before"}, {"method", "POST"}, {"path", kGotosocial.sends}});
    runOutbox();
    const auto begun = std::chrono::steady_clock::now();
    ASSERT_TRUE(comesTo(item, "sent", 200s));
    EXPECT_GE(std::chrono::steady_clock::now() - begun, 110s);
    EXPECT_EQ(answers(lastPost), 1);
}

} // namespace
} // namespace qd::test
