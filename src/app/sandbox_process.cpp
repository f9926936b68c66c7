#include "app/demo_run.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace qd {
namespace {

namespace fs = std::filesystem;

fs::path programFolder()
{
    std::error_code failed;
    return fs::read_symlink("/proc/self/exe", failed).parent_path();
}

int readPort(const fs::path& file)
{
    int port = 0;
    std::ifstream{file} >> port;
    return port;
}

/// Waits for the port file, or for the child's early end.
int waitForPort(const fs::path& file, int pid)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (std::chrono::steady_clock::now() < deadline) {
        if (const int port = readPort(file); port > 0) return port;
        int status = 0;
        if (waitpid(pid, &status, WNOHANG) == pid) return 0;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    return 0;
}

} // namespace

Result<std::unique_ptr<SandboxProcess>> SandboxProcess::start(const fs::path& folder, int port, const std::string& now,
                                                              double live)
{
    const fs::path program = programFolder() / "quarterdeck-sandbox";
    std::error_code failed;
    if (!fs::exists(program, failed)) return fail(Errc::NotFound, "quarterdeck-sandbox is not beside this program");
    fs::create_directories(folder, failed);
    const fs::path portFile = folder / "sandbox.port";
    fs::remove(portFile, failed);

    std::vector<std::string> words{program.string(), "--port", std::to_string(port), "--port-file", portFile.string(),
                                   "--live", fmt::format("{}", live)};
    if (!now.empty()) words.insert(words.end(), {"--now", now});
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);

    const int parent = getpid();
    const int pid = fork();
    if (pid < 0) return fail(Errc::Busy, "the sandbox could not be started");
    if (pid == 0) { // between fork and exec: nothing that allocates
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent) _exit(1);
        execv(argv[0], argv.data());
        _exit(127);
    }
    const int listening = waitForPort(portFile, pid);
    std::unique_ptr<SandboxProcess> process{new SandboxProcess{pid, listening}};
    if (listening == 0) return fail(Errc::Network, "the sandbox does not answer");
    return process;
}

SandboxProcess::~SandboxProcess()
{
    kill(m_pid, SIGTERM);
    for (int i = 0; i < 100; ++i) {
        int status = 0;
        if (waitpid(m_pid, &status, WNOHANG) != 0) return;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    kill(m_pid, SIGKILL);
    waitpid(m_pid, nullptr, 0);
}

} // namespace qd
