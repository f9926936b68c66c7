#include "connectors/bluesky_parse.h"

#include "connectors/bluesky_chat.h"
#include "connectors/bluesky_read.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

#include <array>

namespace qd::bluesky {
namespace {

using test::fixture;

constexpr UtcMillis kNow = fromInt(1'795'165'000'000);
const std::string kBrand = "did:plc:brandbrandbrandbrandbran";
const std::string kMaria = "did:plc:mariamariamariamariamari";

Viewer brand() { return {kBrand, "acmerail.example"}; }

TEST(BlueskyParse, NotificationsThatArePostsCome)
{
    const Batch batch = parseNotifications(json::parse(fixture("bluesky/list_notifications").body), brand());
    ASSERT_EQ(batch.posts.size(), 3U);
    EXPECT_EQ(batch.posts[0].kind, MentionKind::Quote);
    EXPECT_EQ(batch.posts[1].kind, MentionKind::Reply);
    EXPECT_EQ(batch.posts[2].kind, MentionKind::Mention);
    EXPECT_TRUE(batch.skipped.empty());
    EXPECT_EQ(batch.entries, 4);
    EXPECT_EQ(batch.newest, test::at("2026-11-20T08:30:01Z"));
    EXPECT_EQ(batch.oldest, test::at("2026-11-20T07:52:11Z"));
}

TEST(BlueskyParse, ReadsEveryFieldOfAPost)
{
    const Batch batch = parseNotifications(json::parse(fixture("bluesky/list_notifications").body), brand());
    const RawPost& reply = batch.posts.at(1);
    EXPECT_EQ(reply.nativeKey, "at://" + kMaria + "/app.bsky.feed.post/3lbbbbbbbbbb2");
    EXPECT_EQ(reply.url, "https://bsky.app/profile/maria.bsky.example/post/3lbbbbbbbbbb2");
    EXPECT_EQ(reply.author.handle, "maria.bsky.example");
    EXPECT_EQ(reply.author.name, "María ☂");
    EXPECT_EQ(reply.createdAt, test::at("2026-11-20T08:10:00Z")) << "a time after the network saw it is a lie";
    EXPECT_EQ(reply.inReplyTo, "at://" + kBrand + "/app.bsky.feed.post/3lbbbbbbbbb2b");
    EXPECT_EQ(reply.inReplyToAuthor, kBrand);
    EXPECT_EQ(reply.threadRoot, "at://" + kBrand + "/app.bsky.feed.post/3lbaaaaaaaa2a");
    EXPECT_FALSE(reply.bodyIsHtml);
    EXPECT_EQ(reply.body, "still nothing");
    EXPECT_TRUE(reply.sensitive);
    ASSERT_EQ(reply.media.size(), 1U);
    EXPECT_EQ(reply.media[0].alt, "An empty platform");
    EXPECT_EQ(reply.media[0].url, "https://cdn.bsky.app/img/feed_fullsize/plain/" + kMaria + "/bafkreipicture@jpeg");
    const ReplyRef ref = readRef(reply.replyRef);
    EXPECT_EQ(ref.post.uri, reply.nativeKey);
    EXPECT_FALSE(ref.post.cid.empty());
    EXPECT_EQ(ref.root.uri, reply.threadRoot);

    const RawPost& mention = batch.posts.at(2);
    EXPECT_EQ(mention.lang, "en");
    EXPECT_TRUE(mention.addressed.empty()) << "we are not among those addressed besides us";
    EXPECT_TRUE(mention.bodyIsHtml);
    EXPECT_NE(mention.body.find("<a href=\"https://town.example/board\">https://town.example/board</a>"), std::string::npos);
    EXPECT_EQ(mention.body.find("hashtag"), std::string::npos) << "a facet that cuts a character is dropped";
    EXPECT_EQ(mention.threadRoot, mention.nativeKey);
    EXPECT_EQ(readRef(mention.replyRef).root.uri, mention.nativeKey);
    EXPECT_EQ(batch.posts.at(0).author.handle, batch.posts.at(0).author.nativeId) << "a handle that is none";
}

TEST(BlueskyParse, AThreadComesWithItsHolesAsTombstones)
{
    const Batch batch = parseThread(json::parse(fixture("bluesky/get_post_thread").body).at("thread"), brand());
    ASSERT_EQ(batch.posts.size(), 4U);
    EXPECT_TRUE(batch.posts[0].deleted);
    EXPECT_TRUE(batch.posts[1].own);
    EXPECT_EQ(batch.posts[2].media.at(0).url, "https://cdn.example/f.jpg");
    EXPECT_TRUE(readRef(batch.posts[2].replyRef).closed);
    EXPECT_TRUE(batch.posts[3].own);
    EXPECT_EQ(batch.posts[3].kind, MentionKind::Reply);
    ASSERT_EQ(batch.skipped.size(), 1U);
    EXPECT_EQ(batch.skipped[0].why, "blocked");
}

TEST(BlueskyParse, AThreadHoweverDeepEndsSomewhere)
{
    const json::Value post = json::parse(fixture("bluesky/get_posts").body).at("posts").at(0);
    json::Value thread{{"post", post}};
    for (int i = 0; i < 20'000; ++i) thread = json::Value{{"post", post}, {"parent", std::move(thread)}};
    EXPECT_LE(parseThread(thread, brand()).posts.size(), 4000U);
}

TEST(BlueskyParse, RepostsAreNotPostsOfTheirPeople)
{
    const Batch batch = parseFeed(json::parse(fixture("bluesky/get_timeline").body), brand());
    ASSERT_EQ(batch.posts.size(), 1U);
    EXPECT_TRUE(batch.posts[0].own);
    ASSERT_EQ(batch.skipped.size(), 1U);
    EXPECT_EQ(batch.skipped[0].why, "repost");
}

TEST(BlueskyParse, RecordsAreWrittenByTheOwnerOfTheirRepository)
{
    const Batch batch = parseRecords(json::parse(fixture("bluesky/list_records").body), brand());
    ASSERT_EQ(batch.posts.size(), 1U);
    EXPECT_TRUE(batch.posts[0].own);
    EXPECT_EQ(batch.posts[0].author.handle, "acmerail.example");
    EXPECT_EQ(batch.posts[0].inReplyToAuthor, kMaria);
}

TEST(BlueskyParse, TimesOfEveryKindAreRead)
{
    const auto created = [](const char* claimed, const char* indexed) {
        std::string why;
        const json::Value view{{"uri", "at://did:plc:x/app.bsky.feed.post/3k"}, {"cid", "c"}, {"indexedAt", indexed},
                               {"record", {{"text", "x"}, {"createdAt", claimed}}}};
        return parsePostView(view, {}, MentionKind::Post, why)->createdAt;
    };
    const char* seen = "2026-11-20T08:10:00.000Z";
    EXPECT_EQ(created("2026-11-20T07:00:00.1234567Z", seen), test::at("2026-11-20T07:00:00.123Z"));
    EXPECT_EQ(created("2026-11-20T09:00:00+02:00", seen), test::at("2026-11-20T07:00:00Z"));
    EXPECT_EQ(created("2036-01-01T00:00:00Z", seen), test::at(seen));
    EXPECT_EQ(created("yesterday", seen), test::at(seen));
    EXPECT_EQ(created("2026-11-20T07:00:00Z", "never"), test::at("2026-11-20T07:00:00Z"));
    EXPECT_EQ(created("", ""), std::nullopt);
}

TEST(BlueskyParse, MessagesBelongToTheirConversation)
{
    const ChatCursor::Convo convo{"3kconvo00001a", {}, 0, {{kMaria, "maria.bsky.example", "María", ""}}};
    const Messages read = parseMessages(json::parse(fixture("bluesky/get_messages").body), convo, brand());
    ASSERT_EQ(read.batch.posts.size(), 3U);
    EXPECT_TRUE(read.batch.posts[0].own);
    EXPECT_TRUE(read.batch.posts[1].deleted);
    const RawPost& message = read.batch.posts[2];
    EXPECT_EQ(message.kind, MentionKind::Message);
    EXPECT_EQ(message.visibility, Visibility::Direct);
    EXPECT_EQ(message.author.handle, "maria.bsky.example");
    EXPECT_EQ(message.conversation, "3kconvo00001a");
    EXPECT_EQ(message.nativeKey, "convo/3kconvo00001a/3lmaaaaaaaaa2");
    EXPECT_EQ(readRef(message.replyRef).convo, "3kconvo00001a");
    EXPECT_TRUE(read.batch.skipped.empty());
    EXPECT_EQ(read.oldestRev, "2222222aaaaa2");
}

struct Case {
    const char* endpoint;
    const char* name;
    std::size_t posts;
};
constexpr std::array kCases{
    Case{"app.bsky.notification.listNotifications", "bluesky/list_notifications", 3},
    Case{"app.bsky.feed.getPostThread", "bluesky/get_post_thread", 4},
    Case{"app.bsky.feed.getPosts", "bluesky/get_posts", 1},
    Case{"xrpc/app.bsky.feed.searchPosts", "bluesky/search_posts", 2},
    Case{"app.bsky.feed.getTimeline", "bluesky/get_timeline", 1},
    Case{"com.atproto.repo.listRecords", "bluesky/list_records", 1},
    Case{"com.atproto.repo.getRecord", "bluesky/get_record", 1},
    Case{"chat.bsky.convo.getMessages", "bluesky/get_messages", 3},
    Case{"chat.bsky.convo.getLog", "bluesky/get_log", 1},
    Case{"chat.bsky.convo.listConvos", "bluesky/list_convos", 1},
    Case{"com.atproto.server.createSession", "bluesky/create_session", 0},
};

TEST(BlueskyDecode, EveryEndpointGivesItsPosts)
{
    for (const auto& each : kCases) {
        const auto page = decode(each.endpoint, fixture(each.name), kNow);
        ASSERT_TRUE(page) << each.endpoint;
        EXPECT_EQ(page->posts.size(), each.posts) << each.endpoint;
    }
}

TEST(BlueskyDecode, ErrorsAreErrors)
{
    EXPECT_EQ(decode("app.bsky.feed.getTimeline", fixture("bluesky/error_expired"), kNow).error().code, Errc::Auth);
    EXPECT_EQ(decode("app.bsky.feed.getTimeline", fixture("bluesky/get_posts"), kNow).error().code, Errc::BadReply);
    const auto unknown = decode("app.bsky.feed.nothing", fixture("bluesky/get_posts"), kNow);
    EXPECT_EQ(unknown.error().code, Errc::Invalid);
    EXPECT_NE(unknown.error().hint.find("app.bsky.feed.getPostThread"), std::string::npos);
}

TEST(BlueskyDecode, NoMutilationThrows)
{
    for (const auto& each : kCases)
        test::mutilate(fixture(each.name), [&](const HttpResponse& broken) {
            const auto page = decode(each.endpoint, broken, kNow);
            EXPECT_TRUE(page || page.error().code == Errc::BadReply);
        });
}

TEST(BlueskySweep, AbsentIsGoneAndAnotherVersionIsEdited)
{
    AccountContext context;
    context.account = {.platform = "bluesky", .server = "https://pds.example", .nativeId = kBrand};
    const Batch known = parsePosts(json::parse(fixture("bluesky/get_posts").body), brand());
    Mention same;
    same.nativeKey = known.posts[0].nativeKey;
    same.replyRef = known.posts[0].replyRef;
    same.kind = MentionKind::Mention;
    same.createdAt = kNow - std::chrono::hours{1};
    Mention edited = same;
    edited.replyRef = writeRef({{same.nativeKey, "an older cid"}, {}, false, {}, {}});
    Mention gone = same;
    gone.nativeKey = "at://did:plc:x/app.bsky.feed.post/3kgone";
    Mention young = gone;
    young.createdAt = kNow - std::chrono::minutes{1};
    Mention message = same;
    message.nativeKey = "convo/a/b";

    EXPECT_FALSE(planSweep(context, {message}));
    const auto request = planSweep(context, {same, gone, message});
    ASSERT_TRUE(request);
    EXPECT_EQ(request->url.find("convo"), std::string::npos);
    const auto swept = [&](const std::vector<Mention>& asked) { return acceptSweep(context, asked, fixture("bluesky/get_posts"), kNow)->posts; };
    EXPECT_EQ(swept({same, young, message}).size(), 0U);
    ASSERT_EQ(swept({edited}).size(), 1U);
    EXPECT_EQ(swept({edited})[0].editedAt, kNow);
    ASSERT_EQ(swept({gone}).size(), 1U);
    EXPECT_TRUE(swept({gone})[0].deleted);
}

TEST(BlueskyThread, APostThatIsNotThereAnyMoreIsATombstone)
{
    AccountContext context;
    Mention mention;
    mention.nativeKey = "at://did:plc:x/app.bsky.feed.post/3k";
    mention.createdAt = kNow - std::chrono::hours{1};
    const auto missing = test::answer(400, R"({"error":"NotFound","message":"Post not found"})");
    auto page = acceptThread(context, mention, missing, kNow);
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->posts.at(0).deleted);
    mention.createdAt = kNow;
    EXPECT_EQ(acceptThread(context, mention, missing, kNow).error().code, Errc::NotFound) << "perhaps not indexed yet";
}

} // namespace
} // namespace qd::bluesky
