#include "quarterdeck/net/oauth.h"

#include <gtest/gtest.h>

using namespace qd;
using namespace std::chrono_literals;

namespace {

const UtcMillis kNow = *parseRfc3339("2026-11-22T08:35:00Z");

OAuthClient client()
{
    return {.authorizeUrl = "https://social.example/oauth/authorize",
            .tokenUrl = "https://social.example/oauth/token",
            .clientId = "made-up-id",
            .clientSecret = "",
            .redirectUri = "http://127.0.0.1:8123/callback",
            .scope = "read write:statuses"};
}

Result<TokenReply> reply(std::string body, int status = 200, HttpHeaders headers = {})
{
    HttpResponse response;
    response.status = status;
    response.headers = std::move(headers);
    response.body = std::move(body);
    return parseTokenReply(response, kNow);
}

} // namespace

TEST(OAuth, TheChallengeIsTheOneOfTheStandardsExample)
{
    // RFC 7636, appendix B
    EXPECT_EQ(pkceChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(OAuth, VerifiersAndStatesAreLongUnreservedAndFresh)
{
    const auto pkce = makePkce();
    EXPECT_EQ(pkce.verifier.size(), 43U);
    EXPECT_EQ(percentEncode(pkce.verifier), pkce.verifier);
    EXPECT_EQ(pkce.challenge, pkceChallenge(pkce.verifier));
    EXPECT_NE(pkce.verifier, makePkce().verifier);
    EXPECT_GE(makeState().size(), 22U);
    EXPECT_NE(makeState(), makeState());
}

TEST(OAuth, TheAuthorizePageCarriesEveryField)
{
    const auto url = authorizeUrl(client(), "s1", "c1", {{"force_login", "true"}});
    EXPECT_EQ(url, "https://social.example/oauth/authorize?response_type=code&client_id=made-up-id"
                   "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8123%2Fcallback&scope=read%20write%3Astatuses&state=s1"
                   "&code_challenge=c1&code_challenge_method=S256&force_login=true");
}

TEST(OAuth, TheRedirectGivesTheCodeOnlyToItsOwnRequest)
{
    EXPECT_EQ(parseRedirect("/callback?code=a%2Bb&state=s1", "s1").value(), "a+b");
    EXPECT_EQ(parseRedirect("http://127.0.0.1:8123/callback?state=s1&code=x#frag", "s1").value(), "x");
    EXPECT_EQ(parseRedirect("/callback?code=x&state=s2", "s1").error().code, Errc::Forbidden);
    EXPECT_EQ(parseRedirect("/callback?code=x", "s1").error().code, Errc::Forbidden);
    EXPECT_EQ(parseRedirect("/callback?code=x&state=", "").error().code, Errc::Forbidden);
    EXPECT_EQ(parseRedirect("/callback?code=x&state=s1&state=s1", "s1").error().code, Errc::Forbidden);
    EXPECT_EQ(parseRedirect("/callback?error=access_denied&state=s1", "s1").error().code, Errc::Auth);
    EXPECT_EQ(parseRedirect("/callback?state=s1", "s1").error().code, Errc::Invalid);
    EXPECT_EQ(parseRedirect("/callback?state=s1&code=a&code=b", "s1").error().code, Errc::Invalid);
    EXPECT_EQ(parseRedirect("/favicon.ico", "s1").error().code, Errc::Invalid);
    EXPECT_EQ(parseRedirect("", "s1").error().code, Errc::Invalid);
}

TEST(OAuth, TokenRequestsAreForms)
{
    auto with = client();
    with.clientSecret = "shh";
    const auto request = tokenRequest(with, "the code", "the-verifier");
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, with.tokenUrl);
    const FormFields expected{{"grant_type", "authorization_code"}, {"code", "the code"},
                              {"redirect_uri", with.redirectUri},   {"client_id", "made-up-id"},
                              {"client_secret", "shh"},             {"code_verifier", "the-verifier"}};
    EXPECT_EQ(formDecode(request.body), expected);
    EXPECT_EQ(refreshRequest(client(), "r1").body, "grant_type=refresh_token&refresh_token=r1&client_id=made-up-id");
    EXPECT_EQ(revokeRequest(client(), "https://social.example/oauth/revoke", "t1").body, "token=t1&client_id=made-up-id");
}

TEST(OAuth, ATokenReplyIsRead)
{
    const auto token = reply(R"({"access_token":"t1","token_type":"Bearer","refresh_token":"r1","scope":"read","expires_in":7200})");
    ASSERT_TRUE(token);
    EXPECT_EQ(token->accessToken, "t1");
    EXPECT_EQ(token->refreshToken, "r1");
    EXPECT_EQ(token->scope, "read");
    EXPECT_EQ(token->expiresAt, kNow + 2h);
    EXPECT_FALSE(reply(R"({"access_token":"t1"})")->expiresAt);
    EXPECT_EQ(reply(R"({"access_token":"t1","expires_in":"60"})")->expiresAt, kNow + 1min);
    EXPECT_FALSE(reply(R"({"access_token":"t1","expires_in":-1})")->expiresAt);
    EXPECT_LT(*reply(R"({"access_token":"t1","expires_in":1e300})")->expiresAt, kNow + 24h * 366 * 11);
}

TEST(OAuth, RefusalsSayWhatToDo)
{
    const auto code = [](const Result<TokenReply>& result) { return result ? Errc::Storage : result.error().code; };
    EXPECT_EQ(code(reply(R"({"error":"invalid_grant","error_description":"text of the server"})", 400)), Errc::Auth);
    EXPECT_EQ(code(reply(R"({"error":"invalid_grant"})", 200)), Errc::Auth);
    EXPECT_EQ(code(reply(R"({"error":"invalid_scope"})", 400)), Errc::Invalid);
    EXPECT_EQ(code(reply("<html>no</html>", 403)), Errc::Auth);
    EXPECT_EQ(code(reply("", 502)), Errc::Network);
    const auto limited = reply("", 429, {{"Retry-After", "9"}});
    EXPECT_EQ(code(limited), Errc::RateLimited);
    EXPECT_EQ(limited.error().retryAfter, 9s);
    for (const std::string bad : {"", "null", "[]", "{}", R"({"access_token":7})", R"({"access_token":""})",
                                  R"({"access_token":"a\nb"})", R"({"access_token":"t","token_type":"mac"})",
                                  R"({"access_token":"t","refresh_token":"r r"})"})
        EXPECT_EQ(code(reply(bad)), Errc::BadReply) << bad;
    EXPECT_EQ(reply(R"({"error":"secret words"})", 400).error().detail.find("secret"), std::string::npos);
}

TEST(OAuth, EveryMutationOfATokenReplyIsAValueOrAnError)
{
    const std::string good = R"({"access_token":"t1","token_type":"Bearer","expires_in":7200.5,"scope":"read"})";
    for (std::size_t cut = 0; cut < good.size(); ++cut) EXPECT_FALSE(reply(good.substr(0, cut)));
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            auto bad = good;
            bad[at] = static_cast<char>(byte);
            const auto token = reply(bad);
            if (token) { EXPECT_EQ(token->accessToken.find_first_of("\r\n "), std::string::npos); }
            (void)parseRedirect("/callback?code=x&state=s1" + bad, "s1");
        }
    }
    EXPECT_FALSE(reply(std::string(200'000, '[')));
}
