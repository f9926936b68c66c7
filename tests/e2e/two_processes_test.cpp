#include "e2e/world.h"

#include <csignal>
#include <map>

namespace qd::test {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

/// Two programs on one workspace: each piece of work is done by one of them.
class TwoProcesses : public EachPlatform {
protected:
    int countOf(const char* method, const std::string& pattern) const
    {
        const std::string path = pattern.substr(1, pattern.find_first_of("$(") - 1);
        return sandbox.requests(method, path);
    }
};

INSTANTIATE_TEST_SUITE_P(On, TwoProcesses, testing::Values(kMastodon, kGotosocial, kBluesky), nameOfPlatform);

TEST_P(TwoProcesses, ReadASourceOneAtATime)
{
    writes("{us} is anybody there?");
    desk.poll();
    int before = countOf("GET", GetParam().mentions);
    writes("{us} who reads this alone?");
    desk.poll();
    const int alone = countOf("GET", GetParam().mentions) - before;
    ASSERT_GT(alone, 0);

    writes("{us} who reads this?");
    before = countOf("GET", GetParam().mentions);
    sandbox.fault({{"kind", "delay"}, {"delay_ms", 1500}, {"path", GetParam().mentions}, {"times", -1}});
    const auto one = desk.start({"poll", "--once"});
    ASSERT_TRUE(eventually([&] { return sandbox.faults()[0].value("struck", 0) == 1; }));
    const auto two = desk.start({"poll", "--once"});
    EXPECT_EQ(one->wait(20s), 0);
    EXPECT_EQ(two->wait(20s), 0);
    EXPECT_EQ(countOf("GET", GetParam().mentions), before + alone);
    EXPECT_NE(two->out().find(R"("deferred":true)"), std::string::npos);
    EXPECT_EQ(desk.mentions().size(), 3U);
}

TEST_P(TwoProcesses, SendAnAnswerOnce)
{
    const Json asked = arrives("{us} who answers this?");
    const Json item = reply(asked, "One of us.");
    sandbox.fault({{"kind", "delay"}, {"delay_ms", 1500}, {"method", "POST"}, {"path", GetParam().sends}, {"times", -1}});
    const auto one = desk.start({"outbox", "run"});
    const auto two = desk.start({"outbox", "run"});
    EXPECT_EQ(one->wait(20s), 0);
    EXPECT_EQ(two->wait(20s), 0);
    EXPECT_EQ(stateOf(item), "sent");
    EXPECT_EQ(answers(lastPost), 1);
    EXPECT_EQ(desk.outbox(item["id"])["attempts"], 1);
}

TEST_P(TwoProcesses, CollectSideBySideWithoutADoubleOrALoss)
{
    const auto one = desk.start({"collect"}, 200);
    const auto two = desk.start({"collect"}, 200);
    std::vector<std::string> posts;
    for (int i = 0; i < 12; ++i) posts.push_back(writes("{us} number " + std::to_string(i), {{"handle", "p" + std::to_string(i) + "@tram.example"}}));
    ASSERT_TRUE(eventually([&] { return desk.mentions().size() == posts.size(); }, 60s));
    std::vector<Json> items;
    for (const std::string& post : posts) items.push_back(reply(desk.conversationOf(post), "Answer to " + post));
    EXPECT_TRUE(eventually([&] {
        for (const Json& item : desk.items({"outbox", "list", "--limit", "200"}))
            if (item["state"] != "sent") return false;
        return true;
    }, 60s));
    for (const auto& collector : {one.get(), two.get()}) {
        collector->signal(SIGTERM);
        EXPECT_EQ(collector->wait(5s), 0) << collector->err();
    }
    for (const std::string& post : posts) EXPECT_EQ(answers(post), 1) << post;
    std::map<std::string, int> stored;
    for (const Json& mention : desk.mentions()) ++stored[mention.value("native_id", "")];
    for (const auto& [id, times] : stored) EXPECT_EQ(times, 1) << id;
}

TEST_P(TwoProcesses, ACollectorTakesOverFromOneThatWasKilled)
{
    const auto one = desk.start({"collect"}, 200);
    writes("{us} first");
    ASSERT_TRUE(eventually([&] { return desk.mentions().size() == 1; }));
    sandbox.fault({{"kind", "hang"}, {"delay_ms", 3000}, {"path", GetParam().mentions}});
    ASSERT_TRUE(eventually([&] { return sandbox.faults()[0].value("struck", 0) == 1; }));
    one->signal(SIGKILL); // it holds the lease of the source
    ASSERT_TRUE(one->wait(5s));
    const std::string second = writes("{us} second");
    const auto two = desk.start({"collect"}, 200);
    EXPECT_TRUE(eventually([&] { return !desk.mentionOf(second).is_null(); }, 20s)) << "a dead process holds nothing";
    two->signal(SIGTERM);
    EXPECT_EQ(two->wait(5s), 0);
}

} // namespace
} // namespace qd::test
