#pragma once

#include "sandbox/bluesky_views.h"
#include "sandbox/rate_meter.h"
#include "sandbox/wire.h"

#include <chrono>
#include <optional>
#include <set>
#include <string>

namespace qd::sandbox::bluesky {

/// A way to log in to our account.
struct Login {
    std::string password;
    std::string scope; ///< com.atproto.access, com.atproto.appPass or com.atproto.appPassPrivileged (may read messages)
};

struct Settings {
    std::chrono::seconds accessLifetime{7200};
    std::chrono::seconds refreshLifetime{90 * 86400};
    double limitScale = 1; ///< 1: the real limits; 0: none
    long sessionsPerWindow = 30; ///< createSession per 5 minutes and account
};

/// The XRPC methods of our account's server, of the app view and of the chat service.
/// Not guarded: the world's lock is held around handle().
class Api {
public:
    Api(State& state, Settings settings, std::vector<Login> logins, std::string signingKey);

    /// @return nothing when the path is no path of this platform
    std::optional<Answer> handle(const Call& call, UtcMillis now);
    void expireTokens(UtcMillis now) { m_validFrom = now; } ///< access tokens given out before are expired

private:
    struct Context {
        const Call& call;
        Params params;
        UtcMillis now;
        std::string method; ///< nsid
        std::string scope;  ///< of the token
        std::string tokenId;
        nlohmann::json input;
        Views views;
        std::optional<Answer> refusal;
    };

    // bluesky_api.cpp
    std::optional<Answer> route(Context& c);
    std::optional<Answer> routeFeed(Context& c);
    Answer error(int status, const std::string& name, const std::string& message) const;
    Answer invalid(const std::string& message) const { return error(400, "InvalidRequest", message); }
    bool spend(Context& c, long points); ///< write points; false: refused
    bool readInput(Context& c);
    std::optional<long> number(Context& c, const char* name, long otherwise, long low, long high);

    // bluesky_session.cpp
    bool authorise(Context& c, bool refresh);
    Answer createSession(Context& c);
    Answer refreshSession(Context& c);
    Answer getSession(Context& c);
    Answer deleteSession(Context& c);
    std::string jwt(const std::string& scope, UtcMillis now, std::chrono::seconds lifetime, const std::string& id) const;
    nlohmann::json session(Context& c, const std::string& scope);
    nlohmann::json didDocument(const std::string& base) const;

    // bluesky_repo.cpp
    Answer writeRecord(Context& c, bool put);
    Answer deleteRecord(Context& c);
    Answer getRecord(Context& c);
    Answer listRecords(Context& c);
    Answer uploadBlob(Context& c);

    // bluesky_records.cpp
    std::optional<std::string> wrongRecord(const std::string& collection, const nlohmann::json& record);
    std::optional<std::string> wrongPost(const nlohmann::json& record);
    std::optional<std::string> wrongFacets(const nlohmann::json& record, const std::string& text);
    std::optional<std::string> wrongEmbed(const nlohmann::json& embed);
    std::optional<std::string> wrongRef(const nlohmann::json& ref, bool mustBeHere);

    // bluesky_feed.cpp
    Answer listNotifications(Context& c);
    Answer updateSeen(Context& c);
    Answer getPosts(Context& c);
    Answer getPostThread(Context& c);
    Answer searchPosts(Context& c);
    Answer authorFeed(Context& c);
    Answer getProfiles(Context& c);

    // bluesky_chat.cpp
    std::optional<Answer> routeChat(Context& c);
    Answer listConvos(Context& c);
    Answer getMessages(Context& c, const Convo& convo);
    Answer getLog(Context& c);
    Answer sendMessage(Context& c, Convo& convo);
    Answer convoForMembers(Context& c);

    State& m_state;
    Settings m_settings;
    std::vector<Login> m_logins;
    std::string m_key;
    RateMeter m_rates;
    Pairs m_rateHeaders;
    std::set<std::string> m_spentRefreshIds; ///< refresh tokens that did their work
    UtcMillis m_validFrom{};
    long m_nextToken = 1;
};

} // namespace qd::sandbox::bluesky
