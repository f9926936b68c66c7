#include "connectors/mastodon_read.h"

#include "connectors/mastodon.h"
#include "connectors/mastodon_cursor.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace qd {
namespace {

using namespace std::chrono_literals;

constexpr UtcMillis kStart = fromInt(1'795'100'000'000);

/// A list of the platform: entries with growing ids, pages newest first, as Mastodon serves them.
class FakeList {
public:
    enum class Kind { Notifications, Statuses, Search };
    explicit FakeList(Kind kind, int pageSize = 4) : m_kind{kind}, m_pageSize{pageSize} {}

    void add(int id, UtcMillis at) { m_entries[id] = at; }

    HttpResponse serve(const HttpRequest& request)
    {
        ++requests;
        const auto number = [&](const char* name) {
            const std::string text = test::field(request, name);
            return text.empty() ? 0 : std::stoi(text);
        };
        const int below = number("max_id");
        const int above = ignoresMinId ? 0 : number("min_id");
        std::vector<int> ids;
        for (const auto& entry : m_entries)
            if ((below == 0 || entry.first < below) && entry.first > above) ids.push_back(entry.first);
        if (above == 0) std::reverse(ids.begin(), ids.end()); // the newest page; with min_id the one just above it
        if (ids.size() > static_cast<std::size_t>(m_pageSize)) ids.resize(static_cast<std::size_t>(m_pageSize));
        std::sort(ids.rbegin(), ids.rend());
        nlohmann::json list = nlohmann::json::array();
        for (const int id : ids) list.push_back(entry(id));
        return test::answer(m_kind == Kind::Search ? nlohmann::json{{"statuses", list}} : list);
    }

    int requests{0};
    bool ignoresMinId{false};

private:
    nlohmann::json entry(int id) const
    {
        const std::string name = std::to_string(id);
        const std::string at = formatRfc3339(m_entries.at(id));
        const nlohmann::json status{{"id", name}, {"uri", "https://a.example/" + name}, {"created_at", at},
                                    {"visibility", "public"}, {"content", "<p>x</p>"}, {"account", {{"id", "7"}, {"acct", "m"}}}};
        if (m_kind != Kind::Notifications) return status;
        return {{"id", name}, {"type", "mention"}, {"created_at", at}, {"status", status}};
    }

    Kind m_kind;
    int m_pageSize;
    std::map<int, UtcMillis> m_entries;
};

/// What a store keeps: posts and the cursor, together.
struct Reader {
    Stream stream;
    std::string cursor;
    std::multiset<std::string> stored;
    UtcMillis now{kStart};
    std::optional<UtcMillis> checkedUpTo{};
    bool gap{false};

    explicit Reader(SourceKind kind, std::string query = {})
    {
        stream.context.account = {.platform = "mastodon", .server = "https://a.example", .nativeId = "100", .handle = "brand@a.example"};
        stream.context.secret = R"({"token":"t0k"})";
        stream.source.kind = kind;
        stream.source.query = std::move(query);
        stream.since = kStart - 24h * 30;
    }

    /// Polls to the end; stops as a crash would after `pages` of them, losing the last answer. @return pages stored
    int poll(FakeList& list, int crashAfter = -1)
    {
        for (int page = 0; page < 500; ++page) {
            const auto request = mastodonConnector().plan(stream, cursor);
            EXPECT_TRUE(request);
            const auto answer = list.serve(*request);
            if (page == crashAfter) return page;
            const auto read = mastodonConnector().accept(stream, cursor, answer, now);
            EXPECT_TRUE(read);
            for (const auto& post : read->posts) stored.insert(post.nativeId);
            cursor = read->next;
            gap = gap || read->gap;
            if (read->checkedUpTo) checkedUpTo = read->checkedUpTo;
            if (!read->more) return page + 1;
        }
        ADD_FAILURE() << "the walk does not end";
        return 500;
    }

    std::set<std::string> distinct() const { return {stored.begin(), stored.end()}; }
};

void fill(FakeList& list, int from, int to, UtcMillis start)
{
    for (int id = from; id <= to; ++id) list.add(id, start + std::chrono::minutes{id - from});
}

TEST(MastodonRead, TheFirstReadBringsThirtyDaysAndNoMore)
{
    FakeList list{FakeList::Kind::Notifications};
    fill(list, 1, 10, kStart - 24h * 40); // older than the history
    fill(list, 11, 30, kStart - 24h * 20);
    Reader reader{SourceKind::Mentions};
    reader.poll(list);
    EXPECT_EQ(reader.distinct().size(), 20U);
    EXPECT_EQ(reader.distinct().count("10"), 0U);
    EXPECT_EQ(reader.stored.size(), 20U) << "nothing is asked for twice";
    EXPECT_FALSE(reader.gap);
    EXPECT_EQ(reader.checkedUpTo, kStart);
}

TEST(MastodonRead, ABurstLargerThanAPageLosesNothing)
{
    FakeList list{FakeList::Kind::Notifications};
    fill(list, 1, 3, kStart - 1h);
    Reader reader{SourceKind::Mentions};
    reader.poll(list);
    fill(list, 4, 90, kStart);
    reader.poll(list);
    EXPECT_EQ(reader.distinct().size(), 90U);
    EXPECT_EQ(reader.stored.size(), 90U);
}

TEST(MastodonRead, ACrashBetweenAnyTwoPagesLosesNothing)
{
    for (int crash = 0; crash < 12; ++crash) {
        FakeList list{FakeList::Kind::Notifications};
        fill(list, 1, 20, kStart - 24h);
        Reader reader{SourceKind::Mentions};
        reader.poll(list, crash);
        fill(list, 21, 40, kStart); // while we were down
        reader.poll(list, crash / 2);
        fill(list, 41, 45, kStart + 1h);
        reader.poll(list);
        EXPECT_EQ(reader.distinct().size(), 45U) << "crash after page " << crash;
    }
}

TEST(MastodonRead, AnEmptyPageKeepsTheCursor)
{
    FakeList list{FakeList::Kind::Notifications};
    Reader reader{SourceKind::Mentions};
    reader.poll(list);
    EXPECT_EQ(reader.cursor, "");
    fill(list, 1, 3, kStart - 1h);
    reader.poll(list);
    const std::string before = reader.cursor;
    reader.now += 1h;
    EXPECT_EQ(reader.poll(list), 1);
    EXPECT_EQ(reader.cursor, before);
    EXPECT_EQ(reader.checkedUpTo, kStart + 1h);
    EXPECT_EQ(reader.stored.size(), 3U);
}

TEST(MastodonRead, PostsThatArriveBelowTheMarkAreStillFound)
{
    FakeList list{FakeList::Kind::Statuses};
    fill(list, 100, 120, kStart - 1h);
    Reader reader{SourceKind::Hashtag, "#AcmeRail"};
    reader.poll(list);
    reader.now += 30s;
    list.add(130, kStart);
    reader.poll(list);
    list.add(125, kStart - 1min); // written earlier on a slow server, so its id is smaller
    reader.now += 30s;
    reader.poll(list);
    EXPECT_EQ(reader.distinct().count("125"), 1U);
    EXPECT_EQ(reader.distinct().size(), 23U);
}

TEST(MastodonRead, ReadingAgainMovesOnWithTime)
{
    FakeList list{FakeList::Kind::Statuses};
    fill(list, 1, 40, kStart - 1h);
    Reader reader{SourceKind::Hashtag, "rail"};
    for (int i = 0; i < 4; ++i) {
        reader.poll(list);
        reader.now += 11min;
    }
    reader.stored.clear();
    reader.poll(list);
    EXPECT_TRUE(reader.stored.empty()) << "what is older than the overlap is not asked for";
}

TEST(MastodonRead, AServerThatIgnoresMinIdDoesNotHoldUsForEver)
{
    FakeList list{FakeList::Kind::Statuses};
    fill(list, 1, 10, kStart - 1h);
    Reader reader{SourceKind::Own};
    reader.poll(list);
    list.ignoresMinId = true;
    fill(list, 11, 12, kStart);
    EXPECT_LE(reader.poll(list), 3);
    EXPECT_EQ(reader.distinct().size(), 12U);
}

TEST(MastodonRead, ASearchGoesBackToWhatItKnows)
{
    FakeList list{FakeList::Kind::Search};
    fill(list, 1, 11, kStart - 1h);
    Reader reader{SourceKind::Search, "acme rail"};
    reader.poll(list);
    EXPECT_EQ(reader.distinct().size(), 11U);
    fill(list, 12, 25, kStart);
    reader.now += 20min;
    const int before = list.requests;
    reader.poll(list);
    EXPECT_EQ(reader.distinct().size(), 25U);
    EXPECT_LE(list.requests - before, 5);
    EXPECT_FALSE(reader.gap);
}

TEST(MastodonRead, ASearchWithoutEndSaysThatItMayHaveMissedSomething)
{
    FakeList list{FakeList::Kind::Search};
    fill(list, 1, 200, kStart - 24h);
    Reader reader{SourceKind::Search, "rail"};
    reader.poll(list);
    EXPECT_TRUE(reader.gap);
    EXPECT_LE(list.requests, 10);
}

TEST(MastodonRead, AsksWhatTheServerUnderstands)
{
    Reader reader{SourceKind::Mentions};
    auto request = mastodonConnector().plan(reader.stream, "");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->bearer, "t0k");
    EXPECT_EQ(request->url, "https://a.example/api/v1/notifications?types%5B%5D=mention&limit=80");
    reader.stream.context.account.capabilities.software = "mastodon 4.5.1";
    request = mastodonConnector().plan(reader.stream, R"({"newest":"55"})");
    EXPECT_EQ(request->url, "https://a.example/api/v1/notifications?types%5B%5D=mention&limit=80&types%5B%5D=quote&include_filtered=true&min_id=55");
    Reader tag{SourceKind::Hashtag, "#Acme Rail"};
    EXPECT_EQ(test::path(*mastodonConnector().plan(tag.stream, "")), "/api/v1/timelines/tag/Acme%20Rail");
    EXPECT_FALSE(mastodonConnector().plan(Reader{SourceKind::Comments}.stream, ""));
    EXPECT_TRUE(mastodonConnector().plan(reader.stream, "a cursor of another program"));
}

TEST(MastodonRead, ConversationsPageByTheLinkHeaderAndFetchWhatWasSaidBefore)
{
    Reader reader{SourceKind::Messages};
    const auto listed = test::fixture("mastodon/conversations");
    auto page = mastodonConnector().accept(reader.stream, "", listed, kStart);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->posts.size(), 2U);
    EXPECT_TRUE(page->more);
    auto request = mastodonConnector().plan(reader.stream, page->next);
    EXPECT_EQ(test::path(*request), "/api/v1/statuses/8800/context");
    const nlohmann::json direct{{"id", "8799"}, {"uri", "https://a.example/8799"}, {"visibility", "direct"},
                                {"created_at", formatRfc3339(kStart)}, {"account", {{"id", "202"}, {"acct", "theo"}}},
                                {"mentions", {{{"id", "100"}, {"acct", "brand"}}}}};
    nlohmann::json open = direct;
    open["id"] = "8798";
    open["visibility"] = "public";
    const auto context = test::answer(nlohmann::json{{"ancestors", {open, direct}}, {"descendants", nlohmann::json::array()}});
    page = mastodonConnector().accept(reader.stream, page->next, context, kStart);
    ASSERT_TRUE(page);
    ASSERT_EQ(page->posts.size(), 1U) << "public posts around a direct one are not messages";
    EXPECT_EQ(page->posts[0].conversation, "202");
    request = mastodonConnector().plan(reader.stream, page->next);
    EXPECT_EQ(test::field(*request, "max_id"), "8800");
    // The list's end: from here on upwards.
    page = mastodonConnector().accept(reader.stream, page->next, test::answer(200, "[]"), kStart);
    ASSERT_TRUE(page);
    request = mastodonConnector().plan(reader.stream, page->next);
    EXPECT_EQ(test::field(*request, "min_id"), "9004");
}

TEST(MastodonRead, AThreadThatVanishedDoesNotStopTheMessages)
{
    Reader reader{SourceKind::Messages};
    const std::string cursor = R"({"newest":"9004","threads":["1","2"]})";
    auto page = mastodonConnector().accept(reader.stream, cursor, test::answer(404, ""), kStart);
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->more);
    EXPECT_EQ(test::path(*mastodonConnector().plan(reader.stream, page->next)), "/api/v1/statuses/2/context");
    EXPECT_EQ(mastodonConnector().accept(reader.stream, cursor, test::answer(500, ""), kStart).error().code, Errc::Network);
}

TEST(MastodonRead, ErrorsTellWhatToDo)
{
    Reader reader{SourceKind::Mentions};
    const auto code = [&](const HttpResponse& response) {
        return mastodonConnector().accept(reader.stream, "", response, kStart).error().code;
    };
    EXPECT_EQ(code(test::fixture("mastodon/error_401")), Errc::Auth);
    EXPECT_EQ(code(test::fixture("mastodon/error_429")), Errc::RateLimited);
    EXPECT_EQ(code(test::answer(503, "<html>")), Errc::Network);
    EXPECT_EQ(code(test::answer(200, "<html>")), Errc::BadReply);
    EXPECT_EQ(code(test::answer(200, "{}")), Errc::BadReply);
}

TEST(MastodonCursor, LinksAreReadWhateverTheirRelSays)
{
    const auto links = mastodon::readLinks("<https://a.example/x?limit=2&max_id=115>; rel=\"next\", <https://a.example/x?min_id=134>;");
    EXPECT_EQ(links.maxId, "115");
    EXPECT_EQ(links.minId, "134");
    EXPECT_EQ(mastodon::readLinks("<broken").maxId, "");
    EXPECT_EQ(mastodon::readLinks("").minId, "");
}

TEST(MastodonCursor, SurvivesItsOwnTextAndAnybodyElses)
{
    mastodon::Cursor cursor;
    cursor.newest = "9";
    cursor.position = "7";
    cursor.down = mastodon::Cursor::Down{"5", "9", 3};
    cursor.older = {"1", kStart};
    cursor.newer = {"2", kStart + 1s};
    cursor.threads = {"a", "b"};
    const std::string text = mastodon::writeCursor(cursor);
    EXPECT_EQ(mastodon::writeCursor(mastodon::readCursor(text)), text);
    for (const char* broken : {"{", "[]", "7", R"({"newest":7,"down":[],"threads":{}})"})
        EXPECT_EQ(mastodon::writeCursor(mastodon::readCursor(broken)), "") << broken;
}

} // namespace
} // namespace qd
