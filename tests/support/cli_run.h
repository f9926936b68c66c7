#pragma once

#include "support/started_program.h"
#include "support/sandbox_server.h"
#include "support/temp_folder.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace qd::test {

/// One run of the program: how it ended and what it said.
struct CliRun {
    int code{-1};
    std::string out, err;
    nlohmann::json json() const; ///< the one document on standard output; discarded where it is none
    std::string errorCode() const; ///< of {"error":{"code"}}, "" where there is none
};

/// The real quarterdeck-cli over a workspace of its own; nothing of the machine's settings reaches it.
class CliWorkspace {
public:
    using Json = nlohmann::json;
    using Words = std::vector<std::string>;

    CliWorkspace();

    std::filesystem::path folder() const { return m_folder.path() / "workspace"; }
    std::filesystem::path home() const { return m_folder.path(); }

    /// The words as they stand, nothing added but the environment.
    CliRun raw(const Words& words, const std::string& input = "", std::chrono::milliseconds deadline = std::chrono::seconds{60});
    /// With --workspace and --json.
    CliRun run(Words words, const std::string& input = "", std::chrono::milliseconds deadline = std::chrono::seconds{60});
    /// The document of a run that must end with 0.
    Json ok(const Words& words, const std::string& input = "");
    /// The items of a list, a page of it.
    std::vector<Json> items(const Words& words);
    /// Start it and go on.
    std::unique_ptr<StartedProgram> start(Words words, double haste = 1.0, const std::string& input = "");

    /// Another program over the same workspace and settings, e.g. the window.
    std::unique_ptr<StartedProgram> startProgram(const std::filesystem::path& program, Words words, double haste = 1.0,
                                               const std::string& input = "");

    void init(); ///< workspace init
    void setEnvironment(const std::string& name, const std::string& value);

    /// Connect one of the sandbox's accounts: mastodon, gotosocial, bluesky. @return the account's id
    std::string connect(const SandboxServer& sandbox, const std::string& platform, const Words& more = {});

    /// Poll; every source must have been read. @return how many posts were new
    int poll();
    /// The conversation that holds the post with this native id. Fails the test where there is none.
    Json conversationOf(const std::string& nativeId);
    /// A mention by its native id, or by that of its talk; null where it is not stored.
    Json mentionOf(const std::string& nativeId);
    std::vector<Json> mentions();
    Json show(const std::string& conversation) { return ok({"conversation", "show", conversation}); }
    Json outbox(const std::string& id) { return ok({"outbox", "show", id}); }

private:
    StartedProgram::Start startOf(Words words, const std::string& input);

    TempFolder m_folder;
    std::vector<std::pair<std::string, std::string>> m_environment;
    std::atomic<int> m_runs{0}; ///< runs may be started side by side
};

/// Ask again and again until it holds. @return whether it did before the deadline
template <class Holds>
bool eventually(const Holds& holds, std::chrono::milliseconds deadline = std::chrono::seconds{30})
{
    const auto end = std::chrono::steady_clock::now() + deadline;
    while (std::chrono::steady_clock::now() < end) {
        if (holds()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return holds();
}

} // namespace qd::test
