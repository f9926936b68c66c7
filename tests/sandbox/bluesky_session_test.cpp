#include "playground.h"

namespace qd::sandbox::test {
namespace {

TEST(SandboxBlueskySession, GivesAPairOfTokensAndItsOwnAddress)
{
    Playground place;
    const json session = place.login();
    EXPECT_EQ(session["handle"], "acmerail.test");
    EXPECT_EQ(session["didDoc"]["service"][0]["serviceEndpoint"], "http://127.0.0.1:" + std::to_string(place.sandbox.port()));
    BlueskyDesk desk(place);
    EXPECT_EQ(desk.get("com.atproto.server.getSession", "")->status, 200);
}

TEST(SandboxBlueskySession, RefusesWrongPasswordsAndShapes)
{
    Playground place;
    const auto attempt = [&place](const std::string& body, const char* type) { return place.web->Post("/xrpc/com.atproto.server.createSession", body, type); };
    const auto wrong = attempt(R"({"identifier":"acmerail.test","password":"guess"})", "application/json");
    EXPECT_EQ(wrong->status, 401);
    EXPECT_EQ(parsed(wrong)["error"], "AuthenticationRequired");
    EXPECT_EQ(attempt(R"({"identifier":"nobody.test","password":"demo-acme-rail-pass"})", "application/json")->status, 401);
    EXPECT_EQ(attempt(R"({"identifier":"acmerail.test"})", "application/json")->status, 400);
    EXPECT_EQ(attempt("identifier=a&password=b", "application/x-www-form-urlencoded")->status, 400);
    EXPECT_EQ(attempt("{", "application/json")->status, 400);
    EXPECT_EQ(place.web->Get("/xrpc/com.atproto.server.createSession")->status, 400);
}

TEST(SandboxBlueskySession, CallsAnExpiredTokenA400)
{
    Playground place;
    BlueskyDesk desk(place);
    place.control("advance", {{"seconds", 7201}});
    const auto late = desk.get("app.bsky.notification.listNotifications", "");
    EXPECT_EQ(late->status, 400);
    EXPECT_EQ(parsed(late)["error"], "ExpiredToken");
    EXPECT_EQ(place.web->Get("/xrpc/app.bsky.notification.listNotifications")->status, 401);
    const auto garbled = place.web->Get("/xrpc/app.bsky.notification.listNotifications", Playground::bearer(desk.token + "x"));
    EXPECT_EQ(parsed(garbled)["error"], "InvalidToken");
}

TEST(SandboxBlueskySession, RotatesRefreshTokens)
{
    Playground place;
    BlueskyDesk desk(place, Credentials::kPlainPassword);
    const std::string refresh = desk.session["refreshJwt"];
    const auto again = [&place](const std::string& token) { return place.web->Post("/xrpc/com.atproto.server.refreshSession", Playground::bearer(token), "", ""); };
    const auto first = again(refresh);
    ASSERT_EQ(first->status, 200);
    const auto second = again(refresh);
    EXPECT_EQ(second->status, 400);
    EXPECT_EQ(parsed(second)["error"], "ExpiredToken");
    EXPECT_EQ(again(parsed(first)["refreshJwt"])->status, 200);
    EXPECT_EQ(again(desk.token)->status, 400); // an access token refreshes nothing
    // A refreshed session may do no more than the login did.
    desk.token = parsed(first)["accessJwt"];
    EXPECT_EQ(parsed(desk.get("chat.bsky.convo.listConvos", "", true))["error"], "InvalidToken");
}

TEST(SandboxBlueskySession, KeepsItsPromiseOverARestart)
{
    std::string refresh;
    {
        Playground before;
        refresh = before.login()["refreshJwt"];
    }
    Playground place;
    const auto again = [&place](const std::string& token) { return place.web->Post("/xrpc/com.atproto.server.refreshSession", Playground::bearer(token), "", ""); };
    for (int i = 0; i < 4; ++i) {
        const auto answer = again(refresh);
        ASSERT_EQ(answer->status, 200) << i;
        refresh = parsed(answer)["refreshJwt"];
    }
}

TEST(SandboxBlueskySession, LimitsLogins)
{
    Playground place;
    for (int i = 0; i < 30; ++i) place.login();
    const auto over = place.web->Post("/xrpc/com.atproto.server.createSession", R"({"identifier":"acmerail.test","password":"demo-acme-rail-pass"})", "application/json");
    EXPECT_EQ(over->status, 429);
    EXPECT_EQ(parsed(over)["error"], "RateLimitExceeded");
    EXPECT_EQ(over->get_header_value("RateLimit-Limit"), "30");
    EXPECT_EQ(over->get_header_value("RateLimit-Policy"), "30;w=300");
    EXPECT_EQ(over->get_header_value("RateLimit-Reset"), std::to_string(toInt(*readDatetime("2026-11-20T15:05:00Z")) / 1000));
    EXPECT_TRUE(over->has_header("Retry-After"));
}

TEST(SandboxBlueskySession, DoesNotKnowWhatItDoesNotHave)
{
    Playground place;
    BlueskyDesk desk(place);
    const auto answer = desk.get("app.bsky.made.up", "");
    EXPECT_EQ(answer->status, 501);
    EXPECT_EQ(parsed(answer)["error"], "MethodNotImplemented");
    EXPECT_EQ(answer->get_header_value("RateLimit-Policy"), "3000;w=300");
}

} // namespace
} // namespace qd::sandbox::test
