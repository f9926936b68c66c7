#include "quarterdeck/base/text.h"

#include <gtest/gtest.h>

#include <random>

using namespace qd;

TEST(SearchText, TableOfWords)
{
    struct Row {
        const char* text;
        const char* words;
    };
    const Row table[]{
        {"", ""},
        {"   ", ""},
        {"!?…", ""},
        {"Hello, World", "hello world"},
        {"The  train\nwas LATE.", "the train was late"},
        {"don't", "dont"},
        {"don’t", "dont"},
        {"'quoted'", "quoted"},
        {"rock 'n' roll", "rock n roll"},
        {"1,000.50", "1 000 50"},
        {"example.com/a-b", "example com a b"},
        {"#Delay", "delay hashtagdelay"},
        {"the #Delay today", "the delay today hashtagdelay"},
        {"#late_again!", "late again hashtaglateagain"},
        {"@acme_rail", "acme rail handleacmerail"},
        {"@acme_rail hi", "acme rail hi handleacmerail"},
        {"@ann.example.social: hi", "ann example social hi handleannexamplesocial"},
        {"@bob. Next", "bob next handlebob"},
        {"@ann@example.social", "ann example social handleann"},
        {"mail ann@example.org", "mail ann example org"},
        {"C# a#b # @", "c a b"},
        {"##", ""},
        {"Ärger über Züge", "ärger über züge"},
        {"STRASSE straße", "strasse strasse"},
        {"东京", "东京"},
        {"東京都庁", "東京 京都 都庁"},
        {"東", "東"},
        {"iPhoneを買う", "iphone を買 買う"},
        {"コーヒー", "コー ーヒ ヒー"},
        {"한국어 뉴스", "한국 국어 뉴스"},
        {"#東京タワー", "東京 京タ タワ ワー hashtag東京タワー"},
        {"＃Ｄｅｌａｙ", "delay hashtagdelay"},
        {"مرحبا بالعالم", "مرحبا بالعالم"},
        {"नमस्ते दुनिया", "नमस्ते दुनिया"},
        {"สวัสดีชาวโลก", "สวัสดี ชาว โลก"},
        {"Привет, мир", "привет мир"},
        {"love it 😀👨‍👩‍👧", "love it"},
        {"cafe\xCC\x81", "café"},
        {"l’été", "lété"},
        {"x² ½", "x2 1 2"},
    };
    for (const auto& row : table) EXPECT_EQ(searchText(row.text), row.words) << row.text;
}

TEST(SearchText, BothWalksFollowTheSameRules)
{
    std::mt19937 random{11};
    constexpr std::string_view kBytes = "aZ09 '#@_.-/!\n\t,";
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (auto length = random() % 24; length > 0; --length) text += kBytes[random() % kBytes.size()];
        const auto ascii = searchText(text);
        const auto unicode = searchText(text + " …"); // the ellipsis folds to dots, which are no words
        EXPECT_EQ(unicode, ascii) << text;
    }
}

TEST(SearchText, AQueryThroughTheSameFunctionFindsItsText)
{
    const auto text = " " + searchText("Why is the #DelayedAgain train from Zürich so late, @acme_rail? 東京都") + " ";
    for (const auto* query : {"zürich", "#delayedagain", "@ACME_Rail", "delayedagain", "acme", "京都", "LATE"}) {
        const auto words = searchText(query);
        for (const auto word : split(words, ' '))
            EXPECT_NE(text.find(" " + std::string{word} + " "), std::string::npos) << query;
    }
}

TEST(SearchText, IsStableUnderItself)
{
    for (const auto* text : {"the train was late", "東京 京都", "ärger über züge"}) EXPECT_EQ(searchText(text), text);
}

TEST(SearchText, AMegabyteOfAnythingEnds)
{
    for (const std::string part : {"#", "@a.", "'", "東", "ก", "\xCC\x81", "\xFF", "a'", "😀"}) {
        std::string text;
        while (text.size() < 200'000) text += part;
        EXPECT_LE(searchText(text).size(), 20 * text.size());
    }
}
