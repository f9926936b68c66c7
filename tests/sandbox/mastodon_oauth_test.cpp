#include "playground.h"

namespace qd::sandbox::test {
namespace {

constexpr const char* kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr const char* kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
constexpr const char* kRedirect = "http://127.0.0.1:7171/back";

struct Registered {
    std::string id, secret;
};

Registered registerApp(Playground& place)
{
    const json app = parsed(place.form("/api/v1/apps", {{"client_name", "Desk"}, {"redirect_uris", kRedirect}, {"scopes", "read write"}}, {}));
    return {app["client_id"], app["client_secret"]};
}

httplib::Params question(const Registered& app)
{
    return {{"response_type", "code"}, {"client_id", app.id}, {"redirect_uri", kRedirect}, {"scope", "read write:statuses"},
            {"state", "s 1"}, {"code_challenge", kChallenge}, {"code_challenge_method", "S256"}};
}

std::string agree(Playground& place, const Registered& app)
{
    const auto answer = place.form("/oauth/authorize", question(app), {});
    EXPECT_EQ(answer->status, 302);
    const std::string to = answer->get_header_value("Location");
    EXPECT_TRUE(to.starts_with(std::string(kRedirect) + "?code="));
    EXPECT_TRUE(to.ends_with("&state=s 1")) << to; // httplib's client decodes header values
    const std::size_t from = to.find("code=") + 5;
    return to.substr(from, to.find('&') - from);
}

httplib::Result trade(Playground& place, const Registered& app, const std::string& code, const std::string& verifier)
{
    return place.form("/oauth/token", {{"grant_type", "authorization_code"}, {"client_id", app.id}, {"client_secret", app.secret},
                                       {"redirect_uri", kRedirect}, {"code", code}, {"code_verifier", verifier}}, {});
}

TEST(SandboxOauth, GivesATokenToWhoProvesTheChallenge)
{
    Playground place;
    const Registered app = registerApp(place);
    EXPECT_EQ(place.web->Get("/oauth/authorize?" + httplib::detail::params_to_query_str(question(app)))->status, 200);
    const auto answer = trade(place, app, agree(place, app), kVerifier);
    ASSERT_EQ(answer->status, 200);
    const std::string token = parsed(answer)["access_token"];
    EXPECT_EQ(parsed(answer)["scope"], "read write:statuses");
    EXPECT_EQ(place.web->Get("/api/v1/accounts/verify_credentials", Playground::bearer(token))->status, 200);
    EXPECT_EQ(place.form("/api/v1/statuses", {{"status", "x"}}, Playground::bearer(token))->status, 200);
    EXPECT_EQ(place.form("/api/v1/markers", {{"home[last_read_id]", "1"}}, Playground::bearer(token))->status, 200);
    EXPECT_EQ(place.form("/api/v1/conversations/1/read", {}, Playground::bearer(token))->status, 403);
    EXPECT_EQ(place.form("/oauth/revoke", {{"client_id", app.id}, {"client_secret", app.secret}, {"token", token}}, {})->status, 200);
    EXPECT_EQ(place.web->Get("/api/v1/accounts/verify_credentials", Playground::bearer(token))->status, 401);
}

TEST(SandboxOauth, RefusesAWrongVerifierAndAUsedCode)
{
    Playground place;
    const Registered app = registerApp(place);
    const auto wrong = trade(place, app, agree(place, app), "not the verifier");
    EXPECT_EQ(wrong->status, 400);
    EXPECT_EQ(parsed(wrong)["error"], "invalid_grant");
    const std::string code = agree(place, app);
    EXPECT_EQ(trade(place, app, code, kVerifier)->status, 200);
    EXPECT_EQ(trade(place, app, code, kVerifier)->status, 400);
    const std::string late = agree(place, app);
    place.control("advance", {{"seconds", 601}});
    EXPECT_EQ(trade(place, app, late, kVerifier)->status, 400);
}

TEST(SandboxOauth, RefusesStrangersAndStrangeRedirects)
{
    Playground place;
    const Registered app = registerApp(place);
    auto elsewhere = question(app);
    elsewhere.erase("redirect_uri");
    elsewhere.emplace("redirect_uri", "http://127.0.0.1:7171/elsewhere");
    EXPECT_EQ(place.form("/oauth/authorize", elsewhere, {})->status, 400);
    auto plain = question(app);
    plain.erase("code_challenge_method");
    plain.emplace("code_challenge_method", "plain");
    EXPECT_EQ(place.form("/oauth/authorize", plain, {})->status, 400);
    EXPECT_EQ(place.form("/oauth/token", {{"grant_type", "client_credentials"}, {"client_id", app.id}, {"client_secret", "guess"}}, {})->status, 401);
    EXPECT_EQ(place.form("/oauth/token", {{"grant_type", "password"}, {"client_id", app.id}, {"client_secret", app.secret}}, {})->status, 400);
    EXPECT_EQ(place.form("/api/v1/apps", {{"client_name", "Desk"}}, {})->status, 422);
}

TEST(SandboxOauth, TellsWhereToGo)
{
    Playground place;
    const json about = parsed(place.web->Get("/.well-known/oauth-authorization-server"));
    EXPECT_EQ(about["code_challenge_methods_supported"], json({"S256"}));
    const json instance = parsed(place.web->Get("/api/v2/instance"));
    EXPECT_EQ(instance["configuration"]["statuses"]["max_characters"], 500);
    EXPECT_EQ(parsed(place.web->Get("/api/v1/instance"))["uri"], instance["domain"]);
}

} // namespace
} // namespace qd::sandbox::test
