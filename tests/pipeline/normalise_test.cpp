#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/normalise.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace qd {
namespace {

using namespace std::chrono_literals;

const UtcMillis kNow = fromInt(1'780'000'000'000);

Arrival arrival() { return {.account = {7}, .receivedAt = kNow, .historyBefore = kNow - 1h}; }

RawPost post(std::string body)
{
    RawPost raw;
    raw.platform = "mastodon";
    raw.nativeKey = "https://social.example/1";
    raw.body = std::move(body);
    raw.createdAt = kNow - 1min;
    return raw;
}

TEST(Normalise, GivesTextAndHtmlOfARichPost)
{
    const auto m = normalise(post(R"(<p>See <a href="https://a.example/">this</a></p>)"), arrival());
    EXPECT_EQ(m.text, "See this");
    EXPECT_EQ(m.html, R"(<p>See <a href="https://a.example/">this</a></p>)");
    EXPECT_EQ(m.account, AccountId{7});
}

TEST(Normalise, KeepsNoHtmlWhereTheTextSaysItAll)
{
    EXPECT_EQ(normalise(post("<p>Just<br>words</p><p>and more</p>"), arrival()).html, "");
    EXPECT_EQ(normalise(post(R"(<a href="https://a.example/x">https://a.example/x</a>)"), arrival()).html,
              "");
}

TEST(Normalise, LeavesPlainTextAlone)
{
    auto raw = post("a <b> & c\r\n\r\n\r\n\r\nd  ");
    raw.bodyIsHtml = false;
    const auto m = normalise(raw, arrival());
    EXPECT_EQ(m.text, "a <b> & c\n\nd");
    EXPECT_EQ(m.html, "");
}

TEST(Normalise, PutsTheSpoilerInFront)
{
    auto raw = post("<p>body <b>x</b></p>");
    raw.spoiler = "food & <more>";
    const auto m = normalise(raw, arrival());
    EXPECT_EQ(m.text, "food & <more>\n\nbody x");
    EXPECT_TRUE(m.html.starts_with("<p><strong>food &amp; &lt;more&gt;</strong></p>"));
    EXPECT_TRUE(m.sensitive);
}

TEST(Normalise, NeverDatesAPostIntoTheFutureOrBeforeDatesBegan)
{
    auto raw = post("x");
    raw.createdAt = kNow + 24h;
    EXPECT_EQ(normalise(raw, arrival()).createdAt, kNow);
    raw.createdAt.reset();
    EXPECT_EQ(normalise(raw, arrival()).createdAt, kNow);
    raw.createdAt = fromInt(-5);
    EXPECT_EQ(normalise(raw, arrival()).createdAt, UtcMillis{});
    raw.createdAt = kNow - 1min;
    raw.editedAt = kNow - 1h; // an edit before the post: the clocks disagree
    EXPECT_EQ(normalise(raw, arrival()).editedAt, kNow - 1min);
}

TEST(Normalise, TellsHistoryFromWorkByTheMomentOfConnection)
{
    auto raw = post("x");
    raw.createdAt = kNow - 1h;
    EXPECT_FALSE(normalise(raw, arrival()).history); // exactly at the bound is live
    raw.createdAt = kNow - 1h - 1ms;
    EXPECT_TRUE(normalise(raw, arrival()).history);
    auto fill = arrival();
    fill.gapFill = true;
    EXPECT_FALSE(normalise(raw, fill).history);
}

TEST(Normalise, TakesThePlatformsLanguageAndDetectsOtherwise)
{
    auto raw = post("Mein Zug war heute Morgen schon wieder verspätet und niemand hat etwas gesagt.");
    raw.lang = "en-GB";
    EXPECT_EQ(normalise(raw, arrival()).lang, "en");
    raw.lang = "und";
    EXPECT_EQ(normalise(raw, arrival()).lang, "de");
}

TEST(Normalise, CleansTitleAuthorAddressesAndMedia)
{
    auto raw = post("x");
    raw.title = "A <i>fine</i>\n &amp; long title";
    raw.author = {.nativeId = "1",
                  .handle = "@maria@social.example",
                  .name = " Maria\n\tM ",
                  .followers = -3,
                  .avatar = "javascript:x"};
    raw.addressed = {"@a@b.example", "", "c"};
    raw.media = {{
                     MediaKind::Image,
                     "https://m.example/1.png",
                     "data:x",
                     " a\u200B cat ",
                 },
                 {MediaKind::Image, "file:///x", "", ""}};
    const auto m = normalise(raw, arrival());
    EXPECT_EQ(m.title, "A fine & long title");
    EXPECT_EQ(m.author.handle, "maria@social.example");
    EXPECT_EQ(m.author.name, "Maria M");
    EXPECT_FALSE(m.author.followers);
    EXPECT_EQ(m.author.avatar, "");
    EXPECT_EQ(m.addressed, (std::vector<std::string>{"a@b.example", "c"}));
    ASSERT_EQ(m.media.size(), 1U);
    EXPECT_EQ(m.media[0].previewUrl, "");
    EXPECT_EQ(m.media[0].alt, "a cat");
}

TEST(Normalise, LosesNoTitleThatOnlyLooksLikeMarkup)
{
    auto raw = post("x");
    raw.title = "<!unfinished";
    EXPECT_EQ(normalise(raw, arrival()).title, "<!unfinished");
}

TEST(Normalise, GivesValidTextForAnyBytes)
{
    const std::string seed =
        R"(<p>a <a href="/x?é=1&amp;b">l&eacute;&#8364;</a><span class="invisible">x</span><pre> y </pre><ul><li>z</ul></p>)";
    const auto check = [](const std::string& bytes) {
        auto raw = post(bytes);
        raw.title = bytes;
        raw.url = "https://a.example/" + bytes;
        raw.author.name = bytes;
        raw.spoiler = bytes;
        raw.lang = bytes;
        raw.media = {{MediaKind::Image, bytes, bytes, bytes}};
        const auto m = normalise(raw, arrival());
        for (const auto* text : {&m.text, &m.html, &m.title, &m.url, &m.author.name})
            EXPECT_TRUE(isValidUtf8(*text));
    };
    for (std::size_t cut = 0; cut <= seed.size(); ++cut)
        check(seed.substr(0, cut));
    for (std::size_t at = 0; at < seed.size(); ++at) {
        for (const char c : {'\0', '<', '>', '&', '"', '\xFF', '\xC3', ' ', '/'}) {
            auto changed = seed;
            changed[at] = c;
            check(changed);
        }
    }
}

} // namespace
} // namespace qd
