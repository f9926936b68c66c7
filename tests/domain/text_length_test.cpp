#include "quarterdeck/domain/text_length.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

namespace qd {
namespace {

ServerLimits mastodon()
{
    ServerLimits limits;
    limits.unit = LengthUnit::CodePoints;
    limits.maxLength = 500;
    limits.urlCost = 23;
    return limits;
}

ServerLimits bluesky()
{
    ServerLimits limits;
    limits.unit = LengthUnit::GraphemesAndBytes;
    limits.maxLength = 300;
    limits.maxBytes = 3000;
    limits.directMaxLength = 1000;
    return limits;
}

struct Row {
    const char* name;
    std::string text;
    int onMastodon;
    int onBluesky;
};

class Length : public testing::TestWithParam<Row> {};

TEST_P(Length, IsCountedThePlatformsWay)
{
    const auto& row = GetParam();
    EXPECT_EQ(measureText(row.text, "", mastodon()).used, row.onMastodon);
    const auto there = measureText(row.text, "", bluesky());
    EXPECT_EQ(there.used, row.onBluesky);
    EXPECT_EQ(there.bytes, static_cast<int>(row.text.size()));
}

const std::string kFamily =
    "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"; // one grapheme, 7 points

INSTANTIATE_TEST_SUITE_P(
    Table, Length,
    testing::Values(
        Row{"empty", "", 0, 0}, Row{"ascii", "Hello there", 11, 11}, Row{"umlauts", "Grüße", 5, 5},
        Row{"combining", "e\u0301", 2, 1}, Row{"family", kFamily, 7, 1},
        Row{"flagAndSkin", "\U0001F1E9\U0001F1EA \U0001F44D\U0001F3FD", 5, 3}, Row{"cjk", "列車が遅れ", 5, 5},
        Row{"newlines", "a\nb\n\nc", 6, 6}, Row{"crlf", "a\r\nb", 4, 3},
        Row{"url", "see https://acme.example/a/very/long/path?with=query#and-fragment now", 4 + 23 + 4, 69},
        Row{"shortUrl", "http://a.io", 23, 11}, Row{"upperUrl", "HTTPS://ACME.EXAMPLE", 23, 20},
        Row{"urlFullStop", "https://acme.example.", 24, 21},
        Row{"urlInBrackets", "(https://acme.example)", 25, 22},
        Row{"urlWithBrackets", "https://acme.example/a_(b)", 23, 26},
        Row{"twoUrls", "https://a.example https://b.example", 47, 35}, Row{"noHost", "https:// x", 10, 10},
        Row{"schemeInWord", "xhttps://acme.example", 21, 21},
        Row{"otherScheme", "ftp://acme.example", 18, 18},
        Row{"wideUrl", "https://acme.example/übersicht", 23, 30}, Row{"localMention", "@maria hi", 9, 9},
        Row{"remoteMention", "@maria@mastodon.example hi", 9, 26},
        Row{"remoteMentionFullStop", "@maria@mastodon.example.", 7, 24},
        Row{"twoMentions", "@a@b.example @c@d.example x", 7, 27},
        Row{"mail", "mail maria@mastodon.example", 27, 27}, Row{"mentionWithoutHost", "@maria@ hi", 10, 10},
        Row{"atAlone", "@ @@ @", 6, 6},
        Row{"mentionInUrl", "https://m.example/@maria@other.example", 23, 38}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(TextLength, CountsTheSpoilerToo) { EXPECT_EQ(measureText("text", "Grüße", mastodon()).used, 9); }

TEST(TextLength, UrlsCostTheirLengthWhereTheServerNamesNoPrice)
{
    auto limits = mastodon();
    limits.urlCost = 0;
    EXPECT_EQ(measureText("https://acme.example", "", limits).used, 20);
}

TEST(TextLength, FitsUpToTheLimitAndNotBeyond)
{
    EXPECT_TRUE(measureText(std::string(500, 'a'), "", mastodon()).fits());
    EXPECT_FALSE(measureText(std::string(501, 'a'), "", mastodon()).fits());
    EXPECT_FALSE(measureText(std::string(499, 'a'), "cw", mastodon()).fits());
}

TEST(TextLength, BothLimitsOfBlueskyHold)
{
    std::string families;
    for (int i = 0; i < 121; ++i)
        families += kFamily; // 121 graphemes of 25 bytes
    const auto length = measureText(families, "", bluesky());
    EXPECT_EQ(length.used, 121);
    EXPECT_EQ(length.bytes, 3025);
    EXPECT_EQ(length.maxBytes, 3000);
    EXPECT_FALSE(length.fits());
    EXPECT_FALSE(measureText(std::string(301, 'a'), "", bluesky()).fits());
}

TEST(TextLength, DirectMessagesHaveALimitOfTheirOwn)
{
    const auto direct = measureText(std::string(1000, 'a'), "", bluesky(), true);
    EXPECT_EQ(direct.limit, 1000);
    EXPECT_EQ(direct.maxBytes, 10000);
    EXPECT_TRUE(direct.fits());
    EXPECT_EQ(measureText("a", "", mastodon(), true).limit, 500) << "not told: as public";
}

TEST(TextLength, KnowsPlatformsWithoutALimit)
{
    ServerLimits limits;
    limits.unit = LengthUnit::Unlimited;
    const auto length = measureText(std::string(100'000, 'a'), "", limits);
    EXPECT_EQ(length.limit, 0);
    EXPECT_TRUE(length.fits());
}

TEST(TextLength, BrokenTextIsCountedWithoutEnd)
{
    std::string nasty;
    for (int i = 0; i < 20'000; ++i)
        nasty += "http://-@-@\xF0\x9F";
    EXPECT_GT(measureText(nasty, "", mastodon()).used, 0);
    EXPECT_GT(measureText(nasty, "", bluesky()).used, 0);
}

TEST(TextLength, RunsOverEveryRecordedValue)
{
    const auto folder = std::filesystem::path(QD_SOURCE_DIR) / ".." / "shared" / "fixtures" / "text_bluesky";
    if (!std::filesystem::exists(folder)) {
        std::cout << "no recorded values here: nothing was run over\n";
        return;
    }
    int lines = 0;
    auto plain = mastodon();
    plain.unit = LengthUnit::Unlimited;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line); ++lines) {
            const auto there = measureText(line, "", bluesky());
            EXPECT_LE(there.used, measureText(line, "", plain).used)
                << "graphemes hold at least one code point";
            EXPECT_LE(there.used, there.bytes);
        }
    }
    EXPECT_GT(lines, 0);
}

} // namespace
} // namespace qd
