#include "pipeline/language.h"
#include "quarterdeck/pipeline/normalise.h"

#include <gtest/gtest.h>

namespace qd {
namespace {

TEST(Language, IsFoundInASentence)
{
    EXPECT_EQ(detectLanguage("My train to the coast was late again this morning and nobody told us why."),
              "en");
    EXPECT_EQ(
        detectLanguage("Mein Zug war heute Morgen schon wieder verspätet und niemand hat uns etwas gesagt."),
        "de");
    EXPECT_EQ(detectLanguage("Mon train était encore en retard ce matin et personne ne nous a rien dit."),
              "fr");
    EXPECT_EQ(detectLanguage("Mi tren llegó otra vez tarde esta mañana y nadie nos dijo nada."), "es");
    EXPECT_EQ(detectLanguage("今朝も電車が遅れました。誰も何も教えてくれませんでした。"), "ja");
    EXPECT_EQ(detectLanguage("הרכבת איחרה שוב הבוקר ואף אחד לא אמר לנו דבר"), "he");
}

TEST(Language, IsNotGuessed)
{
    EXPECT_EQ(detectLanguage(""), "");
    EXPECT_EQ(detectLanguage("ok"), "");
    EXPECT_EQ(detectLanguage("gr8 thx lol"), "");
    EXPECT_EQ(detectLanguage("12345 67890 !!!"), "");
    EXPECT_EQ(detectLanguage("@maria@social.example #Delay https://blog.example/the-train-was-late-again"),
              "");
    EXPECT_EQ(detectLanguage("\xFF\xFE\xFF broken bytes of no language at all"), "");
}

TEST(Language, OfATagIsItsShortName)
{
    EXPECT_EQ(languageOfTag("pt-BR"), "pt");
    EXPECT_EQ(languageOfTag("zh_Hant_TW"), "zh");
    EXPECT_EQ(languageOfTag(" EN "), "en");
    EXPECT_EQ(languageOfTag("deu"), "de");
    EXPECT_EQ(languageOfTag("iw"), "he");
    for (const auto* none : {"", "und", "zxx", "x", "klingon", "12", "e1"})
        EXPECT_EQ(languageOfTag(none), "") << none;
}

} // namespace
} // namespace qd
