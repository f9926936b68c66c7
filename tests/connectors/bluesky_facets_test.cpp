#include "connectors/bluesky_facets.h"

#include "connectors/bluesky_tid.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

namespace qd::bluesky {
namespace {

using Kind = Facet::Kind;

/// The stretches found in a text, as "kind:slice".
std::vector<std::string> found(std::string_view text)
{
    std::vector<std::string> out;
    for (const auto& facet : findFacets(text)) {
        const char* kind = facet.kind == Kind::Mention ? "@:" : facet.kind == Kind::Tag ? "#:" : "l:";
        out.push_back(kind + std::string(text.substr(facet.begin, facet.end - facet.begin)));
    }
    return out;
}

using List = std::vector<std::string>;

TEST(BlueskyFindFacets, LinksEndWhereTheSentenceDoes)
{
    EXPECT_EQ(found("see https://a.example/x."), List{"l:https://a.example/x"});
    EXPECT_EQ(found("(https://a.example/x)"), List{"l:https://a.example/x"});
    EXPECT_EQ(found("https://a.example/x_(y), ok"), List{"l:https://a.example/x_(y)"});
    EXPECT_EQ(found("HTTP://A.example?q=1&b=2#f!"), List{"l:HTTP://A.example?q=1&b=2#f"});
    EXPECT_EQ(found("https:// and xhttps://a.example"), List{});
    EXPECT_EQ(found("a\nhttps://\xC3\xBC.example/\xF0\x9F\x9A\x86 b"), List{"l:https://\xC3\xBC.example/\xF0\x9F\x9A\x86"});
}

TEST(BlueskyFindFacets, HandlesAreNamesWithADot)
{
    EXPECT_EQ(found("@maria.bsky.example hello"), List{"@:@maria.bsky.example"});
    EXPECT_EQ(found("thanks @a-b.co.uk."), List{"@:@a-b.co.uk"});
    EXPECT_EQ(found("(@x.example)"), List{"@:@x.example"});
    EXPECT_EQ(found("me@mail.example @nodot @.x @a..b @-a.b"), List{});
    EXPECT_EQ(found("@Maria.Example"), List{"@:@Maria.Example"});
    EXPECT_EQ(findFacets("@Maria.Example").at(0).target, "maria.example");
}

TEST(BlueskyFindFacets, TagsAreWordsAndNotNumbers)
{
    EXPECT_EQ(found("#AcmeRail, #\xD9\x82\xD8\xB7\xD8\xA7\xD8\xB1 #1 #2x"), (List{"#:#AcmeRail", "#:#\xD9\x82\xD8\xB7\xD8\xA7\xD8\xB1", "#:#2x"}));
    EXPECT_EQ(found("a#b ## #!"), List{});
    EXPECT_EQ(found("#" + std::string(65, 'a')), List{});
}

TEST(BlueskyFindFacets, OffsetsAreBytesOfUtf8)
{
    const std::string text = "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 \xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 #rail\xC2\xA0@a.example";
    const auto facets = findFacets(text);
    ASSERT_EQ(facets.size(), 2U);
    EXPECT_EQ(facets[0].begin, 23U);
    EXPECT_EQ(facets[0].end, 28U);
    EXPECT_EQ(text.substr(facets[1].begin, facets[1].end - facets[1].begin), "@a.example");
}

TEST(BlueskyFindFacets, WhatWeWriteWeCanRead)
{
    const std::string text = "\xE2\x98\x82 @a.example https://b.example #c";
    const auto facets = findFacets(text);
    EXPECT_EQ(readFacets(writeFacets(facets), text), facets);
}

json::Value facet(int begin, int end, const char* uri = "https://a.example")
{
    return {{"index", {{"byteStart", begin}, {"byteEnd", end}}},
            {"features", {{{"$type", "app.bsky.richtext.facet#link"}, {"uri", uri}}}}};
}

TEST(BlueskyReadFacets, DropsWhatDoesNotFitTheText)
{
    const std::string text = "\xE2\x98\x82 umbrella"; // three bytes, then ASCII
    const auto kept = [&](const json::Value& one) { return readFacets(json::Value::array({one}), text).size(); };
    EXPECT_EQ(kept(facet(0, 3)), 1U);
    EXPECT_EQ(kept(facet(4, 12)), 1U);
    EXPECT_EQ(kept(facet(1, 5)), 0U) << "begins inside a character";
    EXPECT_EQ(kept(facet(0, 2)), 0U) << "ends inside a character";
    EXPECT_EQ(kept(facet(4, 13)), 0U) << "beyond the text";
    EXPECT_EQ(kept(facet(5, 5)), 0U);
    EXPECT_EQ(kept(facet(-1, 3)), 0U);
    EXPECT_EQ(kept({{"index", "x"}, {"features", 7}}), 0U);
    EXPECT_EQ(kept({{"index", {{"byteStart", 0}, {"byteEnd", 3}}}, {"features", {{{"$type", "new#kind"}}}}}), 0U);
    EXPECT_EQ(readFacets({{"a", 1}}, text).size(), 0U);
}

TEST(BlueskyReadFacets, SortsThemAndDropsOverlaps)
{
    const auto facets = readFacets(json::Value::array({facet(4, 8), facet(0, 2), facet(1, 6)}), "abcdefghij");
    ASSERT_EQ(facets.size(), 2U);
    EXPECT_EQ(facets[0].begin, 0U);
    EXPECT_EQ(facets[1].begin, 4U);
}

TEST(BlueskyToHtml, EscapesTextAndLinksOnlyToTheWeb)
{
    const std::string text = "<b> & \"x\"\nlink bad";
    const auto html = toHtml(text, {{Kind::Link, 10, 14, "https://a.example/?a=1&b=\"2\""}, {Kind::Link, 15, 18, "javascript:alert(1)"}});
    EXPECT_EQ(html, "<p>&lt;b&gt; &amp; &quot;x&quot;<br><a href=\"https://a.example/?a=1&amp;b=&quot;2&quot;\">link</a> bad</p>");
    EXPECT_EQ(toHtml("@a", {{Kind::Mention, 0, 2, "did:web:a/b"}}), "<p><a href=\"https://bsky.app/profile/did:web:a%2Fb\">@a</a></p>");
    EXPECT_EQ(toHtml("#x", {{Kind::Tag, 0, 2, "x y"}}), "<p><a href=\"https://bsky.app/hashtag/x%20y\">#x</a></p>");
}

TEST(BlueskyTid, SortsByTimeAndTellsIt)
{
    const UtcMillis at = test::at("2026-11-20T08:11:00.123Z");
    const std::string tid = makeTid(at, "op-1");
    EXPECT_EQ(tid.size(), 13U);
    EXPECT_EQ(tid, makeTid(at, "op-1"));
    EXPECT_NE(tid, makeTid(at, "op-2"));
    EXPECT_LT(tid, makeTid(at + std::chrono::milliseconds{1}, "op-0"));
    EXPECT_EQ(timeOfTid(tid), at);
    EXPECT_EQ(timeOfTid("3jzfcijpj2z2a").has_value(), true);
    EXPECT_EQ(timeOfTid("zzzzzzzzzzzzz"), std::nullopt);
    EXPECT_EQ(timeOfTid("3jzfcijpj2z2"), std::nullopt);
    EXPECT_EQ(timeOfTid("self"), std::nullopt);
    EXPECT_EQ(timeOfTid("3jzfcijpj2z2A"), std::nullopt);
}

TEST(BlueskyAtUri, HasThreeParts)
{
    EXPECT_EQ(parseAtUri("at://did:plc:x/app.bsky.feed.post/3k").rkey, "3k");
    for (const char* bad : {"", "at://", "at://did:plc:x", "at://did:plc:x/c", "at://did:plc:x/c/", "at://d/c/r/e", "https://a/b/c"})
        EXPECT_EQ(parseAtUri(bad).rkey, "") << bad;
}

} // namespace
} // namespace qd::bluesky
