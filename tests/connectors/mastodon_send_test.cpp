#include "connectors/mastodon_send.h"

#include "connectors/mastodon.h"
#include "connectors/mastodon_ref.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

#include <array>

namespace qd::mastodon {
namespace {

using namespace std::chrono_literals;
using test::answer;

constexpr UtcMillis kNow = fromInt(1'795'165'000'000);

AccountContext context(std::string software = "mastodon 4.5.2")
{
    AccountContext made;
    made.account = {.platform = "mastodon", .server = "https://rail.example", .nativeId = "100", .handle = "acmerail@rail.example"};
    made.account.capabilities.honoursIdempotencyKey = software.rfind("mastodon", 0) == 0;
    made.account.capabilities.software = std::move(software);
    made.secret = secretOf("t0k");
    return made;
}

OutboxItem item(Visibility visibility = Visibility::Public)
{
    OutboxItem made;
    made.recipient = "maria@town.example";
    made.visibility = visibility;
    made.text = "We are looking into it.";
    made.lang = "en";
    made.targetNativeId = "9001";
    made.targetReplyRef = writeRef({"9001", "public", {"maria@town.example", "theo"}, "", ""});
    made.operationKey = "5f0c-op";
    made.startedAt = kNow;
    return made;
}

nlohmann::json bodyOf(const SendRequest& request) { return nlohmann::json::parse(request.http.body); }

TEST(MastodonSend, TheReplyNamesItsReaderAndItsKey)
{
    const auto planned = planSend(context(), item(), "", "");
    ASSERT_TRUE(planned);
    EXPECT_TRUE(planned->publishes);
    EXPECT_TRUE(planned->keyed);
    EXPECT_EQ(planned->http.method, "POST");
    EXPECT_EQ(planned->http.url, "https://rail.example/api/v1/statuses");
    EXPECT_EQ(planned->http.bearer, "t0k");
    EXPECT_EQ(test::header(planned->http, "Idempotency-Key"), "5f0c-op");
    const auto body = bodyOf(*planned);
    EXPECT_EQ(body.at("status"), "@maria@town.example We are looking into it.");
    EXPECT_EQ(body.at("in_reply_to_id"), "9001");
    EXPECT_EQ(body.at("visibility"), "public");
    EXPECT_EQ(body.at("language"), "en");
    EXPECT_EQ(body.count("media_ids"), 0U);
}

TEST(MastodonSend, ServersWithoutKeysAreNotTrustedWithARepetition)
{
    EXPECT_FALSE(planSend(context("gotosocial 0.19.1"), item(), "", "")->keyed);
    EXPECT_FALSE(planSend(context("pleroma 2.5.0"), item(), "", "")->keyed);
}

TEST(MastodonSend, DirectStaysDirectAndTheRestIsAsFrozen)
{
    struct Row {
        const char* parent;
        Visibility chosen;
        std::string_view told;
    };
    constexpr std::array kTable{
        Row{"public", Visibility::Public, "public"},       Row{"public", Visibility::Unlisted, "unlisted"},
        Row{"public", Visibility::Followers, "private"},   Row{"public", Visibility::Direct, "direct"},
        Row{"unlisted", Visibility::Unlisted, "unlisted"}, Row{"private", Visibility::Followers, "private"},
        Row{"direct", Visibility::Direct, "direct"},       Row{"direct", Visibility::Public, "direct"},
        Row{"direct", Visibility::Unlisted, "direct"},     Row{"direct", Visibility::Followers, "direct"},
    };
    for (const auto& row : kTable) {
        OutboxItem one = item(row.chosen);
        one.targetReplyRef = writeRef({"9001", row.parent, {"maria@town.example"}, "", ""});
        EXPECT_EQ(visibilityOf(one), row.told) << row.parent;
    }
}

TEST(MastodonSend, ADirectMessageReachesEveryParticipantOnce)
{
    OutboxItem one = item(Visibility::Direct);
    one.targetReplyRef = writeRef({"9001", "direct", {"maria@town.example", "theo"}, "", ""});
    EXPECT_EQ(addressedText(one, "rail.example"), "@maria@town.example @theo We are looking into it.");
    one.text = "Hello @THEO, we wrote to @maria@town.example.";
    EXPECT_EQ(addressedText(one, "rail.example"), one.text);
    one.text = "Hello @theo@other.example and @mariana@town.example and mail@maria@town.example";
    EXPECT_EQ(addressedText(one, "rail.example"), "@maria@town.example @theo " + one.text);
}

TEST(MastodonSend, APublicReplyGoesToTheAuthorAndThoseWhoWereChosen)
{
    OutboxItem one = item();
    EXPECT_EQ(addressedText(one, "rail.example"), "@maria@town.example We are looking into it.");
    one.addressed = {"theo@rail.example"};
    EXPECT_EQ(addressedText(one, "rail.example"), "@maria@town.example @theo We are looking into it.");
    one.targetReplyRef.clear();
    EXPECT_EQ(addressedText(one, "rail.example"), "@maria@town.example @theo We are looking into it.");
}

TEST(MastodonSend, UploadsComeFirstAndAProcessingOneIsWaitedFor)
{
    OutboxItem one = item();
    one.media = {{"a.png", "image/png", "A bench", 3}, {"b.mp4", "video/mp4", "", 3}};
    std::string progress;
    ASSERT_EQ(nextMedia(one, progress), 0U);
    EXPECT_FALSE(planSend(context(), one, progress, ""));
    auto planned = planSend(context(), one, progress, "png");
    ASSERT_TRUE(planned);
    EXPECT_FALSE(planned->publishes);
    EXPECT_EQ(planned->http.url, "https://rail.example/api/v2/media");
    EXPECT_NE(planned->http.body.find("A bench"), std::string::npos);

    auto outcome = acceptSend(context(), one, progress, answer(200, R"({"id":"m1"})"), kNow);
    ASSERT_EQ(outcome.kind, SendOutcome::Kind::More);
    progress = outcome.progress;
    ASSERT_EQ(nextMedia(one, progress), 1U);
    outcome = acceptSend(context(), one, progress, answer(202, R"({"id":"m2","url":null})"), kNow);
    ASSERT_EQ(outcome.kind, SendOutcome::Kind::More);
    EXPECT_EQ(outcome.error->retryAfter, 2s);
    progress = outcome.progress;
    EXPECT_EQ(nextMedia(one, progress), std::nullopt);
    EXPECT_EQ(planSend(context(), one, progress, "")->http.url, "https://rail.example/api/v1/media/m2");
    outcome = acceptSend(context(), one, progress, answer(206, R"({"id":"m2"})"), kNow);
    ASSERT_EQ(outcome.kind, SendOutcome::Kind::More);
    progress = outcome.progress;
    outcome = acceptSend(context(), one, progress, answer(200, R"({"id":"m2"})"), kNow);
    progress = outcome.progress;
    planned = planSend(context(), one, progress, "");
    ASSERT_TRUE(planned);
    EXPECT_TRUE(planned->publishes);
    EXPECT_EQ(bodyOf(*planned).at("media_ids"), nlohmann::json::array({"m1", "m2"}));
}

TEST(MastodonSend, AnUploadThatNeverGetsReadyIsMadeAgain)
{
    OutboxItem one = item();
    one.media = {{"a.png", "image/png", "", 3}};
    std::string progress = acceptSend(context(), one, "", answer(202, R"({"id":"m1"})"), kNow).progress;
    SendOutcome outcome;
    for (int i = 0; i < 100 && outcome.kind != SendOutcome::Kind::Retry; ++i) {
        outcome = acceptSend(context(), one, progress, answer(206, "{}"), kNow);
        progress = outcome.progress;
    }
    EXPECT_EQ(outcome.kind, SendOutcome::Kind::Retry);
    EXPECT_EQ(nextMedia(one, progress), 0U);
}

TEST(MastodonSend, AFailedUploadNeverCountsAsUnknown)
{
    OutboxItem one = item();
    one.media = {{"a.png", "image/png", "", 3}};
    const auto kind = [&](int status) { return acceptSend(context(), one, "", answer(status, "{}"), kNow).kind; };
    EXPECT_EQ(kind(422), SendOutcome::Kind::Refused);
    EXPECT_EQ(kind(500), SendOutcome::Kind::Retry);
    EXPECT_EQ(kind(429), SendOutcome::Kind::Retry);
    EXPECT_EQ(kind(401), SendOutcome::Kind::Retry);
    EXPECT_EQ(kind(200), SendOutcome::Kind::Retry) << "no id";
}

TEST(MastodonSend, EachAnswerToThePostMeansOneThing)
{
    const auto outcome = [](const HttpResponse& response, std::string software = "mastodon 4.5.2") {
        return acceptSend(context(std::move(software)), item(), "", response, kNow);
    };
    const auto sent = outcome(answer(200, R"({"id":"9100","uri":"https://rail.example/users/acmerail/statuses/9100",
        "url":"https://rail.example/@acmerail/9100","created_at":"2026-11-20T08:11:00.000Z"})"));
    ASSERT_EQ(sent.kind, SendOutcome::Kind::Sent);
    EXPECT_EQ(sent.sent.nativeId, "9100");
    EXPECT_EQ(sent.sent.nativeKey, "https://rail.example/users/acmerail/statuses/9100");
    EXPECT_EQ(sent.sent.at, test::at("2026-11-20T08:11:00Z"));
    EXPECT_EQ(outcome(answer(200, "<html>")).kind, SendOutcome::Kind::Unknown);
    EXPECT_EQ(outcome(answer(422, R"({"error":"zu lang"})")).kind, SendOutcome::Kind::Refused);
    EXPECT_EQ(outcome(answer(404, "")).error->code, Errc::NotFound);
    EXPECT_EQ(outcome(answer(500, "")).kind, SendOutcome::Kind::Unknown);
    EXPECT_EQ(outcome(answer(503, "<html>")).kind, SendOutcome::Kind::Unknown);
    const auto unauthorised = outcome(test::fixture("mastodon/error_401"));
    EXPECT_EQ(unauthorised.kind, SendOutcome::Kind::Retry);
    EXPECT_EQ(unauthorised.error->code, Errc::Auth);
    EXPECT_EQ(outcome(test::fixture("mastodon/error_429")).error->code, Errc::RateLimited);
    const auto busy = test::fixture("gotosocial/error_503_throttled");
    EXPECT_EQ(outcome(busy, "gotosocial 0.19.1").kind, SendOutcome::Kind::Retry);
    EXPECT_EQ(outcome(busy, "gotosocial 0.19.1").error->retryAfter, 30s);
    EXPECT_EQ(outcome(busy).kind, SendOutcome::Kind::Unknown);
}

nlohmann::json own(const char* id, const char* parent, UtcMillis at, const char* author = "100")
{
    return {{"id", id}, {"uri", std::string("https://rail.example/") + id}, {"url", "u"}, {"visibility", "public"},
            {"in_reply_to_id", parent[0] == '\0' ? nlohmann::json() : nlohmann::json(parent)},
            {"created_at", formatRfc3339(at)}, {"account", {{"id", author}, {"acct", "acmerail"}}}};
}

VerifyOutcome look(const nlohmann::json& statuses, const std::vector<std::string>& bound = {}, const std::string& progress = "")
{
    return acceptVerify(context(), item(), progress, answer(statuses), bound);
}

TEST(MastodonVerify, FindsOurAnswerToThatPost)
{
    const auto old = own("9000", "", kNow - 1h);
    const auto found = look({own("9102", "9001", kNow + 1s), old});
    ASSERT_EQ(found.kind, VerifyOutcome::Kind::Found);
    EXPECT_EQ(found.sent.nativeId, "9102");
    EXPECT_EQ(look({own("9102", "9001", kNow + 9s), own("9101", "9001", kNow + 1s), old}).sent.nativeId, "9101");
}

TEST(MastodonVerify, WhatIsNotThatSendProvesItsAbsence)
{
    const auto old = own("9000", "", kNow - 1h);
    EXPECT_EQ(look({own("9102", "7777", kNow), old}).kind, VerifyOutcome::Kind::Absent) << "another parent";
    EXPECT_EQ(look({own("9102", "", kNow), old}).kind, VerifyOutcome::Kind::Absent) << "no parent";
    EXPECT_EQ(look({own("9002", "9001", kNow - 3min), old}).kind, VerifyOutcome::Kind::Absent) << "made before";
    EXPECT_EQ(look({own("9102", "9001", kNow), old}, {"https://rail.example/9102"}).kind, VerifyOutcome::Kind::Absent) << "another row's";
    EXPECT_EQ(look({own("9102", "9001", kNow, "555"), old}).kind, VerifyOutcome::Kind::Absent) << "not ours";
    EXPECT_EQ(look(nlohmann::json::array()).kind, VerifyOutcome::Kind::Absent);
}

TEST(MastodonVerify, AbsenceNeedsALookAtTheWholeInterval)
{
    auto outcome = look({own("9105", "7777", kNow + 9s), own("9104", "7777", kNow + 8s)});
    ASSERT_EQ(outcome.kind, VerifyOutcome::Kind::More);
    const auto next = planVerify(context(), item(), outcome.progress);
    ASSERT_TRUE(next);
    EXPECT_EQ(test::path(*next), "/api/v1/accounts/100/statuses");
    EXPECT_EQ(test::field(*next, "max_id"), "9104");
    EXPECT_EQ(look(nlohmann::json::array({own("9105", "7777", kNow + 9s)}), {}, outcome.progress).kind, VerifyOutcome::Kind::Undecided) << "no step forward";
    EXPECT_EQ(look(nlohmann::json::array({own("9103", "9001", kNow)}), {}, outcome.progress).kind, VerifyOutcome::Kind::Found);
    EXPECT_EQ(look({{{"id", "9106"}}, own("9000", "", kNow - 1h)}).kind, VerifyOutcome::Kind::Undecided) << "one is unreadable";
    EXPECT_EQ(acceptVerify(context(), item(), "", answer(500, ""), {}).kind, VerifyOutcome::Kind::Undecided);
    EXPECT_EQ(acceptVerify(context(), item(), "", answer(200, "<html>"), {}).kind, VerifyOutcome::Kind::Undecided);
    for (int i = 0; outcome.kind == VerifyOutcome::Kind::More && i < 100; ++i)
        outcome = look(nlohmann::json::array({own(std::to_string(9103 - i).c_str(), "7777", kNow)}), {}, outcome.progress);
    EXPECT_EQ(outcome.kind, VerifyOutcome::Kind::Undecided) << "a look has an end";
}

TEST(MastodonAction, EachActHasItsRequest)
{
    const auto& connector = mastodonConnector();
    PlatformAction action{ActionKind::Like, "9001", {}, {}, {}, {}};
    EXPECT_EQ(test::path(*connector.planAction(context(), action)), "/api/v1/statuses/9001/favourite");
    action.kind = ActionKind::Unlike;
    EXPECT_EQ(test::path(*connector.planAction(context(), action)), "/api/v1/statuses/9001/unfavourite");
    action.kind = ActionKind::Delete;
    EXPECT_EQ(connector.planAction(context(), action)->method, "DELETE");
    EXPECT_TRUE(connector.acceptAction(context(), action, answer(404, "")));
    EXPECT_FALSE(connector.acceptAction(context(), action, answer(500, "")));
    action.kind = ActionKind::MarkRead;
    EXPECT_FALSE(connector.planAction(context(), action));
    action.replyRef = writeRef({"9001", "public", {}, "", "52"});
    EXPECT_EQ(connector.planAction(context(), action)->body, R"({"notifications":{"last_read_id":"52"}})");
    action.replyRef = writeRef({"9001", "direct", {}, "555", "52"});
    EXPECT_EQ(test::path(*connector.planAction(context(), action)), "/api/v1/conversations/555/read");
}

} // namespace
} // namespace qd::mastodon
