#include "connectors/feed_fixture.h"
#include "connectors/feed_item.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/normalise.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace qd {
namespace {

std::optional<UtcMillis> at(std::string_view stamp) { return parseRfc3339(stamp); }

TEST(FeedParse, ReadsRss20AndItsModules)
{
    const auto doc = readFeed(feedFixture("rss20.xml"));
    EXPECT_EQ(doc.format, "rss");
    EXPECT_EQ(doc.title, "Rail & Road Weekly");
    EXPECT_EQ(doc.link, "https://news.example/");
    EXPECT_EQ(doc.ttl, std::chrono::minutes(45));
    EXPECT_TRUE(doc.skipHours.test(2) && doc.skipHours.test(3) && doc.skipHours.count() == 2);
    EXPECT_TRUE(doc.skipDays.test(6) && doc.skipDays.count() == 1);
    ASSERT_EQ(doc.items.size(), 3U);
    const auto& first = doc.items[0];
    EXPECT_EQ(first.id, "tag:news.example,2026:1");
    EXPECT_EQ(first.link, "https://news.example/2026/11/delays");
    EXPECT_EQ(htmlToText(first.title), "Acme Rail: delays again & again");
    EXPECT_EQ(first.author, "Jo Doe");
    EXPECT_EQ(first.lang, "en-GB");
    EXPECT_EQ(first.published, at("2026-11-22T07:35:05Z"));
    EXPECT_EQ(safeHtml(first.body, first.link),
              R"(<p>Passengers of <a href="https://news.example/acme">Acme Rail</a> waited.</p>)");
    EXPECT_EQ(first.summary, "Short text.");
    ASSERT_EQ(first.media.size(), 1U);
    EXPECT_EQ(first.media[0].kind, MediaKind::Audio);
    EXPECT_EQ(first.media[0].url, "https://cdn.news.example/1.mp3");
    EXPECT_EQ(first.media[0].previewUrl, "https://cdn.news.example/1.jpg");
    const auto& second = doc.items[1];
    EXPECT_EQ(second.link, "https://news.example/2026/11/strike"); // the guid is its address
    EXPECT_EQ(second.title, "Strike café\u00A0talks");
    EXPECT_EQ(htmlToText(second.body), "Talks… at 5 < 6");
    EXPECT_EQ(second.published, at("2026-11-21T14:05:00Z"));
    EXPECT_EQ(doc.items[2].body, "Neither title nor link nor id.");
}

TEST(FeedParse, ReadsRdfInLatin1WithOddPrefixes)
{
    const auto doc = readFeed(feedFixture("rss10.xml"));
    EXPECT_EQ(doc.format, "rdf");
    EXPECT_EQ(doc.title, "RDF news");
    EXPECT_EQ(doc.ttl, std::chrono::hours(6));
    ASSERT_EQ(doc.items.size(), 1U);
    EXPECT_EQ(doc.items[0].id, "https://rdf.example/1");
    EXPECT_EQ(doc.items[0].link, "https://rdf.example/1?a=1&b=2");
    EXPECT_EQ(doc.items[0].title, "Café ouvert");
    EXPECT_EQ(doc.items[0].author, "Ana");
    EXPECT_EQ(doc.items[0].published, at("2026-11-20T09:00:00Z"));
}

TEST(FeedParse, ReadsAtom10WithItsKindsOfText)
{
    const auto doc = readFeed(feedFixture("atom10.xml"));
    EXPECT_EQ(doc.format, "atom");
    EXPECT_EQ(doc.title, "Atom &amp; more");
    EXPECT_EQ(doc.link, "https://atom.example/blog/");
    ASSERT_EQ(doc.items.size(), 3U);
    const auto& first = doc.items[0];
    EXPECT_EQ(first.id, "urn:uuid:1");
    EXPECT_EQ(htmlToText(first.title), "1 < 2 & so on");
    EXPECT_EQ(first.link, "https://atom.example/blog/1");
    EXPECT_EQ(first.author, "Mia");
    EXPECT_EQ(first.lang, "de");
    EXPECT_EQ(first.published, at("2026-11-20T10:00:00Z"));
    EXPECT_EQ(first.updated, at("2026-11-21T10:00:00.5Z"));
    EXPECT_EQ(htmlToText(first.summary), "Short <b>text</b>");
    EXPECT_EQ(safeHtml(first.body),
              R"(<p>See <a href="https://atom.example/blog/posts/x?a=1&amp;b=2">x</a> &amp; <em>y</em></p>)");
    ASSERT_EQ(first.media.size(), 1U);
    EXPECT_EQ(first.media[0].url, "https://atom.example/pics/1.png");
    EXPECT_EQ(htmlToText(doc.items[1].title), "A bold one");
    EXPECT_EQ(doc.items[1].lang, "fr");
    EXPECT_EQ(doc.items[1].author, "House");
    EXPECT_EQ(htmlToText(doc.items[1].body), "HTML é");
    EXPECT_EQ(htmlToText(doc.items[2].body), "Hello base64");
}

TEST(FeedParse, ReadsAtom03AndCdf)
{
    const auto old = readFeed(feedFixture("atom03.xml"));
    ASSERT_EQ(old.items.size(), 1U);
    EXPECT_EQ(htmlToText(old.items[0].title), "Old entry");
    EXPECT_EQ(old.items[0].link, "https://old.example/1");
    EXPECT_EQ(old.items[0].published, at("2004-01-02T00:48:21Z"));
    EXPECT_EQ(old.items[0].updated, at("2004-01-02T00:00:00Z"));
    EXPECT_EQ(htmlToText(old.items[0].body), "Old text");
    const auto cdf = readFeed(feedFixture("cdf.xml"));
    EXPECT_EQ(cdf.format, "cdf");
    EXPECT_EQ(cdf.link, "https://cdf.example/");
    ASSERT_EQ(cdf.items.size(), 1U);
    EXPECT_EQ(cdf.items[0].link, "https://cdf.example/1");
    EXPECT_EQ(cdf.items[0].body, "About it");
}

TEST(FeedParse, ReadsJsonFeedAndDiscardsItemsWithoutId)
{
    const auto doc = readFeed(feedFixture("feed11.json"));
    EXPECT_EQ(doc.format, "json");
    ASSERT_EQ(doc.items.size(), 3U);
    EXPECT_EQ(doc.skipped.size(), 5U);
    const auto& first = doc.items[0];
    EXPECT_EQ(htmlToText(first.title), "A < B");
    EXPECT_EQ(first.author, "Luz");
    EXPECT_EQ(first.published, at("2026-11-20T10:00:00.999Z"));
    ASSERT_EQ(first.media.size(), 2U);
    EXPECT_EQ(first.media[1].kind, MediaKind::Video);
    EXPECT_EQ(doc.items[1].id, "2");
    EXPECT_TRUE(doc.items[1].bodyIsPlain);
    EXPECT_EQ(doc.items[1].body, "plain <b> & text");
    EXPECT_EQ(doc.items[1].author, "Old style");
    EXPECT_EQ(doc.items[1].lang, "es");
    EXPECT_EQ(doc.items[2].id, "3");
    EXPECT_EQ(doc.items[2].author, "Casa");
}

TEST(FeedParse, GivesTheItemsOfAnIllFormedFeed)
{
    const auto doc = readFeed(feedFixture("illformed.xml"));
    ASSERT_EQ(doc.items.size(), 5U);
    EXPECT_EQ(htmlToText(doc.items[0].title).substr(0, 15), "One < two & thr");
    EXPECT_EQ(doc.items[1].author, "Zoe");
    EXPECT_EQ(htmlToText(doc.items[1].body), "never closedhere");
    EXPECT_EQ(doc.items[2].title, "Three");
    EXPECT_EQ(htmlToText(doc.items[3].body), "no end\n\nof it");
    EXPECT_EQ(trim(doc.items[4].title), "Five");
    EXPECT_FALSE(doc.items[4].published);
}

TEST(FeedParse, RefusesWhatIsNoFeed)
{
    for (const std::string body : {"", "   ", "hello", "<html><body>x</body></html>", "{}", "{\"items\":1}",
                                   "[1]", "<", "<?xml version='1.0'?>"}) {
        const auto doc = feed::parseFeed(body, "text/html", kFeedUrl);
        ASSERT_FALSE(doc) << body;
        EXPECT_EQ(doc.error().code, Errc::BadReply);
    }
}

TEST(FeedParse, DecodesCharsetsInTheirOrder)
{
    const std::string declared = "<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>"
                                 "\xCF\xEE\xE5\xE7\xE4</title></item></channel></rss>";
    EXPECT_EQ(readFeed(declared).items.at(0).title, "Поезд");
    EXPECT_EQ(feed::charsetOf(declared, "application/xml; charset=\"KOI8-R\""), "koi8-r");
    EXPECT_EQ(feed::charsetOf(declared, "text/xml"), "windows-1251");
    EXPECT_EQ(feed::charsetOf(declared, "application/xml; charset=utf-8"), "windows-1251"); // the header lies
    EXPECT_EQ(feed::charsetOf("\xEF\xBB\xBF<?xml encoding='latin1'?>", ""), "utf-8");
    EXPECT_EQ(feed::charsetOf("<?xml encoding='utf-16'?><rss/>", ""), "utf-8");
    const std::string latin = "<rss><channel><item><title>caf\xE9</title></item></channel></rss>";
    EXPECT_EQ(readFeed(latin).items.at(0).title, "café");
    std::string wide;
    for (const char c : std::string("<rss><channel><item><title>Hi</title></item></channel></rss>"))
        wide += {c, '\0'};
    EXPECT_EQ(readFeed(wide).items.at(0).title, "Hi");
    EXPECT_EQ(readFeed("\xFF\xFE" + wide).items.at(0).title, "Hi");
}

TEST(FeedParse, ReadsDatesInTheirManyForms)
{
    const std::vector<std::pair<std::string, std::string>> dates{
        {"2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"},
        {"2003-12-31T10:14-08:00", "2003-12-31T18:14:00Z"},
        {"2003-12-31 10:14:55", "2003-12-31T10:14:55Z"},
        {"2003-12", "2003-12-01T00:00:00Z"},
        {"2003", "2003-01-01T00:00:00Z"},
        {"20031231", "2003-12-31T00:00:00Z"},
        {"2003-335", "2003-12-01T00:00:00Z"},
        {"20031231T101455Z", "2003-12-31T10:14:55Z"},
        {"1072865695", "2003-12-31T10:14:55Z"},
        {"1072865695000", "2003-12-31T10:14:55Z"},
        {"Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"},
        {"01 Jan 04 19:48 EST", "2004-01-02T00:48:00Z"},
        {"Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21Z"},
        {" Thursday, 1 January 2004 19:48:21 +0000 ", "2004-01-01T19:48:21Z"},
    };
    for (const auto& [text, want] : dates) {
        const auto got = feed::parseDate(text);
        ASSERT_TRUE(got) << text;
        EXPECT_EQ(*got, *at(want)) << text << " -> " << formatRfc3339(*got);
    }
    for (const std::string none :
         {"", "yesterday", "2003-13-40", "99999999999999", "12345", "Thu, 99 Foo 2004", "T10:00"}) {
        EXPECT_FALSE(feed::parseDate(none)) << none;
    }
}

TEST(FeedParse, ExpandsNoBombAndFetchesNothing)
{
    std::string bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'lol'><!ENTITY ok 'fine'>";
    for (char c = 'b'; c < 'k'; ++c) {
        bomb += std::string("<!ENTITY ") + c + " \"";
        for (int i = 0; i < 10; ++i)
            bomb += std::string("&") + static_cast<char>(c - 1) + ";";
        bomb += "\">";
    }
    bomb += "<!ENTITY file SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&j; &file; "
            "&ok;</title></item>"
            "</channel></rss>";
    const auto doc = readFeed(bomb);
    EXPECT_EQ(htmlToText(doc.items.at(0).title), "&j; &file; fine");
}

TEST(FeedParse, BearsDepthLengthAndNumber)
{
    const auto begin = std::chrono::steady_clock::now();
    for (const std::string piece :
         {"<a>", "<item>", "<![CDATA[", "<!--", "<?x ", "&", "<!DOCTYPE [>", "<a b='", "</a>",
          "<![CDATA[</item", "<a b=c ", "<div><item>", "\x01", "<item/>", "&#1;", "<!ENTITY a 'x'>"}) {
        std::string body = "<rss><channel>";
        while (body.size() < 4U << 20U)
            body += piece;
        const auto doc = feed::parseFeed(body, {}, kFeedUrl);
        EXPECT_LE(doc ? doc->items.size() : 0U, feed::kMaxItems);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
    std::string deep = "{\"items\":";
    deep.append(1U << 20U, '[');
    EXPECT_FALSE(feed::parseFeed(deep, {}, kFeedUrl));
}

TEST(FeedParse, SaysWhereItCutsALongFeed)
{
    std::string body = "<rss><channel>";
    for (std::size_t i = 0; i <= feed::kMaxItems; ++i)
        body += "<item><guid>" + std::to_string(i) + "</guid></item>";
    const auto doc = readFeed(body);
    EXPECT_EQ(doc.items.size(), feed::kMaxItems);
    EXPECT_TRUE(doc.cut);
}

TEST(FeedParse, SurvivesEveryCutAndEveryChangedByte)
{
    for (const char* name :
         {"rss20.xml", "rss10.xml", "atom10.xml", "atom03.xml", "cdf.xml", "feed11.json", "illformed.xml"}) {
        const auto whole = feedFixture(name);
        const auto check = [](const std::string& body) {
            const auto doc = feed::parseFeed(body, {}, kFeedUrl);
            if (!doc) return;
            for (const auto& item : doc->items) {
                for (const auto* text : {&item.title, &item.body, &item.id, &item.author})
                    EXPECT_TRUE(isValidUtf8(*text));
            }
        };
        for (std::size_t cut = 0; cut < whole.size(); ++cut)
            check(whole.substr(0, cut));
        for (std::size_t i = 0; i < whole.size(); ++i) {
            for (const char c : {'\0', '<', '\xFF', '&'}) {
                auto changed = whole;
                changed[i] = c;
                check(changed);
            }
        }
    }
}

TEST(FeedParse, NamesPeopleAndMedia)
{
    EXPECT_EQ(feed::personOf("jo@a.example (Jo Doe)"), "Jo Doe");
    EXPECT_EQ(feed::personOf("Jo Doe <jo@a.example>"), "Jo Doe");
    EXPECT_EQ(feed::personOf("Jo Doe (jo@a.example)"), "Jo Doe");
    EXPECT_EQ(feed::personOf(" jo@a.example "), "jo@a.example");
    EXPECT_EQ(feed::personOf("Jo (The Writer) Doe"), "Jo (The Writer) Doe");
    EXPECT_EQ(feed::mediaKindOf("", "", "https://a.example/x.PNG?y=1"), MediaKind::Image);
    EXPECT_EQ(feed::mediaKindOf("", "video", "https://a.example/x"), MediaKind::Video);
    EXPECT_EQ(feed::decodeBase64("SGVs\nbG8!="), "Hello");
}

} // namespace
} // namespace qd
