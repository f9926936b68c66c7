#pragma once

#include "engine/workspace_engine.h"
#include "quarterdeck/desk/opener.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/outbox.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace qd::test {

class FakeClock final : public Clock {
public:
    UtcMillis now() const override { return fromInt(m_now); }
    void pass(std::chrono::milliseconds time) { m_now += time.count(); }

private:
    std::atomic<std::int64_t> m_now{1'795'165'200'000}; // 2026-11-20
};

/// Answers by a script, on the caller's thread; keeps what it was asked.
class FakeHttp final : public HttpClient {
public:
    using Answer = std::function<HttpOutcome(const HttpRequest&)>;

    /// Later rules win; `path` is searched in the URL. No rule: no answer, nothing was sent.
    void on(const std::string& method, const std::string& path, Answer answer);
    void send(HttpRequest request, Done done) override;
    void cancelAll() override {}
    int asked(const std::string& method, const std::string& path) const;
    std::vector<HttpRequest> requests() const;

private:
    struct Rule {
        std::string method, path;
        Answer answer;
    };
    mutable std::mutex m_mutex;
    std::vector<Rule> m_rules;
    std::vector<HttpRequest> m_requests;
};

HttpOutcome answered(int status, std::string body, HttpHeaders headers = {});
HttpOutcome noAnswer(SentState sent);
FakeHttp::Answer always(HttpOutcome outcome);
/// One after the other; the last stays.
FakeHttp::Answer inTurn(std::vector<HttpOutcome> outcomes);

/// What a process has of a workspace: an engine with its own view of the same clock, secrets and platform.
class EngineWorld : public testing::Test {
protected:
    void SetUp() override;

    std::unique_ptr<WorkspaceEngine> openEngine(bool background = false);
    EngineParts parts();

    template <class T>
    T store(const std::function<Result<T>(Session&)>& work)
    {
        auto done = engine->store().call<T>([&](Session& session) { return session.inTransaction([&] { return work(session); }); });
        EXPECT_TRUE(done) << (done ? "" : done.error().detail);
        return done ? std::move(*done) : T{};
    }
    Account saveAccountOf(const std::string& platform, const std::string& secret, bool keyed = true);
    Source saveSourceOf(const Account& account, SourceKind kind);
    void setState(AccountId id, AccountState state);
    /// A customer's message, stored by a source of the account.
    Mention message(const std::string& nativeId);
    /// An answer to it in the outbox, due at once.
    OutboxItem queue(const Mention& target, std::vector<Attachment> media = {});
    OutboxItem item(OutboxId id);
    Conversation conversation(ConversationId id);
    RunReport run();
    std::vector<PollReport> poll();

    /// Mastodon's answers for this account.
    static std::string statusJson(const std::string& id, const std::string& parent, bool own, UtcMillis at);
    static std::string noThread() { return R"({"ancestors":[],"descendants":[]})"; }

    TempFolder folder;
    FakeClock clock;
    std::shared_ptr<FakeHttp> http = std::make_shared<FakeHttp>();          // shared with the engines' clients
    std::shared_ptr<std::map<std::string, std::string>> secrets = std::make_shared<std::map<std::string, std::string>>();
    std::unique_ptr<WorkspaceEngine> engine;
    Account account;
    Source mentions;
};

template <class Holds>
bool eventually(const Holds& holds)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (std::chrono::steady_clock::now() < end) {
        if (holds()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return holds();
}

} // namespace qd::test
