#include "bluesky_session.h"

#include "quarterdeck/base/text.h"
#include "quarterdeck/net/url.h"
#include "reply.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace qd::bluesky {
namespace {

constexpr std::string_view kEntryway = "https://bsky.social";
constexpr std::string_view kChatService = "did:web:api.bsky.chat#bsky_chat";
constexpr const char* kProfileStep = "profile";

std::string serverOf(std::string_view typed)
{
    std::string server(trim(typed));
    if (server.empty()) return std::string(kEntryway);
    if (server.find("://") == std::string::npos) server = "https://" + server;
    const std::string origin = originOf(server);
    return origin.empty() ? server : origin;
}

std::string identifierOf(std::string_view typed)
{
    std::string_view handle = trim(typed);
    if (!handle.empty() && handle.front() == '@') handle.remove_prefix(1);
    return std::string(handle);
}

/// The account's own server as its DID document names it; the one we signed in at where that is not to be trusted
/// with the token (no https, unless the account is on a private host anyway).
std::string pdsOf(const json::Value& didDocument, const std::string& otherwise, bool privateHost)
{
    for (const auto& service : json::array(didDocument, "service")) {
        const std::string id = json::text(service, "id"); // "#atproto_pds", or with the DID in front
        const auto hash = id.find('#');
        if (hash == std::string::npos || id.substr(hash) != "#atproto_pds") continue;
        const auto url = parseUrl(json::text(service, "serviceEndpoint"));
        if (!url || url->hasUser || (url->scheme != "https" && !privateHost)) break;
        return originOf(url->text);
    }
    return otherwise;
}

void fillLimits(Account& account)
{
    ServerLimits& limits = account.limits;
    limits.unit = LengthUnit::GraphemesAndBytes;
    limits.maxLength = 300;
    limits.maxBytes = 3000;
    limits.urlCost = 0;
    limits.maxMedia = 4;
    limits.maxAltLength = 2000;
    limits.maxImageBytes = 2'000'000;
    limits.maxVideoBytes = 0;
    limits.mediaTypes = {"image/jpeg", "image/png", "image/webp", "image/gif"};
    limits.directMaxLength = 1000;
    Capabilities& can = account.capabilities;
    can.canReply = can.canDirect = can.canLike = can.canDelete = can.canMarkRead = can.canSearch = true;
    can.honoursIdempotencyKey = true; // for posts: the client chooses the record's key
    can.software = "atproto";
}

AccountContext contextFor(const ConnectRequest& wish, const Session& session)
{
    AccountContext context;
    Account& account = context.account;
    account.platform = "bluesky";
    account.server = session.pds;
    account.nativeId = session.did;
    account.privateHost = wish.privateHost;
    context.secret = writeSession(session);
    return context;
}

Connected connectedAs(const AccountContext& context, std::string handle, const json::Value& profile)
{
    Connected connected{context.account, context.secret};
    Account& account = connected.account;
    const std::string shown = json::text(profile, "handle");
    account.handle = shown.empty() || shown == "handle.invalid" ? std::move(handle) : shown;
    if (account.handle.empty()) account.handle = account.nativeId;
    account.name = json::text(profile, "displayName");
    account.avatar = json::text(profile, "avatar");
    account.state = AccountState::Working;
    fillLimits(account);
    return connected;
}

Result<Step<Connected>> acceptSession(const ConnectRequest& wish, const HttpResponse& response)
{
    auto document = readXrpc(response);
    if (!document) return fail(document.error());
    Session session{json::text(*document, "accessJwt"), json::text(*document, "refreshJwt"),
                    json::text(*document, "did"), {}};
    if (session.accessJwt.empty() || session.refreshJwt.empty() || session.did.rfind("did:", 0) != 0)
        return fail(Errc::BadReply, "the session is not complete");
    if (json::member(*document, "active") == false)
        return fail(Errc::Auth, "the account is not active", "ask the platform why the account is suspended");
    session.pds = pdsOf(json::object(*document, "didDoc"), serverOf(wish.server), wish.privateHost);
    const AccountContext context = contextFor(wish, session);
    const json::Value progress{{"step", kProfileStep},
                               {"handle", json::text(*document, "handle")},
                               {"session", context.secret}};
    return Step<Connected>{get(context, "app.bsky.actor.getProfile", {{"actor", session.did}}), json::dump(progress),
                           std::nullopt};
}

bool isAuthError(const std::string& name)
{
    constexpr std::array<std::string_view, 8> kNames{"ExpiredToken",    "InvalidToken",       "AuthMissing",
                                                     "AccountTakedown", "AccountDeactivated", "AccountSuspended",
                                                     "AccountNotFound", "AuthenticationRequired"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

} // namespace

Session readSession(std::string_view secret)
{
    const json::Value in = json::parse(secret);
    return {json::text(in, "accessJwt"), json::text(in, "refreshJwt"), json::text(in, "did"), json::text(in, "pds")};
}

std::string writeSession(const Session& session)
{
    return json::dump({{"accessJwt", session.accessJwt},
                       {"refreshJwt", session.refreshJwt},
                       {"did", session.did},
                       {"pds", session.pds}});
}

HttpRequest get(const AccountContext& context, std::string_view nsid,
                const std::vector<std::pair<std::string, std::string>>& fields)
{
    const Session session = readSession(context.secret);
    HttpRequest request;
    const std::string& base = session.pds.empty() ? context.account.server : session.pds;
    request.url = withQuery(base + "/xrpc/" + std::string(nsid), fields);
    request.headers = {{"Accept", "application/json"}};
    request.bearer = session.accessJwt;
    request.allowPrivateHost = context.account.privateHost;
    return request;
}

HttpRequest post(const AccountContext& context, std::string_view nsid, std::string body)
{
    HttpRequest request = get(context, nsid);
    request.method = "POST";
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = std::move(body);
    return request;
}

HttpRequest toChat(HttpRequest request)
{
    request.headers.emplace_back("atproto-proxy", kChatService);
    return request;
}

std::string errorName(const HttpResponse& response)
{
    if (response.body.size() > 64 * 1024) return {};
    std::string name = json::text(json::parse(response.body), "error");
    const bool plain = name.size() <= 40 && std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::isalnum(c) != 0;
    });
    return plain ? name : std::string{};
}

std::optional<Error> refusalOfXrpc(const HttpResponse& response, std::optional<UtcMillis> now)
{
    auto refusal = refusalOf(response, now);
    if (!refusal) return std::nullopt;
    const std::string name = errorName(response);
    if (name.empty()) return refusal;
    refusal->detail += " " + name;
    if (isAuthError(name)) refusal->code = Errc::Auth;
    else if (name == "RateLimitExceeded") refusal->code = Errc::RateLimited;
    else if (response.status == 400 && (name == "NotFound" || name == "RecordNotFound")) refusal->code = Errc::NotFound;
    return refusal;
}

Result<json::Value> readXrpc(const HttpResponse& response, std::optional<UtcMillis> now)
{
    if (auto refusal = refusalOfXrpc(response, now)) return fail(std::move(*refusal));
    return readJson(response, now);
}

Step<Connected> connect(const ConnectRequest& wish)
{
    HttpRequest request;
    request.method = "POST";
    request.url = serverOf(wish.server) + "/xrpc/com.atproto.server.createSession";
    request.headers = {{"Accept", "application/json"}, {"Content-Type", "application/json"}};
    request.body = json::dump({{"identifier", identifierOf(wish.handle)}, {"password", std::string(trim(wish.secret))}});
    request.allowPrivateHost = wish.privateHost;
    return {std::move(request), {}, std::nullopt};
}

Result<Step<Connected>> acceptConnect(const ConnectRequest& wish, std::string_view progressText,
                                      const HttpResponse& response)
{
    const json::Value progress = json::parse(progressText);
    if (json::text(progress, "step") != kProfileStep) return acceptSession(wish, response);
    const AccountContext context = contextFor(wish, readSession(json::text(progress, "session")));
    // The profile is an ornament: an account without one, or a server that cannot show it, still works.
    const auto profile = readXrpc(response);
    return Step<Connected>{std::nullopt, {},
                           connectedAs(context, json::text(progress, "handle"), profile.value_or(json::Value{}))};
}

Step<Connected> refreshProfile(const AccountContext& context)
{
    return {get(context, "app.bsky.actor.getProfile", {{"actor", context.account.nativeId}}), {}, std::nullopt};
}

Result<Step<Connected>> acceptProfile(const AccountContext& context, const HttpResponse& response)
{
    const auto profile = readXrpc(response);
    if (!profile) return fail(profile.error());
    return Step<Connected>{std::nullopt, {}, connectedAs(context, context.account.handle, *profile)};
}

std::optional<HttpRequest> refreshToken(const AccountContext& context)
{
    const Session session = readSession(context.secret);
    if (session.refreshJwt.empty()) return std::nullopt;
    HttpRequest request = get(context, "com.atproto.server.refreshSession");
    request.method = "POST";
    request.bearer = session.refreshJwt;
    return request;
}

Result<std::string> acceptToken(const AccountContext& context, const HttpResponse& response)
{
    const auto document = readXrpc(response);
    if (!document) return fail(document.error());
    Session session = readSession(context.secret);
    session.accessJwt = json::text(*document, "accessJwt");
    session.refreshJwt = json::text(*document, "refreshJwt");
    const std::string did = json::text(*document, "did");
    if (session.accessJwt.empty() || session.refreshJwt.empty() || (!session.did.empty() && did != session.did))
        return fail(Errc::BadReply, "the session is not complete");
    session.did = did;
    const std::string now = session.pds.empty() ? context.account.server : session.pds;
    session.pds = pdsOf(json::object(*document, "didDoc"), now, context.account.privateHost); // accounts move
    return writeSession(session);
}

bool tokenExpired(const HttpResponse& response)
{
    return (response.status == 400 || response.status == 401) && errorName(response) == "ExpiredToken";
}

} // namespace qd::bluesky
