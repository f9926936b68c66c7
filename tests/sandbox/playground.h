#pragma once

#include "sandbox/sandbox.h"

#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <string>

namespace qd::sandbox::test {

using nlohmann::json;

inline UtcMillis fridayAfternoon() { return *readDatetime("2026-11-20T15:00:00Z"); }

inline Options emptyWorld()
{
    Options options;
    options.now = fridayAfternoon();
    options.empty = true;
    return options;
}

/// A sandbox on ephemeral ports with a client for each.
class Playground {
public:
    explicit Playground(const Options& options = emptyWorld()) : sandbox(options)
    {
        const auto wrong = sandbox.listen(0, 0);
        EXPECT_FALSE(wrong.has_value()) << wrong.value_or("");
        web = std::make_unique<httplib::Client>("127.0.0.1", sandbox.port());
        halt = std::make_unique<httplib::Client>("127.0.0.1", sandbox.gotosocialPort());
        for (auto* client : {web.get(), halt.get()}) {
            client->set_keep_alive(true);
            client->set_read_timeout(10);
            client->set_decompress(true);
        }
    }

    Sandbox sandbox;
    std::unique_ptr<httplib::Client> web;  ///< Mastodon, Bluesky, feeds, control
    std::unique_ptr<httplib::Client> halt; ///< GoToSocial

    static httplib::Headers bearer(const std::string& token) { return {{"Authorization", "Bearer " + token}}; }
    static httplib::Headers mastodon() { return bearer(Credentials::kMastodonToken); }
    static httplib::Headers gotosocial() { return bearer(Credentials::kGotosocialToken); }

    /// POST a form to the Mastodon server.
    httplib::Result form(const std::string& path, const httplib::Params& params, httplib::Headers headers = mastodon())
    {
        return web->Post(path, headers, params);
    }
    json control(const std::string& verb, const json& body)
    {
        const auto answer = web->Post("/_sandbox/" + verb, body.dump(), "application/json");
        EXPECT_TRUE(answer) << verb;
        return answer ? json::parse(answer->body, nullptr, false) : json();
    }
    json info()
    {
        const auto answer = web->Get("/_sandbox/info");
        return answer ? json::parse(answer->body) : json();
    }
    json state()
    {
        const auto answer = web->Get("/_sandbox/state");
        return answer ? json::parse(answer->body) : json();
    }
    /// Somebody on Mastodon writes to us. @return the id of the status
    std::string mention(const std::string& text = "where is my train?") { return control("post", {{"text", text}})["id"]; }

    json login(const std::string& password = Credentials::kAppPassword)
    {
        const auto answer = web->Post("/xrpc/com.atproto.server.createSession",
                                      json{{"identifier", "acmerail.test"}, {"password", password}}.dump(), "application/json");
        return answer ? json::parse(answer->body) : json();
    }
};

inline json parsed(const httplib::Result& answer)
{
    EXPECT_TRUE(answer);
    return answer ? json::parse(answer->body, nullptr, false) : json();
}

/// A logged-in Bluesky account in a playground.
class BlueskyDesk {
public:
    explicit BlueskyDesk(Playground& place, const std::string& password = Credentials::kAppPassword)
        : playground(place), session(place.login(password)), did(session.value("did", "")), token(session.value("accessJwt", ""))
    {
    }
    httplib::Headers headers(bool chat = false) const
    {
        httplib::Headers out = Playground::bearer(token);
        if (chat) out.emplace("atproto-proxy", "did:web:api.bsky.chat#bsky_chat");
        return out;
    }
    httplib::Result get(const std::string& method, const std::string& query, bool chat = false)
    {
        return playground.web->Get("/xrpc/" + method + (query.empty() ? "" : "?" + query), headers(chat));
    }
    httplib::Result post(const std::string& method, const json& body, bool chat = false)
    {
        return playground.web->Post("/xrpc/" + method, headers(chat), body.dump(), "application/json");
    }
    json record(const std::string& text) const
    {
        return {{"$type", "app.bsky.feed.post"}, {"text", text}, {"createdAt", "2026-11-20T15:00:00.000Z"}, {"langs", {"en"}}};
    }
    httplib::Result create(const json& record, const std::string& rkey = "", const char* method = "createRecord")
    {
        json body = {{"repo", did}, {"collection", record.value("$type", "app.bsky.feed.post")}, {"record", record}};
        if (!rkey.empty()) body["rkey"] = rkey;
        return post(std::string("com.atproto.repo.") + method, body);
    }

    Playground& playground;
    json session;
    std::string did;
    std::string token;
};

} // namespace qd::sandbox::test
