#include "connectors/bluesky_session.h"
#include "connectors/mastodon_connect.h"
#include "quarterdeck/connectors/connector.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace qd {
namespace {

using test::answer;
using test::fixture;

constexpr UtcMillis kNow = fromInt(1'795'165'000'000);

/// Runs the whole conversation with scripted answers.
Result<Connected> run(const Connector& connector, const ConnectRequest& wish, std::vector<HttpResponse> answers,
                      std::vector<HttpRequest>* asked = nullptr)
{
    Step<Connected> step = connector.connect(wish);
    for (const auto& response : answers) {
        if (!step.request) return fail(Errc::Invalid, "finished early");
        if (asked != nullptr) asked->push_back(*step.request);
        auto next = connector.acceptConnect(wish, step.progress, response);
        if (!next) return fail(next.error());
        step = std::move(*next);
    }
    if (!step.done) return fail(Errc::Invalid, "not finished");
    return *step.done;
}

TEST(Registry, FindsEveryPlatformByItsName)
{
    for (const auto name : platforms()) {
        ASSERT_NE(findConnector(name), nullptr);
        EXPECT_EQ(findConnector(name)->platform(), name);
    }
    EXPECT_NE(findConnector("mastodon"), nullptr);
    EXPECT_NE(findConnector("bluesky"), nullptr);
    EXPECT_EQ(findConnector("myspace"), nullptr);
}

TEST(MastodonConnect, LearnsWhoWeAreAndWhatTheServerAllows)
{
    std::vector<HttpRequest> asked;
    const auto connected = run(*findConnector("mastodon"), {" social.rail.example/ ", "", " t0k\n", false},
                               {fixture("mastodon/verify_credentials"), fixture("mastodon/instance_v2")}, &asked);
    ASSERT_TRUE(connected);
    EXPECT_EQ(asked[0].url, "https://social.rail.example/api/v1/accounts/verify_credentials");
    EXPECT_EQ(asked[0].bearer, "t0k");
    const Account& account = connected->account;
    EXPECT_EQ(account.server, "https://social.rail.example");
    EXPECT_EQ(account.nativeId, "100");
    EXPECT_EQ(account.handle, "acmerail@rail.example") << "the server's domain, not the host it runs on";
    EXPECT_EQ(account.name, "Acme Rail");
    EXPECT_EQ(account.limits.maxLength, 640);
    EXPECT_EQ(account.limits.urlCost, 23);
    EXPECT_EQ(account.limits.mediaTypes.size(), 3U);
    EXPECT_EQ(account.capabilities.software, "mastodon 4.5.2");
    EXPECT_TRUE(account.capabilities.honoursIdempotencyKey);
    EXPECT_EQ(connected->secret, R"({"token":"t0k"})");
}

TEST(MastodonConnect, FallsBackToTheOldInstanceDocument)
{
    const auto connected = run(*findConnector("mastodon"), {"https://old.example", "", "t", false},
                               {fixture("mastodon/verify_credentials"), answer(404, ""), fixture("mastodon/instance_v1")});
    ASSERT_TRUE(connected);
    EXPECT_EQ(connected->account.handle, "acmerail@old.example");
    EXPECT_EQ(connected->account.capabilities.software, "mastodon 3.5.3");
}

TEST(MastodonConnect, KnowsItsRelatives)
{
    const auto connected = run(*findConnector("mastodon"), {"gts.example", "", "t", false},
                               {fixture("mastodon/verify_credentials"), fixture("gotosocial/instance_v2")});
    ASSERT_TRUE(connected);
    EXPECT_EQ(connected->account.handle, "acmerail@acme.example");
    EXPECT_EQ(connected->account.limits.maxLength, 5000);
    EXPECT_FALSE(connected->account.capabilities.honoursIdempotencyKey);
    EXPECT_EQ(mastodon::softwareOf("2.7.2 (compatible; Pleroma 2.5.0)", ""), "pleroma 2.5.0");
    EXPECT_EQ(mastodon::softwareOf("0.17.0", ""), "gotosocial 0.17.0");
    EXPECT_EQ(mastodon::softwareOf("4.3.0+glitch", ""), "mastodon 4.3.0+glitch");
}

TEST(MastodonConnect, ARefusedTokenIsAnAuthError)
{
    EXPECT_EQ(run(*findConnector("mastodon"), {"a.example", "", "t", false}, {fixture("mastodon/error_401")}).error().code, Errc::Auth);
    EXPECT_EQ(run(*findConnector("mastodon"), {"a.example", "", "t", false}, {answer(200, "{}")}).error().code, Errc::BadReply);
    EXPECT_EQ(run(*findConnector("mastodon"), {"a.example", "", "t", false}, {answer(200, "<html>")}).error().code, Errc::BadReply);
}

TEST(BlueskyConnect, SignsInOnceAndTalksToTheAccountsOwnServer)
{
    std::vector<HttpRequest> asked;
    const auto connected = run(*findConnector("bluesky"), {"", "@acmerail.example", "abcd-efgh", false},
                               {fixture("bluesky/create_session"), fixture("bluesky/get_profile")}, &asked);
    ASSERT_TRUE(connected);
    EXPECT_EQ(asked[0].url, "https://bsky.social/xrpc/com.atproto.server.createSession");
    EXPECT_EQ(asked[0].body, R"({"identifier":"acmerail.example","password":"abcd-efgh"})");
    EXPECT_EQ(asked[1].url.rfind("https://puff.host.example/xrpc/app.bsky.actor.getProfile?actor=did", 0), 0U);
    EXPECT_EQ(asked[1].bearer, "access-1");
    const Account& account = connected->account;
    EXPECT_EQ(account.server, "https://puff.host.example");
    EXPECT_EQ(account.handle, "acmerail.example");
    EXPECT_EQ(account.name, "Acme Rail");
    EXPECT_EQ(account.limits.unit, LengthUnit::GraphemesAndBytes);
    EXPECT_EQ(account.limits.maxLength, 300);
    EXPECT_EQ(account.limits.maxBytes, 3000);
    const auto session = bluesky::readSession(connected->secret);
    EXPECT_EQ(session.refreshJwt, "refresh-1");
    EXPECT_EQ(session.pds, "https://puff.host.example");
}

TEST(BlueskyConnect, AProfileThatCannotBeReadIsNoObstacle)
{
    const auto connected = run(*findConnector("bluesky"), {"", "acmerail.example", "x", false},
                               {fixture("bluesky/create_session"), answer(502, "<html>")});
    ASSERT_TRUE(connected);
    EXPECT_EQ(connected->account.handle, "acmerail.example");
}

TEST(BlueskyConnect, ATokenIsNotSentInTheClear)
{
    auto session = fixture("bluesky/create_session");
    const std::string https = "https://puff.host.example";
    session.body.replace(session.body.find(https), https.size(), "http://10.0.0.7:2583");
    auto connected = run(*findConnector("bluesky"), {"", "a", "x", false}, {session, fixture("bluesky/get_profile")});
    ASSERT_TRUE(connected);
    EXPECT_EQ(connected->account.server, "https://bsky.social");
    connected = run(*findConnector("bluesky"), {"http://10.0.0.7:2583", "a", "x", true}, {session, fixture("bluesky/get_profile")});
    ASSERT_TRUE(connected);
    EXPECT_EQ(connected->account.server, "http://10.0.0.7:2583");
}

TEST(BlueskyConnect, RefusesWhatIsNoSession)
{
    const ConnectRequest wish{"", "a", "x", false};
    const auto& connector = *findConnector("bluesky");
    const auto wrong = answer(401, R"({"error":"AuthenticationRequired","message":"Invalid identifier or password"})");
    EXPECT_EQ(run(connector, wish, {wrong}).error().code, Errc::Auth);
    EXPECT_EQ(run(connector, wish, {answer(200, "{}")}).error().code, Errc::BadReply);
    EXPECT_EQ(run(connector, wish, {answer(200, R"({"did":"did:plc:x","accessJwt":"a","refreshJwt":"r","active":false})")}).error().code, Errc::Auth);
}

TEST(BlueskySession, RefreshesWithTheOtherTokenAndKeepsThePair)
{
    const auto& connector = *findConnector("bluesky");
    AccountContext context;
    context.account.server = "https://pds.example";
    context.secret = bluesky::writeSession({"access-1", "refresh-1", "did:plc:x", "https://pds.example"});
    const auto request = connector.refreshToken(context);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->method, "POST");
    EXPECT_EQ(request->bearer, "refresh-1");
    const auto fresh = connector.acceptToken(context, answer(200, R"({"accessJwt":"access-2","refreshJwt":"refresh-2","did":"did:plc:x"})"));
    ASSERT_TRUE(fresh);
    EXPECT_EQ(bluesky::readSession(*fresh).accessJwt, "access-2");
    EXPECT_EQ(bluesky::readSession(*fresh).pds, "https://pds.example");
    EXPECT_EQ(connector.acceptToken(context, answer(400, R"({"error":"ExpiredToken"})")).error().code, Errc::Auth);
    EXPECT_EQ(connector.acceptToken(context, answer(200, R"({"accessJwt":"a","refreshJwt":"r","did":"did:plc:other"})")).error().code, Errc::BadReply);
    EXPECT_EQ(connector.acceptToken(context, answer(503, "")).error().code, Errc::Network);
    EXPECT_FALSE(connector.refreshToken({}));
}

TEST(BlueskySession, AnExpiredTokenIsA400)
{
    const auto& connector = *findConnector("bluesky");
    EXPECT_TRUE(connector.tokenExpired(fixture("bluesky/error_expired")));
    EXPECT_FALSE(connector.tokenExpired(answer(400, R"({"error":"InvalidToken"})")));
    EXPECT_FALSE(connector.tokenExpired(answer(401, "<html>")));
    EXPECT_EQ(bluesky::readXrpc(fixture("bluesky/error_expired"), kNow).error().code, Errc::Auth);
    EXPECT_EQ(bluesky::readXrpc(answer(400, R"({"error":"InvalidRequest"})"), kNow).error().code, Errc::Invalid);
    EXPECT_EQ(bluesky::errorName(answer(400, R"({"error":"has blanks & a secret"})")), "");
}

} // namespace
} // namespace qd
