#pragma once

#include "sandbox/bluesky_api.h"
#include "sandbox/fault_book.h"
#include "sandbox/feeds.h"
#include "sandbox/http_front.h"
#include "sandbox/journal.h"
#include "sandbox/mastodon_api.h"
#include "sandbox/stage.h"
#include "sandbox/stamp.h"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace qd::sandbox {

struct Options {
    std::uint64_t seed = 417;
    std::optional<UtcMillis> now; ///< where the clock starts; nothing: the machine's
    double liveRate = 0;          ///< 0: no live posts; 1: every 20-40 s; 10: ten times as fast
    std::string journal;          ///< file, "" for none
    std::string seedText;         ///< "" for the built-in story
    double limitScale = 1;        ///< of the platforms' rate limits; 0: none
    std::chrono::seconds accessLifetime{7200};
    bool empty = false;           ///< accounts only, nobody has said anything yet
};

/// What one may log in with: made up, published in docs/sandbox.md and no secrets.
struct Credentials {
    static constexpr const char* kMastodonToken = "demo-mastodon-token";
    static constexpr const char* kReadOnlyToken = "demo-mastodon-readonly";
    static constexpr const char* kRevokedToken = "demo-mastodon-revoked";
    static constexpr const char* kGotosocialToken = "demo-gotosocial-token";
    static constexpr const char* kAppPassword = "demo-acme-rail-pass";     ///< may read direct messages
    static constexpr const char* kPlainPassword = "demo-acme-nodm-pass";   ///< may not
    static constexpr const char* kAccountPassword = "demo-account-password";
};

/// The whole made-up world behind one or two loopback ports. @thread any: one lock around every request.
class Sandbox {
public:
    explicit Sandbox(const Options& options);
    ~Sandbox();

    /// @return an English sentence for what failed, nothing when both ports listen
    std::optional<std::string> listen(int port, int gotosocialPort);
    std::optional<std::string> loadScenario(const std::string& path);
    int port() const { return m_port; }
    int gotosocialPort() const { return m_gotosocialPort; }
    bool journalIsGood() const { return m_journal.good(); }

    /// Answer one request without any wire; what the listeners call too.
    Outcome serve(const Call& call, bool gotosocial);

private:
    Answer route(const Call& call, bool gotosocial);
    std::optional<Answer> media(const Call& call);
    void schedule(const Demo& demo);
    void runDue();
    void watchCollision(const Call& call);

    // sandbox_control.cpp
    Answer control(const Call& call);
    Answer info(const Call& call) const;
    Answer post(const nlohmann::json& input, bool own);
    Answer change(const nlohmann::json& input, bool remove);
    Answer fault(const Call& call, const nlohmann::json& input);
    Answer scene(const nlohmann::json& input);
    Answer state(const Call& call) const;

    Options m_options;
    SandboxClock m_clock;
    Demo m_demo;
    mastodon::State m_mastodon;
    mastodon::State m_gotosocial;
    bluesky::State m_bluesky;
    Feeds m_feeds;
    Stage m_stage;
    mastodon::Api m_mastodonApi;
    mastodon::Api m_gotosocialApi;
    bluesky::Api m_blueskyApi;
    FaultBook m_faults;
    Journal m_journal;
    std::mutex m_guard;
    std::multimap<UtcMillis, Item> m_due;
    bool m_collisionArmed = false;
    std::atomic<int> m_crowd{0}; ///< requests inside
    int m_port = 0;
    int m_gotosocialPort = 0;
    std::unique_ptr<HttpFront> m_front;
    std::unique_ptr<HttpFront> m_gotosocialFront;
};

} // namespace qd::sandbox
