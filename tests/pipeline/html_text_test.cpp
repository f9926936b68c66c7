#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/normalise.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace qd {
namespace {

TEST(HtmlText, PartsParagraphsByBlankLinesAndBreaksByLineEnds)
{
    EXPECT_EQ(htmlToText("<p>One<br>two</p><p>three</p>"), "One\ntwo\n\nthree");
    EXPECT_EQ(htmlToText("one<div>two</div>three"), "one\ntwo\nthree");
    EXPECT_EQ(htmlToText("<h1>Head</h1>text<hr>more"), "Head\n\ntext\nmore");
}

TEST(HtmlText, CollapsesBlanksAndBlankLines)
{
    EXPECT_EQ(htmlToText("  a \n\t b&nbsp;&nbsp;c  "), "a b c");
    EXPECT_EQ(htmlToText("a<br><br><br><br>b<p></p><p> </p><p>c</p>"), "a\n\nb\n\nc");
}

TEST(HtmlText, WritesListItemsWithBullets)
{
    EXPECT_EQ(htmlToText("<p>See:</p><ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul><p>end</p>"),
              "See:\n\n• one\n• two\n• deep\n\nend");
    EXPECT_EQ(htmlToText("<ul><li></li><li>x"), "• x");
}

TEST(HtmlText, KeepsTheLinesOfPreformattedText)
{
    EXPECT_EQ(htmlToText("<pre>a\n  b\n\n\n\nc</pre>d"), "a\n  b\n\nc\n\nd");
}

TEST(HtmlText, ShowsMastodonLinksInFull)
{
    EXPECT_EQ(
        htmlToText(
            R"(<p>See <a href="https://blog.example/2026/11/a-long-title" rel="nofollow"><span class="invisible">https://</span><span class="ellipsis">blog.example/2026/11/a-lo</span><span class="invisible">ng-title</span></a>!</p>)"),
        "See https://blog.example/2026/11/a-long-title!");
}

TEST(HtmlText, ShowsMastodonMentionsAndHashtagsAsWritten)
{
    EXPECT_EQ(
        htmlToText(
            R"(<p><span class="h-card" translate="no"><a href="https://social.example/@acme" class="u-url mention">@<span>acme</span></a></span> my train is late <a href="https://social.example/tags/Delay" class="mention hashtag" rel="tag">#<span>Delay</span></a></p>)"),
        "@acme my train is late #Delay");
}

TEST(HtmlText, ReplacesAShortenedLinkByItsTargetAndKeepsANamedOne)
{
    EXPECT_EQ(htmlToText(R"(<a href="https://www.shop.example/offer/12345">shop.example/off…</a>)"),
              "https://www.shop.example/offer/12345");
    EXPECT_EQ(htmlToText(R"(<a href="https://shop.example/offer">our offer</a> now)"), "our offer now");
    EXPECT_EQ(htmlToText("<a href='javascript:alert(1)'>click</a>"), "click");
}

TEST(HtmlText, ReadsReferences)
{
    EXPECT_EQ(htmlToText(
                  "&lt;b&gt; &amp;amp; caf&eacute; &#8364;&#x20AC; &#146;s &hellip; &bogus; &copy 2026 AT&T"),
              "<b> &amp; café €€ ’s … &bogus; © 2026 AT&T");
    EXPECT_EQ(htmlToText("&#0;&#xD800;&#99999999999;"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(HtmlText, DropsWhatCannotBeSeenAndKeepsWhatWritingNeeds)
{
    EXPECT_EQ(htmlToText("a\u200Bb\uFEFFc\u00ADd\u2060e\x01"), "abcde");
    EXPECT_EQ(htmlToText("\u200Fשלום\u200E \u202Babc\u202C"), "\u200Fשלום\u200E \u202Babc\u202C");
    EXPECT_EQ(htmlToText("👨\u200D👩\u200D👧 می\u200Cخواهم"), "👨\u200D👩\u200D👧 می\u200Cخواهم");
}

TEST(HtmlText, ShowsNothingHidden)
{
    EXPECT_EQ(htmlToText("a<script>var x = '<p>no</p>';</script>b<style>p{}</style><title>t</title>c"),
              "abc");
    EXPECT_EQ(htmlToText("a<!-- <p>no</p> -->b<!doctype html>c<?php echo ?>d"), "abcd");
    EXPECT_EQ(htmlToText("a<span style='DISPLAY : none'>x<span>y</span>z</span>b<div hidden>q</div>c"),
              "abc");
    EXPECT_EQ(htmlToText("<svg><text>no</text></svg><span class='invisible'>no</span>yes"), "yes");
    EXPECT_EQ(htmlToText("<span class='invisible'>never closed, so it stays"), "never closed, so it stays");
}

TEST(HtmlText, ShowsTheAlternativeTextOfPictures)
{
    EXPECT_EQ(htmlToText("Hi <img class=emoji src='/x.png' alt=':wave:'> <img src=pixel.gif>"), "Hi :wave:");
    EXPECT_EQ(htmlToText("<img alt='a &amp;amp; b'>"), "a &amp; b");
}

TEST(HtmlText, CutsWhatIsTooLongVisibly)
{
    const auto text = htmlToText(std::string(300U << 10U, 'x'));
    EXPECT_EQ(text.size(), (256U << 10U) + 3);
    EXPECT_TRUE(text.ends_with("…"));
    std::string wide;
    while (wide.size() < 300U << 10U)
        wide += "ä€";
    EXPECT_TRUE(isValidUtf8(htmlToText(wide)));
}

TEST(HtmlText, AMegabyteOfNestedTagsTakesNoTimeToSpeakOf)
{
    for (const std::string piece :
         {"<div>", "<b>", "<a href=//x.example/>", "<ul><li>", "<span hidden>", "<svg>", "<p ", "</", "<!--",
          "&", "&amp", "<a b='", "<x hidden><y hidden>", "<blockquote>"}) {
        std::string deep;
        while (deep.size() < 1U << 20U)
            deep += piece;
        deep += "text";
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_TRUE(isValidUtf8(safeHtml(deep)));
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << piece;
    }
}

} // namespace
} // namespace qd
