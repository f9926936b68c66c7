#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/net/http_client.h"
#include "quarterdeck/net/url.h"

#include <optional>
#include <string>
#include <string_view>

namespace qd {

/// OAuth 2 authorization code with PKCE (RFC 6749, RFC 7636, RFC 8252) as pure functions: nothing here opens a
/// browser, a socket or a file.

struct Pkce {
    std::string verifier;  ///< 43 unreserved characters; a secret until the code is exchanged
    std::string challenge; ///< BASE64URL(SHA256(verifier)), method S256
};

/// A fresh verifier from the system's random source.
Pkce makePkce();
/// The S256 challenge of a verifier.
std::string pkceChallenge(std::string_view verifier);
/// 128 random bits, BASE64URL: binds the redirect to our request.
std::string makeState();

struct OAuthClient {
    std::string authorizeUrl;
    std::string tokenUrl;
    std::string clientId;
    std::string clientSecret; ///< "" for public clients
    std::string redirectUri;
    std::string scope; ///< blank-separated
};

/// The page to open in the person's browser.
std::string authorizeUrl(const OAuthClient& client, std::string_view state, std::string_view challenge,
                         const FormFields& extra = {});

/// Read the target of the browser's request to our loopback address ("/callback?code=…&state=…" or a whole URL).
/// @return the code  @errors Forbidden (state differs), Auth (the person or server refused), Invalid
Result<std::string> parseRedirect(std::string_view target, std::string_view expectedState);

/// The POST that turns a code, or a refresh token, into tokens. Never repeat the first blindly: a code works once.
HttpRequest tokenRequest(const OAuthClient& client, std::string_view code, std::string_view verifier);
HttpRequest refreshRequest(const OAuthClient& client, std::string_view refreshToken);
HttpRequest revokeRequest(const OAuthClient& client, std::string_view revokeUrl, std::string_view token);

struct TokenReply {
    std::string accessToken;
    std::string refreshToken; ///< "" when none came: keep the old one
    std::string scope;
    std::optional<UtcMillis> expiresAt;
};

/// @errors Auth (invalid_grant and the like: sign in again), RateLimited, Network (5xx), BadReply
Result<TokenReply> parseTokenReply(const HttpResponse& response, UtcMillis now);

} // namespace qd
