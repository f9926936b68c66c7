#pragma once

#include "quarterdeck/connectors/connector.h"

namespace qd::mastodon {

Step<Connected> connect(const ConnectRequest& wish);
Result<Step<Connected>> acceptConnect(const ConnectRequest& wish, std::string_view progress,
                                      const HttpResponse& response);
Step<Connected> refreshProfile(const AccountContext& context);
Result<Step<Connected>> acceptProfile(const AccountContext& context, std::string_view progress,
                                      const HttpResponse& response);

/// "mastodon 4.3.1", "gotosocial 0.17.0", "pleroma 2.5.0" from an instance document of either version.
std::string softwareOf(std::string_view version, std::string_view sourceUrl);

} // namespace qd::mastodon
