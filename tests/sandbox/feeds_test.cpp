#include "playground.h"

namespace qd::sandbox::test {
namespace {

void article(Playground& place, const std::string& title)
{
    place.control("post", {{"platform", "news"}, {"kind", "article"}, {"title", title}, {"text", "First <b>part</b>.\n\nSecond part."}});
}

TEST(SandboxFeeds, SpeakThreeFormats)
{
    Playground place;
    article(place, "Trains & tracks");
    const auto rss = place.web->Get("/feeds/rail-news.rss"), atom = place.web->Get("/feeds/rail-news.atom"), list = place.web->Get("/feeds/rail-news.json");
    EXPECT_EQ(rss->get_header_value("Content-Type"), "application/rss+xml; charset=utf-8");
    EXPECT_NE(rss->body.find("<title>Trains &amp; tracks</title>"), std::string::npos);
    EXPECT_NE(rss->body.find("<guid isPermaLink=\"false\">"), std::string::npos);
    EXPECT_NE(atom->body.find("<content type=\"html\">&lt;p&gt;First"), std::string::npos);
    EXPECT_EQ(parsed(list)["items"][0]["title"], "Trains & tracks");
    EXPECT_EQ(place.web->Get("/feeds/unknown.rss")->status, 404);
    EXPECT_EQ(place.web->Get("/feeds/gone.rss")->status, 410);
    EXPECT_EQ(place.web->Get("/feeds/moved.rss")->status, 301);
}

TEST(SandboxFeeds, AnswerNothingNewWith304)
{
    Playground place;
    article(place, "one");
    const auto first = place.web->Get("/feeds/rail-news.rss");
    const std::string etag = first->get_header_value("ETag"), modified = first->get_header_value("Last-Modified");
    const auto same = place.web->Get("/feeds/rail-news.rss", {{"If-None-Match", etag}});
    EXPECT_EQ(same->status, 304);
    EXPECT_TRUE(same->body.empty());
    EXPECT_EQ(place.web->Get("/feeds/rail-news.rss", {{"If-Modified-Since", modified}})->status, 304);
    place.control("advance", {{"seconds", 2}});
    article(place, "two");
    EXPECT_EQ(place.web->Get("/feeds/rail-news.rss", {{"If-None-Match", etag}})->status, 200);
    EXPECT_EQ(place.web->Get("/feeds/rail-news.rss", {{"If-Modified-Since", modified}})->status, 200);
}

TEST(SandboxFeeds, ArePackedWhenAskedFor)
{
    Playground place;
    for (int i = 0; i < 10; ++i) article(place, "number " + std::to_string(i));
    place.web->set_decompress(false);
    for (const char* kind : {"rss", "atom", "json"}) {
        const auto packed = place.web->Get(std::string("/feeds/rail-news.") + kind, {{"Accept-Encoding", "gzip"}});
        EXPECT_EQ(packed->get_header_value("Content-Encoding"), "gzip") << kind;
        EXPECT_EQ(packed->body.substr(0, 2), "\x1f\x8b") << kind;
    }
}

TEST(SandboxFeeds, KeepFortyItems)
{
    Playground place;
    for (int i = 0; i < 45; ++i) article(place, "number " + std::to_string(i));
    const json items = parsed(place.web->Get("/feeds/rail-news.json"))["items"];
    EXPECT_EQ(items.size(), 40u);
    EXPECT_EQ(items[0]["title"], "number 44");
}

} // namespace
} // namespace qd::sandbox::test
