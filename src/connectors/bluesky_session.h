#pragma once

#include "json_read.h"
#include "quarterdeck/connectors/connector.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Sign-in, tokens and requests of the AT Protocol.
/// @source lexicons com.atproto.server.*, app.bsky.actor.getProfile (docs/connectors/bluesky.md)
namespace qd::bluesky {

/// The secret of an account.
struct Session {
    std::string accessJwt;
    std::string refreshJwt;
    std::string did;
    std::string pds; ///< base URL of the account's own server; "" = as Account::server
};
Session readSession(std::string_view secret);
std::string writeSession(const Session& session);

/// A query or a procedure on the account's own server, which passes app.bsky.* on.
HttpRequest get(const AccountContext& context, std::string_view nsid,
                const std::vector<std::pair<std::string, std::string>>& fields = {});
HttpRequest post(const AccountContext& context, std::string_view nsid, std::string body);
/// The same for the chat service behind it.
HttpRequest toChat(HttpRequest request);

/// The "error" of an XRPC answer, e.g. "ExpiredToken"; "" where there is none.
std::string errorName(const HttpResponse& response);

/// A 2xx answer's JSON.  @errors Auth also for 400 ExpiredToken, InvalidToken and the like; NotFound for
/// RecordNotFound; else as refusalOf
Result<json::Value> readXrpc(const HttpResponse& response, std::optional<UtcMillis> now = std::nullopt);
std::optional<Error> refusalOfXrpc(const HttpResponse& response, std::optional<UtcMillis> now = std::nullopt);

Step<Connected> connect(const ConnectRequest& wish);
Result<Step<Connected>> acceptConnect(const ConnectRequest& wish, std::string_view progress,
                                      const HttpResponse& response);
Step<Connected> refreshProfile(const AccountContext& context);
Result<Step<Connected>> acceptProfile(const AccountContext& context, const HttpResponse& response);
std::optional<HttpRequest> refreshToken(const AccountContext& context);
Result<std::string> acceptToken(const AccountContext& context, const HttpResponse& response);
bool tokenExpired(const HttpResponse& response);

} // namespace qd::bluesky
