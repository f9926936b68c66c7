#include "e2e/traffic.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>

namespace qd::test {
namespace {

using namespace std::chrono_literals;

/// Who polls and sends, and is killed for it.
struct Victim {
    const char* name;
    const char* program;
    std::vector<std::string> arguments;
};
void PrintTo(const Victim& victim, std::ostream* out) { *out << victim.name; }

int fromEnvironment(const char* name, int otherwise)
{
    const char* value = std::getenv(name);
    return value && std::atoi(value) > 0 ? std::atoi(value) : otherwise;
}

class Kills : public testing::TestWithParam<Victim> {
protected:
    void SetUp() override
    {
        m_seed = static_cast<unsigned>(fromEnvironment("QD_KILLS_SEED", static_cast<int>(std::random_device{}() & 0x7fffffffU)));
        std::cout << "seed " << m_seed << " (QD_KILLS_SEED repeats it)\n";
        m_random.seed(m_seed);
        m_desk.init();
        for (const char* platform : {"mastodon", "gotosocial", "bluesky"}) m_desk.connect(m_sandbox, platform);
        // A platform that takes its time gives a kill a chance to come while a request is on the wire.
        m_sandbox.fault({{"kind", "delay"}, {"delay_ms", 400}, {"method", "POST"}, {"path", "^/(api/v1/statuses$|xrpc/com.atproto.repo)"}, {"times", -1}});
    }
    std::unique_ptr<StartedProgram> startVictim()
    {
        std::vector<std::string> arguments = GetParam().arguments;
        arguments.insert(arguments.end(), {"--workspace", m_desk.folder().string()});
        return m_desk.startProgram(std::string{QD_BIN_DIR "/"} + GetParam().program, arguments, 400);
    }
    /// From at once to well into its work.
    std::chrono::milliseconds aMoment() { return std::chrono::milliseconds{m_random() % 3 == 0 ? m_random() % 200 : m_random() % 1500}; }

    unsigned m_seed{0};
    std::mt19937 m_random;
    SandboxServer m_sandbox;
    CliWorkspace m_desk;
};

INSTANTIATE_TEST_SUITE_P(Of, Kills, testing::Values(Victim{"Collector", "quarterdeck-cli", {"collect", "--json"}}),
                         [](const testing::TestParamInfo<Victim>& victim) { return std::string{victim.param.name}; });

TEST_P(Kills, AtRandomInstantsLoseNothingAndDoubleNothing)
{
    const int kills = fromEnvironment("QD_KILLS", 20);
    const auto begun = std::chrono::steady_clock::now();
    Traffic traffic{m_sandbox, m_desk, m_seed};
    int done = 0;
    for (; done < kills; ++done) {
        const auto victim = startVictim();
        std::this_thread::sleep_for(aMoment());
        ASSERT_TRUE(victim->running()) << victim->err();
        victim->signal(SIGKILL);
        ASSERT_EQ(victim->wait(5s), -SIGKILL);
    }
    traffic.stop();
    const auto last = startVictim();
    const bool rested = eventually([&] { return traffic.atRest(); }, 300s);
    EXPECT_TRUE(rested) << m_desk.run({"outbox", "list"}).out;
    last->signal(SIGTERM);
    EXPECT_EQ(last->wait(5s), 0);
    traffic.expectNothingLostNothingDoubled();
    const auto took = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
    std::cout << done << " kills, " << traffic.written().size() << " posts, " << traffic.queued() << " answers, " << took.count() << " s\n";
    EXPECT_GT(traffic.queued(), 0) << "a run in which nobody answers proves nothing";
}

TEST_P(Kills, ATermSignalEndsItWithinFiveSecondsAndLosesNothing)
{
    Traffic traffic{m_sandbox, m_desk, m_seed};
    for (int i = 0; i < 6; ++i) {
        const auto victim = startVictim();
        std::this_thread::sleep_for(1500ms + aMoment()); // its handler stands once it has begun, also on a busy machine
        victim->signal(SIGTERM);
        EXPECT_EQ(victim->wait(5s), 0) << victim->err();
    }
    traffic.stop();
    const auto last = startVictim();
    EXPECT_TRUE(eventually([&] { return traffic.atRest(); }, 300s)) << m_desk.run({"outbox", "list"}).out;
    last->signal(SIGTERM);
    EXPECT_EQ(last->wait(5s), 0);
    traffic.expectNothingLostNothingDoubled();
}

} // namespace
} // namespace qd::test
