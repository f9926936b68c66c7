#pragma once

#include "quarterdeck/connectors/connector.h"

namespace qd::mastodon {

Result<SendRequest> planSend(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                             std::string_view mediaBytes);
std::optional<std::size_t> nextMedia(const OutboxItem& item, std::string_view progress);
SendOutcome acceptSend(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                       const HttpResponse& response, UtcMillis now);

Result<HttpRequest> planVerify(const AccountContext& context, const OutboxItem& item, std::string_view progress);
VerifyOutcome acceptVerify(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                           const HttpResponse& response, const std::vector<std::string>& bound);

Result<HttpRequest> planAction(const AccountContext& context, const PlatformAction& action);
Result<void> acceptAction(const PlatformAction& action, const HttpResponse& response);

/// The text as it is sent: the server adds no mentions, so those who must see the reply are put in front where the
/// writer did not name them. A direct message names every participant, or they would not get it.
/// @param domain  what handles of our own server end in
std::string addressedText(const OutboxItem& item, const std::string& domain);

/// What the server is told. A reply to a direct message stays direct; else as the item says, frozen at Send.
std::string_view visibilityOf(const OutboxItem& item);

} // namespace qd::mastodon
