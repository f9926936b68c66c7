#pragma once

#include "quarterdeck/connectors/connector.h"

namespace qd::mastodon {

/// A request to the account's own server, signed in.
HttpRequest request(const AccountContext& context, std::string method, const std::string& pathAndQuery);
HttpRequest postJson(const AccountContext& context, const std::string& path, std::string body);

Result<HttpRequest> planRead(const Stream& stream, std::string_view cursor);
Result<Page> acceptRead(const Stream& stream, std::string_view cursor, const HttpResponse& response, UtcMillis now);

Result<HttpRequest> planThread(const AccountContext& context, const Mention& mention);
Result<Page> acceptThread(const AccountContext& context, const Mention& mention, const HttpResponse& response,
                          UtcMillis now);

std::optional<HttpRequest> planSweep(const AccountContext& context, const std::vector<Mention>& known);
Result<Page> acceptSweep(const AccountContext& context, const std::vector<Mention>& known,
                         const HttpResponse& response, UtcMillis now);

/// @errors Invalid for an endpoint that is not one of ours; the hint lists them
Result<Page> decode(std::string_view endpoint, const HttpResponse& response, UtcMillis now);

} // namespace qd::mastodon
