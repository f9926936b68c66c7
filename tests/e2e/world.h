#pragma once

#include "support/cli_run.h"
#include "support/sandbox_server.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace qd::test {

/// A platform as the sandbox plays it, and how its answers are found.
struct Platform {
    const char* name;
    const char* sends;    ///< a path that publishes an answer
    const char* mentions; ///< a path that reads what people write to us
    const char* looks;    ///< a path that shows whether an answer stands
};
inline void PrintTo(const Platform& platform, std::ostream* out) { *out << platform.name; }

inline constexpr Platform kMastodon{"mastodon", "^/api/v1/statuses$", "^/api/v1/notifications", "^/api/v1/accounts/[^/]+/statuses"};
inline constexpr Platform kGotosocial{"gotosocial", "^/api/v1/statuses$", "^/api/v1/notifications", "^/api/v1/accounts/[^/]+/statuses"};
inline constexpr Platform kBluesky{"bluesky", "^/xrpc/com.atproto.repo.(create|put)Record", "^/xrpc/app.bsky.notification.listNotifications",
                                   "^/xrpc/com.atproto.repo.getRecord"};

inline std::string nameOfPlatform(const testing::TestParamInfo<Platform>& info) { return info.param.name; }

/// A sandbox in which nobody has said anything, and a workspace with one account there, polled once.
class World : public testing::Test {
protected:
    using Json = nlohmann::json;

    void connect(const Platform& platform, const CliWorkspace::Words& more = {})
    {
        m_platform = platform;
        desk.init();
        account = desk.connect(sandbox, platform.name, more);
        desk.poll();
    }
    /// Somebody writes to us. @return the post's native id
    std::string writes(const std::string& text, Json more = Json::object())
    {
        more["platform"] = m_platform.name;
        more["text"] = text;
        return sandbox.post(more).value("id", "");
    }
    /// Somebody writes and we have polled it. @return the conversation
    Json arrives(const std::string& text, const Json& more = Json::object())
    {
        lastPost = writes(text, more);
        desk.poll();
        return desk.conversationOf(lastPost);
    }
    /// Put an answer into the outbox, due at once. @return the outbox item
    Json reply(const Json& conversation, const std::string& text, CliWorkspace::Words more = {"--hold", "0"})
    {
        CliWorkspace::Words words{"reply", conversation.value("id", ""), "--text-stdin"};
        words.insert(words.end(), more.begin(), more.end());
        return desk.ok(words, text);
    }
    Json runOutbox() { return desk.ok({"outbox", "run"}); }
    std::string stateOf(const Json& item) { return desk.outbox(item.value("id", "")).value("state", ""); }
    /// Run the outbox until the item has come into this state.
    bool comesTo(const Json& item, const std::string& state, std::chrono::seconds deadline)
    {
        return eventually(
            [&] {
                runOutbox();
                return stateOf(item) == state;
            },
            deadline);
    }
    int answers(const std::string& id) { return sandbox.answersTo(m_platform.name, id); }

    SandboxServer sandbox;
    CliWorkspace desk;
    std::string account;
    std::string lastPost;
    Platform m_platform{kMastodon};
};

/// The same for each platform that takes answers.
class EachPlatform : public World, public testing::WithParamInterface<Platform> {
protected:
    void SetUp() override { connect(GetParam()); }
};

} // namespace qd::test
