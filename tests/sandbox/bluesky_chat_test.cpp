#include "playground.h"

namespace qd::sandbox::test {
namespace {

json message(Playground& place, const std::string& text, const std::string& handle = "samir")
{
    return place.control("post", {{"platform", "bluesky"}, {"kind", "message"}, {"text", text}, {"handle", handle}});
}

TEST(SandboxBlueskyChat, WantsTheProxyHeaderAndAPasswordThatMay)
{
    Playground place;
    BlueskyDesk desk(place);
    EXPECT_EQ(desk.get("chat.bsky.convo.listConvos", "")->status, 501);
    EXPECT_EQ(desk.get("chat.bsky.convo.listConvos", "", true)->status, 200);
    BlueskyDesk without(place, Credentials::kPlainPassword);
    const auto refused = without.get("chat.bsky.convo.listConvos", "", true);
    EXPECT_EQ(refused->status, 400);
    EXPECT_EQ(parsed(refused)["error"], "InvalidToken");
}

TEST(SandboxBlueskyChat, CarriesAConversationBothWays)
{
    Playground place;
    BlueskyDesk desk(place);
    message(place, "order AR-1?");
    const json convos = parsed(desk.get("chat.bsky.convo.listConvos", "", true))["convos"];
    ASSERT_EQ(convos.size(), 1u);
    EXPECT_EQ(convos[0]["unreadCount"], 1);
    EXPECT_EQ(convos[0]["lastMessage"]["text"], "order AR-1?");
    const std::string id = convos[0]["id"];
    const auto sent = desk.post("chat.bsky.convo.sendMessage", {{"convoId", id}, {"message", {{"text", "Done, seat 14."}}}}, true);
    ASSERT_EQ(sent->status, 200);
    const json messages = parsed(desk.get("chat.bsky.convo.getMessages", "convoId=" + id, true))["messages"];
    ASSERT_EQ(messages.size(), 2u);
    EXPECT_EQ(messages[0]["sender"]["did"], desk.did);
    EXPECT_EQ(parsed(desk.get("chat.bsky.convo.listConvos", "", true))["convos"][0]["unreadCount"], 0);
    EXPECT_EQ(place.state()["bluesky_messages"]["by_parent"][id], 1);
}

TEST(SandboxBlueskyChat, TellsNewsByItsLog)
{
    Playground place;
    BlueskyDesk desk(place);
    message(place, "one");
    const json start = parsed(desk.get("chat.bsky.convo.getLog", "", true));
    EXPECT_TRUE(start["logs"].empty());
    message(place, "two");
    message(place, "three", "another");
    const json news = parsed(desk.get("chat.bsky.convo.getLog", "cursor=" + start["cursor"].get<std::string>(), true));
    std::vector<std::string> texts;
    for (const json& log : news["logs"])
        if (log["$type"] == "chat.bsky.convo.defs#logCreateMessage") texts.push_back(log["message"]["text"]);
    EXPECT_EQ(texts, (std::vector<std::string>{"two", "three"}));
    EXPECT_TRUE(parsed(desk.get("chat.bsky.convo.getLog", "cursor=" + news["cursor"].get<std::string>(), true))["logs"].empty());
}

TEST(SandboxBlueskyChat, RefusesEmptyAndEndlessMessages)
{
    Playground place;
    BlueskyDesk desk(place);
    const std::string id = message(place, "hello")["id"];
    const auto send = [&](const json& body) { return desk.post("chat.bsky.convo.sendMessage", body, true)->status; };
    EXPECT_EQ(send({{"convoId", id}, {"message", {{"text", "  "}}}}), 400);
    EXPECT_EQ(send({{"convoId", id}, {"message", {{"text", std::string(1001, 'x')}}}}), 400);
    EXPECT_EQ(send({{"convoId", id}}), 400);
    EXPECT_EQ(send({{"convoId", "nowhere"}, {"message", {{"text", "x"}}}}), 400);
    EXPECT_EQ(send({{"convoId", id}, {"message", {{"text", std::string(1000, 'x')}}}}), 200);
}

TEST(SandboxBlueskyChat, MarksRead)
{
    Playground place;
    BlueskyDesk desk(place);
    const std::string id = message(place, "hello")["id"];
    const json read = parsed(desk.post("chat.bsky.convo.updateRead", {{"convoId", id}}, true));
    EXPECT_EQ(read["convo"]["unreadCount"], 0);
    const json other = parsed(desk.get("app.bsky.actor.getProfile", "actor=samir.test"));
    const json convo = parsed(desk.get("chat.bsky.convo.getConvoForMembers", "members=" + httplib::detail::encode_query_param(other["did"]), true));
    EXPECT_EQ(convo["convo"]["id"], id);
}

} // namespace
} // namespace qd::sandbox::test
