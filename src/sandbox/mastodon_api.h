#pragma once

#include "sandbox/mastodon_entities.h"
#include "sandbox/mastodon_state.h"
#include "sandbox/rate_meter.h"
#include "sandbox/wire.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace qd::sandbox::mastodon {

/// A token the server gave out.
struct Grant {
    std::set<std::string> scopes;
    bool user = true; ///< false: of an app only
    bool revoked = false;
    std::string app;
};

struct App {
    std::string id, name, clientId, secret;
    std::vector<std::string> redirects;
    std::set<std::string> scopes;
};

struct AuthCode {
    std::string clientId, redirect, challenge;
    std::set<std::string> scopes;
    UtcMillis expires{};
};

/// The wire format of one Mastodon or GoToSocial server: every path it serves, and what it refuses.
/// Not guarded: the world's lock is held around handle().
class Api {
public:
    explicit Api(State& state, double limitScale);

    /// @return nothing when the path is no path of this platform
    std::optional<Answer> handle(const Call& call, UtcMillis now);

    void grant(const std::string& token, std::set<std::string> scopes, bool revoked = false) { m_grants[token] = {std::move(scopes), true, revoked, "Demo"}; }
    void revokeAll();

private:
    struct Context {
        const Call& call;
        Params params;
        UtcMillis now;
        std::vector<std::string> path; ///< after /api/
        std::string token;
        const Grant* grant = nullptr;
        Entities entities;
        std::optional<Answer> refusal;
        const std::string& at(std::size_t i) const;
    };
    using Route = Answer (Api::*)(Context&);

    // mastodon_api.cpp
    std::optional<Answer> route(Context& c);
    std::optional<Answer> routeStatuses(Context& c);
    std::optional<Answer> routeLists(Context& c);
    bool allow(Context& c, std::string_view scope);
    Answer error(int status, const std::string& text) const;
    Answer notFound() const;
    Answer invalid(const std::string& german) const;
    void addRateHeaders(Context& c, Answer& answer);
    std::optional<Answer> overLimit(Context& c, Pairs& headers);

    // mastodon_instance.cpp
    Answer instanceV1(Context& c);
    Answer instanceV2(Context& c);
    Answer nodeInfo(Context& c);
    Answer oauthMetadata(Context& c);

    // mastodon_oauth.cpp
    Answer registerApp(Context& c);
    Answer authorizePage(Context& c);
    Answer authorize(Context& c);
    Answer token(Context& c);
    Answer revoke(Context& c);
    const App* appOf(const Context& c, bool withSecret) const;

    // mastodon_lists.cpp
    Answer page(Context& c, std::vector<std::string> ids, long standard, long most,
                const std::function<nlohmann::json(const std::string&)>& render,
                const std::function<std::string(const std::string&)>& cursor = {});
    Answer listNotifications(Context& c);
    Answer conversations(Context& c);
    Answer markers(Context& c);
    Answer tagTimeline(Context& c);
    Answer timeline(Context& c, bool home);
    Answer accountStatuses(Context& c);
    Answer search(Context& c);
    Answer relationships(Context& c);
    nlohmann::json conversation(const Entities& entities, const std::string& root);
    std::string lastOfConversation(const std::string& root) const;

    // mastodon_statuses.cpp
    Answer createStatus(Context& c);
    Answer editStatus(Context& c, Status& status);
    Answer deleteStatus(Context& c, Status& status);
    Answer statusContext(Context& c, const Status& status);
    Answer favourite(Context& c, Status& status, bool on);
    std::optional<Answer> refuseText(Context& c, bool hasMedia);
    std::optional<Answer> takeMedia(Context& c, std::vector<std::string>& media);

    // mastodon_media.cpp
    Answer uploadMedia(Context& c, bool asynchronous);
    Answer showMedia(Context& c);
    Answer updateMedia(Context& c);

    struct Remembered {
        std::string status;
        UtcMillis at{};
    };

    State& m_state;
    double m_limitScale; ///< 1: the real limits; 0: none
    RateMeter m_rates;
    std::map<std::string, Grant> m_grants;
    std::map<std::string, App> m_apps; ///< by client id
    std::map<std::string, AuthCode> m_codes;
    std::map<std::string, Remembered> m_idempotent;
    std::map<std::string, std::pair<std::string, UtcMillis>> m_markers;
    std::map<std::string, int> m_markerVersions;
    int m_nextApp = 1;
    long m_nextSecret = 1;
};

} // namespace qd::sandbox::mastodon
