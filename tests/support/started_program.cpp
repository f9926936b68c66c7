#include "support/started_program.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace qd::test {
namespace {

using Clock = std::chrono::steady_clock;

void writeFile(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream{path, std::ios::binary} << bytes;
}

/// NAME=value for execve: ours, with the given ones in place of equal names.
std::vector<std::string> environmentOf(const StartedProgram::Start& start)
{
    std::vector<std::string> words;
    for (char** at = environ; *at != nullptr; ++at) {
        const std::string word = *at;
        bool replaced = false;
        for (const auto& [name, value] : start.environment) replaced |= word.rfind(name + "=", 0) == 0;
        if (!replaced) words.push_back(word);
    }
    for (const auto& [name, value] : start.environment) words.push_back(name + "=" + value);
    return words;
}

std::vector<char*> pointersTo(std::vector<std::string>& words)
{
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

StartedProgram::StartedProgram(const Start& start)
    : m_out{start.folder / (start.name + ".out")}
    , m_err{start.folder / (start.name + ".err")}
{
    const std::filesystem::path input = start.folder / (start.name + ".in");
    writeFile(input, start.input);
    std::vector<std::string> words{start.program.string()};
    words.insert(words.end(), start.arguments.begin(), start.arguments.end());
    std::vector<std::string> names = environmentOf(start);
    std::vector<char*> argv = pointersTo(words);
    std::vector<char*> env = pointersTo(names);
    const int in = ::open(input.c_str(), O_RDONLY | O_CLOEXEC);
    const int out = ::open(m_out.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const int err = ::open(m_err.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const int parent = ::getpid();
    m_pid = ::fork();
    if (m_pid == 0) { // between fork and exec: nothing that allocates
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(126);
        ::dup2(in, 0);
        ::dup2(out, 1);
        ::dup2(err, 2);
        ::execve(argv[0], argv.data(), env.data());
        ::_exit(127);
    }
    for (const int file : {in, out, err})
        if (file >= 0) ::close(file);
}

StartedProgram::~StartedProgram()
{
    signal(SIGKILL);
    reap(true);
}

void StartedProgram::reap(bool block)
{
    if (m_ending || m_pid < 0) return;
    int status = 0;
    if (::waitpid(m_pid, &status, block ? 0 : WNOHANG) != m_pid) return;
    m_ending = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

bool StartedProgram::running()
{
    reap(false);
    return m_pid > 0 && !m_ending;
}

void StartedProgram::signal(int number)
{
    if (running()) ::kill(m_pid, number);
}

std::optional<Ending> StartedProgram::wait(std::chrono::milliseconds deadline)
{
    const auto end = Clock::now() + deadline;
    while (running() && Clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds{2});
    return m_ending;
}

std::string StartedProgram::out() const { return readFile(m_out); }
std::string StartedProgram::err() const { return readFile(m_err); }

std::string readFile(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

} // namespace qd::test
