#include "e2e/world.h"

#include "quarterdeck/base/time.h"

#include <csignal>
#include <set>

namespace qd::test {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

/// What a source brings over time: pages, history, the collector's sign of life.
class Sources : public World {};

TEST_F(Sources, ManyPagesAreReadToTheirEndOnce)
{
    connect(kMastodon);
    std::set<std::string> written;
    for (int i = 0; i < 130; ++i) written.insert(writes("{us} page after page " + std::to_string(i), {{"handle", "p" + std::to_string(i) + "@tram.example"}}));
    EXPECT_EQ(desk.poll(), 130);
    std::multiset<std::string> stored;
    for (const Json& mention : desk.mentions()) stored.insert(mention.value("native_id", ""));
    EXPECT_EQ(stored.size(), written.size());
    for (const std::string& id : written) EXPECT_EQ(stored.count(id), 1U);
    EXPECT_EQ(desk.poll(), 0);
}

TEST_F(Sources, WhatWasWrittenLongBeforeTheConnectionIsHistoryAndNoWork)
{
    desk.init();
    sandbox.post({{"platform", "mastodon"}, {"text", "{us} three days ago"}, {"at", formatRfc3339(SystemClock{}.now() - 72h)}});
    const std::string fresh = sandbox.post({{"platform", "mastodon"}, {"text", "{us} an hour ago"}, {"handle", "noor@tram.example"},
                                            {"at", formatRfc3339(SystemClock{}.now() - 1h)}})["id"];
    account = desk.connect(sandbox, "mastodon");
    desk.poll();
    const Json open = desk.ok({"conversation", "list", "--status", "new"})["items"];
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0]["id"], desk.conversationOf(fresh)["id"]);
    EXPECT_EQ(desk.ok({"search", "\"three days\""})["items"].size(), 1U);
}

TEST_F(Sources, HealthKnowsWhetherACollectorLives)
{
    connect(kMastodon);
    EXPECT_NE(desk.run({"health"}).out.find("no_collector"), std::string::npos);
    const auto collector = desk.start({"collect"}, 50);
    EXPECT_TRUE(eventually([&] { return desk.run({"health"}).code == 0; }, 15s)) << desk.run({"health"}).out;
    collector->signal(SIGTERM);
    EXPECT_EQ(collector->wait(5s), 0);
    EXPECT_NE(desk.run({"health"}).out.find("no_collector"), std::string::npos);
}

TEST_F(Sources, TheCollectorEndsWithinFiveSecondsOfSigtermWhateverThePlatformDoes)
{
    connect(kMastodon);
    sandbox.fault({{"kind", "hang"}, {"delay_ms", 20000}, {"path", "^/api/"}, {"times", -1}});
    const auto collector = desk.start({"collect"}, 200);
    ASSERT_TRUE(eventually([&] { return sandbox.faults()[0].value("struck", 0) >= 1; }));
    collector->signal(SIGTERM);
    EXPECT_EQ(collector->wait(5s), 0);
    sandbox.clearFaults();
    const std::string id = writes("{us} after the end");
    desk.poll();
    EXPECT_FALSE(desk.mentionOf(id).is_null()) << "the lease went back with the collector";
}

TEST_F(Sources, ARemovedAccountIsNotPolledAndItsSecretIsGone)
{
    connect(kMastodon);
    const Json item = reply(arrives("{us} are you leaving?"), "We are.");
    desk.ok({"account", "remove", account});
    EXPECT_EQ(runOutbox()["failed"], 1);
    EXPECT_EQ(stateOf(item), "failed");
    EXPECT_EQ(answers(lastPost), 0);
    const int before = sandbox.requests("GET", "/api/");
    EXPECT_EQ(desk.ok({"poll", "--once"})["items"].size(), 0U);
    EXPECT_EQ(sandbox.requests("GET", "/api/"), before);
    EXPECT_EQ(desk.run({"account", "test", account}).code, 1);
}

} // namespace
} // namespace qd::test
