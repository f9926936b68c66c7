#include "playground.h"

#include <regex>
#include <set>

namespace qd::sandbox::test {
namespace {

/// The path of a Link header's relation, "" where it has none.
std::string linked(const httplib::Result& answer, const std::string& relation)
{
    const std::string header = answer->get_header_value("Link");
    std::smatch found;
    return std::regex_search(header, found, std::regex("<https?://[^/]+([^>]+)>; rel=\"" + relation + "\"")) ? found[1].str() : "";
}

TEST(SandboxMastodonLists, PagesToTheEndByLinkHeader)
{
    Playground place;
    std::set<std::string> wanted, seen;
    for (int i = 0; i < 25; ++i) wanted.insert(place.mention("number " + std::to_string(i)));
    std::string path = "/api/v1/notifications?limit=10&types[]=mention";
    int pages = 0;
    for (; !path.empty() && pages < 10; ++pages) {
        const auto answer = place.web->Get(path, Playground::mastodon());
        for (const json& note : parsed(answer)) seen.insert(note["status"]["id"].get<std::string>());
        path = linked(answer, "next");
    }
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(seen, wanted);
}

TEST(SandboxMastodonLists, WalksUpwardsWithoutAGap)
{
    Playground place;
    for (int i = 0; i < 25; ++i) place.mention("number " + std::to_string(i));
    std::string at = "0";
    std::vector<long> ids;
    for (int pages = 0; pages < 10; ++pages) {
        const json page = parsed(place.web->Get("/api/v1/notifications?limit=10&min_id=" + at, Playground::mastodon()));
        if (page.empty()) break;
        for (auto it = page.rbegin(); it != page.rend(); ++it) ids.push_back(std::stol((*it)["id"].get<std::string>()));
        at = page[0]["id"];
    }
    ASSERT_EQ(ids.size(), 25u);
    for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(ids[i], static_cast<long>(i) + 1);
    // since_id gives the newest page above an id: what lies between is lost, as on the real server.
    const json since = parsed(place.web->Get("/api/v1/notifications?limit=10&since_id=1", Playground::mastodon()));
    EXPECT_EQ(since[0]["id"], "25");
    EXPECT_EQ(since[9]["id"], "16");
}

TEST(SandboxMastodonLists, ClampsALimitThatIsTooLarge)
{
    Playground place;
    for (int i = 0; i < 85; ++i) place.mention("number " + std::to_string(i));
    EXPECT_EQ(parsed(place.web->Get("/api/v1/notifications?limit=500", Playground::mastodon())).size(), 80u);
    EXPECT_EQ(parsed(place.web->Get("/api/v1/notifications", Playground::mastodon())).size(), 40u);
}

TEST(SandboxMastodonLists, FiltersByType)
{
    Playground place;
    const std::string ours = parsed(place.form("/api/v1/statuses", {{"status", "news from us"}}))["id"];
    place.mention();
    place.control("post", {{"kind", "like"}, {"in_reply_to", ours}});
    place.control("post", {{"kind", "boost"}, {"in_reply_to", ours}});
    place.control("post", {{"kind", "follow"}});
    const auto count = [&place](const std::string& query) { return parsed(place.web->Get("/api/v1/notifications?" + query, Playground::mastodon())).size(); };
    EXPECT_EQ(count(""), 4u);
    EXPECT_EQ(count("types[]=mention"), 1u);
    EXPECT_EQ(count("types[]=mention&types[]=follow"), 2u);
    EXPECT_EQ(count("exclude_types[]=favourite&exclude_types[]=reblog"), 2u);
}

TEST(SandboxMastodonLists, DismissesOne)
{
    Playground place;
    place.mention();
    EXPECT_EQ(place.form("/api/v1/notifications/1/dismiss", {})->status, 200);
    EXPECT_EQ(place.form("/api/v1/notifications/1/dismiss", {})->status, 404);
    EXPECT_TRUE(parsed(place.web->Get("/api/v1/notifications", Playground::mastodon())).empty());
}

TEST(SandboxMastodonLists, KeepsConversationsApartAndPagesThemByTheirLastPost)
{
    Playground place;
    const json first = place.control("post", {{"kind", "message"}, {"text", "{us} order 1"}, {"handle", "a@tram.example"}});
    place.control("post", {{"kind", "message"}, {"text", "{us} order 2"}, {"handle", "b@tram.example"}});
    const auto page = place.web->Get("/api/v1/conversations?limit=1", Playground::mastodon());
    ASSERT_EQ(parsed(page).size(), 1u);
    EXPECT_EQ(parsed(page)[0]["accounts"][0]["acct"], "b@tram.example");
    EXPECT_EQ(parsed(page)[0]["unread"], true);
    const json older = parsed(place.web->Get(linked(page, "next"), Playground::mastodon()));
    ASSERT_EQ(older.size(), 1u);
    EXPECT_EQ(older[0]["last_status"]["id"], first["id"]);
    EXPECT_NE(older[0]["id"], first["id"]);
    const auto read = place.form("/api/v1/conversations/" + older[0]["id"].get<std::string>() + "/read", {});
    EXPECT_EQ(parsed(read)["unread"], false);
    EXPECT_EQ(place.form("/api/v1/conversations/123/read", {})->status, 404);
}

TEST(SandboxMastodonLists, AnswersInAConversationOnlyWhenTheReplyIsDirect)
{
    Playground place;
    const json asked = place.control("post", {{"kind", "message"}, {"text", "{us} order 1"}});
    place.form("/api/v1/statuses", {{"status", "out in the open"}, {"in_reply_to_id", asked["id"]}});
    EXPECT_EQ(parsed(place.web->Get("/api/v1/conversations", Playground::mastodon()))[0]["last_status"]["id"], asked["id"]);
    const json direct = parsed(place.form("/api/v1/statuses", {{"status", "@rider@tram.example yes"}, {"in_reply_to_id", asked["id"]}, {"visibility", "direct"}}));
    EXPECT_EQ(parsed(place.web->Get("/api/v1/conversations", Playground::mastodon()))[0]["last_status"]["id"], direct["id"]);
}

TEST(SandboxMastodonLists, KeepsMarkers)
{
    Playground place;
    EXPECT_EQ(parsed(place.web->Get("/api/v1/markers?timeline[]=notifications", Playground::mastodon())), json::object());
    place.form("/api/v1/markers", {{"notifications[last_read_id]", "12"}});
    const auto answer = place.web->Post("/api/v1/markers", Playground::mastodon(), R"({"notifications":{"last_read_id":"13"}})", "application/json");
    EXPECT_EQ(parsed(answer)["notifications"]["version"], 2);
    EXPECT_EQ(parsed(place.web->Get("/api/v1/markers?timeline[]=notifications", Playground::mastodon()))["notifications"]["last_read_id"], "13");
}

TEST(SandboxMastodonLists, FindsByTagAndByWord)
{
    Playground place;
    place.control("post", {{"kind", "search"}, {"text", "late again #AcmeRail #Monday"}});
    place.control("post", {{"kind", "search"}, {"text", "Acme Rail on time, who knew"}});
    const auto tag = [&place](const std::string& rest) { return parsed(place.web->Get("/api/v1/timelines/tag/" + rest, Playground::mastodon())).size(); };
    EXPECT_EQ(tag("acmerail"), 1u);
    EXPECT_EQ(tag("acmerail?none[]=monday"), 0u);
    EXPECT_EQ(tag("other?any[]=monday"), 1u);
    const auto words = [&place](const std::string& q) {
        return parsed(place.web->Get("/api/v2/search?type=statuses&q=" + q, Playground::mastodon()))["statuses"].size();
    };
    EXPECT_EQ(words("acme%20rail"), 1u);
    EXPECT_EQ(words("acmerail"), 1u);
    EXPECT_EQ(words("nothing"), 0u);
}

TEST(SandboxMastodonLists, ShowsOurOwnStatusesAndLooksPeopleUp)
{
    Playground place;
    const std::string question = place.mention();
    place.form("/api/v1/statuses", {{"status", "from the desk"}, {"in_reply_to_id", question}});
    place.control("native-reply", {{"in_reply_to", question}, {"text", "from the app"}});
    const std::string me = parsed(place.web->Get("/api/v1/accounts/verify_credentials", Playground::mastodon()))["id"];
    EXPECT_EQ(parsed(place.web->Get("/api/v1/accounts/" + me + "/statuses", Playground::mastodon())).size(), 2u);
    EXPECT_EQ(parsed(place.web->Get("/api/v1/accounts/" + me + "/statuses?exclude_replies=true", Playground::mastodon())).size(), 0u);
    EXPECT_EQ(parsed(place.web->Get("/api/v1/accounts/lookup?acct=rider@tram.example", Playground::mastodon()))["username"], "rider");
    EXPECT_EQ(place.web->Get("/api/v1/accounts/lookup?acct=nobody", Playground::mastodon())->status, 404);
    EXPECT_EQ(place.state()["mastodon"]["by_parent"][question], 2);
}

TEST(SandboxMastodonLists, CountsRequestsAndThenRefuses)
{
    Playground place;
    const auto first = place.web->Get("/api/v1/notifications", Playground::mastodon());
    EXPECT_EQ(first->get_header_value("X-RateLimit-Limit"), "300");
    EXPECT_EQ(first->get_header_value("X-RateLimit-Remaining"), "299");
    EXPECT_EQ(first->get_header_value("X-RateLimit-Reset"), "2026-11-20T15:05:00.000000Z");
    for (int i = 0; i < 299; ++i) place.web->Get("/api/v1/markers", Playground::mastodon());
    const auto over = place.web->Get("/api/v1/notifications", Playground::mastodon());
    EXPECT_EQ(over->status, 429);
    EXPECT_FALSE(over->has_header("Retry-After"));
    place.control("advance", {{"seconds", 301}});
    EXPECT_EQ(place.web->Get("/api/v1/notifications", Playground::mastodon())->status, 200);
}

} // namespace
} // namespace qd::sandbox::test
