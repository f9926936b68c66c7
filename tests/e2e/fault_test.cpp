#include "e2e/world.h"

#include "quarterdeck/base/time.h"

#include <set>

namespace qd::test {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

/// What a platform does when it has a bad day: nothing is lost, nothing doubled, nothing hammered.
class BadDay : public EachPlatform {
protected:
    /// Poll, whatever comes of it. @return the report of the source that reads what people write to us
    Json pollMentions(int* code = nullptr)
    {
        const CliRun ran = desk.run({"poll", "--once"}, "", 120s);
        if (code) *code = ran.code;
        const Json document = ran.json();
        for (const Json& report : document.value("items", Json::array()))
            if (report["kind"] == "mentions") return report;
        ADD_FAILURE() << ran.out << ran.err;
        return Json::object();
    }
    int readsOfMentions() const
    {
        int reads = 0;
        const std::string path{std::string{GetParam().mentions}.substr(1)};
        for (const Json& line : sandbox.journal()) reads += line.value("path", "").rfind(path, 0) == 0 ? 1 : 0;
        return reads;
    }
    /// Each of these posts is stored once.
    void expectEachOnce(const std::vector<std::string>& ids)
    {
        std::multiset<std::string> stored;
        for (const Json& mention : desk.mentions()) stored.insert(mention.value("native_id", ""));
        for (const std::string& id : ids) EXPECT_EQ(stored.count(id), 1U) << id;
    }
    std::vector<std::string> someWrite()
    {
        std::vector<std::string> ids;
        for (int i = 0; i < 3; ++i) ids.push_back(writes("{us} number " + std::to_string(i), {{"handle", "p" + std::to_string(i) + "@tram.example"}}));
        return ids;
    }
    Json sourceOfMentions()
    {
        for (const Json& source : desk.items({"source", "list"}))
            if (source["kind"] == "mentions") return source;
        return Json::object();
    }
};

INSTANTIATE_TEST_SUITE_P(On, BadDay, testing::Values(kMastodon, kGotosocial, kBluesky), nameOfPlatform);

TEST_P(BadDay, ABrokenReadIsAnErrorAndTheNextOneBringsEverything)
{
    const std::vector<std::string> ids = someWrite();
    for (const Json& fault : {Json{{"kind", "status"}, {"status", 503}}, Json{{"kind", "html"}}, Json{{"kind", "cut"}},
                              Json{{"kind", "garbage"}}, Json{{"kind", "endless"}}, Json{{"kind", "reset_before"}},
                              Json{{"kind", "reset_after"}}}) {
        Json script = fault;
        script["path"] = GetParam().mentions;
        script["times"] = -1;
        sandbox.fault(script);
        int code = 0;
        const Json report = pollMentions(&code);
        EXPECT_EQ(code, 1) << fault.dump();
        EXPECT_FALSE(report["error"].is_null()) << fault.dump();
        EXPECT_EQ(report["new"], 0) << fault.dump();
        EXPECT_GE(sourceOfMentions()["failures"], 1);
        sandbox.clearFaults();
    }
    EXPECT_EQ(pollMentions()["new"], 3);
    expectEachOnce(ids);
    EXPECT_EQ(sourceOfMentions()["failures"], 0);
    EXPECT_TRUE(sourceOfMentions()["last_error"].is_null());
}

TEST_P(BadDay, ASlowBodyIsReadToItsEnd)
{
    const std::vector<std::string> ids = someWrite();
    sandbox.fault({{"kind", "slow"}, {"bytes_per_second", 4000}, {"path", GetParam().mentions}});
    EXPECT_EQ(pollMentions()["new"], 3);
    expectEachOnce(ids);
}

TEST_P(BadDay, TooManyRequestsWithATimeDefersThePollUntilThen)
{
    const std::vector<std::string> ids = someWrite();
    sandbox.fault({{"kind", "status"}, {"status", 429}, {"retry_after", "3"}, {"path", GetParam().mentions}});
    int code = -1;
    const Json first = pollMentions(&code);
    EXPECT_EQ(code, 0) << "deferred is not failed";
    EXPECT_EQ(first["deferred"], true);
    const int reads = readsOfMentions();
    const auto until = parseRfc3339(sourceOfMentions().value("not_before", ""));
    ASSERT_TRUE(until);
    EXPECT_GT(*until, SystemClock{}.now() + 1s);

    EXPECT_EQ(pollMentions()["deferred"], true);
    EXPECT_EQ(readsOfMentions(), reads) << "asked for quiet, even by a new process";
    ASSERT_TRUE(eventually([&] { return SystemClock{}.now() > *until; }));
    EXPECT_EQ(pollMentions()["new"], 3);
    expectEachOnce(ids);
}

TEST_P(BadDay, TooManyRequestsWithoutATimeDefersThePollByItself)
{
    const std::vector<std::string> ids = someWrite();
    sandbox.fault({{"kind", "status"}, {"status", 429}, {"path", GetParam().mentions}});
    EXPECT_EQ(pollMentions()["deferred"], true);
    const auto until = parseRfc3339(sourceOfMentions().value("not_before", ""));
    ASSERT_TRUE(until);
    EXPECT_GT(*until, SystemClock{}.now() + 20s) << "without a word of the platform it is our own patience";
    const int reads = readsOfMentions();
    EXPECT_EQ(pollMentions()["deferred"], true);
    EXPECT_EQ(readsOfMentions(), reads);
}

TEST_P(BadDay, TooManyRequestsWithATimeDefersTheSendUntilThen)
{
    const Json asked = arrives("{us} busy today?");
    const Json item = reply(asked, "A little.");
    sandbox.fault({{"kind", "status"}, {"status", 429}, {"retry_after", "3"}, {"method", "POST"}, {"path", GetParam().sends}});
    EXPECT_EQ(runOutbox()["retried"], 1);
    const Json waiting = desk.outbox(item["id"]);
    EXPECT_EQ(waiting["state"], "failed_retry");
    EXPECT_EQ(waiting["error"], "rate_limited");
    const auto until = parseRfc3339(waiting.value("not_before", ""));
    ASSERT_TRUE(until);
    EXPECT_GT(*until, SystemClock{}.now() + 1s);
    EXPECT_EQ(runOutbox()["sent"], 0);
    EXPECT_EQ(answers(lastPost), 0);
    EXPECT_TRUE(comesTo(item, "sent", 20s));
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(BadDay, TooManyRequestsWithoutATimeDefersTheSendByItself)
{
    const Json asked = arrives("{us} still busy?");
    const Json item = reply(asked, "Still.");
    sandbox.fault({{"kind", "status"}, {"status", 429}, {"method", "POST"}, {"path", GetParam().sends}});
    EXPECT_EQ(runOutbox()["retried"], 1);
    EXPECT_EQ(stateOf(item), "failed_retry");
    EXPECT_EQ(answers(lastPost), 0);
    const auto until = parseRfc3339(desk.outbox(item["id"]).value("not_before", ""));
    ASSERT_TRUE(until);
    EXPECT_GT(*until, SystemClock{}.now() + 20s);
}

TEST_P(BadDay, AnUnreachableServerKeepsTheReply)
{
    const Json asked = arrives("{us} are you there?");
    const Json item = reply(asked, "We are.");
    sandbox.fault({{"kind", "reset_before"}, {"method", "GET"}, {"path", ".*"}, {"times", -1}});
    runOutbox();
    EXPECT_EQ(stateOf(item), "failed_retry");
    EXPECT_EQ(answers(lastPost), 0);
    sandbox.clearFaults();
    EXPECT_TRUE(comesTo(item, "sent", 60s));
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_P(BadDay, WhatThePlatformRefusesFailsOnceAndSaysSo)
{
    const Json asked = arrives("{us} may we?");
    const Json item = reply(asked, "You may.");
    sandbox.fault({{"kind", "status"}, {"status", 403}, {"method", "POST"}, {"path", GetParam().sends}, {"times", -1}});
    EXPECT_EQ(runOutbox()["failed"], 1);
    EXPECT_EQ(stateOf(item), "failed");
    EXPECT_EQ(runOutbox()["failed"], 0) << "not tried again by itself";
    const CliRun health = desk.run({"health"});
    EXPECT_EQ(health.code, 1);
    EXPECT_NE(health.out.find("stuck_outbox"), std::string::npos);
    sandbox.clearFaults();
    desk.ok({"outbox", "release", item["id"]});
    EXPECT_EQ(runOutbox()["sent"], 1);
}

} // namespace
} // namespace qd::test
