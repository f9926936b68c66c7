#include "playground.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

namespace qd::sandbox::test {
namespace {

pid_t start(const std::vector<std::string>& arguments)
{
    const std::string program = QD_BIN_DIR "/quarterdeck-sandbox";
    const pid_t child = ::fork();
    if (child == 0) {
        std::vector<char*> argv = {const_cast<char*>(program.c_str())};
        for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
        argv.push_back(nullptr);
        if (!::freopen("/dev/null", "w", stdout) || !::freopen("/dev/null", "w", stderr)) ::_exit(126);
        ::execv(program.c_str(), argv.data());
        ::_exit(127);
    }
    return child;
}

int exitOf(pid_t child)
{
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST(SandboxProgram, WritesItsPortsServesAndLeavesOnSigterm)
{
    std::string folder = testing::TempDir() + "programXXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const std::string file = folder + "/port", other = folder + "/gts", journal = folder + "/journal";
    const pid_t child = start({"--port", "0", "--port-file", file, "--gts-port-file", other, "--journal", journal, "--now", "2026-11-20T15:00:00Z", "--empty"});
    int port = 0;
    for (int tries = 0; tries < 3000 && port == 0; ++tries) {
        std::ifstream(file) >> port;
        if (port == 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_GT(port, 0);
    httplib::Client client("127.0.0.1", port);
    const auto answer = client.Get("/api/v2/instance");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    int second = 0;
    std::ifstream(other) >> second;
    EXPECT_GT(second, 0);
    EXPECT_NE(second, port);
    ::kill(child, SIGTERM);
    EXPECT_EQ(exitOf(child), 0);
    std::string line;
    std::ifstream written(journal);
    EXPECT_TRUE(std::getline(written, line));
    for (const std::string& path : {file, other, journal}) ::unlink(path.c_str());
    ::rmdir(folder.c_str());
}

TEST(SandboxProgram, RefusesBadArguments)
{
    EXPECT_EQ(exitOf(start({"--nonsense"})), 2);
    EXPECT_EQ(exitOf(start({"--port", "70000"})), 2);
    EXPECT_EQ(exitOf(start({"--now", "yesterday"})), 2);
    EXPECT_EQ(exitOf(start({"--scenario", "/nonexistent/scenario.json", "--empty"})), 2);
    EXPECT_EQ(exitOf(start({"--journal", "/nonexistent/journal", "--empty"})), 1);
    EXPECT_EQ(exitOf(start({"--help"})), 0);
}

} // namespace
} // namespace qd::sandbox::test
