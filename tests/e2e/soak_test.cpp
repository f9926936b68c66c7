#include "e2e/traffic.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace qd::test {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

std::chrono::seconds duration()
{
    const char* minutes = std::getenv("QD_SOAK_MINUTES");
    const int asked = minutes ? std::atoi(minutes) : 0;
    return asked > 0 ? std::chrono::seconds{std::chrono::minutes{asked}} : 20s;
}

long residentKilobytes(int pid)
{
    std::ifstream status{"/proc/" + std::to_string(pid) + "/status"};
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0) return std::atol(line.c_str() + 6);
    return 0;
}

long openFiles(int pid)
{
    std::error_code failed;
    const std::filesystem::directory_iterator at{"/proc/" + std::to_string(pid) + "/fd", failed};
    return failed ? 0 : std::distance(at, std::filesystem::directory_iterator{});
}

/// A bad hour of a platform, again and again; the script is gone before the next one comes.
const std::vector<Json>& badHours()
{
    static const std::vector<Json> hours{
        {{"kind", "status"}, {"status", 503}, {"path", "^/(api|xrpc)/"}, {"times", 6}},
        {{"kind", "status"}, {"status", 429}, {"retry_after", "1"}, {"path", "^/(api|xrpc)/"}, {"times", 3}},
        {{"kind", "reset_after"}, {"method", "POST"}, {"path", "^/(api/v1/statuses$|xrpc/com.atproto.repo)"}, {"times", 1}},
        {{"kind", "cut"}, {"method", "GET"}, {"path", "^/(api|xrpc)/"}, {"times", 4}},
        {{"kind", "garbage"}, {"method", "GET"}, {"path", "^/(api|xrpc)/"}, {"times", 4}},
        {{"kind", "status"}, {"status", 400}, {"path", "^/xrpc/app.bsky"}, {"times", 1}, {"type", "application/json"},
         {"body", R"({"error":"ExpiredToken","message":"Token has expired"})"}},
        {{"kind", "slow"}, {"bytes_per_second", 3000}, {"path", "^/(api|xrpc)/"}, {"times", 2}}};
    return hours;
}

TEST(Soak, ACollectorAtWorkUnderFaultsKeepsItsMemoryItsFilesAndItsWord)
{
    SandboxServer sandbox;
    CliWorkspace desk;
    desk.init();
    for (const char* platform : {"mastodon", "gotosocial", "bluesky"}) desk.connect(sandbox, platform);
    const auto collector = desk.start({"collect"}, 50);
    Traffic traffic{sandbox, desk, 417};
    const auto end = Clock::now() + duration();
    const auto settled = Clock::now() + duration() / 4;
    long memory = 0, files = 0;
    for (std::size_t hour = 0; Clock::now() < end; ++hour) {
        sandbox.fault(badHours()[hour % badHours().size()]);
        std::this_thread::sleep_for(2s);
        sandbox.clearFaults();
        ASSERT_TRUE(collector->running()) << collector->err();
        if (memory == 0 && Clock::now() > settled) {
            memory = residentKilobytes(collector->pid());
            files = openFiles(collector->pid());
        }
    }
    traffic.stop();
    EXPECT_TRUE(eventually([&] { return traffic.atRest(); }, 300s)) << desk.run({"outbox", "list"}).out;
    const long memoryAfter = residentKilobytes(collector->pid()), filesAfter = openFiles(collector->pid());
    EXPECT_LT(memoryAfter, memory + memory / 2 + 20'000);
    EXPECT_LE(filesAfter, files + 16);
    collector->signal(SIGTERM);
    EXPECT_EQ(collector->wait(5s), 0);
    traffic.expectNothingLostNothingDoubled();
    std::cout << traffic.written().size() << " posts, " << traffic.queued() << " answers; memory " << memory << " -> " << memoryAfter
              << " KiB, files " << files << " -> " << filesAfter << "\n";
}

} // namespace
} // namespace qd::test
