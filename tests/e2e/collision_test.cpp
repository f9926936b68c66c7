#include "e2e/world.h"

namespace qd::test {
namespace {

using Json = nlohmann::json;

/// Somebody was faster than our reply: one of us, or the author.
class Collision : public EachPlatform {};

INSTANTIATE_TEST_SUITE_P(On, Collision, testing::Values(kMastodon, kGotosocial, kBluesky), nameOfPlatform);

TEST_P(Collision, AReplyInThePlatformsAppStopsTheClockAndRefusesAPendingSend)
{
    const Json asked = arrives("{us} is the bus running?");
    const Json item = reply(asked, "Yes, it is.");
    sandbox.nativeReply(GetParam().name, lastPost, "It runs.");
    runOutbox();
    const Json refused = desk.outbox(item["id"]);
    EXPECT_EQ(refused["state"], "needs_reapproval");
    EXPECT_EQ(refused["error"], "conflict");
    EXPECT_EQ(answers(lastPost), 1) << "the colleague's alone";
    const Json after = desk.show(asked["id"]);
    EXPECT_TRUE(after["due"].is_null());
    EXPECT_EQ(after["status"], "pending");

    // A person may still want it: the same text goes out after that person's word, once.
    EXPECT_EQ(desk.ok({"outbox", "release", item["id"]})["state"], "queued");
    EXPECT_EQ(runOutbox()["sent"], 1);
    EXPECT_EQ(answers(lastPost), 2);
}

TEST_P(Collision, ASeenEventRefusesWhenTheColleaguesReplyWasPolled)
{
    const Json asked = arrives("{us} is the tram running?");
    const std::string seen = asked["last_event"];
    sandbox.nativeReply(GetParam().name, lastPost, "It runs.");
    desk.poll();
    const CliRun ran = desk.run({"reply", asked["id"], "--text-stdin", "--seen", seen}, "Yes.");
    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.errorCode(), "conflict");
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(Collision, ASeenEventRefusesWhenTheAuthorWroteAgain)
{
    const Json asked = arrives("{us} my seat is wet");
    const std::string seen = asked["last_event"];
    const std::string first = lastPost;
    arrives("{us} and the window is open", {{"in_reply_to", first}});
    const CliRun ran = desk.run({"reply", asked["id"], "--text-stdin", "--seen", seen}, "Sorry.");
    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.errorCode(), "conflict");
    const Json now = desk.show(asked["id"]);
    EXPECT_EQ(reply(now, "Sorry about both.", {"--hold", "0", "--seen", now["last_event"]})["state"], "queued");
}

TEST_P(Collision, ADeletedMessageIsNotAnswered)
{
    const Json asked = arrives("{us} never mind this one");
    const Json item = reply(asked, "We do mind.");
    sandbox.remove(GetParam().name, lastPost);
    runOutbox();
    EXPECT_TRUE(stateOf(item) == "needs_reapproval" || stateOf(item) == "failed") << stateOf(item);
    EXPECT_EQ(answers(lastPost), 0);
}

TEST_P(Collision, AnEditBetweenTheReplyAndTheSendRefusesIt)
{
    const Json asked = arrives("{us} I love the new seats");
    const Json item = reply(asked, "So do we!");
    sandbox.edit(GetParam().name, lastPost, "{us} I loathe the new seats");
    runOutbox();
    EXPECT_EQ(stateOf(item), "needs_reapproval");
    EXPECT_EQ(answers(lastPost), 0);
}

TEST_P(Collision, WithinTheHoldAReplyIsTakenBackAndItsTextIsTheDraftAgain)
{
    const Json asked = arrives("{us} are dogs allowed?");
    const Json item = reply(asked, "Only small ones.", {"--hold", "300"});
    EXPECT_EQ(item["state"], "undo_hold");
    EXPECT_EQ(runOutbox()["sent"], 0);
    EXPECT_EQ(desk.ok({"outbox", "cancel", item["id"]})["state"], "cancelled");
    runOutbox();
    EXPECT_EQ(answers(lastPost), 0);
    EXPECT_EQ(reply(asked, "All of them.")["state"], "queued");
    EXPECT_EQ(runOutbox()["sent"], 1);
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(Collision, HoldStopsAllSendingAndReleaseAsksForEachAgain)
{
    const Json first = arrives("{us} one");
    const std::string firstPost = lastPost;
    const Json second = arrives("{us} two", {{"handle", "noor@tram.example"}});
    const std::string secondPost = lastPost;
    const Json a = reply(first, "To the first.");
    const Json b = reply(second, "To the second.");
    EXPECT_EQ(desk.ok({"outbox", "hold"})["paused"], 2);
    EXPECT_EQ(runOutbox()["sent"], 0);
    EXPECT_EQ(stateOf(a), "paused");
    const CliRun early = desk.run({"outbox", "release", a["id"]});
    EXPECT_EQ(early.code, 1);
    EXPECT_EQ(early.errorCode(), "conflict");

    EXPECT_EQ(desk.ok({"outbox", "release"})["needs_reapproval"], 2);
    EXPECT_EQ(runOutbox()["sent"], 0) << "nothing goes by itself";
    desk.ok({"outbox", "release", a["id"]});
    EXPECT_EQ(runOutbox()["sent"], 1);
    EXPECT_EQ(answers(firstPost), 1);
    EXPECT_EQ(answers(secondPost), 0);
    EXPECT_EQ(stateOf(b), "needs_reapproval");
}

TEST_P(Collision, TwoAnswersToOneMessageAreNeverOnTheirWayTogether)
{
    const Json asked = arrives("{us} who answers?");
    reply(asked, "I do.");
    const CliRun ran = desk.run({"reply", asked["id"], "--text-stdin", "--hold", "0"}, "No, I do.");
    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.errorCode(), "conflict");
    runOutbox();
    EXPECT_EQ(answers(lastPost), 1);
}

} // namespace
} // namespace qd::test
