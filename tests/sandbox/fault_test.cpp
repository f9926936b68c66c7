#include "playground.h"

#include <unistd.h>

#include <fstream>

namespace qd::sandbox::test {
namespace {

struct Journalled {
    std::string folder = [] {
        std::string name = testing::TempDir() + "sandboxXXXXXX";
        return std::string(::mkdtemp(name.data()));
    }();
    std::string path = folder + "/journal";
    ~Journalled()
    {
        ::unlink(path.c_str());
        ::rmdir(folder.c_str());
    }
    Options options() const
    {
        Options out = emptyWorld();
        out.journal = path;
        return out;
    }
    std::vector<json> lines() const
    {
        std::vector<json> out;
        std::ifstream file(path);
        for (std::string line; std::getline(file, line);) out.push_back(json::parse(line));
        return out;
    }
};

const char* kStatuses = "^/api/v1/statuses$";

httplib::Result say(Playground& place, const std::string& text = "hello") { return place.form("/api/v1/statuses", {{"status", text}}); }

TEST(SandboxFaults, StrikeTheNthMatchAndNoOther)
{
    Playground place;
    place.control("fault", {{"kind", "status"}, {"status", 503}, {"retry_after", 7}, {"method", "POST"}, {"path", kStatuses}, {"nth", 2}, {"times", 2}});
    std::vector<int> statuses;
    for (int i = 0; i < 4; ++i) statuses.push_back(say(place)->status);
    EXPECT_EQ(statuses, (std::vector<int>{200, 503, 503, 200}));
    EXPECT_EQ(place.state()["mastodon"]["posts"].size(), 2u);
    EXPECT_EQ(place.web->Get("/api/v1/statuses?id[]=1", Playground::mastodon())->status, 200);
}

TEST(SandboxFaults, Give429WithAndWithoutRetryAfter)
{
    Playground place;
    place.control("fault", {{"kind", "status"}, {"status", 429}, {"path", "notifications"}});
    place.control("fault", {{"kind", "status"}, {"status", 429}, {"retry_after", "Fri, 20 Nov 2026 15:01:00 GMT"}, {"path", "notifications"}, {"nth", 2}});
    const auto plain = place.web->Get("/api/v1/notifications", Playground::mastodon());
    EXPECT_EQ(plain->status, 429);
    EXPECT_FALSE(plain->has_header("Retry-After"));
    const auto dated = place.web->Get("/api/v1/notifications", Playground::mastodon());
    EXPECT_EQ(dated->get_header_value("Retry-After"), "Fri, 20 Nov 2026 15:01:00 GMT");
    EXPECT_EQ(place.web->Get("/api/v1/notifications", Playground::mastodon())->status, 200);
}

TEST(SandboxFaults, SendHtmlInsteadOfJson)
{
    Playground place;
    place.control("fault", {{"kind", "html"}, {"status", 502}});
    const auto answer = say(place);
    EXPECT_EQ(answer->status, 502);
    EXPECT_NE(answer->get_header_value("Content-Type").find("text/html"), std::string::npos);
    EXPECT_NE(answer->body.find("<html>"), std::string::npos);
    EXPECT_TRUE(place.state()["mastodon"]["posts"].empty());
}

TEST(SandboxFaults, ResetAfterActingLeavesThePostAndNoAnswer)
{
    const Journalled journal;
    Playground place(journal.options());
    place.control("fault", {{"kind", "reset_after"}, {"path", kStatuses}});
    EXPECT_FALSE(say(place));
    EXPECT_EQ(place.state()["mastodon"]["posts"].size(), 1u);
    const auto lines = journal.lines();
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0]["status"], 0);
    EXPECT_EQ(lines[0]["acted"], true);
    EXPECT_EQ(lines[0]["fault"], "reset_after");
    EXPECT_EQ(lines[0]["created"], place.state()["mastodon"]["posts"][0]["id"]);
}

TEST(SandboxFaults, ResetBeforeActingLeavesNothing)
{
    const Journalled journal;
    Playground place(journal.options());
    place.control("fault", {{"kind", "reset_before"}, {"path", kStatuses}});
    EXPECT_FALSE(say(place));
    EXPECT_TRUE(place.state()["mastodon"]["posts"].empty());
    EXPECT_EQ(journal.lines().at(0)["acted"], false);
    EXPECT_EQ(say(place)->status, 200);
}

TEST(SandboxFaults, CutTheBodyShort)
{
    Playground place;
    place.mention();
    place.control("fault", {{"kind", "cut"}, {"path", "notifications"}, {"keep_bytes", 10}});
    std::string got;
    const auto answer = place.web->Get("/api/v1/notifications", Playground::mastodon(), [&got](const char* data, std::size_t size) {
        got.append(data, size);
        return true;
    });
    EXPECT_FALSE(answer);
    EXPECT_EQ(got.size(), 10u);
    EXPECT_EQ(place.web->Get("/api/v1/notifications", Playground::mastodon())->status, 200);
}

TEST(SandboxFaults, DripTheBody)
{
    Playground place;
    place.mention();
    const auto whole = place.web->Get("/api/v1/notifications", Playground::mastodon())->body;
    place.control("fault", {{"kind", "slow"}, {"path", "notifications"}, {"bytes_per_second", 10'000}});
    const auto before = std::chrono::steady_clock::now();
    const auto answer = place.web->Get("/api/v1/notifications", Playground::mastodon());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, whole);
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(100));
}

TEST(SandboxFaults, SendGarbageAfterActing)
{
    Playground place;
    place.control("fault", {{"kind", "garbage"}, {"path", kStatuses}});
    const auto answer = say(place);
    EXPECT_EQ(answer->status, 200);
    EXPECT_TRUE(parsed(answer).is_discarded());
    EXPECT_EQ(place.state()["mastodon"]["posts"].size(), 1u);
}

TEST(SandboxFaults, SendABodyWithoutEnd)
{
    Playground place;
    place.control("fault", {{"kind", "endless"}, {"path", "notifications"}});
    std::size_t got = 0;
    const auto answer = place.web->Get("/api/v1/notifications", Playground::mastodon(), [&got](const char*, std::size_t size) {
        got += size;
        return got < 4'000'000;
    });
    EXPECT_FALSE(answer);
    EXPECT_GE(got, 4'000'000u);
}

TEST(SandboxFaults, ExpireTheTokens)
{
    Playground place;
    BlueskyDesk desk(place);
    place.control("advance", {{"seconds", 1}});
    place.control("fault", {{"kind", "expire_tokens"}, {"path", "listNotifications"}});
    EXPECT_EQ(parsed(desk.get("app.bsky.notification.listNotifications", ""))["error"], "ExpiredToken");
    const auto fresh = place.web->Post("/xrpc/com.atproto.server.refreshSession", Playground::bearer(desk.session["refreshJwt"]), "", "");
    ASSERT_EQ(fresh->status, 200);
    desk.token = parsed(fresh)["accessJwt"];
    EXPECT_EQ(desk.get("app.bsky.notification.listNotifications", "")->status, 200);
    EXPECT_EQ(place.web->Get("/api/v1/notifications", Playground::mastodon())->status, 401);
}

TEST(SandboxFaults, Delay)
{
    Playground place;
    place.control("fault", {{"kind", "delay"}, {"path", kStatuses}, {"delay_ms", 120}});
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(say(place)->status, 200);
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(120));
}

TEST(SandboxFaults, HangAfterActing)
{
    Playground place;
    place.control("fault", {{"kind", "hang"}, {"path", kStatuses}, {"delay_ms", 100}});
    EXPECT_FALSE(say(place));
    EXPECT_EQ(place.state()["mastodon"]["posts"].size(), 1u);
}

TEST(SandboxFaults, AreRefusedWhenNobodyCouldMeanThem)
{
    Playground place;
    for (const json& wrong : {json{{"kind", "explode"}}, json{{"path", "("}}, json{{"faults", 3}}}) {
        const auto answer = place.web->Post("/_sandbox/fault", wrong.dump(), "application/json");
        EXPECT_EQ(answer->status, 400) << wrong;
    }
    place.control("fault", {{"faults", {{{"kind", "html"}}, {{"kind", "cut"}}}}});
    EXPECT_EQ(parsed(place.web->Get("/_sandbox/fault"))["faults"].size(), 2u);
    place.web->Delete("/_sandbox/fault");
    EXPECT_TRUE(parsed(place.web->Get("/_sandbox/fault"))["faults"].empty());
}

TEST(SandboxJournal, HasALineARequestAndNoToken)
{
    const Journalled journal;
    Playground place(journal.options());
    auto headers = Playground::mastodon();
    headers.emplace("Idempotency-Key", "key-1");
    place.form("/api/v1/statuses", {{"status", "once"}}, headers);
    place.form("/api/v1/statuses", {{"status", "once"}}, headers);
    BlueskyDesk desk(place);
    desk.create(desk.record("put"), "3kabcdefghi2a", "putRecord");
    desk.create(desk.record("put"), "3kabcdefghi2a", "putRecord");
    place.web->Get("/nowhere");
    const auto lines = journal.lines();
    ASSERT_EQ(lines.size(), 6u); // what goes to /_sandbox is not the platforms' business
    EXPECT_EQ(lines[0]["acted"], true);
    EXPECT_EQ(lines[0]["key"], "key-1");
    EXPECT_EQ(lines[1]["acted"], false);
    EXPECT_EQ(lines[1]["key"], "key-1");
    EXPECT_EQ(lines[3]["key"], "3kabcdefghi2a");
    EXPECT_EQ(lines[3]["acted"], true);
    EXPECT_EQ(lines[4]["acted"], false);
    EXPECT_EQ(lines[5]["status"], 404);
    for (const json& line : lines) {
        EXPECT_EQ(line.dump().find(Credentials::kMastodonToken), std::string::npos);
        EXPECT_EQ(line.dump().find("eyJ"), std::string::npos);
    }
}

} // namespace
} // namespace qd::sandbox::test
