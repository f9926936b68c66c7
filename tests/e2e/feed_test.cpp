#include "e2e/world.h"

namespace qd::test {
namespace {

using Json = nlohmann::json;

class OnAFeed : public World {
protected:
    void SetUp() override
    {
        desk.init();
        sandbox.post({{"platform", "news"}, {"kind", "article"}, {"title", "Old news"}, {"text", "It is old."}});
        account = desk.ok({"account", "add", "feed", "--url", sandbox.url() + "/feeds/rail-news.rss", "--private-host"})["id"];
        desk.poll();
    }
    int answersWith(int status) const
    {
        int found = 0;
        for (const Json& line : sandbox.journal()) found += line.value("path", "").rfind("/feeds/", 0) == 0 && line.value("status", 0) == status ? 1 : 0;
        return found;
    }
};

TEST_F(OnAFeed, AnUnchangedFeedIsAskedForConditionallyAndBringsNothing)
{
    const int whole = answersWith(200);
    EXPECT_EQ(desk.poll(), 0);
    EXPECT_EQ(answersWith(304), 1);
    EXPECT_EQ(answersWith(200), whole);
}

TEST_F(OnAFeed, AnArticleBecomesOneConversationThatTakesNoReply)
{
    sandbox.post({{"platform", "news"}, {"kind", "article"}, {"title", "Acme Rail opens a line"}, {"text", "It runs to the coast."}});
    EXPECT_EQ(desk.poll(), 1);
    EXPECT_EQ(desk.poll(), 0);
    const Json conversations = desk.ok({"conversation", "list"})["items"];
    ASSERT_EQ(conversations.size(), 2U) << "the old one and this";
    const CliRun ran = desk.run({"reply", conversations[1]["id"], "--text-stdin"}, "Thank you.");
    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.errorCode(), "invalid");
}

TEST_F(OnAFeed, AMovedFeedIsKnownAgainAndAGoneOneSaysSo)
{
    const CliRun moved = desk.run({"account", "add", "feed", "--url", sandbox.url() + "/feeds/moved.rss", "--private-host"});
    EXPECT_EQ(moved.errorCode(), "conflict") << "it moved to where we are already";
    const CliRun gone = desk.run({"account", "add", "feed", "--url", sandbox.url() + "/feeds/gone.rss", "--private-host"});
    EXPECT_EQ(gone.code, 1);
    EXPECT_FALSE(gone.errorCode().empty());
    EXPECT_EQ(desk.poll(), 0);
}

} // namespace
} // namespace qd::test
