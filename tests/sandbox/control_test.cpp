#include "playground.h"

namespace qd::sandbox::test {
namespace {

TEST(SandboxControl, SaysWhatToLogInWith)
{
    Playground place;
    const json info = place.info();
    EXPECT_EQ(info["mastodon"]["token"], Credentials::kMastodonToken);
    EXPECT_EQ(info["bluesky"]["handle"], "acmerail.test");
    EXPECT_EQ(info["gotosocial"]["server"], "http://127.0.0.1:" + std::to_string(place.sandbox.gotosocialPort()));
}

TEST(SandboxControl, SharesItsPortWithNobody)
{
    Playground place;
    Sandbox second(emptyWorld());
    EXPECT_TRUE(second.listen(place.sandbox.port(), 0).has_value());
}

TEST(SandboxControl, RefusesWhatItCannotDo)
{
    Playground place;
    const auto post = [&place](const std::string& verb, const std::string& body) { return place.web->Post("/_sandbox/" + verb, body, "application/json")->status; };
    EXPECT_EQ(post("post", "{"), 400);
    EXPECT_EQ(post("post", R"({"platform":"myspace"})"), 400);
    EXPECT_EQ(post("post", R"({"in_reply_to":"12"})"), 400);
    EXPECT_EQ(post("post", R"({"at":"tomorrow"})"), 400);
    EXPECT_EQ(post("delete", R"({"id":"12"})"), 400);
    EXPECT_EQ(post("scene", R"({"name":"opera"})"), 400);
    EXPECT_EQ(post("nothing", "{}"), 404);
    EXPECT_EQ(place.web->Get("/_sandbox/post")->status, 400);
}

TEST(SandboxControl, PutsPostsIntoThePast)
{
    Playground place;
    place.control("post", {{"text", "long ago"}, {"at", "2026-11-01T08:00:00Z"}});
    EXPECT_EQ(parsed(place.web->Get("/api/v1/notifications", Playground::mastodon()))[0]["status"]["created_at"], "2026-11-01T08:00:00.000Z");
}

TEST(SandboxControl, CountsDoublesByParent)
{
    Playground place;
    const std::string question = place.mention();
    for (int i = 0; i < 2; ++i) place.form("/api/v1/statuses", {{"status", "same answer"}, {"in_reply_to_id", question}});
    EXPECT_EQ(place.state()["mastodon"]["by_parent"][question], 2);
}

TEST(SandboxLive, PostsArriveWhenTheirTimeHasCome)
{
    Options options;
    options.now = fridayAfternoon();
    options.liveRate = 1;
    Playground place(options);
    const auto newest = [&place] { return parsed(place.web->Get("/api/v1/notifications?limit=1", Playground::mastodon()))[0]["id"]; };
    const json before = newest();
    place.control("advance", {{"seconds", 45}});
    EXPECT_NE(newest(), before);
    place.control("advance", {{"seconds", 900}});
    const json after = newest();
    place.control("advance", {{"seconds", 3600}});
    EXPECT_EQ(newest(), after); // ten minutes, then quiet
}

TEST(SandboxLive, AColleagueAnswersTwentySecondsAfterTheNamedCardWasOpened)
{
    Options options;
    options.now = fridayAfternoon();
    options.liveRate = 1;
    Playground place(options);
    const std::string card = place.info()["cards"]["collision"]["id"];
    const auto replies = [&] { return parsed(place.web->Get("/api/v1/statuses/" + card + "/context", Playground::mastodon()))["descendants"].size(); };
    EXPECT_EQ(replies(), 0u);
    place.control("advance", {{"seconds", 15}});
    EXPECT_EQ(replies(), 0u);
    place.control("advance", {{"seconds", 6}});
    EXPECT_EQ(replies(), 1u);
}

TEST(SandboxLive, ScenesArePlayedOnRequest)
{
    Options options;
    options.now = fridayAfternoon();
    Playground place(options);
    const auto words = [&place] {
        return parsed(place.web->Get("/api/v2/search?type=statuses&q=coast%20line", Playground::mastodon()))["statuses"].size();
    };
    const std::size_t before = words();
    EXPECT_EQ(place.control("scene", {{"name", "rumour"}})["posts"], 8);
    place.control("advance", {{"seconds", 90}});
    EXPECT_GE(words(), before + 3);
    place.control("scene", {{"name", "429"}});
    EXPECT_EQ(place.web->Get("/api/v1/notifications", Playground::mastodon())->status, 429);
}

} // namespace
} // namespace qd::sandbox::test
