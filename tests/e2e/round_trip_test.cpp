#include "e2e/world.h"

#include <algorithm>
#include <fstream>

namespace qd::test {
namespace {

using Json = nlohmann::json;

class RoundTrip : public EachPlatform {
protected:
    std::string queueNamed(const std::string& nature)
    {
        for (const Json& goal : desk.items({"goal", "list"}))
            for (const Json& queue : desk.items({"queue", "list"}))
                if (goal["nature"] == nature && queue["goal"] == goal["id"]) return queue["id"];
        ADD_FAILURE() << "no queue serves " << nature;
        return "";
    }
};

INSTANTIATE_TEST_SUITE_P(On, RoundTrip, testing::Values(kMastodon, kGotosocial, kBluesky), nameOfPlatform);

const Json* clockOf(const Json& conversation, const std::string& metric)
{
    for (const Json& clock : conversation.at("clocks"))
        if (clock["metric"] == metric) return &clock;
    return nullptr;
}

const Json* eventOf(const Json& conversation, const std::string& type)
{
    for (const Json& event : conversation.at("events"))
        if (event["type"] == type) return &event;
    return nullptr;
}

TEST_P(RoundTrip, AMentionIsRoutedAssignedAnsweredAndItsAnswerStandsOnceInTheThread)
{
    const std::string marketing = queueNamed("marketing"), service = queueNamed("customer_service");
    desk.ok({"rule", "add", "--name", "Tickets", "--if", "words:weekend", "--do", "queue:" + marketing});
    desk.ok({"rule", "add", "--name", "Late", "--if", "words:late", "--do", "queue:" + service});

    const Json late = arrives("{us} my train is late again");
    const std::string asked = lastPost;
    const Json ticket = arrives("{us} is there a weekend ticket?", {{"handle", "noor@tram.example"}});
    EXPECT_EQ(late["queue"], service);
    EXPECT_EQ(ticket["queue"], marketing);
    EXPECT_EQ(late["status"], "new");
    ASSERT_FALSE(late["trace"].empty());
    EXPECT_TRUE(std::ranges::any_of(late["trace"], [](const Json& step) { return step["fitted"] == true && step["name"] == "Late"; }));
    ASSERT_NE(clockOf(late, "first_response"), nullptr);
    EXPECT_EQ((*clockOf(late, "first_response"))["state"], "running");
    EXPECT_TRUE(late["due"].is_string());

    const std::string id = late["id"];
    const Json assigned = desk.ok({"conversation", "assign", id, "--to", "me"});
    EXPECT_TRUE(assigned["assignee"].is_string());
    EXPECT_EQ(assigned["status"], "open");
    const Json item = reply(late, "Sorry about that. Which train is it?");
    EXPECT_EQ(item["state"], "queued");
    EXPECT_EQ(answers(asked), 0) << "nothing leaves before the outbox runs";
    EXPECT_EQ(runOutbox()["sent"], 1);

    const Json sent = desk.outbox(item["id"]);
    EXPECT_EQ(sent["state"], "sent");
    EXPECT_EQ(sent["attempts"], 1);
    EXPECT_TRUE(sent["error"].is_null());
    ASSERT_TRUE(sent["native_id"].is_string());
    EXPECT_EQ(answers(asked), 1);
    int created = 0;
    for (const Json& line : sandbox.journal()) created += line.value("created", "") == sent["native_id"] ? 1 : 0;
    EXPECT_EQ(created, 1);

    const Json after = desk.show(id);
    EXPECT_TRUE(after["due"].is_null());
    EXPECT_TRUE(after["waiting_since"].is_null());
    ASSERT_NE(clockOf(after, "first_response"), nullptr);
    EXPECT_EQ((*clockOf(after, "first_response"))["state"], "met");
    EXPECT_TRUE((*clockOf(after, "first_response"))["stop"].is_string());
    ASSERT_NE(eventOf(after, "replied"), nullptr);
    EXPECT_EQ((*eventOf(after, "replied"))["outbox"], item["id"]);

    // What we said comes back with the next poll and is neither work nor a second answer.
    desk.poll();
    const Json later = desk.show(id);
    EXPECT_EQ(later["status"], after["status"]);
    EXPECT_EQ(std::ranges::count_if(later["messages"], [](const Json& m) { return m["own"] == true; }), 1);
    EXPECT_EQ(std::ranges::count_if(later["events"], [](const Json& e) { return e["type"] == "replied"; }), 1);
    EXPECT_EQ(desk.ok({"conversation", "list"})["items"].size(), 2U);
    EXPECT_EQ(runOutbox()["sent"], 0);
    EXPECT_EQ(answers(asked), 1);
}

TEST_P(RoundTrip, ADirectMessageIsAnsweredDirectly)
{
    const Json asked = arrives("{us} my order number is 4711", {{"kind", "message"}, {"handle", "rider@tram.example"}});
    EXPECT_EQ(asked["direct"], true);
    const Json item = reply(asked, "Thank you, we look it up.");
    EXPECT_EQ(item["visibility"], "direct");
    EXPECT_EQ(runOutbox()["sent"], 1);
    const Json state = sandbox.state();
    if (GetParam().name == std::string{"bluesky"}) {
        ASSERT_EQ(state["bluesky_messages"]["posts"].size(), 1U);
        EXPECT_EQ(state["bluesky"]["posts"].size(), 0U) << "never in public";
        EXPECT_EQ(state["bluesky_messages"]["posts"][0]["text"], "Thank you, we look it up.");
    } else {
        ASSERT_EQ(state[GetParam().name]["posts"].size(), 1U);
        EXPECT_EQ(state[GetParam().name]["posts"][0]["visibility"], "direct");
        EXPECT_NE(state[GetParam().name]["posts"][0]["text"].get<std::string>().find("@rider@tram.example"), std::string::npos);
    }
}

TEST_P(RoundTrip, AnAnswerIsNeverMorePublicThanTheMessage)
{
    const Json asked = arrives("{us} just between us", {{"kind", "message"}});
    const CliRun ran = desk.run({"reply", asked["id"], "--text-stdin", "--visibility", "public"}, "Here it is.");
    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.errorCode(), "invalid");
    EXPECT_EQ(desk.ok({"outbox", "list"})["items"].size(), 0U);
}

TEST_P(RoundTrip, AReplyOfTheCustomerComesIntoTheSameConversation)
{
    const Json asked = arrives("{us} where is platform nine?");
    const Json item = reply(asked, "Behind the clock.");
    runOutbox();
    const Json sent = desk.outbox(item["id"]);
    const Json again = arrives("{us} and ten?", {{"in_reply_to", sent["native_id"]}});
    EXPECT_EQ(again["id"], asked["id"]);
    EXPECT_EQ(again["status"], "open");
    EXPECT_TRUE(again["due"].is_string()) << "a second question has a clock of its own";
    const Json second = reply(again, "Beside it.");
    EXPECT_EQ(second["in_reply_to"], desk.mentionOf(lastPost)["id"]);
    EXPECT_EQ(runOutbox()["sent"], 1);
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(RoundTrip, EditsAndDeletionsAreSeenByPolling)
{
    const Json asked = arrives("{us} the lift is broken");
    sandbox.edit(GetParam().name, lastPost, "{us} the lift is broken, platform 2");
    desk.poll();
    if (GetParam().name != std::string{"gotosocial"}) { // it has no list to ask for many posts: the look before a send finds it
        const Json edited = desk.mentionOf(lastPost);
        EXPECT_NE(edited["text"].get<std::string>().find("platform 2"), std::string::npos);
        EXPECT_TRUE(edited["edited_at"].is_string());
    }
    sandbox.remove(GetParam().name, lastPost);
    const Json item = reply(asked, "Thank you for telling us.");
    runOutbox();
    EXPECT_NE(stateOf(item), "sent");
    EXPECT_EQ(answers(lastPost), 0);
}

class OnMastodon : public World {
protected:
    void SetUp() override { connect(kMastodon); }
};

TEST_F(OnMastodon, ADirectAnswerAddressesEverybodyInTheTalk)
{
    writes("{us} hello", {{"handle", "amy@tram.example"}});
    const Json asked = arrives("{us} @amy@tram.example we were both on that train", {{"kind", "message"}, {"handle", "rider@tram.example"}});
    reply(asked, "Thank you both.");
    EXPECT_EQ(runOutbox()["sent"], 1);
    const Json posts = sandbox.state()["mastodon"]["posts"];
    ASSERT_EQ(posts.size(), 1U);
    const std::string text = posts[0]["text"];
    EXPECT_NE(text.find("@rider@tram.example"), std::string::npos) << text;
    EXPECT_NE(text.find("@amy@tram.example"), std::string::npos) << text;
    EXPECT_EQ(posts[0]["visibility"], "direct");
}

TEST_F(OnMastodon, APictureGoesOutWithItsAltText)
{
    const Json asked = arrives("{us} what does the new ticket look like?");
    const auto picture = desk.home() / "ticket.png";
    {
        std::ofstream file{picture, std::ios::binary};
        file << "\x89PNG\r\n\x1a\n" << std::string(2000, 'x');
    }
    reply(asked, "Like this.", {"--hold", "0", "--media", picture.string(), "--alt", "A green ticket"});
    EXPECT_EQ(runOutbox()["sent"], 1);
    const Json posts = sandbox.state()["mastodon"]["posts"];
    ASSERT_EQ(posts.size(), 1U);
    EXPECT_EQ(posts[0]["media"], 1);
}

TEST_F(OnMastodon, ResolveWaitsUntilTheAnswerStands)
{
    const Json asked = arrives("{us} thanks, and where do I get a receipt?");
    reply(asked, "At the counter.", {"--hold", "0", "--resolve"});
    EXPECT_NE(desk.show(asked["id"])["status"], "resolved");
    runOutbox();
    EXPECT_EQ(desk.show(asked["id"])["status"], "resolved");
}

} // namespace
} // namespace qd::test
