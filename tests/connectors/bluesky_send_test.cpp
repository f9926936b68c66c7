#include "connectors/bluesky_send.h"

#include "connectors/bluesky.h"
#include "connectors/bluesky_parse.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

namespace qd::bluesky {
namespace {

using namespace std::chrono_literals;
using test::answer;

constexpr UtcMillis kNow = fromInt(1'795'165'000'000);
const std::string kParent = "at://did:plc:maria/app.bsky.feed.post/3lbbbbbbbbbb2";
const std::string kRoot = "at://did:plc:brand/app.bsky.feed.post/3lbaaaaaaaa2a";

AccountContext context()
{
    AccountContext made;
    made.account = {.platform = "bluesky", .server = "https://pds.example", .nativeId = "did:plc:brand", .handle = "brand.example"};
    made.secret = R"({"accessJwt":"a","refreshJwt":"r","did":"did:plc:brand","pds":"https://pds.example"})";
    return made;
}

OutboxItem item(std::string text = "We are looking into it.")
{
    OutboxItem made;
    made.recipient = "maria.example";
    made.recipientNativeId = "did:plc:maria";
    made.text = std::move(text);
    made.lang = "en";
    made.targetNativeId = made.targetNativeKey = kParent;
    made.targetReplyRef = writeRef({{kParent, "cid-p"}, {kRoot, "cid-r"}, false, {}, {}});
    made.operationKey = "5f0c-op";
    made.createdAt = kNow - 20s;
    made.startedAt = kNow;
    return made;
}

nlohmann::json bodyOf(const SendRequest& request) { return nlohmann::json::parse(request.http.body); }

TEST(BlueskySend, TheRecordHangsOnTheItemAlone)
{
    const auto planned = planSend(context(), item(), "", "");
    ASSERT_TRUE(planned);
    EXPECT_TRUE(planned->publishes);
    EXPECT_TRUE(planned->keyed);
    EXPECT_EQ(planned->http.url, "https://pds.example/xrpc/com.atproto.repo.putRecord");
    const auto body = bodyOf(*planned);
    EXPECT_EQ(body.at("repo"), "did:plc:brand");
    EXPECT_EQ(body.at("rkey"), rkeyOf(item()));
    const auto& record = body.at("record");
    EXPECT_EQ(record.at("text"), "We are looking into it.");
    EXPECT_EQ(record.at("langs"), nlohmann::json::array({"en"}));
    EXPECT_EQ(record.at("reply").at("root").at("uri"), kRoot);
    EXPECT_EQ(record.at("reply").at("root").at("cid"), "cid-r");
    EXPECT_EQ(record.at("reply").at("parent").at("uri"), kParent);
    EXPECT_EQ(record.count("facets"), 0U);
    EXPECT_EQ(record.count("embed"), 0U);
}

TEST(BlueskySend, ARepetitionIsByteIdenticalEvenMuchLater)
{
    const auto first = planSend(context(), item(), "", "");
    ASSERT_TRUE(first->progress);
    OutboxItem later = item();
    later.startedAt = kNow + 2h;
    later.attempts = 3;
    const auto second = planSend(context(), later, *first->progress, "");
    EXPECT_EQ(second->http.body, first->http.body);
    EXPECT_EQ(rkeyOf(later), rkeyOf(item()));
    OutboxItem other = item();
    other.operationKey = "another";
    EXPECT_NE(rkeyOf(other), rkeyOf(item()));
}

TEST(BlueskySend, AScheduledPostBearsTheHourItWasSent)
{
    OutboxItem scheduled = item();
    scheduled.createdAt = kNow - 24h * 7;
    EXPECT_EQ(makeRecord(scheduled, {}).at("createdAt"), formatRfc3339(kNow));
}

TEST(BlueskySend, MentionsAreResolvedBeforePublishing)
{
    OutboxItem one = item("@maria.example and @theo.example and @nobody.example, see https://a.example");
    std::string progress;
    auto planned = planSend(context(), one, progress, "");
    EXPECT_FALSE(planned->publishes);
    EXPECT_EQ(test::field(planned->http, "handle"), "theo.example") << "the recipient is known";
    auto outcome = acceptSend(context(), one, progress, answer(200, R"({"did":"did:plc:theo"})"), kNow);
    ASSERT_EQ(outcome.kind, SendOutcome::Kind::More);
    progress = outcome.progress;
    EXPECT_EQ(test::field(planSend(context(), one, progress, "")->http, "handle"), "nobody.example");
    outcome = acceptSend(context(), one, progress, answer(400, R"({"error":"InvalidRequest","message":"Unable to resolve handle"})"), kNow);
    ASSERT_EQ(outcome.kind, SendOutcome::Kind::More);
    planned = planSend(context(), one, outcome.progress, "");
    ASSERT_TRUE(planned->publishes);
    const auto body = bodyOf(*planned);
    const auto& facets = body.at("record").at("facets");
    ASSERT_EQ(facets.size(), 3U) << "a handle that nobody bears stays plain text";
    EXPECT_EQ(facets[0].at("features")[0].at("did"), "did:plc:maria");
    EXPECT_EQ(facets[1].at("features")[0].at("did"), "did:plc:theo");
    EXPECT_EQ(facets[2].at("features")[0].at("uri"), "https://a.example");
    EXPECT_EQ(acceptSend(context(), one, progress, answer(502, ""), kNow).kind, SendOutcome::Kind::Retry);
}

TEST(BlueskySend, PicturesAreUploadedWithTheirDescriptions)
{
    OutboxItem one = item();
    one.media = {{"a.png", "image/png", "A bench", 3}};
    ASSERT_EQ(nextMedia(one, ""), 0U);
    EXPECT_FALSE(planSend(context(), one, "", ""));
    auto planned = planSend(context(), one, "", "png");
    EXPECT_EQ(test::path(planned->http), "/xrpc/com.atproto.repo.uploadBlob");
    EXPECT_EQ(test::header(planned->http, "Content-Type"), "image/png");
    EXPECT_EQ(planned->http.body, "png");
    const auto outcome = acceptSend(context(), one, "", answer(200, R"({"blob":{"$type":"blob","ref":{"$link":"bafk"},"mimeType":"image/png","size":3}})"), kNow);
    ASSERT_EQ(outcome.kind, SendOutcome::Kind::More);
    EXPECT_EQ(nextMedia(one, outcome.progress), std::nullopt);
    const auto body = bodyOf(*planSend(context(), one, outcome.progress, ""));
    const auto& image = body.at("record").at("embed").at("images").at(0);
    EXPECT_EQ(image.at("alt"), "A bench");
    EXPECT_EQ(image.at("image").at("ref").at("$link"), "bafk");
    EXPECT_EQ(acceptSend(context(), one, "", answer(200, "{}"), kNow).kind, SendOutcome::Kind::Retry);
    EXPECT_EQ(acceptSend(context(), one, "", answer(413, "{}"), kNow).kind, SendOutcome::Kind::Refused);
}

TEST(BlueskySend, EachAnswerToThePostMeansOneThing)
{
    const auto outcome = [](const HttpResponse& response) { return acceptSend(context(), item(), "", response, kNow); };
    const std::string uri = "at://did:plc:brand/app.bsky.feed.post/" + rkeyOf(item());
    const auto sent = outcome(answer(nlohmann::json{{"uri", uri}, {"cid", "c"}}));
    ASSERT_EQ(sent.kind, SendOutcome::Kind::Sent);
    EXPECT_EQ(sent.sent.nativeKey, uri);
    EXPECT_EQ(sent.sent.at, kNow);
    EXPECT_EQ(outcome(answer(200, "<html>")).kind, SendOutcome::Kind::Unknown);
    EXPECT_EQ(outcome(answer(400, R"({"error":"InvalidRequest"})")).kind, SendOutcome::Kind::Refused);
    EXPECT_EQ(outcome(answer(500, "")).kind, SendOutcome::Kind::Unknown);
    const auto expired = outcome(test::fixture("bluesky/error_expired"));
    EXPECT_EQ(expired.kind, SendOutcome::Kind::Retry);
    EXPECT_EQ(expired.error->code, Errc::Auth);
    EXPECT_EQ(outcome(answer(429, R"({"error":"RateLimitExceeded"})")).kind, SendOutcome::Kind::Retry);
}

TEST(BlueskySend, WhatCannotBeAnsweredIsNotSent)
{
    OutboxItem closed = item();
    closed.targetReplyRef = writeRef({{kParent, "c"}, {kRoot, "c"}, true, {}, {}});
    EXPECT_EQ(planSend(context(), closed, "", "").error().code, Errc::Forbidden);
    OutboxItem unknown = item();
    unknown.targetReplyRef.clear();
    EXPECT_EQ(planSend(context(), unknown, "", "").error().code, Errc::Invalid);
    OutboxItem fresh = item();
    fresh.targetReplyRef.clear();
    fresh.targetNativeId.clear();
    fresh.targetNativeKey.clear();
    ASSERT_TRUE(planSend(context(), fresh, "", ""));
    EXPECT_EQ(bodyOf(*planSend(context(), fresh, "", "")).at("record").count("reply"), 0U);
}

OutboxItem message()
{
    OutboxItem made = item("Thank you, one moment.");
    made.visibility = Visibility::Direct;
    made.targetReplyRef = writeRef({{}, {}, false, {}, "convo1"});
    made.nativeConversation = "convo1";
    return made;
}

TEST(BlueskySend, DirectMessagesHaveNoKeyAndGoToTheirConversation)
{
    const auto planned = planSend(context(), message(), "", "");
    ASSERT_TRUE(planned);
    EXPECT_TRUE(planned->publishes);
    EXPECT_FALSE(planned->keyed);
    EXPECT_EQ(test::path(planned->http), "/xrpc/chat.bsky.convo.sendMessage");
    EXPECT_EQ(test::header(planned->http, "atproto-proxy"), "did:web:api.bsky.chat#bsky_chat");
    EXPECT_EQ(bodyOf(*planned).at("convoId"), "convo1");
    const auto sent = acceptSend(context(), message(), "", answer(200, R"({"id":"m9","sentAt":"2026-11-20T08:21:00.000Z"})"), kNow);
    ASSERT_EQ(sent.kind, SendOutcome::Kind::Sent);
    EXPECT_EQ(sent.sent.nativeKey, "convo/convo1/m9");
    EXPECT_EQ(acceptSend(context(), message(), "", answer(502, ""), kNow).kind, SendOutcome::Kind::Unknown);
    OutboxItem first = message();
    first.targetReplyRef.clear();
    first.nativeConversation.clear();
    const auto find = planSend(context(), first, "", "");
    EXPECT_EQ(test::field(find->http, "members"), "did:plc:maria");
    const auto found = acceptSend(context(), first, "", answer(200, R"({"convo":{"id":"convo7"}})"), kNow);
    ASSERT_EQ(found.kind, SendOutcome::Kind::More);
    EXPECT_EQ(bodyOf(*planSend(context(), first, found.progress, "")).at("convoId"), "convo7");
}

TEST(BlueskyVerify, TheRecordIsThereOrItIsNot)
{
    const auto look = [](const HttpResponse& response, const std::vector<std::string>& bound = {}) {
        return acceptVerify(context(), item(), "", response, bound).kind;
    };
    const auto request = planVerify(context(), item(), "");
    ASSERT_TRUE(request);
    EXPECT_EQ(test::field(*request, "rkey"), rkeyOf(item()));
    const auto there = answer(200, R"({"uri":"at://did:plc:brand/app.bsky.feed.post/x","cid":"c","value":{}})");
    EXPECT_EQ(look(there), VerifyOutcome::Kind::Found);
    EXPECT_EQ(look(there, {"at://did:plc:brand/app.bsky.feed.post/x"}), VerifyOutcome::Kind::Undecided);
    EXPECT_EQ(look(answer(400, R"({"error":"RecordNotFound"})")), VerifyOutcome::Kind::Absent);
    EXPECT_EQ(look(answer(400, R"({"error":"InvalidRequest","message":"Could not locate record"})")), VerifyOutcome::Kind::Absent);
    EXPECT_EQ(look(test::fixture("bluesky/error_expired")), VerifyOutcome::Kind::Undecided);
    EXPECT_EQ(look(answer(502, "")), VerifyOutcome::Kind::Undecided);
    EXPECT_EQ(look(answer(200, "<html>")), VerifyOutcome::Kind::Undecided);
}

nlohmann::json said(const char* id, const char* did, const char* text, UtcMillis at)
{
    return {{"id", id}, {"rev", id}, {"sender", {{"did", did}}}, {"text", text}, {"sentAt", formatRfc3339(at)}};
}

TEST(BlueskyVerify, AMessageIsFoundByWriterTextAndTime)
{
    const auto look = [](const nlohmann::json& one, const std::vector<std::string>& bound = {}, const char* next = "") {
        nlohmann::json body{{"messages", nlohmann::json::array({one})}};
        if (next[0] != '\0') body["cursor"] = next;
        return acceptVerify(context(), message(), "", answer(body), bound);
    };
    const char* text = "Thank you, one moment.";
    EXPECT_EQ(look(said("m2", "did:plc:brand", text, kNow)).sent.nativeKey, "convo/convo1/m2");
    EXPECT_EQ(look(said("m2", "did:plc:brand", text, kNow), {"convo/convo1/m2"}).kind, VerifyOutcome::Kind::Absent);
    EXPECT_EQ(look(said("m2", "did:plc:maria", text, kNow)).kind, VerifyOutcome::Kind::Absent);
    EXPECT_EQ(look(said("m2", "did:plc:brand", "other", kNow)).kind, VerifyOutcome::Kind::Absent);
    EXPECT_EQ(look(said("m2", "did:plc:brand", text, kNow - 3min)).kind, VerifyOutcome::Kind::Absent);
    const auto more = look(said("m2", "did:plc:maria", "hm", kNow), {}, "page2");
    ASSERT_EQ(more.kind, VerifyOutcome::Kind::More);
    EXPECT_EQ(test::field(*planVerify(context(), message(), more.progress), "cursor"), "page2");
    EXPECT_EQ(look(said("m1", "did:plc:maria", "hm", kNow - 1h), {}, "page2").kind, VerifyOutcome::Kind::Absent);
}

TEST(BlueskyAction, LikingTwiceMakesOneLikeThatCanBeTakenBack)
{
    PlatformAction like{ActionKind::Like, kParent, kParent, item().targetReplyRef, {}, kNow};
    const auto& connector = blueskyConnector();
    const auto first = nlohmann::json::parse(connector.planAction(context(), like)->body);
    like.at = kNow + 1h;
    const auto second = nlohmann::json::parse(connector.planAction(context(), like)->body);
    EXPECT_EQ(first.at("rkey"), second.at("rkey"));
    EXPECT_EQ(first.at("record").at("subject").at("cid"), "cid-p");
    like.kind = ActionKind::Unlike;
    EXPECT_EQ(nlohmann::json::parse(connector.planAction(context(), like)->body).at("rkey"), first.at("rkey"));
    like.replyRef = writeRef({{kParent, "c"}, {kRoot, "c"}, false, "at://did:plc:brand/app.bsky.feed.like/3lapp", {}});
    EXPECT_EQ(nlohmann::json::parse(connector.planAction(context(), like)->body).at("rkey"), "3lapp");
}

TEST(BlueskyAction, OnlyOwnPostsAreDeletedAndReadMarksGoWhereTheyBelong)
{
    const auto& connector = blueskyConnector();
    PlatformAction action{ActionKind::Delete, kParent, kParent, {}, {}, kNow};
    EXPECT_EQ(connector.planAction(context(), action).error().code, Errc::Forbidden);
    action.nativeKey = kRoot;
    EXPECT_EQ(nlohmann::json::parse(connector.planAction(context(), action)->body).at("rkey"), "3lbaaaaaaaa2a");
    action.kind = ActionKind::MarkRead;
    EXPECT_EQ(nlohmann::json::parse(connector.planAction(context(), action)->body).at("seenAt"), formatRfc3339(kNow));
    action.nativeConversation = "convo1";
    EXPECT_EQ(test::path(*connector.planAction(context(), action)), "/xrpc/chat.bsky.convo.updateRead");
    EXPECT_EQ(connector.acceptAction(context(), action, test::fixture("bluesky/error_expired")).error().code, Errc::Auth);
}

} // namespace
} // namespace qd::bluesky
