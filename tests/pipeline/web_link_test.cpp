#include "pipeline/web_link.h"

#include <gtest/gtest.h>

#include <string>

namespace qd {
namespace {

TEST(WebLink, ResolvesRelativeLinksAsTheStandardSays)
{
    const std::string base = "http://a.example/b/c/d;p?q#f";
    EXPECT_EQ(webLink("g", base), "http://a.example/b/c/g");
    EXPECT_EQ(webLink("./g", base), "http://a.example/b/c/g");
    EXPECT_EQ(webLink("g/", base), "http://a.example/b/c/g/");
    EXPECT_EQ(webLink("/g", base), "http://a.example/g");
    EXPECT_EQ(webLink("//g.example", base), "http://g.example");
    EXPECT_EQ(webLink("?y", base), "http://a.example/b/c/d;p?y");
    EXPECT_EQ(webLink("g?y", base), "http://a.example/b/c/g?y");
    EXPECT_EQ(webLink("#s", base), "http://a.example/b/c/d;p?q#s");
    EXPECT_EQ(webLink("", base), "http://a.example/b/c/d;p?q");
    EXPECT_EQ(webLink("..", base), "http://a.example/b/");
    EXPECT_EQ(webLink("../g", base), "http://a.example/b/g");
    EXPECT_EQ(webLink("../../../g", base), "http://a.example/g");
    EXPECT_EQ(webLink("g?y/../x", base), "http://a.example/b/c/g?y/../x");
    EXPECT_EQ(webLink("g", "https://a.example"), "https://a.example/g");
}

TEST(WebLink, RefusesWhatIsNoWebLink)
{
    for (const std::string link :
         {"", "g", "//x.example", "mailto:a@b.example", "http:", "http://", "http:///x", "http://:80/",
          "ftp://x.example", "https://u:p@x.example/", "https://a%40b/"}) {
        EXPECT_EQ(webLink(link), "") << link;
    }
    EXPECT_EQ(webLink("https://x.example/" + std::string(5000, 'a')), "");
}

TEST(WebLink, EncodesWhatWouldDeceiveOrBreakOut)
{
    EXPECT_EQ(webLink("https://x.example/a b\"<>`\\"), "https://x.example/a%20b%22%3C%3E%60%5C");
    EXPECT_EQ(webLink("https://x.example/\u202Egpj.exe"), "https://x.example/%E2%80%AEgpj.exe");
    EXPECT_EQ(webLink(" \nhttps://x.example/a\tb\n "), "https://x.example/ab");
    EXPECT_EQ(webLink("https://x.example/ä"), "https://x.example/ä");
}

} // namespace
} // namespace qd
