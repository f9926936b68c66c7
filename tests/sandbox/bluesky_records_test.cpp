#include "playground.h"

#include "sandbox/picture.h"

namespace qd::sandbox::test {
namespace {

json facet(long start, long end, const json& feature) { return {{"index", {{"byteStart", start}, {"byteEnd", end}}}, {"features", {feature}}}; }

json link() { return {{"$type", "app.bsky.richtext.facet#link"}, {"uri", "https://acmerail.example"}}; }

TEST(SandboxBlueskyRecords, RefusesEveryBadRecord)
{
    Playground place;
    BlueskyDesk desk(place);
    const json asked = place.control("post", {{"platform", "bluesky"}, {"text", "{us} late?"}});
    const json ref = {{"uri", asked["id"]}, {"cid", asked["cid"]}};
    const json good = desk.record("héllo wörld");
    const auto with = [&good](const char* key, const json& value) {
        json record = good;
        record[key] = value;
        return record;
    };
    const auto without = [&good](const char* key) {
        json record = good;
        record.erase(key);
        return record;
    };
    json otherType = good, strayCid = ref, strayUri = ref;
    otherType["$type"] = "app.bsky.feed.like";
    strayCid["cid"] = "bafyreihc3j5s6avqngvxz6k5xx66upivl7qhgsstnyjzpgcnjmf2g4q364";
    strayUri["uri"] = "at://" + desk.did + "/app.bsky.feed.post/3kaaaaaaaaa2a";
    const std::vector<std::pair<const char*, json>> table = {
        {"no type", without("$type")}, {"another type", otherType}, {"no text", without("text")}, {"text is a number", with("text", 5)},
        {"301 graphemes", with("text", std::string(301, 'x'))}, {"no time", without("createdAt")}, {"no zone", with("createdAt", "2026-11-20T15:00:00")},
        {"four languages", with("langs", {"en", "de", "fr", "es"})}, {"no language", with("langs", {"english please"})},
        {"facet past the end", with("facets", {facet(0, 99, link())})}, {"facet backwards", with("facets", {facet(4, 2, link())})},
        {"facet inside a letter", with("facets", {facet(2, 5, link())})}, {"facet below zero", with("facets", {facet(-1, 2, link())})},
        {"mention of nobody", with("facets", {facet(0, 1, {{"$type", "app.bsky.richtext.facet#mention"}, {"did", "@mira"}})})},
        {"reply without a root", with("reply", {{"parent", ref}})}, {"reply with a wrong cid", with("reply", {{"root", ref}, {"parent", strayCid}})},
        {"reply to nothing", with("reply", {{"root", ref}, {"parent", strayUri}})}, {"reply with another root", with("reply", {{"root", strayUri}, {"parent", ref}})},
        {"picture never sent", with("embed", {{"$type", "app.bsky.embed.images"}, {"images", {{{"alt", ""}, {"image", {{"$type", "blob"}, {"ref", {{"$link", "bafkrei"}}}}}}}}})},
        {"embed without a type", with("embed", json::object())}};
    for (const auto& [what, record] : table) {
        const auto answer = desk.post("com.atproto.repo.createRecord", {{"repo", desk.did}, {"collection", "app.bsky.feed.post"}, {"record", record}});
        ASSERT_TRUE(answer) << what;
        EXPECT_EQ(answer->status, 400) << what << " " << answer->body;
        EXPECT_EQ(parsed(answer)["error"], "InvalidRequest") << what;
    }
    EXPECT_TRUE(place.state()["bluesky"]["posts"].empty());
    EXPECT_EQ(desk.create(good)->status, 200);
}

TEST(SandboxBlueskyRecords, SaysTheLimitAsTheRealServerDoes)
{
    Playground place;
    BlueskyDesk desk(place);
    std::string family;
    for (int i = 0; i < 119; ++i) family += "👩‍👩‍👧‍👦"; // 25 bytes, one grapheme each
    EXPECT_EQ(desk.create(desk.record(family))->status, 200);
    EXPECT_EQ(parsed(desk.create(desk.record(family + family)))["message"],
              "Invalid app.bsky.feed.post record: Record/text must not be longer than 3000 characters");
    EXPECT_EQ(parsed(desk.create(desk.record(std::string(301, 'x'))))["message"],
              "Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes");
    EXPECT_EQ(desk.create(desk.record(std::string(300, 'x')))->status, 200);
}

TEST(SandboxBlueskyRecords, PutsTheSameRecordOnceAndRefusesToCreateItAgain)
{
    Playground place;
    BlueskyDesk desk(place);
    const json record = desk.record("only once");
    const json first = parsed(desk.create(record, "3kabcdefghi2a", "putRecord"));
    const json again = parsed(desk.create(record, "3kabcdefghi2a", "putRecord"));
    EXPECT_EQ(first["uri"], again["uri"]);
    EXPECT_EQ(first["cid"], again["cid"]);
    EXPECT_TRUE(first.contains("commit"));
    EXPECT_FALSE(again.contains("commit")); // nothing was committed
    EXPECT_EQ(desk.create(record, "3kabcdefghi2a")->status, 500);
    EXPECT_EQ(place.state()["bluesky"]["posts"].size(), 1u);
    const json other = parsed(desk.create(desk.record("another text"), "3kabcdefghi2a", "putRecord"));
    EXPECT_EQ(other["uri"], first["uri"]);
    EXPECT_NE(other["cid"], first["cid"]);
    const json held = parsed(desk.get("com.atproto.repo.getRecord", "repo=" + desk.did + "&collection=app.bsky.feed.post&rkey=3kabcdefghi2a"));
    EXPECT_EQ(held["value"]["text"], "another text");
}

TEST(SandboxBlueskyRecords, DeletesTwiceWithoutComplaint)
{
    Playground place;
    BlueskyDesk desk(place);
    desk.create(desk.record("away"), "3kabcdefghi2b");
    const json where = {{"repo", desk.did}, {"collection", "app.bsky.feed.post"}, {"rkey", "3kabcdefghi2b"}};
    EXPECT_TRUE(parsed(desk.post("com.atproto.repo.deleteRecord", where)).contains("commit"));
    const auto again = desk.post("com.atproto.repo.deleteRecord", where);
    EXPECT_EQ(again->status, 200);
    EXPECT_EQ(parsed(again), json::object());
    const auto gone = desk.get("com.atproto.repo.getRecord", "repo=" + desk.did + "&collection=app.bsky.feed.post&rkey=3kabcdefghi2b");
    EXPECT_EQ(gone->status, 400);
    EXPECT_EQ(parsed(gone)["error"], "RecordNotFound");
}

TEST(SandboxBlueskyRecords, WritesInNobodyElsesRepository)
{
    Playground place;
    BlueskyDesk desk(place);
    const json asked = place.control("post", {{"platform", "bluesky"}, {"text", "{us} late?"}});
    const std::string uri = asked["id"];
    const std::string theirs = uri.substr(5, uri.find('/', 5) - 5);
    EXPECT_EQ(desk.post("com.atproto.repo.createRecord", {{"repo", theirs}, {"collection", "app.bsky.feed.post"}, {"record", desk.record("x")}})->status, 403);
    EXPECT_EQ(desk.post("com.atproto.repo.createRecord", {{"repo", "did:plc:nobody"}, {"collection", "app.bsky.feed.post"}, {"record", desk.record("x")}})->status, 400);
    EXPECT_EQ(place.web->Post("/xrpc/com.atproto.repo.createRecord", desk.headers(), "text=x", "application/x-www-form-urlencoded")->status, 400);
}

TEST(SandboxBlueskyRecords, LikesAndUnlikes)
{
    Playground place;
    BlueskyDesk desk(place);
    const json asked = place.control("post", {{"platform", "bluesky"}, {"text", "{us} nice crew"}});
    const json like = {{"$type", "app.bsky.feed.like"}, {"subject", {{"uri", asked["id"]}, {"cid", asked["cid"]}}}, {"createdAt", "2026-11-20T15:00:00Z"}};
    const std::string uri = parsed(desk.create(like))["uri"];
    const std::string asks = "uris=" + httplib::detail::encode_query_param(asked["id"]);
    EXPECT_EQ(parsed(desk.get("app.bsky.feed.getPosts", asks))["posts"][0]["viewer"]["like"], uri);
    desk.post("com.atproto.repo.deleteRecord", {{"repo", desk.did}, {"collection", "app.bsky.feed.like"}, {"rkey", uri.substr(uri.rfind('/') + 1)}});
    EXPECT_EQ(parsed(desk.get("app.bsky.feed.getPosts", asks))["posts"][0]["likeCount"], 0);
}

TEST(SandboxBlueskyRecords, TakesBlobsAndShowsThem)
{
    Playground place;
    BlueskyDesk desk(place);
    const auto sent = place.web->Post("/xrpc/com.atproto.repo.uploadBlob", desk.headers(), makePicture("x"), "image/png");
    ASSERT_EQ(sent->status, 200);
    const json blob = parsed(sent)["blob"];
    json record = desk.record("with a picture");
    record["embed"] = {{"$type", "app.bsky.embed.images"}, {"images", {{{"alt", "a platform"}, {"image", blob}}}}};
    const std::string uri = parsed(desk.create(record))["uri"];
    const json post = parsed(desk.get("app.bsky.feed.getPosts", "uris=" + httplib::detail::encode_query_param(uri)))["posts"][0];
    EXPECT_EQ(post["embed"]["images"][0]["alt"], "a platform");
    const std::string url = post["embed"]["images"][0]["fullsize"];
    EXPECT_EQ(place.web->Get(url.substr(url.find("/media/")))->body, makePicture("x"));
    record["embed"]["images"][0].erase("alt");
    EXPECT_EQ(desk.create(record)->status, 400);
}

TEST(SandboxBlueskyRecords, ListsOurRecordsByPages)
{
    Playground place;
    BlueskyDesk desk(place);
    for (int i = 0; i < 12; ++i) desk.create(desk.record("number " + std::to_string(i)));
    std::vector<std::string> texts;
    std::string cursor;
    do {
        const json page = parsed(desk.get("com.atproto.repo.listRecords", "repo=" + desk.did + "&collection=app.bsky.feed.post&limit=5" + (cursor.empty() ? "" : "&cursor=" + cursor)));
        for (const json& record : page["records"]) texts.push_back(record["value"]["text"]);
        cursor = page.value("cursor", "");
    } while (!cursor.empty() && texts.size() < 50);
    ASSERT_EQ(texts.size(), 12u);
    EXPECT_EQ(texts.front(), "number 11");
    EXPECT_EQ(texts.back(), "number 0");
}

} // namespace
} // namespace qd::sandbox::test
