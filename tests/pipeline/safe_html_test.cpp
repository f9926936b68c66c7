#include "quarterdeck/pipeline/normalise.h"

#include <gtest/gtest.h>

#include <string>

namespace qd {
namespace {

TEST(SafeHtml, KeepsAllowedMarkupAndDropsAttributes)
{
    EXPECT_EQ(safeHtml("<p class=x onclick=y>a <b id=1>b</b> <i>c</i> <s>d</s></p>"),
              "<p>a <strong>b</strong> <em>c</em> <del>d</del></p>");
    EXPECT_EQ(safeHtml("<ol><li>a</li><li>b</ol><blockquote>q</blockquote><pre>x\n  y</pre>"),
              "<ol><li>a</li><li>b</li></ol><blockquote><p>q</p></blockquote><pre>x\n  y</pre>");
}

TEST(SafeHtml, ClosesWhatItOpensAndIgnoresStrayClosings)
{
    EXPECT_EQ(safeHtml("<p>a<em>b<strong>c"), "<p>a<em>b<strong>c</strong></em></p>");
    EXPECT_EQ(safeHtml("</p></b>a</ul>"), "<p>a</p>");
    EXPECT_EQ(safeHtml("<p>a<p>b"), "<p>a</p><p>b</p>");
    EXPECT_EQ(safeHtml("<ul><li>a<li>b</ul>"), "<ul><li>a</li><li>b</li></ul>");
    EXPECT_EQ(safeHtml("<a href='http://a.example/'>x<a href='http://b.example/'>y"),
              R"(<p><a href="http://a.example/">x</a><a href="http://b.example/">y</a></p>)");
}

TEST(SafeHtml, TurnsOtherBlocksIntoParagraphsAndOtherTagsIntoNothing)
{
    EXPECT_EQ(safeHtml("<div>a</div><h2>b</h2><font color=red>c</font>"), "<p>a</p><p>b</p><p>c</p>");
    EXPECT_EQ(safeHtml("<p></p><em></em><ul></ul>x"), "<p>x</p>");
}

TEST(SafeHtml, EscapesText)
{
    EXPECT_EQ(safeHtml("a < b &amp;&lt;script&gt; \"q\""),
              "<p>a &lt; b &amp;&lt;script&gt; &quot;q&quot;</p>");
}

TEST(SafeHtml, CompletesLinksAndKeepsWebOnesOnly)
{
    EXPECT_EQ(safeHtml("<a href='/x?a=1&amp;b=2'>l</a>", "https://h.example/y/z"),
              R"(<p><a href="https://h.example/x?a=1&amp;b=2">l</a></p>)");
    EXPECT_EQ(safeHtml("<base href='http://o.example/a/'><a href=b>l</a>"),
              R"(<p><a href="http://o.example/a/b">l</a></p>)");
    EXPECT_EQ(safeHtml("<a href='mailto:x@y.example'>m</a>"), "<p>m</p>");
}

TEST(SafeHtml, RefusesEveryDisguiseOfAScript)
{
    using namespace std::string_literals;
    for (const std::string& href : {"javascript:alert(1)"s,
                                    "JaVaScRiPt:alert(1)"s,
                                    " \x01javascript:alert(1)"s,
                                    "java\tscript:alert(1)"s,
                                    "java\nscript:alert(1)"s,
                                    "java\0script:alert(1)"s,
                                    "&#106;avascript:alert(1)"s,
                                    "&#x6A;&#x61;vascript&#58;alert(1)"s,
                                    "&#0000106avascript:alert(1)"s,
                                    "javascript&colon;alert(1)"s,
                                    "java&Tab;script:alert(1)"s,
                                    "java&NewLine;script:alert(1)"s,
                                    "vbscript:x"s,
                                    "data:text/html,<script>"s,
                                    "\xEF\xBB\xBFjavascript:alert(1)"s,
                                    "javascript://x.example/%0aalert(1)"s,
                                    "http:javascript"s,
                                    "https://user@evil.example/"s,
                                    "file:///etc/passwd"s,
                                    "blob:https://x.example/1"s}) {
        for (const std::string quote : {"\"", "'", ""}) {
            const auto html = safeHtml("<a href=" + quote + href + quote + ">x</a>", "https://base.example/");
            EXPECT_EQ(html.find("script:"), std::string::npos) << href;
            EXPECT_EQ(html.find("data:"), std::string::npos) << href;
            EXPECT_EQ(html.find("file:"), std::string::npos) << href;
            EXPECT_EQ(html.find("evil"), std::string::npos) << href;
        }
    }
}

TEST(SafeHtml, LetsNoTagThroughThatIsNotOnTheList)
{
    for (const std::string bad :
         {"<script>x</script>", "<scr<script>ipt>x</script>", "<img src=x onerror=y>", "<svg/onload=x>",
          "<iframe src=x></iframe>", "<<b>script>", "<b/onclick=x>", "<object data=x>",
          "<style>@import x</style>", "<math><mi xlink:href=x>", "<p style=\"background:url(javascript:x)\">",
          "<!--<img src=x>--!><img src=x>", "<form action=x><input>",
          "<textarea></p><script>x</script></textarea>",
          "<noscript><p title=\"</noscript><img src=x onerror=y>\">"}) {
        const auto html = safeHtml(bad);
        for (const std::string forbidden : {"<script", "<img", "<svg", "<iframe", "<object", "<style",
                                            "<math", "style=", "onerror=\"", "<form", "<input", "<b"}) {
            EXPECT_EQ(html.find(forbidden), std::string::npos) << bad << " -> " << html;
        }
    }
}

} // namespace
} // namespace qd
