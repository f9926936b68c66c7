#include "e2e/traffic.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace qd::test {
namespace {

using Json = nlohmann::json;

constexpr std::array kPlatforms{"mastodon", "gotosocial", "bluesky"};

std::vector<Json> allPages(CliWorkspace& desk, CliWorkspace::Words words)
{
    std::vector<Json> all;
    std::string after;
    words.insert(words.end(), {"--limit", "200"});
    do {
        CliWorkspace::Words page = words;
        if (!after.empty()) page.insert(page.end(), {"--after", after});
        const Json document = desk.ok(page);
        for (const Json& item : document.value("items", Json::array())) all.push_back(item);
        after = document.contains("next") && document["next"].is_string() ? document["next"].get<std::string>() : "";
    } while (!after.empty());
    return all;
}

bool moves(const std::string& state)
{
    static const std::set<std::string> moving{"scheduled", "undo_hold", "queued", "sending", "failed_retry", "unknown"};
    return moving.count(state) == 1;
}

} // namespace

Traffic::Traffic(SandboxServer& sandbox, CliWorkspace& desk, unsigned seed)
    : m_sandbox{sandbox}
    , m_desk{desk}
    , m_random{seed}
    , m_writer{[this](const std::stop_token& stop) { write(stop); }}
    , m_answerer{[this](const std::stop_token& stop) { answer(stop); }}
{}

Traffic::~Traffic() { stop(); }

void Traffic::stop()
{
    for (std::jthread* thread : {&m_writer, &m_answerer}) {
        thread->request_stop();
        if (thread->joinable()) thread->join();
    }
}

std::map<std::string, std::string> Traffic::written() const
{
    const std::scoped_lock lock{m_mutex};
    return m_written;
}

void Traffic::write(const std::stop_token& stop)
{
    for (int n = 0; !stop.stop_requested(); ++n) {
        const std::string platform = kPlatforms[m_random() % kPlatforms.size()];
        const Json post = m_sandbox.post({{"platform", platform}, {"handle", "p" + std::to_string(n) + "@tram.example"},
                                          {"text", "{us} question " + std::to_string(n)}});
        {
            const std::scoped_lock lock{m_mutex};
            m_written[post.value("id", "")] = platform;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{40 + m_random() % 120});
    }
}

/// Every new conversation is answered at once, each time by another run of the program.
void Traffic::answer(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        const CliRun list = m_desk.run({"conversation", "list", "--status", "new", "--limit", "20"});
        const Json document = list.json();
        if (!document.is_object() || !document.contains("items")) continue;
        for (const Json& conversation : document["items"]) {
            if (stop.stop_requested()) return;
            const std::string id = conversation["id"];
            const CliRun ran = m_desk.run({"reply", id, "--text-stdin", "--hold", "0", "--seen", conversation["last_event"]}, "Answer to conversation " + id);
            if (ran.code == 0) {
                ++m_queued;
            } else {
                EXPECT_EQ(ran.errorCode(), "conflict") << ran.out << ran.err;
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
}

bool Traffic::atRest()
{
    for (const Json& item : allPages(m_desk, {"outbox", "list"}))
        if (moves(item["state"])) return false;
    std::set<std::string> stored;
    for (const Json& mention : allPages(m_desk, {"mention", "list"})) stored.insert(mention.value("native_id", ""));
    for (const auto& [id, platform] : written())
        if (stored.count(id) == 0) return false;
    return true;
}

void Traffic::expectNothingLostNothingDoubled()
{
    std::map<std::string, int> stored;
    std::map<std::string, std::string> nativeOf; // our id -> theirs
    for (const Json& mention : allPages(m_desk, {"mention", "list"})) {
        ++stored[mention.value("native_id", "")];
        nativeOf[mention["id"]] = mention.value("native_id", "");
    }
    const std::map<std::string, std::string> posts = written();
    for (const auto& [id, platform] : posts) EXPECT_EQ(stored[id], 1) << platform << " " << id;
    for (const auto& [id, times] : stored) EXPECT_EQ(times, 1) << id;

    const Json state = m_sandbox.state();
    std::map<std::string, int> sent;
    for (const Json& item : allPages(m_desk, {"outbox", "list"})) {
        EXPECT_EQ(item["state"], "sent") << item.dump();
        ++sent[nativeOf[item["in_reply_to"]]];
    }
    for (const auto& [id, platform] : posts) {
        const int standing = state[platform]["by_parent"].value(id, 0);
        EXPECT_EQ(standing, sent.count(id) ? 1 : 0) << platform << " " << id;
    }
    EXPECT_EQ(static_cast<int>(sent.size()), m_queued);
    const CliRun check = m_desk.run({"workspace", "check"});
    EXPECT_EQ(check.code, 0) << check.out << check.err;
}

} // namespace qd::test
