#include "quarterdeck/pipeline/guard.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace qd {
namespace {

using Kinds = std::vector<std::pair<std::string, std::string>>;

Kinds found(std::string_view text)
{
    Kinds out;
    for (const auto& piece : findPersonalData(text))
        out.emplace_back(piece.kind, piece.text);
    return out;
}

TEST(PersonalData, FindsEachKind)
{
    const std::vector<std::pair<std::string, Kinds>> cases{
        {"card 4111 1111 1111 1111 please", {{"credit_card", "4111 1111 1111 1111"}}},
        {"5500-0000-0000-0004.", {{"credit_card", "5500-0000-0000-0004"}}},
        {"amex 378282246310005 exp 12/27", {{"credit_card", "378282246310005"}}},
        {"3782 822463 10005", {{"credit_card", "3782 822463 10005"}}},
        {"IBAN: DE89 3704 0044 0532 0130 00 thanks", {{"iban", "DE89 3704 0044 0532 0130 00"}}},
        {"gb82west12345698765432", {{"iban", "gb82west12345698765432"}}},
        {"write to Jo.Smith+rail@mail.example.co.uk.", {{"email", "Jo.Smith+rail@mail.example.co.uk"}}},
        {"(maria@example.org)", {{"email", "maria@example.org"}}},
        {"mailto:maria@example.org", {{"email", "maria@example.org"}}},
        {"my SSN is 536-90-4399", {{"us_ssn", "536-90-4399"}}},
        {"ssn 536904399", {{"us_ssn", "536904399"}}},
        {"from 192.168.10.254 today", {{"ip_address", "192.168.10.254"}}},
        {"and 2001:db8:85a3::8a2e:370:7334!", {{"ip_address", "2001:db8:85a3::8a2e:370:7334"}}},
    };
    for (const auto& [text, want] : cases)
        EXPECT_EQ(found(text), want) << text;
}

TEST(PersonalData, FindsPhonesAsPeopleWriteThem)
{
    for (const std::string phone :
         {"+49 30 1234567",    "+49 (0)30 123 45 67", "+1 (555) 010-4477",    "+1-555-010-4477",
          "+447700900123",     "0049 30 1234567",     "(555) 010-4477",       "555-010-4477",
          "555.010.4477",      "1-800-555-0199",      "001-555-010-4477x123", "020 7946 0958",
          "0171/2345678",      "07700 900123",        "01 23 45 67 89",       "07700900123",
          "+33 1 23 45 67 89", "+91 98765 43210",     "555-010-4477 ext. 12", "+34 612 345 678"}) {
        for (const std::string before : {"", "Call me on ", "I am at "}) {
            const auto hits = found(before + phone + ", please");
            ASSERT_EQ(hits.size(), 1U) << before << phone;
            EXPECT_EQ(hits[0].first, "phone") << phone;
            EXPECT_EQ(hits[0].second, phone);
        }
    }
    EXPECT_EQ(found("phone 5550104477"), (Kinds{{"phone", "5550104477"}}));
    EXPECT_EQ(found("tel. 1234567"), (Kinds{{"phone", "1234567"}}));
}

TEST(PersonalData, LeavesOtherNumbersAlone)
{
    for (const std::string text : {"order 4711081512345",
                                   "Order no. 555-010-4477",
                                   "ref 0123456789",
                                   "#12345678901",
                                   "Booking 5550104477",
                                   "on 2026-11-22 at 10:45",
                                   "22.11.2026",
                                   "22/11/2026 18:30",
                                   "2026-11-22 10:45:00",
                                   "from 2024-2026",
                                   "ICE 1234 and RE 56789",
                                   "train 4711 at 12:30-13:45",
                                   "EUR 1.234.567,89",
                                   "$1,234,567.89",
                                   "12 000 000 people",
                                   "€ 1 250 000",
                                   "1234567",
                                   "5550104477",
                                   "12345678901234567890123",
                                   "version 10.20.30.40",
                                   "v1.2.3.4",
                                   "3.14159265",
                                   "4111 1111 1111 1112",
                                   "1234 5678 9012 3456",
                                   "DE89 3704 0044 0532 0130 01",
                                   "000-12-3456",
                                   "666-12-3456",
                                   "12:30:45",
                                   "300.1.1.1",
                                   "https://social.example/@maria/112233445566778899",
                                   "https://x.example/4111111111111111",
                                   "@maria@social.example",
                                   "a@b",
                                   "100% 50/50",
                                   "ISBN 978-3-16-148410-0",
                                   "1-2-3",
                                   "10.000.000",
                                   "2:1, 3:2",
                                   "coach 12 seat 34 to 56",
                                   "at 9-17 on 1/2/26",
                                   "17 8 2026 1430",
                                   "20261122 103000"}) {
        EXPECT_EQ(found(text), Kinds{}) << text;
    }
}

TEST(PersonalData, CountsOffsetsInCodePoints)
{
    const auto pieces = findPersonalData("Grüße 😀 an a@b.example und 192.168.0.1");
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[0].start, 11U);
    EXPECT_EQ(pieces[0].end, 22U);
    EXPECT_EQ(pieces[0].text, "a@b.example");
    EXPECT_EQ(pieces[1].start, 27U);
    EXPECT_EQ(pieces[1].end, 38U);
}

TEST(PersonalData, SurvivesAnyBytes)
{
    const std::string seed =
        "a@b.example +49 (0)30 123-45 DE89 3704 0044 0532 0130 00 4111 1111 1111 1111 ::1 536-90-4399 – ü";
    for (std::size_t cut = 0; cut <= seed.size(); ++cut)
        findPersonalData(seed.substr(cut));
    for (std::size_t at = 0; at < seed.size(); ++at) {
        for (const char c : {'\0', '+', '(', '@', '.', '\xFF', '\xC2', '\xE2', ':', '9', ' '}) {
            auto changed = seed;
            changed[at] = c;
            for (const auto& piece : findPersonalData(changed))
                EXPECT_LT(piece.start, piece.end);
            findPersonalData(changed.substr(0, at + 1));
        }
    }
    for (const char c : {'@', '1', '+', '(', ':', ' ', '.', 'A'})
        findPersonalData(std::string(1U << 20U, c));
}

} // namespace
} // namespace qd
