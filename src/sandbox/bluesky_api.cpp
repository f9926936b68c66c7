#include "sandbox/bluesky_api.h"

#include "sandbox/stamp.h"

#include <charconv>

namespace qd::sandbox::bluesky {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

Pairs headersOf(const RateState& rate, std::chrono::seconds window)
{
    return {{"RateLimit-Limit", std::to_string(rate.limit)}, {"RateLimit-Remaining", std::to_string(rate.remaining)},
            {"RateLimit-Reset", std::to_string(toInt(rate.reset) / 1000)},
            {"RateLimit-Policy", std::to_string(rate.limit) + ";w=" + std::to_string(window.count())}};
}

bool isMutation(std::string_view method)
{
    static const std::set<std::string_view> kProcedures = {
        "com.atproto.server.createSession", "com.atproto.server.refreshSession", "com.atproto.server.deleteSession",
        "com.atproto.repo.createRecord", "com.atproto.repo.putRecord", "com.atproto.repo.deleteRecord",
        "com.atproto.repo.uploadBlob", "app.bsky.notification.updateSeen", "chat.bsky.convo.sendMessage",
        "chat.bsky.convo.updateRead", "chat.bsky.convo.acceptConvo"};
    return kProcedures.count(method) > 0;
}

} // namespace

Api::Api(State& state, Settings settings, std::vector<Login> logins, std::string signingKey)
    : m_state(state), m_settings(settings), m_logins(std::move(logins)), m_key(std::move(signingKey))
{
}

Answer Api::error(int status, const std::string& name, const std::string& message) const
{
    return {status, json{{"error", name}, {"message", message}}.dump(-1, ' ', false, json::error_handler_t::replace)};
}

bool Api::spend(Context& c, long points)
{
    const RateState rate = m_rates.count("writes", static_cast<long>(5000 * m_settings.limitScale), 1h, c.now, points);
    if (!rate.exceeded) return true;
    m_rateHeaders = headersOf(rate, 1h);
    Answer answer = error(429, "RateLimitExceeded", "Rate Limit Exceeded");
    answer.headers.emplace_back("Retry-After", std::to_string((toInt(rate.reset) - toInt(c.now)) / 1000 + 1));
    c.refusal = std::move(answer);
    return false;
}

bool Api::readInput(Context& c)
{
    if (c.call.type != "application/json") {
        c.refusal = invalid(c.call.type.empty() ? "Request encoding (Content-Type) required but not provided"
                                                : "Wrong request encoding (Content-Type): " + c.call.type);
        return false;
    }
    c.input = json::parse(c.call.body, nullptr, false);
    if (c.input.is_object()) return true;
    c.refusal = invalid(c.input.is_discarded() ? "Unable to parse JSON body" : "Input must be an object");
    return false;
}

/// Unlike Mastodon, which clamps, a value outside the lexicon's bounds is refused.
std::optional<long> Api::number(Context& c, const char* name, long otherwise, long low, long high)
{
    const auto text = c.params.maybe(name);
    if (!text) return otherwise;
    long value = 0;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), value);
    if (read.ec != std::errc{} || read.ptr != text->data() + text->size())
        c.refusal = invalid("Error: " + std::string(name) + " must be an integer");
    else if (value > high) c.refusal = invalid("Error: " + std::string(name) + " can not be greater than " + std::to_string(high));
    else if (value < low) c.refusal = invalid("Error: " + std::string(name) + " can not be less than " + std::to_string(low));
    else return value;
    return std::nullopt;
}

std::optional<Answer> Api::handle(const Call& call, UtcMillis now)
{
    if (call.path == "/.well-known/atproto-did") return Answer{200, m_state.ownDid, "text/plain; charset=utf-8"};
    if (!call.path.starts_with("/xrpc/")) return std::nullopt;
    Context c{call, Params(call.query), now, call.path.substr(6), "", "", {}, Views(m_state, call.baseUrl()), {}};
    const RateState rate = m_rates.count("address", static_cast<long>(3000 * m_settings.limitScale), 5min, now);
    m_rateHeaders = headersOf(rate, 5min);
    std::optional<Answer> answer;
    if (rate.exceeded) {
        answer = error(429, "RateLimitExceeded", "Rate Limit Exceeded");
        answer->headers.emplace_back("Retry-After", std::to_string((toInt(rate.reset) - toInt(now)) / 1000 + 1));
    } else {
        answer = route(c);
    }
    if (c.refusal) answer = std::move(c.refusal);
    if (!answer) answer = error(501, "MethodNotImplemented", "Method Not Implemented");
    answer->headers.insert(answer->headers.end(), m_rateHeaders.begin(), m_rateHeaders.end());
    answer->headers.emplace_back("Cache-Control", "private");
    answer->headers.emplace_back("Vary", "Authorization, Accept-Encoding");
    answer->headers.emplace_back("X-Powered-By", "Express");
    return answer;
}

std::optional<Answer> Api::route(Context& c)
{
    const std::string& m = c.method;
    if (isMutation(m) != (c.call.method == "POST"))
        return invalid("Incorrect HTTP method (" + c.call.method + ") expected " + (isMutation(m) ? "POST" : "GET"));
    if (m == "_health") return Answer{200, json{{"version", "sandbox"}}.dump()};
    if (m == "com.atproto.server.describeServer")
        return Answer{200, json{{"did", "did:web:127.0.0.1"}, {"availableUserDomains", {".test"}}, {"inviteCodeRequired", true}}.dump()};
    if (m == "com.atproto.server.createSession") return readInput(c) ? std::optional(createSession(c)) : std::nullopt;
    if (m == "com.atproto.server.refreshSession") return authorise(c, true) ? std::optional(refreshSession(c)) : std::nullopt;
    if (m == "com.atproto.server.deleteSession") return authorise(c, true) ? std::optional(deleteSession(c)) : std::nullopt;
    if (m == "com.atproto.identity.resolveHandle") {
        const Actor* actor = m_state.findActor(c.params.text("handle"));
        if (c.params.text("handle").empty()) return invalid("Error: Params must have the property \"handle\"");
        return actor ? Answer{200, json{{"did", actor->did}}.dump()} : invalid("Unable to resolve handle");
    }
    if (m == "com.atproto.repo.getRecord") return getRecord(c);
    if (m == "com.atproto.repo.listRecords") return listRecords(c);
    if (m == "com.atproto.repo.describeRepo") {
        const Actor* actor = m_state.findActor(c.params.text("repo"));
        if (!actor) return invalid("Could not find repo: " + c.params.text("repo"));
        return Answer{200, json{{"handle", actor->handle}, {"did", actor->did}, {"didDoc", didDocument(c.call.baseUrl())},
                                {"collections", {"app.bsky.feed.post"}}, {"handleIsCorrect", true}}.dump()};
    }
    if (!authorise(c, false)) return std::nullopt;
    if (m.starts_with("chat.bsky.")) return routeChat(c);
    return routeFeed(c);
}

std::optional<Answer> Api::routeFeed(Context& c)
{
    const std::string& m = c.method;
    if (m == "com.atproto.server.getSession") return getSession(c);
    if (m == "com.atproto.repo.uploadBlob") return uploadBlob(c);
    if (m == "app.bsky.notification.listNotifications") return listNotifications(c);
    if (m == "app.bsky.notification.getUnreadCount") {
        long count = 0;
        for (const Notice& notice : m_state.notices) count += notice.indexedAt > m_state.seenAt ? 1 : 0;
        return Answer{200, json{{"count", count}}.dump()};
    }
    if (m == "app.bsky.feed.getPosts") return getPosts(c);
    if (m == "app.bsky.feed.getPostThread") return getPostThread(c);
    if (m == "app.bsky.feed.searchPosts") return searchPosts(c);
    if (m == "app.bsky.feed.getAuthorFeed") return authorFeed(c);
    if (m == "app.bsky.actor.getProfile") {
        const Actor* actor = m_state.findActor(c.params.text("actor"));
        return actor ? Answer{200, c.views.profile(*actor).dump()} : invalid("Profile not found");
    }
    if (m == "app.bsky.actor.getProfiles") return getProfiles(c);
    if (!isMutation(m)) return std::nullopt;
    if (!readInput(c)) return std::nullopt;
    if (m == "com.atproto.repo.createRecord") return writeRecord(c, false);
    if (m == "com.atproto.repo.putRecord") return writeRecord(c, true);
    if (m == "com.atproto.repo.deleteRecord") return deleteRecord(c);
    if (m == "app.bsky.notification.updateSeen") return updateSeen(c);
    return std::nullopt;
}

} // namespace qd::sandbox::bluesky
