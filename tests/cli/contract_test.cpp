#include "e2e/world.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <regex>
#include <set>

namespace qd::test {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

/// Every verb that exists: the shape it promises, under --json and for people.
class Contract : public World {
protected:
    void SetUp() override { connect(kMastodon); }
    void expectKeys(const Json& object, const std::vector<std::string>& keys, const std::string& what)
    {
        ASSERT_TRUE(object.is_object()) << what;
        for (const std::string& key : keys) EXPECT_TRUE(object.contains(key)) << what << " has no " << key;
    }
    Json list(const CliWorkspace::Words& words)
    {
        const Json document = desk.ok(words);
        EXPECT_TRUE(document.contains("items") && document["items"].is_array()) << words[0];
        EXPECT_TRUE(document.contains("next") && (document["next"].is_null() || document["next"].is_string())) << words[0];
        return document.value("items", Json::array());
    }
};

/// ids are strings of digits, times RFC 3339 UTC with milliseconds, absent is null.
void expectContractValues(const Json& value, const std::string& path)
{
    static const std::regex kTime{R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"};
    static const std::regex kId{R"([1-9]\d*)"};
    static const std::vector<std::string> kTimes{"created_at", "received_at", "edited_at", "at", "recorded_at", "due", "start", "stop",
                                                 "waiting_since", "snoozed_until", "not_before", "sent_at", "last_poll", "last_success",
                                                 "checked_up_to", "next_poll", "next_due", "connected_at"};
    static const std::vector<std::string> kIds{"id", "conversation", "queue", "goal", "account", "contact", "assignee", "last_event",
                                               "mention", "outbox", "policy", "calendar", "source", "rule"};
    if (value.is_array())
        for (const Json& item : value) expectContractValues(item, path + "[]");
    if (!value.is_object()) return;
    for (const auto& [key, inner] : value.items()) {
        const std::string at = path + "." + key;
        const bool isText = key == "text" || key == "avatar" || path.ends_with(".data") || key == "because";
        if (inner.is_string() && !isText) {
            EXPECT_FALSE(inner.get<std::string>().empty()) << at << " is \"\", not null";
        }
        const auto has = [&](const std::vector<std::string>& keys) { return std::ranges::find(keys, key) != keys.end(); };
        const bool personal = path.ends_with(".author") || path.ends_with(".actor") || path.ends_with(".data");
        if (has(kTimes) && !personal && !inner.is_null()) {
            ASSERT_TRUE(inner.is_string()) << at;
            EXPECT_TRUE(std::regex_match(inner.get<std::string>(), kTime)) << at << " " << inner;
        }
        if (has(kIds) && !personal && !inner.is_null() && !inner.is_array()) {
            ASSERT_TRUE(inner.is_string()) << at << " " << inner;
            EXPECT_TRUE(std::regex_match(inner.get<std::string>(), kId)) << at << " " << inner;
        }
        expectContractValues(inner, at);
    }
}

TEST_F(Contract, InitMakesThreeOrderedGoalsWithQueuesASlaAndACalendar)
{
    const Json goals = list({"goal", "list"});
    ASSERT_EQ(goals.size(), 3U);
    EXPECT_EQ(goals[0]["nature"], "customer_service");
    EXPECT_EQ(goals[1]["nature"], "reputation");
    EXPECT_EQ(goals[2]["nature"], "marketing");
    const Json queues = list({"queue", "list"});
    ASSERT_GE(queues.size(), 3U);
    for (const Json& queue : queues) expectKeys(queue, {"id", "name", "goal", "order", "counts", "snoozed", "at_risk", "breached"}, "queue");
    EXPECT_GE(list({"sla", "list"}).size(), 1U);
    EXPECT_GE(list({"calendar", "list"}).size(), 1U);
    EXPECT_EQ(list({"person", "list"})[0]["role"], "admin");
}

TEST_F(Contract, InitRefusesAWorkspaceThatIsThere)
{
    const CliRun ran = desk.run({"workspace", "init", "--name", "Again", "--timezone", "Europe/London"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.errorCode(), "conflict");
}

TEST_F(Contract, ListsAndChangesHaveTheShapesOfTheContract)
{
    const Json before = arrives("{us} a message with a picture", {{"media", {{{"alt", "a train"}}}}});
    const std::string id = before["id"];
    for (const CliWorkspace::Words& words :
         {CliWorkspace::Words{"account", "list"}, {"source", "list"}, {"goal", "list"}, {"queue", "list"}, {"rule", "list"}, {"sla", "list"},
          {"calendar", "list"}, {"person", "list"}, {"label", "list"}, {"view", "list"}, {"template", "list"}, {"mention", "list"},
          {"conversation", "list"}, {"outbox", "list"}, {"search", "picture"}})
        expectContractValues(list(words), words[0]);
    expectKeys(list({"mention", "list"})[0], {"id", "platform", "account", "kind", "native_id", "native_key", "conversation", "author", "title",
               "text", "html", "lang", "created_at", "received_at", "edited_at", "deleted", "url", "in_reply_to", "media", "queue", "goal", "labels"}, "mention");
    expectKeys(list({"mention", "list"})[0]["author"], {"native_id", "handle", "name", "followers", "avatar", "bot"}, "author");
    ASSERT_EQ(list({"mention", "list"})[0]["media"].size(), 1U);
    EXPECT_EQ(list({"mention", "list"})[0]["media"][0]["alt"], "a train");
    expectKeys(before, {"id", "queue", "goal", "status", "substatus", "snoozed_until", "priority", "assignee", "account", "platform", "contact",
               "excerpt", "labels", "waiting_since", "due", "clocks", "last_event", "created_at", "messages", "events", "trace"}, "conversation");
    ASSERT_FALSE(before["clocks"].empty());
    expectKeys(before["clocks"][0], {"metric", "state", "start", "due", "stop", "used_ms", "remaining_ms", "pauses", "policy", "calendar"}, "clock");
    expectKeys(before["events"][0], {"id", "at", "recorded_at", "type", "actor", "reason", "data"}, "event");
    expectContractValues(before, "conversation");

    const Json item = reply(before, "Thank you.", {"--hold", "60"});
    expectKeys(item, {"id", "conversation", "in_reply_to", "account", "recipient", "text", "state", "attempts", "not_before", "native_id", "error"}, "outbox");
    expectContractValues(item, "outbox");
    expectContractValues(desk.ok({"outbox", "cancel", item["id"]}), "outbox");
    const Json polled = desk.ok({"poll", "--once"});
    expectKeys(polled["items"][0], {"source", "requests", "fetched", "new", "skipped", "bytes", "error", "next_due"}, "report");
    expectContractValues(polled, "poll");
    EXPECT_EQ(desk.show(id)["id"], id);
}

TEST_F(Contract, EachActOfTriageGivesTheObjectAfterTheChange)
{
    const std::string id = arrives("{us} triage me")["id"];
    const auto act = [&](CliWorkspace::Words words, const std::string& input = "") {
        words.insert(words.begin(), "conversation");
        const Json after = desk.ok(words, input);
        EXPECT_EQ(after["id"], id) << words[1];
        expectContractValues(after, words[1]);
        return after;
    };
    EXPECT_TRUE(act({"assign", id, "--to", "me"})["assignee"].is_string());
    EXPECT_TRUE(act({"assign", id, "--to", "none"})["assignee"].is_null());
    EXPECT_EQ(act({"priority", id, "urgent"})["priority"], "urgent");
    EXPECT_EQ(act({"label", id, "--add", "delay", "--add", "vip"})["labels"].size(), 2U);
    EXPECT_EQ(desk.show(id)["labels"], desk.ok({"conversation", "list"})["items"][0]["labels"]) << "names, everywhere";
    EXPECT_EQ(act({"label", id, "--remove", "vip"})["labels"].size(), 1U);
    EXPECT_EQ(act({"snooze", id, "--until", "2099-01-01T00:00:00Z"})["snoozed_until"], "2099-01-01T00:00:00.000Z");
    EXPECT_EQ(desk.run({"conversation", "snooze", id, "--until", "business"}).errorCode(), "invalid") << "a calendar without an end has no next opening";
    act({"note", id, "--text-stdin"}, "Only we see this.");
    EXPECT_EQ(act({"resolve", id, "--reason", "answered by phone"})["status"], "resolved");
    EXPECT_EQ(act({"reopen", id})["status"], "open");
    EXPECT_EQ(act({"dismiss", id, "--reason", "spam"})["status"], "resolved");
    EXPECT_EQ(act({"undo"})["status"], "open");
    EXPECT_EQ(act({"escalate", id, "--to", "me", "--reason", "angry"})["priority"].is_string(), true);
    const Json shown = desk.show(id);
    EXPECT_EQ(shown["notes"][0]["text"], "Only we see this.");
    EXPECT_EQ(sandbox.state()["mastodon"]["posts"].size(), 0U) << "a note never leaves";
}

TEST_F(Contract, RowsAreAddedEditedListedAndRemoved)
{
    const std::string queue = list({"queue", "list"})[0]["name"];
    const std::vector<CliWorkspace::Words> kinds{
        {"goal", "--name", "Fewer calls", "--nature", "issues"},       {"queue", "--name", "Night desk", "--goal", list({"goal", "list"})[0]["name"]},
        {"rule", "--name", "Late", "--if", "words:late", "--do", "queue:" + queue}, {"label", "--name", "delay"},
        {"person", "--name", "Ana", "--login", "ana", "--role", "responder"},        {"view", "--name", "Urgent", "--query", "is:open"},
        {"template", "--name", "Sorry", "--text", "Sorry, {name}."}};
    for (const CliWorkspace::Words& kind : kinds) {
        CliWorkspace::Words words{kind[0], "add"};
        words.insert(words.end(), kind.begin() + 1, kind.end());
        const Json added = desk.ok(words);
        expectContractValues(added, kind[0]);
        const std::string id = added["id"];
        const Json edited = desk.ok({kind[0], "edit", id, "--name", kind[2] + " 2"});
        EXPECT_EQ(edited["name"], kind[2] + " 2");
        EXPECT_EQ(edited["id"], id);
        desk.ok({kind[0], "remove", id});
        const CliRun gone = desk.run({kind[0], "edit", id, "--name", "x"});
        EXPECT_EQ(gone.code, 1) << kind[0];
        EXPECT_EQ(gone.errorCode(), "not_found") << kind[0];
    }
}

TEST_F(Contract, RuleTestSaysWhatARuleWouldHaveDone)
{
    arrives("{us} the lift is stuck");
    arrives("{us} lovely trip", {{"handle", "noor@tram.example"}});
    const Json test = desk.ok({"rule", "test", "--if", "words:stuck", "--do", "priority:urgent"});
    EXPECT_EQ(test["fitted"], 1);
    EXPECT_EQ(desk.ok({"conversation", "list"})["items"][0]["priority"], "normal") << "a test changes nothing";
}

TEST_F(Contract, OptionsStandBeforeOrAfterTheVerb)
{
    const std::string at = desk.folder().string();
    for (const CliWorkspace::Words& words :
         {CliWorkspace::Words{"--workspace", at, "--json", "queue", "list"}, {"queue", "list", "--json", "--workspace", at},
          {"queue", "--json", "--workspace", at, "list"}, {"--json", "queue", "list", "--workspace=" + at}}) {
        const CliRun ran = desk.raw(words);
        EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
        EXPECT_TRUE(ran.json().is_object());
    }
}

TEST_F(Contract, WithoutJsonThereIsTextForPeopleAndProgressStaysOnTheOtherStream)
{
    arrives("{us} for people");
    const std::string at = desk.folder().string();
    const CliRun ran = desk.raw({"conversation", "list", "--workspace", at});
    EXPECT_EQ(ran.code, 0);
    EXPECT_TRUE(ran.json().is_discarded());
    EXPECT_NE(ran.out.find("for people"), std::string::npos);
    const CliRun polled = desk.raw({"poll", "--once", "--workspace", at});
    EXPECT_EQ(polled.out.find("poll 1/"), std::string::npos);
    const CliRun failed = desk.raw({"conversation", "show", "12345", "--workspace", at});
    EXPECT_EQ(failed.code, 1);
    EXPECT_TRUE(failed.out.empty());
    EXPECT_NE(failed.err.find("quarterdeck-cli: "), std::string::npos);
}

TEST_F(Contract, WhatAStrangerWroteCannotDriveTheTerminal)
{
    arrives("{us} \x1b[2J\x1b]0;owned\x07 red");
    const CliRun ran = desk.raw({"conversation", "list", "--workspace", desk.folder().string()});
    EXPECT_EQ(ran.code, 0);
    EXPECT_EQ(ran.out.find('\x1b'), std::string::npos);
    EXPECT_EQ(ran.out.find('\x07'), std::string::npos);
}

TEST_F(Contract, PagesFollowEachOtherWithoutALossOrADouble)
{
    for (int i = 0; i < 7; ++i) writes("{us} page " + std::to_string(i), {{"handle", "p" + std::to_string(i) + "@tram.example"}});
    desk.poll();
    for (const std::string noun : {"mention", "conversation"}) {
        std::set<std::string> seen;
        std::string after;
        int pages = 0;
        do {
            CliWorkspace::Words words{noun, "list", "--limit", "3"};
            if (!after.empty()) words.insert(words.end(), {"--after", after});
            const Json page = desk.ok(words);
            for (const Json& item : page["items"]) EXPECT_TRUE(seen.insert(item["id"]).second) << "shown twice";
            after = page["next"].is_string() ? page["next"].get<std::string>() : "";
        } while (!after.empty() && ++pages < 10);
        EXPECT_EQ(seen.size(), 7U) << noun;
    }
}

TEST_F(Contract, AnInterruptedRunEndsWith130)
{
    sandbox.fault({{"kind", "hang"}, {"delay_ms", 20000}, {"path", "^/api/"}, {"times", -1}});
    const auto poll = desk.start({"poll", "--once"});
    ASSERT_TRUE(eventually([&] { return sandbox.faults()[0].value("struck", 0) >= 1; }));
    poll->signal(SIGINT);
    EXPECT_EQ(poll->wait(5s), 130);
    EXPECT_NE(poll->out().find(R"("code":"cancelled")"), std::string::npos);
}

TEST_F(Contract, CollectStreamsOneObjectALineAndEndsWithZeroOnSigterm)
{
    const auto collector = desk.start({"collect"}, 200);
    writes("{us} streamed");
    EXPECT_TRUE(eventually([&] { return collector->out().find(R"({"conversation":")") != std::string::npos; }));
    collector->signal(SIGTERM);
    EXPECT_EQ(collector->wait(5s), 0);
}

TEST_F(Contract, BackupExportAndCheckWork)
{
    const Json asked = arrives("{us} keep me");
    reply(asked, "Kept.");
    runOutbox();
    const Json check = desk.ok({"workspace", "check"});
    EXPECT_EQ(check["ok"], true) << check.dump();
    desk.ok({"workspace", "backup", (desk.home() / "copy.db").string()});
    desk.ok({"workspace", "export", (desk.home() / "export").string()});
    const CliRun again = desk.run({"workspace", "backup", (desk.home() / "copy.db").string()});
    EXPECT_EQ(again.code, 1);

    const std::string other = (desk.home() / "other").string();
    EXPECT_EQ(desk.raw({"--json", "--workspace", other, "workspace", "restore", (desk.home() / "copy.db").string()}).code, 0);
    const CliRun restored = desk.raw({"--json", "--workspace", other, "conversation", "show", asked["id"]});
    EXPECT_EQ(restored.code, 0) << restored.out;
    EXPECT_EQ(restored.json()["excerpt"], asked["excerpt"]);
    EXPECT_EQ(desk.raw({"--json", "--workspace", other, "workspace", "check"}).json()["ok"], true);
}

TEST_F(Contract, InspectDecodesARecordedReplyAndFindsPersonalData)
{
    const auto file = desk.home() / "notes.json";
    std::ofstream{file} << "[]";
    const Json decoded = desk.raw({"--json", "inspect", "decode", "mastodon", "api/v1/notifications", file.string()}).json();
    expectKeys(decoded, {"items", "next", "skipped"}, "decoded");
    const CliRun pii = desk.raw({"--json", "inspect", "pii"}, "{\"id\":\"1\",\"text\":\"write to a@b.example\"}\nnot json\n{\"id\":\"2\",\"text\":\"\"}\n");
    EXPECT_EQ(pii.code, 0);
    EXPECT_EQ(std::ranges::count(pii.out, '\n'), 3);
    EXPECT_NE(pii.out.find(R"("kind":"email")"), std::string::npos);
}

} // namespace
} // namespace qd::test
