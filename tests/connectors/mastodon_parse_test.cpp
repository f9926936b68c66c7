#include "connectors/mastodon_parse.h"

#include "connectors/mastodon_read.h"
#include "connectors/mastodon_ref.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

#include <array>

namespace qd::mastodon {
namespace {

using test::fixture;

constexpr UtcMillis kNow = fromInt(1'795'165'000'000);

Viewer brand() { return {"100", "rail.example"}; }

Batch notifications() { return parseNotifications(json::parse(fixture("mastodon/notifications").body), brand()); }

TEST(MastodonParse, OnlyMentionsAndQuotesAreMentionsOfUs)
{
    const Batch batch = notifications();
    ASSERT_EQ(batch.posts.size(), 4U);
    EXPECT_EQ(batch.posts[0].kind, MentionKind::Quote);
    EXPECT_EQ(batch.posts[1].kind, MentionKind::Message);
    EXPECT_EQ(batch.posts[2].kind, MentionKind::Reply);
    EXPECT_EQ(batch.posts[3].kind, MentionKind::Mention);
    EXPECT_TRUE(batch.skipped.empty());
    EXPECT_EQ(batch.entries, 6);
    EXPECT_EQ(batch.newest, "56");
    EXPECT_EQ(batch.oldest, "51");
    EXPECT_EQ(batch.oldestAt, test::at("2026-11-20T07:52:10.700Z"));
}

TEST(MastodonParse, ReadsEveryFieldOfAStatus)
{
    const Batch batch = notifications();
    const RawPost& post = batch.posts.at(2);
    EXPECT_EQ(post.platform, "mastodon");
    EXPECT_EQ(post.nativeId, "9003");
    EXPECT_EQ(post.nativeKey, "https://rail.example/users/theo/statuses/9003");
    EXPECT_EQ(post.url, "https://rail.example/@theo/9003");
    EXPECT_EQ(post.author.nativeId, "202");
    EXPECT_EQ(post.author.handle, "theo@rail.example");
    EXPECT_EQ(post.author.followers, 12);
    EXPECT_EQ(post.spoiler, "trains");
    EXPECT_TRUE(post.bodyIsHtml);
    EXPECT_EQ(post.lang, "en");
    EXPECT_EQ(post.createdAt, test::at("2026-11-20T08:10:00Z"));
    EXPECT_EQ(post.editedAt, test::at("2026-11-20T08:12:00Z"));
    EXPECT_EQ(post.inReplyToId, "8990");
    EXPECT_EQ(post.inReplyTo, "");
    EXPECT_EQ(post.inReplyToAuthor, "100");
    EXPECT_EQ(post.visibility, Visibility::Unlisted);
    EXPECT_TRUE(post.sensitive);
    EXPECT_FALSE(post.own);
    EXPECT_EQ(post.addressed, std::vector<std::string>{"maria@town.example"});
    ASSERT_EQ(post.media.size(), 1U);
    EXPECT_EQ(post.media[0], (Media{MediaKind::Image, "https://files.example/o/77.jpg",
                                    "https://files.example/s/77.jpg", "An empty platform"}));
    const ReplyRef ref = readRef(post.replyRef);
    EXPECT_EQ(ref.status, "9003");
    EXPECT_EQ(ref.visibility, "unlisted");
    EXPECT_EQ(ref.people, (std::vector<std::string>{"theo", "maria@town.example"}));
    EXPECT_EQ(ref.notification, "52");
    EXPECT_EQ(batch.posts.at(3).author.name, "María ☂");
    EXPECT_EQ(batch.posts.at(3).threadRoot, batch.posts.at(3).nativeKey);
}

TEST(MastodonParse, ADirectMessageBelongsToItsParticipantsWhereverItIsSeen)
{
    const Batch inNotifications = notifications();
    const Batch inConversations =
        parseConversations(json::parse(fixture("mastodon/conversations").body), brand());
    ASSERT_EQ(inConversations.posts.size(), 2U);
    EXPECT_EQ(inNotifications.posts[1].conversation, "201");
    EXPECT_EQ(inConversations.posts[0].conversation, "201");
    EXPECT_EQ(inConversations.posts[0].nativeKey, inNotifications.posts[1].nativeKey);
    EXPECT_EQ(readRef(inConversations.posts[0].replyRef).conversation, "555");
    EXPECT_TRUE(inConversations.posts[1].own);
    EXPECT_EQ(inConversations.posts[1].conversation, "202");
    EXPECT_EQ(inConversations.threads, std::vector<std::string>{"8800"});
}

TEST(MastodonParse, ContextKnowsParentsAndTheRoot)
{
    const std::string target = "https://rail.example/users/theo/statuses/9003";
    const Batch batch = parseContext(json::parse(fixture("mastodon/context").body), brand(), "9003", target);
    ASSERT_EQ(batch.posts.size(), 3U);
    const std::string root = "https://rail.example/users/acmerail/statuses/8990";
    EXPECT_EQ(batch.posts[0].nativeKey, root);
    EXPECT_TRUE(batch.posts[0].own);
    EXPECT_EQ(batch.posts[1].inReplyTo, target);
    EXPECT_EQ(batch.posts[2].inReplyTo, batch.posts[1].nativeKey);
    EXPECT_EQ(batch.posts[2].kind, MentionKind::Reply);
    for (const auto& post : batch.posts) EXPECT_EQ(post.threadRoot, root);
}

TEST(MastodonParse, BoostsAreNotPostsOfTheBooster)
{
    const Batch batch = parseStatuses(json::parse(fixture("mastodon/timeline_tag").body), brand(), MentionKind::Post);
    ASSERT_EQ(batch.posts.size(), 1U);
    EXPECT_EQ(batch.posts[0].kind, MentionKind::Post);
    ASSERT_EQ(batch.skipped.size(), 1U);
    EXPECT_EQ(batch.skipped[0].index, 0);
    EXPECT_EQ(batch.skipped[0].why, "boost");
    EXPECT_EQ(batch.newest, "9010");
}

TEST(MastodonParse, GroupedNotificationsFindTheirStatuses)
{
    const Batch batch = parseGroupedNotifications(json::parse(fixture("mastodon/notifications_grouped").body), brand());
    ASSERT_EQ(batch.posts.size(), 1U);
    EXPECT_EQ(batch.posts[0].nativeId, "9001");
    EXPECT_EQ(batch.newest, "51");
}

TEST(MastodonParse, GoToSocialsUlidsSortAsTheyStand)
{
    const Viewer viewer{"01HM4RJ0A0BRAND00000000001", "acme.example"};
    const Batch batch = parseNotifications(json::parse(fixture("gotosocial/notifications").body), viewer);
    ASSERT_EQ(batch.posts.size(), 1U);
    EXPECT_EQ(batch.posts[0].visibility, Visibility::Followers);
    EXPECT_EQ(batch.newest, "01JD0000000000000000000N02");
    EXPECT_TRUE(idLess("9", "10"));
    EXPECT_FALSE(idLess("10", "9"));
    EXPECT_TRUE(idLess("01JD0000000000000000000N01", "01JD0000000000000000000N02"));
}

TEST(MastodonParse, UnknownAudiencesAreReadAsNarrow)
{
    const auto status = [](const char* visibility) {
        std::string why;
        return parseStatus({{"id", "1"}, {"uri", "u"}, {"visibility", visibility}}, {}, MentionKind::Post, why)->visibility;
    };
    EXPECT_EQ(status("public"), Visibility::Public);
    EXPECT_EQ(status("unlisted"), Visibility::Unlisted);
    EXPECT_EQ(status("private"), Visibility::Followers);
    EXPECT_EQ(status("direct"), Visibility::Direct);
    EXPECT_EQ(status("mutuals_only"), Visibility::Followers);
    EXPECT_EQ(status(""), Visibility::Followers);
}

struct Case {
    const char* endpoint;
    const char* name;
    std::size_t posts;
};
constexpr std::array kCases{
    Case{"api/v1/notifications", "mastodon/notifications", 4},
    Case{"api/v2/notifications", "mastodon/notifications_grouped", 1},
    Case{"api/v1/statuses/:id", "mastodon/status", 1},
    Case{"api/v1/statuses/9003/context", "mastodon/context", 3},
    Case{"api/v1/timelines/tag/:tag", "mastodon/timeline_tag", 1},
    Case{"api/v1/conversations", "mastodon/conversations", 2},
    Case{"api/v2/search", "mastodon/search", 1},
    Case{"api/v1/accounts/:id/statuses", "mastodon/account_statuses", 2},
    Case{"api/v1/accounts/verify_credentials", "mastodon/verify_credentials", 0},
    Case{"api/v1/notifications", "gotosocial/notifications", 1},
};

TEST(MastodonDecode, EveryEndpointGivesItsPosts)
{
    for (const auto& each : kCases) {
        const auto page = decode(each.endpoint, fixture(each.name), kNow);
        ASSERT_TRUE(page) << each.endpoint;
        EXPECT_EQ(page->posts.size(), each.posts) << each.endpoint;
    }
}

TEST(MastodonDecode, ErrorsAreErrorsByTheirStatus)
{
    EXPECT_EQ(decode("api/v1/notifications", fixture("mastodon/error_401"), kNow).error().code, Errc::Auth);
    EXPECT_EQ(decode("api/v1/notifications", fixture("mastodon/error_429"), kNow).error().code, Errc::RateLimited);
    const auto unknown = decode("api/v9/nothing", fixture("mastodon/status"), kNow);
    EXPECT_EQ(unknown.error().code, Errc::Invalid);
    EXPECT_NE(unknown.error().hint.find("api/v1/notifications"), std::string::npos);
    EXPECT_EQ(decode("api/v1/notifications", fixture("mastodon/status"), kNow).error().code, Errc::BadReply);
    EXPECT_EQ(decode("api/v1/notifications", test::answer(200, "<html>"), kNow).error().code, Errc::BadReply);
}

TEST(MastodonDecode, NoMutilationThrows)
{
    for (const auto& each : kCases)
        test::mutilate(fixture(each.name), [&](const HttpResponse& broken) {
            const auto page = decode(each.endpoint, broken, kNow);
            EXPECT_TRUE(page || page.error().code == Errc::BadReply);
        });
}

TEST(MastodonSweep, VanishedPostsAreTombstonesAndEditedOnesComeWhole)
{
    AccountContext context;
    context.account = {.platform = "mastodon", .server = "https://rail.example", .nativeId = "100"};
    Mention edited;
    edited.nativeId = "9003";
    edited.kind = MentionKind::Reply;
    Mention gone;
    gone.nativeId = "7000";
    gone.nativeKey = "https://town.example/users/maria/statuses/7000";
    EXPECT_FALSE(planSweep(context, {edited, gone})); // not every server can
    context.account.capabilities.software = "mastodon 4.5.2";
    const auto asked = planSweep(context, {edited, gone});
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->url, "https://rail.example/api/v1/statuses?id%5B%5D=9003&id%5B%5D=7000");
    const auto found = test::answer(nlohmann::json::array({nlohmann::json::parse(fixture("mastodon/status").body)}));
    const auto page = acceptSweep(context, {edited, gone}, found, kNow);
    ASSERT_TRUE(page);
    ASSERT_EQ(page->posts.size(), 2U);
    EXPECT_FALSE(page->posts[0].deleted);
    EXPECT_EQ(page->posts[0].editedAt, test::at("2026-11-20T08:12:00Z"));
    EXPECT_TRUE(page->posts[1].deleted);
    EXPECT_EQ(page->posts[1].nativeKey, gone.nativeKey);
    edited.editedAt = test::at("2026-11-20T08:12:00Z");
    EXPECT_EQ(acceptSweep(context, {edited}, found, kNow)->posts.size(), 0U);
}

} // namespace
} // namespace qd::mastodon
