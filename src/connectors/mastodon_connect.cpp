#include "mastodon_connect.h"

#include "mastodon_read.h"
#include "mastodon_ref.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/net/url.h"
#include "reply.h"

#include <algorithm>

namespace qd::mastodon {
namespace {

constexpr const char* kProfile = "/api/v1/accounts/verify_credentials";
constexpr const char* kInstance2 = "/api/v2/instance";
constexpr const char* kInstance1 = "/api/v1/instance";

/// "mastodon.example/", "https://mastodon.example/web" -> "https://mastodon.example"
std::string serverOf(std::string_view typed)
{
    std::string server(trim(typed));
    if (server.find("://") == std::string::npos) server = "https://" + server;
    const std::string origin = originOf(server);
    return origin.empty() ? server : origin;
}

AccountContext contextOf(const ConnectRequest& wish)
{
    AccountContext context;
    context.account.platform = "mastodon";
    context.account.server = serverOf(wish.server);
    context.account.privateHost = wish.privateHost;
    context.secret = secretOf(trim(wish.secret));
    return context;
}

Step<Connected> ask(const AccountContext& context, const char* path, json::Value progress)
{
    progress["step"] = path;
    return {request(context, "GET", path), json::dump(progress), std::nullopt};
}

void readLimits(const json::Value& instance, ServerLimits& limits)
{
    constexpr int kMost = 10'000'000;
    const json::Value& configuration = json::object(instance, "configuration");
    const json::Value& statuses = json::object(configuration, "statuses");
    const json::Value& media = json::object(configuration, "media_attachments");
    limits.unit = LengthUnit::CodePoints;
    limits.maxLength = json::intWithin(instance, "max_toot_chars", 1, kMost, 500); // Pleroma's own name
    limits.maxLength = json::intWithin(statuses, "max_characters", 1, kMost, limits.maxLength);
    limits.urlCost = json::intWithin(statuses, "characters_reserved_per_url", 0, 10'000, 23);
    limits.maxMedia = json::intWithin(statuses, "max_media_attachments", 0, 1000, 4);
    limits.maxAltLength = json::intWithin(instance, "description_limit", 1, kMost, 1500);
    limits.maxAltLength = json::intWithin(media, "description_limit", 1, kMost, limits.maxAltLength);
    limits.maxImageBytes = json::integer(media, "image_size_limit").value_or(limits.maxImageBytes);
    limits.maxVideoBytes = json::integer(media, "video_size_limit").value_or(limits.maxVideoBytes);
    limits.mediaTypes.clear();
    for (const auto& type : json::array(media, "supported_mime_types"))
        if (auto name = json::asText(type); !name.empty()) limits.mediaTypes.push_back(std::move(name));
}

Capabilities capabilitiesOf(const json::Value& instance)
{
    Capabilities can;
    can.canReply = can.canDirect = can.canLike = can.canDelete = can.canMarkRead = can.canSearch = true;
    can.software = softwareOf(json::text(instance, "version"), json::text(instance, "source_url"));
    can.honoursIdempotencyKey = can.software.rfind("mastodon ", 0) == 0;
    return can;
}

/// What users of the server bear behind their '@': often not the host that is talked to.
std::string domainOf(const json::Value& instance, const std::string& server)
{
    std::string domain = json::text(instance, "account_domain"); // GoToSocial
    if (domain.empty()) domain = json::text(instance, "domain");
    if (domain.empty()) domain = json::text(instance, "uri");
    if (const auto scheme = domain.find("://"); scheme != std::string::npos) domain.erase(0, scheme + 3);
    domain.erase(std::min(domain.find('/'), domain.size()));
    if (!domain.empty()) return domain;
    const auto url = parseUrl(server);
    return url ? url->host : server;
}

Step<Connected> finish(const AccountContext& context, const json::Value& progress, const json::Value& instance)
{
    Connected connected{context.account, context.secret};
    Account& account = connected.account;
    account.platform = "mastodon";
    account.nativeId = json::text(progress, "id");
    account.handle = json::text(progress, "acct");
    if (account.handle.find('@') == std::string::npos) account.handle += "@" + domainOf(instance, account.server);
    account.name = json::text(progress, "name");
    account.avatar = json::text(progress, "avatar");
    account.state = AccountState::Working;
    readLimits(instance, account.limits);
    account.capabilities = capabilitiesOf(instance);
    return {std::nullopt, {}, std::move(connected)};
}

Result<Step<Connected>> next(const AccountContext& context, std::string_view progressText,
                             const HttpResponse& response)
{
    json::Value progress = json::parse(progressText);
    const std::string step = json::text(progress, "step");
    if (step == kInstance2 && (response.status == 404 || response.status == 410))
        return ask(context, kInstance1, std::move(progress));
    auto document = readJson(response);
    if (!document) return fail(document.error());
    if (!document->is_object()) return fail(Errc::BadReply, "the answer is not an object");
    if (step == kInstance1 || step == kInstance2) return finish(context, progress, *document);

    json::Value me{{"id", json::id(*document, "id")},
                   {"acct", json::text(*document, "acct")},
                   {"name", json::text(*document, "display_name")},
                   {"avatar", json::text(*document, "avatar_static")}};
    if (json::text(me, "id").empty() || json::text(me, "acct").empty())
        return fail(Errc::BadReply, "the server does not say whose token this is");
    return ask(context, kInstance2, std::move(me));
}

} // namespace

std::string softwareOf(std::string_view version, std::string_view sourceUrl)
{
    constexpr std::string_view kCompatible = "(compatible; ";
    if (const auto at = version.find(kCompatible); at != std::string_view::npos) {
        std::string_view real = version.substr(at + kCompatible.size());
        return toLowerAscii(real.substr(0, real.find(')')));
    }
    const bool gotosocial = sourceUrl.find("gotosocial") != std::string_view::npos || version.substr(0, 2) == "0.";
    return (gotosocial ? "gotosocial " : "mastodon ") + std::string(version);
}

Step<Connected> connect(const ConnectRequest& wish) { return ask(contextOf(wish), kProfile, json::Value::object()); }

Result<Step<Connected>> acceptConnect(const ConnectRequest& wish, std::string_view progress,
                                      const HttpResponse& response)
{
    return next(contextOf(wish), progress, response);
}

Step<Connected> refreshProfile(const AccountContext& context)
{
    return ask(context, kProfile, json::Value::object());
}

Result<Step<Connected>> acceptProfile(const AccountContext& context, std::string_view progress,
                                      const HttpResponse& response)
{
    return next(context, progress, response);
}

} // namespace qd::mastodon
