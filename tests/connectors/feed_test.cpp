#include "connectors/feed.h"
#include "connectors/feed_fixture.h"
#include "quarterdeck/connectors/connector.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace qd {
namespace {

using namespace std::chrono_literals;

// A Sunday.
const UtcMillis kNow = *parseRfc3339("2026-11-22T12:00:00Z");

Stream stream()
{
    Stream s;
    s.context.account.platform = "feed";
    s.context.account.server = kFeedUrl;
    s.source.kind = SourceKind::Timeline;
    s.source.connectedAt = kNow - 1min;
    s.since = kNow - std::chrono::hours(24 * 30);
    return s;
}

HttpResponse answer(std::string body, HttpHeaders headers = {})
{
    HttpResponse response;
    response.status = 200;
    response.headers = std::move(headers);
    response.body = std::move(body);
    response.finalUrl = kFeedUrl;
    return response;
}

std::string headerOf(const HttpRequest& request, std::string_view name)
{
    for (const auto& [key, value] : request.headers) {
        if (key == name) return value;
    }
    return {};
}

std::string feedOf(std::string_view items)
{
    return "<rss><channel><title>F</title>" + std::string(items) + "</channel></rss>";
}

TEST(Feed, MakesArticlesOfItems)
{
    const auto page = feedConnector().accept(stream(), "", answer(feedFixture("rss20.xml")), kNow);
    ASSERT_TRUE(page);
    ASSERT_EQ(page->posts.size(), 3U);
    const auto& post = page->posts[0];
    EXPECT_EQ(post.platform, "feed");
    EXPECT_EQ(post.kind, MentionKind::Article);
    EXPECT_EQ(post.nativeId, "tag:news.example,2026:1");
    EXPECT_EQ(post.nativeKey, "https://news.example/feed.xml#tag:news.example,2026:1");
    EXPECT_EQ(post.author.name, "Jo Doe");
    EXPECT_EQ(post.author.nativeId, "Jo Doe");
    EXPECT_EQ(post.author.handle, "news.example");
    EXPECT_EQ(post.url, "https://news.example/2026/11/delays");
    EXPECT_EQ(post.visibility, Visibility::Public);
    EXPECT_FALSE(post.own);
    EXPECT_EQ(page->posts[1].author.name, "Rail & Road Weekly");
    EXPECT_EQ(page->checkedUpTo, kNow);
    EXPECT_FALSE(page->more);
}

TEST(Feed, FindsAnIdentityForEveryItem)
{
    const auto ids = [](std::string_view items) {
        std::vector<std::string> out;
        const auto page = feedConnector().accept(stream(), "", answer(feedOf(items)), kNow);
        for (const auto& post : page->posts)
            out.push_back(post.nativeId);
        return out;
    };
    EXPECT_EQ(ids("<item><guid>g</guid><link>https://a.example/</link></item>"
                  "<item><link>https://a.example/1</link></item>"),
              (std::vector<std::string>{"g", "https://a.example/1"}));
    const auto hashed =
        ids("<item><title>a</title></item><item><title>b</title></item><item><title>a</title></item>");
    ASSERT_EQ(hashed.size(), 3U);
    EXPECT_EQ(hashed[0], hashed[2]);
    EXPECT_NE(hashed[0], hashed[1]);
    EXPECT_EQ(hashed[0].size(), 32U);
    EXPECT_EQ(ids("<item><title>t</title><guid>" + std::string(5000, 'x') + "</guid></item>").at(0).size(),
              32U);
    EXPECT_TRUE(ids("<item></item>").empty());
}

TEST(Feed, AsksConditionallyWithWhatTheServerSaid)
{
    const auto plain = feedConnector().plan(stream(), "");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->url, kFeedUrl);
    EXPECT_EQ(headerOf(*plain, "If-None-Match"), "");
    EXPECT_NE(headerOf(*plain, "Accept"), "");
    EXPECT_LE(plain->maxBody, 8U << 20U);

    const HttpHeaders headers{{"ETag", "W/\"x\""}, {"Last-Modified", "yesterday, roughly"}};
    const auto page = feedConnector().accept(stream(), "", answer(feedFixture("rss20.xml"), headers), kNow);
    const auto again = feedConnector().plan(stream(), page->next);
    EXPECT_EQ(headerOf(*again, "If-None-Match"), "W/\"x\"");
    EXPECT_EQ(headerOf(*again, "If-Modified-Since"), "yesterday, roughly");

    HttpResponse unchanged;
    unchanged.status = 304;
    unchanged.headers = {{"cache-control", "private, max-age=600"}};
    const auto quiet = feedConnector().accept(stream(), page->next, unchanged, kNow);
    ASSERT_TRUE(quiet);
    EXPECT_TRUE(quiet->posts.empty());
    EXPECT_EQ(quiet->next, page->next);
    EXPECT_EQ(quiet->notBefore, kNow + 10min);
    EXPECT_EQ(quiet->checkedUpTo, kNow);
}

TEST(Feed, ReadsAnUnchangedBodyOnce)
{
    const auto response = answer(feedFixture("rss20.xml"));
    const auto first = feedConnector().accept(stream(), "", response, kNow);
    const auto second = feedConnector().accept(stream(), first->next, response, kNow);
    ASSERT_TRUE(second);
    EXPECT_TRUE(second->posts.empty());
    EXPECT_EQ(second->next, first->next);
}

TEST(Feed, KeepsItsKeysWhenItMoves)
{
    const auto item = [](const std::string& title) {
        return feedOf("<item><guid>1</guid><title>" + title + "</title></item>");
    };
    const auto first = feedConnector().accept(stream(), "", answer(item("a")), kNow);
    auto moved = answer(item("b"));
    moved.finalUrl = "https://moved.example/new.xml";
    moved.permanentRedirect = true;
    const auto page = feedConnector().accept(stream(), first->next, moved, kNow);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->movedTo, "https://moved.example/new.xml");
    auto later = stream();
    later.context.account.server = "https://moved.example/new.xml";
    auto there = answer(item("c"));
    there.finalUrl = later.context.account.server;
    const auto after = feedConnector().accept(later, page->next, there, kNow);
    EXPECT_EQ(after->posts.at(0).nativeKey, first->posts.at(0).nativeKey);
    EXPECT_FALSE(after->movedTo);
}

TEST(Feed, FollowsATemporaryRedirectWithoutMoving)
{
    auto response = answer(feedOf("<item><guid>1</guid><title>t</title></item>"));
    response.finalUrl = "https://cdn.example/f.xml";
    const auto page = feedConnector().accept(stream(), "", response, kNow);
    EXPECT_FALSE(page->movedTo);
    EXPECT_EQ(page->posts.at(0).nativeKey, std::string(kFeedUrl) + "#1");
}

TEST(Feed, SaysWhatAStatusMeans)
{
    HttpResponse response;
    response.status = 410;
    const auto gone = feedConnector().accept(stream(), "{}", response, kNow);
    ASSERT_TRUE(gone);
    EXPECT_TRUE(gone->gone);
    EXPECT_EQ(gone->next, "{}");
    const std::vector<std::pair<int, Errc>> cases{{401, Errc::Auth},     {403, Errc::Auth},
                                                  {404, Errc::NotFound}, {429, Errc::RateLimited},
                                                  {500, Errc::Network},  {503, Errc::Network}};
    for (const auto& [status, code] : cases) {
        response.status = status;
        response.headers = {{"retry-after", "120"}};
        const auto page = feedConnector().accept(stream(), "", response, kNow);
        ASSERT_FALSE(page) << status;
        EXPECT_EQ(page.error().code, code) << status;
    }
    EXPECT_EQ(feedConnector().accept(stream(), "", response, kNow).error().retryAfter, 120s);
    const auto bad = feedConnector().accept(stream(), "", answer("<html>maintenance</html>"), kNow);
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code, Errc::BadReply);
}

TEST(Feed, ComesBackWhenThePublisherAsks)
{
    const auto notBefore = [](const std::string& head, HttpHeaders headers, UtcMillis now) {
        const auto body = "<rss><channel>" + head + "</channel></rss>";
        return feedConnector().accept(stream(), "", answer(body, std::move(headers)), now)->notBefore;
    };
    EXPECT_EQ(notBefore("", {}, kNow), std::nullopt);
    EXPECT_EQ(notBefore("<ttl>45</ttl>", {}, kNow), kNow + 45min);
    EXPECT_EQ(notBefore("<ttl>45</ttl>", {{"Cache-Control", "max-age=3600"}}, kNow), kNow + 1h);
    EXPECT_EQ(notBefore("<ttl>999999</ttl>", {}, kNow), kNow + 12h);
    EXPECT_EQ(notBefore("<ttl>-5</ttl>", {{"Cache-Control", "max-age=banana"}}, kNow), std::nullopt);
    EXPECT_EQ(notBefore("<skipHours><hour>12</hour><hour>13</hour></skipHours>", {}, kNow + 5min), kNow + 2h);
    EXPECT_EQ(notBefore("<skipDays><day>Sunday</day></skipDays>", {}, kNow), kNow + 12h);
    std::string all = "<skipHours>";
    for (int i = 0; i < 24; ++i)
        all += "<hour>" + std::to_string(i) + "</hour>";
    EXPECT_EQ(notBefore(all + "</skipHours>", {}, kNow), std::nullopt); // never is no answer
}

TEST(Feed, TakesTheFirstReadForHistory)
{
    const std::string items =
        "<item><guid>undated</guid><title>u</title></item>"
        "<item><guid>old</guid><title>o</title><pubDate>1 Jan 2020 00:00 GMT</pubDate></item>"
        "<item><guid>new</guid><title>n</title><pubDate>22 Nov 2026 11:00 GMT</pubDate></item>";
    const auto first = feedConnector().accept(stream(), "", answer(feedOf(items)), kNow);
    ASSERT_EQ(first->posts.size(), 2U); // what is older than the kept history is left out
    EXPECT_EQ(first->posts[0].createdAt, stream().source.connectedAt - 1ms);
    EXPECT_EQ(first->posts[1].nativeId, "new");
    const auto next = feedOf("<item><guid>undated2</guid><title>u</title></item>");
    const auto later = feedConnector().accept(stream(), first->next, answer(next), kNow);
    EXPECT_EQ(later->posts.at(0).createdAt, std::nullopt); // first seen now
}

TEST(Feed, TellsAnEditByTheUpdatedDate)
{
    const auto page = feedConnector().accept(stream(), "", answer(feedFixture("atom10.xml")), kNow);
    EXPECT_TRUE(page->posts[0].editedAt);
    EXPECT_FALSE(page->posts[1].editedAt); // only updated: that is when it was made
}

TEST(Feed, ConnectsToAFeedOrToThePageThatNamesIt)
{
    const auto& c = feedConnector();
    const ConnectRequest request{.server = "news.example/feed.xml"};
    EXPECT_EQ(c.connect(request).request->url, "https://news.example/feed.xml");
    EXPECT_EQ(c.connect({.server = "feed:https://a.example/f"}).request->url, "https://a.example/f");
    EXPECT_EQ(c.connect({.server = "feed://a.example/f"}).request->url, "https://a.example/f");
    auto step = c.acceptConnect(request, "", answer(feedFixture("rss20.xml")));
    ASSERT_TRUE(step && step->done);
    EXPECT_EQ(step->done->account.name, "Rail & Road Weekly");
    EXPECT_EQ(step->done->account.server, "https://news.example/feed.xml");
    EXPECT_EQ(step->done->account.handle, "news.example");
    EXPECT_FALSE(step->done->account.capabilities.canReply);
    EXPECT_EQ(step->done->secret, "");

    auto page = answer(feedFixture("page.html"));
    page.finalUrl = "https://news.example/";
    step = c.acceptConnect({.server = "https://news.example"}, "", page);
    ASSERT_TRUE(step && step->request);
    EXPECT_EQ(step->request->url, "https://news.example/feed?a=1&b=2");
    auto found = answer(feedFixture("rss20.xml"));
    found.finalUrl = step->request->url;
    const auto done = c.acceptConnect({.server = "https://news.example"}, step->progress, found);
    ASSERT_TRUE(done && done->done);
    EXPECT_EQ(done->done->account.server, "https://news.example/feed?a=1&b=2");
    EXPECT_FALSE(c.acceptConnect({.server = "https://news.example"}, step->progress, page)); // once is enough
    EXPECT_FALSE(c.acceptConnect(request, "", answer("nothing")));
}

TEST(Feed, SendsAPasswordInAHeaderAndToItsOwnServerOnly)
{
    const auto& c = feedConnector();
    const ConnectRequest request{.server = "https://news.example/", .handle = "jo", .secret = "pass word"};
    EXPECT_EQ(headerOf(*c.connect(request).request, "Authorization"), "Basic am86cGFzcyB3b3Jk");
    auto page = answer("<link rel=alternate type='application/atom+xml' href='https://other.example/f'>");
    page.finalUrl = "https://news.example/";
    const auto step = c.acceptConnect(request, "", page);
    ASSERT_TRUE(step && step->request);
    EXPECT_EQ(headerOf(*step->request, "Authorization"), "");
    auto s = stream();
    s.context.secret = c.acceptConnect(request, "", answer(feedFixture("rss20.xml")))->done->secret;
    EXPECT_EQ(headerOf(*c.plan(s, ""), "Authorization"), "Basic am86cGFzcyB3b3Jk");
}

TEST(Feed, CanOnlyBeRead)
{
    const auto& c = feedConnector();
    EXPECT_FALSE(c.planSend({}, {}, "", ""));
    EXPECT_FALSE(c.planThread({}, {}));
    EXPECT_FALSE(c.planSweep({}, {}));
    EXPECT_FALSE(c.planAction({}, {}));
    EXPECT_EQ(c.acceptSend({}, {}, "", {}, kNow).kind, SendOutcome::Kind::Refused);
    EXPECT_EQ(c.possibleSources({}), std::vector<SourceKind>{SourceKind::Timeline});
    EXPECT_EQ(findConnector("feed"), &c);
}

TEST(Feed, DecodesARecordedFeed)
{
    const auto page = feedConnector().decode("-", answer(feedFixture("feed11.json")), kNow);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->posts.size(), 2U);
    EXPECT_EQ(page->skipped.size(), 6U); // five without an id, one that says nothing
    EXPECT_FALSE(feedConnector().decode("-", answer("x"), kNow));
}

TEST(Feed, ReadsAnyCursor)
{
    for (const std::string cursor : {"", "x", "{}", "[]", "{\"key\":1,\"etag\":null}", "\xFF"}) {
        EXPECT_TRUE(feedConnector().plan(stream(), cursor));
        EXPECT_TRUE(feedConnector().accept(stream(), cursor, answer(feedFixture("cdf.xml")), kNow));
    }
}

} // namespace
} // namespace qd
