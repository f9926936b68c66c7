#include "e2e/world.h"

namespace qd::test {
namespace {

using Json = nlohmann::json;

/// What each role may do by `--as`, asked of the real program.
class Permission : public World {
protected:
    void SetUp() override
    {
        connect(kMastodon);
        for (const char* role : {"responder", "drafter", "manager", "admin"})
            desk.ok({"person", "add", "--name", std::string{"The "} + role, "--login", role, "--role", role});
        asked = arrives("{us} who may answer?");
    }
    std::string as(const std::string& role, CliWorkspace::Words words, const std::string& input = "")
    {
        words.insert(words.end(), {"--as", role});
        const CliRun ran = desk.run(words, input);
        return ran.code == 0 ? "ok" : ran.errorCode();
    }
    void expect(const CliWorkspace::Words& words, const std::string& allowed, const std::string& input = "")
    {
        for (const std::string role : {"responder", "drafter", "manager", "admin"}) {
            const bool may = allowed.find(role) != std::string::npos;
            const std::string outcome = as(role, words, input);
            EXPECT_EQ(outcome == "forbidden", !may) << role << " " << words[0] << " " << (words.size() > 1 ? words[1] : "") << ": " << outcome;
        }
    }
    Json asked;
};

TEST_F(Permission, EverybodyReadsAndTriages)
{
    const std::string all = "responder drafter manager admin";
    expect({"queue", "list"}, all);
    expect({"mention", "list"}, all);
    expect({"conversation", "show", asked["id"]}, all);
    expect({"search", "answer"}, all);
    for (const std::string role : {"responder", "drafter", "manager", "admin"}) {
        EXPECT_EQ(as(role, {"conversation", "assign", asked["id"], "--to", "me"}), "ok") << role;
        desk.ok({"conversation", "assign", asked["id"], "--to", "none"});
    }
    expect({"conversation", "priority", asked["id"], "high"}, all);
    expect({"conversation", "note", asked["id"], "--text-stdin"}, all, "noted");
}

TEST_F(Permission, DraftersDoNotSend)
{
    EXPECT_EQ(as("drafter", {"reply", asked["id"], "--text-stdin", "--hold", "0"}, "I may not."), "forbidden");
    EXPECT_EQ(as("drafter", {"outbox", "run"}), "forbidden");
    EXPECT_EQ(desk.ok({"outbox", "list"})["items"].size(), 0U);
    EXPECT_EQ(as("responder", {"reply", asked["id"], "--text-stdin", "--hold", "0"}, "I may."), "ok");
    EXPECT_EQ(as("responder", {"outbox", "run"}), "ok");
    EXPECT_EQ(answers(lastPost), 1);
}

TEST_F(Permission, OnlyManagersAndAdminsAssignOthersHoldAndConfigureTheWork)
{
    const std::string bosses = "manager admin";
    expect({"conversation", "assign", asked["id"], "--to", "admin"}, bosses);
    expect({"outbox", "hold"}, bosses);
    expect({"outbox", "release"}, bosses);
    expect({"template", "add", "--name", "Sorry", "--text", "Sorry, {name}."}, bosses);
    expect({"rule", "add", "--name", "r", "--if", "words:a", "--do", "stop"}, bosses);
    expect({"goal", "add", "--name", "g"}, bosses);
    expect({"poll", "--once"}, bosses);
}

TEST_F(Permission, OnlyAdminsManagePeopleAccountsAndTheWorkspace)
{
    expect({"person", "add", "--name", "New", "--login", "new"}, "admin");
    expect({"account", "test", account}, "admin");
    expect({"source", "add", "--account", account, "--kind", "hashtag", "--query", "rail"}, "admin");
    expect({"account", "add", "mastodon", "--server", sandbox.url(), "--token-stdin", "--private-host"}, "admin", "wrong");
    expect({"account", "sign-in", account, "--secret-stdin"}, "admin", "wrong");
    expect({"workspace", "check"}, "admin");
    expect({"workspace", "export", (desk.home() / "out").string()}, "admin");
    expect({"account", "remove", "4711"}, "admin");
}

TEST_F(Permission, ARoleTakenAwayWorksAtOnceAndTheInactiveAreNobody)
{
    EXPECT_EQ(as("responder", {"queue", "list"}), "ok");
    desk.ok({"person", "edit", "The responder", "--role", "drafter"});
    EXPECT_EQ(as("responder", {"reply", asked["id"], "--text-stdin"}, "Still?"), "forbidden");
    desk.ok({"person", "edit", "The responder", "--inactive"});
    EXPECT_EQ(as("responder", {"queue", "list"}), "forbidden");
}

TEST_F(Permission, WhoWorksInOneQueueSeesAndAnswersOnlyThat)
{
    const Json queues = desk.ok({"queue", "list"})["items"];
    const std::string mine = asked["queue"];
    std::string other;
    for (const Json& queue : queues)
        if (queue["id"] != mine) other = queue["id"];
    desk.ok({"person", "edit", "The responder", "--queue", other});
    reply(asked, "From somebody who may.", {"--hold", "300"});
    EXPECT_EQ(as("responder", {"conversation", "show", asked["id"]}), "forbidden");
    EXPECT_EQ(as("responder", {"reply", asked["id"], "--text-stdin"}, "Not mine."), "forbidden");
    const CliRun list = desk.run({"conversation", "list", "--as", "responder"});
    EXPECT_EQ(list.json()["items"].size(), 0U);
    for (const CliWorkspace::Words& words : {CliWorkspace::Words{"mention", "list"}, {"search", "answer"}, {"outbox", "list"}}) {
        CliWorkspace::Words asResponder = words;
        asResponder.insert(asResponder.end(), {"--as", "responder"});
        EXPECT_EQ(desk.run(asResponder).json()["items"].size(), 0U) << words[0] << " shows no other queue either";
        EXPECT_EQ(desk.ok(words)["items"].size(), 1U);
    }
}

} // namespace
} // namespace qd::test
