#include "connectors/bluesky.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace qd {
namespace {

using namespace std::chrono_literals;

constexpr UtcMillis kStart = fromInt(1'795'100'000'000);

/// A list that pages backwards by an opaque cursor, as the AppView serves notifications.
class FakeFeed {
public:
    void add(int number, UtcMillis at) { m_entries[number] = at; }
    int pageSize{4};
    bool holes{false}; ///< pages may be empty and still carry a cursor
    int requests{0};

    HttpResponse serve(const HttpRequest& request)
    {
        ++requests;
        const std::string cursor = test::field(request, "cursor");
        std::vector<std::pair<UtcMillis, int>> order;
        for (const auto& [number, at] : m_entries)
            if (cursor.empty() || at < test::at(cursor.c_str())) order.emplace_back(at, number);
        std::sort(order.rbegin(), order.rend());
        const bool last = order.size() <= static_cast<std::size_t>(pageSize);
        if (!last) order.resize(static_cast<std::size_t>(pageSize));
        nlohmann::json list = nlohmann::json::array();
        const bool empty = holes && requests % 2 == 0;
        for (const auto& [at, number] : order)
            if (!empty) list.push_back(entry(number, at));
        nlohmann::json body{{"notifications", list}};
        if (!last) body["cursor"] = formatRfc3339(order.back().first);
        return test::answer(body);
    }

private:
    static nlohmann::json entry(int number, UtcMillis at)
    {
        const std::string time = formatRfc3339(at);
        return {{"uri", "at://did:plc:m/app.bsky.feed.post/" + std::to_string(number)}, {"cid", "c"}, {"reason", "mention"},
                {"author", {{"did", "did:plc:m"}, {"handle", "m.example"}}}, {"indexedAt", time},
                {"record", {{"$type", "app.bsky.feed.post"}, {"text", "x"}, {"createdAt", time}}}};
    }
    std::map<int, UtcMillis> m_entries;
};

struct Reader {
    Stream stream;
    std::string cursor;
    std::set<std::string> stored;
    UtcMillis now{kStart};
    std::optional<UtcMillis> checkedUpTo{};

    Reader()
    {
        stream.context.account = {.platform = "bluesky", .server = "https://pds.example", .nativeId = "did:plc:brand", .handle = "brand.example"};
        stream.context.secret = R"({"accessJwt":"a","refreshJwt":"r","did":"did:plc:brand","pds":"https://pds.example"})";
        stream.source.kind = SourceKind::Mentions;
        stream.since = kStart - 24h * 30;
    }

    int poll(FakeFeed& feed, int crashAfter = -1)
    {
        for (int page = 0; page < 500; ++page) {
            const auto request = blueskyConnector().plan(stream, cursor);
            EXPECT_TRUE(request);
            const auto answer = feed.serve(*request);
            if (page == crashAfter) return page;
            const auto read = blueskyConnector().accept(stream, cursor, answer, now);
            EXPECT_TRUE(read);
            for (const auto& post : read->posts) stored.insert(post.nativeId);
            cursor = read->next;
            if (read->checkedUpTo) checkedUpTo = read->checkedUpTo;
            if (!read->more) return page + 1;
        }
        ADD_FAILURE() << "the walk does not end";
        return 500;
    }
};

void fill(FakeFeed& feed, int from, int to, UtcMillis start)
{
    for (int i = from; i <= to; ++i) feed.add(i, start + std::chrono::minutes{i - from});
}

TEST(BlueskyRead, TheFirstReadBringsThirtyDaysAndNoMore)
{
    FakeFeed feed;
    fill(feed, 1, 10, kStart - 24h * 40);
    fill(feed, 11, 30, kStart - 24h * 20);
    Reader reader;
    reader.poll(feed);
    EXPECT_EQ(reader.stored.size(), 20U);
}

TEST(BlueskyRead, ABurstLargerThanAPageLosesNothing)
{
    FakeFeed feed;
    fill(feed, 1, 10, kStart - 20h);
    Reader reader;
    reader.poll(feed);
    fill(feed, 11, 150, kStart - 10h);
    reader.now += 10h;
    reader.poll(feed);
    EXPECT_EQ(reader.stored.size(), 150U);
    EXPECT_EQ(reader.poll(feed), 4 + 1) << "then only the overlap is read again";
}

TEST(BlueskyRead, ACrashBetweenAnyTwoPagesLosesNothing)
{
    for (int crash = 0; crash < 10; ++crash) {
        FakeFeed feed;
        fill(feed, 1, 30, kStart - 24h);
        Reader reader;
        reader.poll(feed, crash);
        fill(feed, 31, 60, kStart - 2h); // while we were down
        reader.now += 1h;
        reader.poll(feed, crash / 2);
        reader.poll(feed);
        reader.poll(feed);
        EXPECT_EQ(reader.stored.size(), 60U) << "crash after page " << crash;
    }
}

TEST(BlueskyRead, WhatIsIndexedLateIsFoundInTheOverlap)
{
    FakeFeed feed;
    fill(feed, 1, 30, kStart - 30min);
    Reader reader;
    reader.poll(feed);
    feed.add(31, kStart - 8min);
    reader.poll(feed);
    EXPECT_EQ(reader.stored.size(), 31U);
}

TEST(BlueskyRead, AnEmptyPageWithACursorIsNotTheEnd)
{
    FakeFeed feed;
    fill(feed, 1, 12, kStart - 1h);
    feed.holes = true;
    Reader reader;
    for (int i = 0; i < 3; ++i) reader.poll(feed); // holes hide entries, they do not end the walk
    EXPECT_GE(reader.stored.size(), 8U);
    feed.holes = false;
    reader.cursor.clear();
    reader.poll(feed);
    EXPECT_EQ(reader.stored.size(), 12U);
}

TEST(BlueskyRead, NothingNewKeepsTheCursor)
{
    FakeFeed feed;
    Reader reader;
    reader.poll(feed);
    EXPECT_EQ(reader.cursor, "");
    fill(feed, 1, 3, kStart - 1h);
    reader.poll(feed);
    const std::string before = reader.cursor;
    reader.now += 1min;
    EXPECT_EQ(reader.poll(feed), 1);
    EXPECT_EQ(reader.cursor, before);
    EXPECT_EQ(reader.checkedUpTo, kStart + 1min);
}

TEST(BlueskyRead, AStalePageCursorBeginsTheWalkAgain)
{
    Reader reader;
    const std::string cursor = R"({"upTo":1795000000000,"walk":{"newest":1795100000000,"page":"gone","pages":3}})";
    const auto page = blueskyConnector().accept(reader.stream, cursor, test::answer(400, R"({"error":"InvalidRequest"})"), kStart);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->next, R"({"upTo":1795000000000})");
    EXPECT_FALSE(page->more);
    EXPECT_EQ(blueskyConnector().accept(reader.stream, cursor, test::answer(503, ""), kStart).error().code, Errc::Network);
}

TEST(BlueskyRead, AsksForWhatEachSourceIs)
{
    Reader reader;
    auto request = blueskyConnector().plan(reader.stream, "");
    EXPECT_EQ(request->url, "https://pds.example/xrpc/app.bsky.notification.listNotifications?limit=100&reasons=mention&reasons=reply&reasons=quote");
    EXPECT_EQ(request->bearer, "a");
    reader.stream.source.kind = SourceKind::Own;
    EXPECT_EQ(test::path(*blueskyConnector().plan(reader.stream, "")), "/xrpc/com.atproto.repo.listRecords");
    reader.stream.source.kind = SourceKind::Hashtag;
    reader.stream.source.query = "#AcmeRail";
    request = blueskyConnector().plan(reader.stream, "");
    EXPECT_EQ(test::field(*request, "tag"), "AcmeRail");
    EXPECT_EQ(test::field(*request, "since"), formatRfc3339(reader.stream.since));
    reader.stream.source.kind = SourceKind::Messages;
    request = blueskyConnector().plan(reader.stream, "");
    EXPECT_EQ(test::path(*request), "/xrpc/chat.bsky.convo.listConvos");
    EXPECT_EQ(test::header(*request, "atproto-proxy"), "did:web:api.bsky.chat#bsky_chat");
    reader.stream.source.kind = SourceKind::Comments;
    EXPECT_FALSE(blueskyConnector().plan(reader.stream, ""));
}

TEST(BlueskyMessages, ConversationsThatChangedAreReadToWhatIsKnown)
{
    Reader reader;
    reader.stream.source.kind = SourceKind::Messages;
    const auto& connector = blueskyConnector();
    auto page = connector.accept(reader.stream, "", test::fixture("bluesky/list_convos"), kStart);
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->more);
    auto request = connector.plan(reader.stream, page->next);
    EXPECT_EQ(test::path(*request), "/xrpc/chat.bsky.convo.getMessages");
    EXPECT_EQ(test::field(*request, "convoId"), "3kconvo00001a");
    page = connector.accept(reader.stream, page->next, test::fixture("bluesky/get_messages"), kStart);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->posts.size(), 3U);
    EXPECT_EQ(page->posts[2].author.handle, "maria.bsky.example");
    EXPECT_FALSE(page->more);
    EXPECT_EQ(page->checkedUpTo, kStart);
    // Nothing changed: one request, the same cursor.
    const std::string settled = page->next;
    page = connector.accept(reader.stream, settled, test::fixture("bluesky/list_convos"), kStart);
    ASSERT_TRUE(page);
    EXPECT_FALSE(page->more);
    EXPECT_EQ(page->next, settled);
}

TEST(BlueskyMessages, AServerWithoutChatIsAskedAgainLater)
{
    Reader reader;
    reader.stream.source.kind = SourceKind::Messages;
    const auto& connector = blueskyConnector();
    const auto none = connector.accept(reader.stream, "", test::answer(500, R"({"error":"InternalServerError"})"), kStart);
    ASSERT_TRUE(none);
    EXPECT_EQ(none->notBefore, kStart + 1h);
    EXPECT_EQ(none->skipped.at(0).why, "no_chat_service");
    EXPECT_FALSE(none->checkedUpTo);
    EXPECT_EQ(connector.accept(reader.stream, R"({"rev":"22"})", test::answer(500, ""), kStart).error().code, Errc::Network);
    const auto denied = connector.accept(reader.stream, "", test::answer(401, R"({"error":"InvalidToken","message":"Bad token scope"})"), kStart);
    EXPECT_EQ(denied.error().code, Errc::Forbidden);
    EXPECT_FALSE(denied.error().hint.empty());
}

} // namespace
} // namespace qd
