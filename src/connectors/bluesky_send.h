#pragma once

#include "bluesky_facets.h"
#include "quarterdeck/connectors/connector.h"

#include <map>

namespace qd::bluesky {

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

/// What has been done of a send.
struct Progress {
    std::map<std::string, std::string> dids; ///< of the handles in the text; "" = nobody bears it
    std::vector<json::Value> blobs;          ///< uploaded, in the order of the attachments
    std::string convo;                       ///< direct: where it goes
    json::Value record;                      ///< made once, so that a repetition is byte-identical; null = not yet
};
Progress readProgress(std::string_view text);
std::string writeProgress(const Progress& progress);

/// What comes next of a send.
enum class SendStep { Resolve, FindConvo, Upload, Publish, Message };
SendStep nextStep(const OutboxItem& item, const Progress& progress);

bool isDirect(const OutboxItem& item);
std::string convoOf(const OutboxItem& item, const Progress& progress); ///< "" = to be found

/// A handle in the text whose DID is not known yet; "" = none.
std::string unresolvedHandle(const OutboxItem& item, const Progress& progress);
/// The facets of the text; a mention whose handle nobody bears stays plain text.
json::Value facetsOf(const OutboxItem& item, const Progress& progress);

/// The record of a post. The key and everything in it hang on the item alone.
json::Value makeRecord(const OutboxItem& item, const Progress& progress);
std::string rkeyOf(const OutboxItem& item);

} // namespace qd::bluesky
