#include "quarterdeck/base/text.h"

#include <gtest/gtest.h>

#include <random>

using namespace qd;
using namespace std::string_literals;

#define REPLACEMENT "\xEF\xBF\xBD"

TEST(Utf8, EachBrokenSequenceBecomesOneReplacement)
{
    EXPECT_EQ(toValidUtf8("plain"), "plain");
    EXPECT_EQ(toValidUtf8("caf\xC3\xA9"), "caf\xC3\xA9");
    EXPECT_EQ(toValidUtf8("caf\xE9!"), "caf" REPLACEMENT "!");
    EXPECT_EQ(toValidUtf8("\xC0\xAF"), REPLACEMENT REPLACEMENT);         // overlong
    EXPECT_EQ(toValidUtf8("\xED\xA0\x80"), REPLACEMENT REPLACEMENT REPLACEMENT); // a surrogate
    EXPECT_EQ(toValidUtf8("\xF4\x90\x80\x80"), REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT);
    EXPECT_EQ(toValidUtf8("a\xF0\x9F\x98"), "a" REPLACEMENT);            // cut emoji: one maximal subpart
    EXPECT_EQ(toValidUtf8("\xE2\x82z"), REPLACEMENT "z");
    EXPECT_EQ(toValidUtf8("a\0b"s), "ab");
    EXPECT_EQ(toValidUtf8("\xEF\xBF\xBF"), "\xEF\xBF\xBF");
}

TEST(Utf8, AnyBytesComeOutValid)
{
    std::mt19937 random{7};
    for (int round = 0; round < 3000; ++round) {
        std::string bytes(random() % 40, '\0');
        for (char& c : bytes) c = static_cast<char>(random() % 3 == 0 ? random() % 128 : random());
        const auto fixed = toValidUtf8(bytes);
        EXPECT_TRUE(isValidUtf8(fixed));
        EXPECT_EQ(toValidUtf8(fixed), fixed);
        (void)countGraphemes(bytes);
        (void)ellipsize(bytes, 3);
        EXPECT_TRUE(isValidUtf8(foldText(bytes)));
        EXPECT_TRUE(isValidUtf8(searchText(bytes)));
        EXPECT_TRUE(isValidUtf8(decodeCharset(bytes, "utf-16le")));
    }
}

TEST(Utf8, ValidityLooksPastTheEightByteStride)
{
    for (std::size_t before = 0; before < 20; ++before) {
        EXPECT_TRUE(isValidUtf8(std::string(before, 'a') + "\xF0\x9F\x98\x80" + std::string(11, 'b')));
        EXPECT_FALSE(isValidUtf8(std::string(before, 'a') + "\xF0\x9F\x98" + std::string(11, 'b')));
    }
}

TEST(Charset, DecodesWhatFeedsDeclare)
{
    EXPECT_EQ(decodeCharset("\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251"), "Привет");
    EXPECT_EQ(decodeCharset("h\0i\0"s, "utf-16le"), "hi");
    EXPECT_EQ(decodeCharset("\xFF\xFEh\0i\0"s, "UTF-16"), "hi");
    EXPECT_EQ(decodeCharset("\x93quoted\x94", "ISO-8859-1"), "“quoted”"); // as browsers read Latin-1
    EXPECT_EQ(decodeCharset("\x82\xA0", "Shift_JIS"), "あ");
    EXPECT_EQ(decodeCharset("\xB9\xE3", "GB2312"), "广");
    EXPECT_EQ(decodeCharset("\xEF\xBB\xBFhi", "utf-8"), "hi");
    EXPECT_EQ(decodeCharset("caf\xC3\xA9", "no-such-charset"), "café");
    EXPECT_EQ(decodeCharset("caf\xE9", ""), "caf" REPLACEMENT);
    EXPECT_EQ(decodeCharset("x", "utf-8\0evil"s), "x");
}

TEST(Graphemes, CountAsPeopleSeeThem)
{
    EXPECT_EQ(countGraphemes(""), 0U);
    EXPECT_EQ(countGraphemes("hello"), 5U);
    EXPECT_EQ(countGraphemes("a\r\nb"), 3U);
    EXPECT_EQ(countGraphemes("e\xCC\x81"), 1U);             // e + combining acute
    EXPECT_EQ(countGraphemes("👨‍👩‍👧‍👦"), 1U);                       // a family over ZWJ
    EXPECT_EQ(countGraphemes("🇩🇪🇫🇷"), 2U);                        // two flags
    EXPECT_EQ(countGraphemes("👍🏽"), 1U);                          // skin tone
    EXPECT_EQ(countGraphemes("1️⃣"), 1U);                         // keycap
    EXPECT_EQ(countGraphemes("مرحبا"), 5U);
    EXPECT_EQ(countGraphemes("مَرحبا"), 5U);                        // with a vowel sign
    EXPECT_EQ(countGraphemes("日本語"), 3U);
    EXPECT_EQ(countGraphemes("한국어"), 3U);
    EXPECT_EQ(countGraphemes("नमस्ते"), 3U);                        // the virama joins its consonants
    EXPECT_EQ(countCodePoints("👨‍👩‍👧‍👦"), 7U);
    EXPECT_EQ(countCodePoints("naïve"), 5U);
}

TEST(Ellipsize, CutsBetweenClustersOnly)
{
    EXPECT_EQ(ellipsize("hello", 5), "hello");
    EXPECT_EQ(ellipsize("hello", 4), "hell…");
    EXPECT_EQ(ellipsize("hello world", 6), "hello…");
    EXPECT_EQ(ellipsize("", 0), "");
    EXPECT_EQ(ellipsize("x", 0), "…");
    EXPECT_EQ(ellipsize("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 1), "👨‍👩‍👧‍👦…");
    EXPECT_EQ(ellipsize("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2), "👨‍👩‍👧‍👦👨‍👩‍👧‍👦");
    EXPECT_EQ(ellipsize("日本語です", 3), "日本語…");
    EXPECT_EQ(ellipsize("cafe\xCC\x81s", 4), "cafe\xCC\x81…");
    EXPECT_EQ(ellipsize("ab\r\ncd", 3), "ab\r\n…");
}

TEST(Fold, SameWordsFoldAlike)
{
    EXPECT_EQ(foldText("Hello WORLD 1"), "hello world 1");
    EXPECT_EQ(foldText("STRASSE"), foldText("straße"));
    EXPECT_EQ(foldText("ＡＢＣ１"), "abc1");
    EXPECT_EQ(foldText("e\xCC\x81"), "é");
    EXPECT_EQ(foldText("ﬁn"), "fin");
    EXPECT_EQ(foldText("ΣΊΣΥΦΟΣ"), foldText("σίσυφος"));
}

TEST(AsciiText, TrimSplitAndPrefixes)
{
    EXPECT_EQ(trim(" \t a b \r\n"), "a b");
    EXPECT_EQ(trim("   "), "");
    EXPECT_TRUE(startsWithNoCase("HTTPS://x", "https://"));
    EXPECT_FALSE(startsWithNoCase("http", "https"));
    EXPECT_EQ(toLowerAscii("ÄbC"), "Äbc");
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
}
