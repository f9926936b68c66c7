#include "playground.h"

#include <set>

namespace qd::sandbox::test {
namespace {

std::string encoded(const json& text) { return httplib::detail::encode_query_param(text.get<std::string>()); }

json mention(Playground& place, const std::string& text, const std::string& handle = "rider") { return place.control("post", {{"platform", "bluesky"}, {"text", "{us} " + text}, {"handle", handle}}); }

TEST(SandboxBlueskyFeed, PagesNotificationsAndLeavesHolesWhereReasonsFilter)
{
    Playground place;
    BlueskyDesk desk(place);
    const json ours = parsed(desk.create(desk.record("news")));
    std::set<std::string> wanted, seen;
    for (int i = 0; i < 7; ++i) wanted.insert(mention(place, "number " + std::to_string(i))["id"].get<std::string>());
    for (int i = 0; i < 25; ++i) {
        place.control("post", {{"platform", "bluesky"}, {"kind", "like"}, {"in_reply_to", ours["uri"]}, {"handle", "fan" + std::to_string(i)}});
        place.control("advance", {{"seconds", 1}});
    }
    bool emptyWithCursor = false;
    std::string cursor;
    int pages = 0;
    do {
        const json page = parsed(desk.get("app.bsky.notification.listNotifications", "limit=10&reasons=mention&reasons=reply" + (cursor.empty() ? "" : "&cursor=" + encoded(cursor))));
        for (const json& note : page["notifications"]) seen.insert(note["uri"].get<std::string>());
        cursor = page.value("cursor", "");
        emptyWithCursor = emptyWithCursor || (page["notifications"].empty() && !cursor.empty());
    } while (!cursor.empty() && ++pages < 20);
    EXPECT_EQ(seen, wanted);
    EXPECT_TRUE(emptyWithCursor);
}

TEST(SandboxBlueskyFeed, RefusesWhatItsLexiconForbids)
{
    Playground place;
    BlueskyDesk desk(place);
    EXPECT_EQ(desk.get("app.bsky.notification.listNotifications", "limit=101")->status, 400);
    EXPECT_EQ(desk.get("app.bsky.notification.listNotifications", "limit=0")->status, 400);
    EXPECT_EQ(desk.get("app.bsky.notification.listNotifications", "limit=ten")->status, 400);
    EXPECT_EQ(parsed(desk.get("app.bsky.notification.listNotifications", "seenAt=2026-11-20T15:00:00Z"))["message"], "The seenAt parameter is unsupported");
    std::string many;
    for (int i = 0; i < 26; ++i) many += "&uris=at://did:plc:x/app.bsky.feed.post/" + std::to_string(i);
    EXPECT_EQ(desk.get("app.bsky.feed.getPosts", many.substr(1))->status, 400);
    EXPECT_EQ(desk.get("app.bsky.feed.getPostThread", "uri=at://x&depth=1001")->status, 400);
    EXPECT_EQ(desk.get("app.bsky.feed.searchPosts", "")->status, 400);
    EXPECT_EQ(desk.post("app.bsky.notification.updateSeen", {{"seenAt", "now"}})->status, 400);
}

TEST(SandboxBlueskyFeed, GivesEachNoticeItsReason)
{
    Playground place;
    BlueskyDesk desk(place);
    const json ours = parsed(desk.create(desk.record("news")));
    const auto act = [&](const char* kind) { place.control("post", {{"platform", "bluesky"}, {"kind", kind}, {"in_reply_to", ours["uri"]}, {"text", "well"}}); };
    for (const char* kind : {"reply", "quote", "like", "boost"}) act(kind);
    place.control("post", {{"platform", "bluesky"}, {"kind", "follow"}});
    mention(place, "hello");
    std::vector<std::string> reasons;
    const json notes = parsed(desk.get("app.bsky.notification.listNotifications", ""))["notifications"];
    for (const json& note : notes) reasons.push_back(note["reason"]);
    std::sort(reasons.begin(), reasons.end());
    EXPECT_EQ(reasons, (std::vector<std::string>{"follow", "like", "mention", "quote", "reply", "repost"}));
    for (const json& note : notes) EXPECT_EQ(note["isRead"], false);
    desk.post("app.bsky.notification.updateSeen", {{"seenAt", "2026-11-21T00:00:00Z"}});
    EXPECT_EQ(parsed(desk.get("app.bsky.notification.listNotifications", ""))["notifications"][0]["isRead"], true);
    EXPECT_EQ(parsed(desk.get("app.bsky.notification.getUnreadCount", ""))["count"], 0);
}

TEST(SandboxBlueskyFeed, ShowsThreadsWithWhatIsMissing)
{
    Playground place;
    BlueskyDesk desk(place);
    const json root = mention(place, "the root");
    const json middle = place.control("post", {{"platform", "bluesky"}, {"kind", "reply"}, {"in_reply_to", root["id"]}, {"text", "the middle"}, {"handle", "other"}});
    const json leaf = place.control("post", {{"platform", "bluesky"}, {"kind", "reply"}, {"in_reply_to", middle["id"]}, {"text", "the leaf"}});
    place.control("post", {{"platform", "bluesky"}, {"kind", "reply"}, {"in_reply_to", root["id"]}, {"text", "never"}, {"handle", "wall"}, {"blocks_us", true}});
    const json whole = parsed(desk.get("app.bsky.feed.getPostThread", "uri=" + encoded(root["id"])))["thread"];
    ASSERT_EQ(whole["replies"].size(), 2u);
    EXPECT_EQ(whole["replies"][0]["replies"][0]["post"]["record"]["text"], "the leaf");
    EXPECT_EQ(whole["replies"][1]["$type"], "app.bsky.feed.defs#blockedPost");
    EXPECT_TRUE(parsed(desk.get("app.bsky.feed.getPostThread", "depth=0&uri=" + encoded(root["id"])))["thread"]["replies"].empty());
    place.control("delete", {{"platform", "bluesky"}, {"id", middle["id"]}});
    const json orphan = parsed(desk.get("app.bsky.feed.getPostThread", "uri=" + encoded(leaf["id"])))["thread"];
    EXPECT_EQ(orphan["parent"]["$type"], "app.bsky.feed.defs#notFoundPost");
    const auto gone = desk.get("app.bsky.feed.getPostThread", "uri=" + encoded(middle["id"]));
    EXPECT_EQ(gone->status, 400);
    EXPECT_EQ(parsed(gone)["error"], "NotFound");
    EXPECT_TRUE(parsed(desk.get("app.bsky.feed.getPosts", "uris=" + encoded(middle["id"])))["posts"].empty());
}

TEST(SandboxBlueskyFeed, AnEditChangesTheCid)
{
    Playground place;
    BlueskyDesk desk(place);
    const json asked = mention(place, "late");
    const json edited = place.control("edit", {{"platform", "bluesky"}, {"id", asked["id"]}, {"text", "@acmerail.test on time"}});
    EXPECT_NE(edited["cid"], asked["cid"]);
    EXPECT_EQ(parsed(desk.get("app.bsky.feed.getPosts", "uris=" + encoded(asked["id"])))["posts"][0]["record"]["text"], "@acmerail.test on time");
}

TEST(SandboxBlueskyFeed, SearchesByWordAuthorAndLanguage)
{
    Playground place;
    BlueskyDesk desk(place);
    place.control("post", {{"platform", "bluesky"}, {"kind", "search"}, {"text", "Acme Rail is late"}, {"handle", "mira"}});
    place.control("post", {{"platform", "bluesky"}, {"kind", "search"}, {"text", "Acme Rail zu spät #Bahn"}, {"handle", "jule"}, {"lang", "de"}});
    const auto count = [&desk](const std::string& query) { return parsed(desk.get("app.bsky.feed.searchPosts", query))["posts"].size(); };
    EXPECT_EQ(count("q=acme%20rail"), 2u);
    EXPECT_EQ(count("q=acme&lang=de"), 1u);
    EXPECT_EQ(count("q=acme&author=mira.test"), 1u);
    EXPECT_EQ(count("q=acme&tag=bahn"), 1u);
    EXPECT_EQ(count("q=acme&since=2026-11-21T00:00:00Z"), 0u);
    const json page = parsed(desk.get("app.bsky.feed.searchPosts", "q=acme&limit=1"));
    EXPECT_EQ(count("q=acme&limit=1&cursor=" + page["cursor"].get<std::string>()), 1u);
}

TEST(SandboxBlueskyFeed, ShowsWhatWeSaidHereAndInTheApp)
{
    Playground place;
    BlueskyDesk desk(place);
    const json asked = mention(place, "late?");
    const json answered = place.control("native-reply", {{"platform", "bluesky"}, {"in_reply_to", asked["id"]}, {"text", "Five minutes."}});
    const json feed = parsed(desk.get("app.bsky.feed.getAuthorFeed", "actor=acmerail.test"))["feed"];
    ASSERT_EQ(feed.size(), 1u);
    EXPECT_EQ(feed[0]["post"]["uri"], answered["id"]);
    EXPECT_EQ(feed[0]["reply"]["parent"]["uri"], asked["id"]);
    EXPECT_EQ(place.state()["bluesky"]["posts"][0]["native"], true);
    EXPECT_EQ(parsed(desk.get("app.bsky.actor.getProfile", "actor=rider.test"))["handle"], "rider.test");
    EXPECT_EQ(desk.get("app.bsky.actor.getProfile", "actor=nobody.test")->status, 400);
    EXPECT_EQ(parsed(place.web->Get("/xrpc/com.atproto.identity.resolveHandle?handle=acmerail.test"))["did"], desk.did);
}

} // namespace
} // namespace qd::sandbox::test
