#include "connectors/json_read.h"

#include "connectors/endpoint.h"
#include "connectors/multipart.h"

#include <gtest/gtest.h>

namespace qd {
namespace {

TEST(JsonRead, AnswersForEveryTypeThatAStrangerMaySend)
{
    const auto document = json::parse(R"({"a":1,"b":"x","c":[1],"d":{"e":true},"f":null,"g":1.5,"h":18446744073709551615})");
    EXPECT_EQ(json::text(document, "a"), "");
    EXPECT_EQ(json::text(document, "b"), "x");
    EXPECT_EQ(json::text(document, "absent"), "");
    EXPECT_EQ(json::id(document, "a"), "1");
    EXPECT_EQ(json::id(document, "h"), "18446744073709551615");
    EXPECT_EQ(json::integer(document, "g"), std::nullopt);
    EXPECT_EQ(json::integer(document, "h"), std::nullopt);
    EXPECT_EQ(json::array(document, "b").size(), 0U);
    EXPECT_TRUE(json::object(document, "c").is_null());
    EXPECT_TRUE(json::flag(json::object(document, "d"), "e"));
    EXPECT_EQ(json::text(json::parse("[1]"), "b"), "");
}

TEST(JsonRead, MendsBytesThatWouldLoseThePage)
{
    EXPECT_EQ(json::text(json::parse("{\"t\":\"a\xFFz\"}"), "t"), "a\xEF\xBF\xBDz");
    EXPECT_EQ(json::text(json::parse(R"({"t":"cut \ud83d"})"), "t"), "cut \xEF\xBF\xBD");
    EXPECT_EQ(json::text(json::parse(R"({"t":"\ude00 \ud83d\ude00 \\ud83d"})"), "t"),
              "\xEF\xBF\xBD \xF0\x9F\x98\x80 \\ud83d");
    EXPECT_EQ(json::text(json::parse(R"({"t":"a\u0000b"})"), "t"), "ab");
    EXPECT_TRUE(json::parse("<html>").is_discarded());
}

TEST(JsonRead, RefusesWhatNestsWithoutEnd)
{
    EXPECT_TRUE(json::parse(std::string(200'000, '[')).is_discarded());
    EXPECT_TRUE(json::parse(std::string(5'000, '[') + std::string(5'000, ']')).is_discarded());
    EXPECT_FALSE(json::parse("[\"" + std::string(5'000, '[') + "\"]").is_discarded());
}

TEST(JsonRead, WritesBrokenTextWithoutThrowing)
{
    EXPECT_EQ(json::dump({{"t", "a\xFF"}}), "{\"t\":\"a\xEF\xBF\xBD\"}");
}

TEST(Endpoint, FitsPatternsHoweverItIsTyped)
{
    EXPECT_TRUE(endpointFits("api/v1/statuses/:id", "api/v1/statuses/:id"));
    EXPECT_TRUE(endpointFits("/api/v1/statuses/12/?x=1", "api/v1/statuses/:id"));
    EXPECT_TRUE(endpointFits("https://a.example/api/v1/notifications?min_id=1", "api/v1/notifications"));
    EXPECT_FALSE(endpointFits("api/v1/statuses", "api/v1/statuses/:id"));
    EXPECT_FALSE(endpointFits("api/v1/statuses/1/context", "api/v1/statuses/:id"));
    EXPECT_FALSE(endpointFits("", "api/v1/statuses"));
}

TEST(Multipart, KeepsBytesAndDropsWhatWouldEndAHeader)
{
    const auto form = makeMultipart({{"file", std::string("a\0b\r\n--", 7), "image/png\r\nX: y", "me\"dia"},
                                     {"description", "A bench", "", ""}},
                                    "op-1");
    EXPECT_EQ(form.contentType.rfind("multipart/form-data; boundary=quarterdeck-", 0), 0U);
    EXPECT_NE(form.body.find(std::string("\r\n\r\na\0b\r\n--\r\n", 13)), std::string::npos);
    EXPECT_NE(form.body.find("filename=\"me_dia\"\r\nContent-Type: image/png__X: y\r\n"), std::string::npos);
    EXPECT_NE(form.body.find("name=\"description\"\r\n\r\nA bench\r\n"), std::string::npos);
}

TEST(Multipart, ItsBoundaryOccursInNoPart)
{
    const auto first = makeMultipart({{"file", "x", "", ""}}, "op-1");
    const std::string boundary = first.contentType.substr(first.contentType.find('=') + 1);
    const auto second = makeMultipart({{"file", "evil " + boundary, "", ""}}, "op-1");
    EXPECT_EQ(second.contentType.find(boundary), std::string::npos);
}

} // namespace
} // namespace qd
