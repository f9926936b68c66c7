#include "quarterdeck/pipeline/guard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace qd {
namespace {

struct Desk {
    Account account;
    Mention target;
    GuardInput input;

    Desk()
    {
        account.id = {1};
        account.handle = "acmerail@social.example";
        account.limits.maxLength = 40;
        target.author.handle = "maria@social.example";
        target.addressed = {"tom@other.example"};
        input.text = "We are looking into it.";
        input.account = &account;
        input.target = &target;
        input.conversationAccount = {1};
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    std::vector<std::string> codes() const
    {
        std::vector<std::string> out;
        for (const auto& f : guardReply(input))
            out.push_back((f.severity == Severity::Stop ? "!" : "?") + f.code);
        return out;
    }
};

using Codes = std::vector<std::string>;

TEST(Guard, LetsAGoodReplyPass)
{
    Desk desk;
    EXPECT_EQ(desk.codes(), Codes{});
    desk.input.text = "@maria thank you, @tom@other.example too";
    EXPECT_EQ(desk.codes(), Codes{});
}

TEST(Guard, StopsAnEmptyOrTooLongReply)
{
    Desk desk;
    desk.input.text = " \n ";
    EXPECT_EQ(desk.codes(), Codes{"!empty"});
    desk.input.media = {{.path = "a.png", .alt = "a picture"}};
    EXPECT_EQ(desk.codes(), Codes{});
    desk.input.text = std::string(41, 'x');
    EXPECT_EQ(desk.codes(), Codes{"!too_long"});
    desk.account.limits.directMaxLength = 100;
    desk.input.visibility = Visibility::Direct;
    EXPECT_EQ(desk.codes(), Codes{});
}

TEST(Guard, StopsAnotherAccountThanTheConversations)
{
    Desk desk;
    desk.input.conversationAccount = {2};
    EXPECT_EQ(desk.codes(), Codes{"!wrong_account"});
}

TEST(Guard, StopsAPrivateExchangeFromTurningPublic)
{
    Desk desk;
    desk.target.visibility = Visibility::Direct;
    for (const auto visibility : {Visibility::Public, Visibility::Unlisted, Visibility::Followers}) {
        desk.input.visibility = visibility;
        EXPECT_EQ(desk.codes(), Codes{"!private_made_public"});
    }
    desk.input.visibility = Visibility::Direct;
    EXPECT_EQ(desk.codes(), Codes{});
}

TEST(Guard, StopsPersonalDataInPublicOnly)
{
    Desk desk;
    desk.input.text = "Is it maria@example.org?";
    EXPECT_EQ(desk.codes(), Codes{"!personal_data:email"});
    EXPECT_EQ(guardReply(desk.input)[0].start, 6U);
    EXPECT_EQ(guardReply(desk.input)[0].end, 23U);
    desk.input.visibility = Visibility::Direct;
    EXPECT_EQ(desk.codes(), Codes{});
    desk.input.visibility = Visibility::Unlisted;
    desk.input.text = "Ping 192.168.0.1 now";
    EXPECT_EQ(desk.codes(), Codes{"?personal_data:ip_address"});
}

TEST(Guard, StopsForbiddenPhrasesHoweverWritten)
{
    Desk desk;
    desk.input.forbiddenPhrases = {"no comment", "", "…"};
    desk.input.text = "NO   Comment!";
    EXPECT_EQ(desk.codes(), Codes{"!forbidden_phrase"});
    desk.input.text = "no commentary";
    EXPECT_EQ(desk.codes(), Codes{});
}

TEST(Guard, WarnsOfStrangersInvisibleSignsAndMissingAltText)
{
    Desk desk;
    desk.input.text = "@mario hello";
    auto findings = guardReply(desk.input);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].code, "handle_unaddressed");
    EXPECT_EQ(findings[0].end, 6U);
    desk.input.text = "he\u200Bllo";
    EXPECT_EQ(desk.codes(), Codes{"?invisible_characters"});
    desk.input.text = "abc\u202Exyz";
    EXPECT_EQ(desk.codes(), Codes{"?invisible_characters"});
    desk.input.text = "👩\u200D👧 \u200Fשלום";
    EXPECT_EQ(desk.codes(), Codes{});
    desk.input.media = {{.path = "a.png", .alt = ""}};
    EXPECT_EQ(desk.codes(), Codes{"?alt_missing"});
}

TEST(Guard, NamesTheWorstFirst)
{
    Desk desk;
    desk.input.text = "@stranger a@b.example";
    desk.input.media = {{.path = "a.png", .alt = ""}};
    const auto codes = desk.codes();
    EXPECT_EQ(codes, (Codes{"!personal_data:email", "?handle_unaddressed", "?alt_missing"}));
}

} // namespace
} // namespace qd
