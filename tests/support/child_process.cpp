#include "support/child_process.h"

#include "support/unprivileged.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace qd::test {
namespace {

int waitFor(pid_t child)
{
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    std::vector<char*> argv;
    for (const auto& argument : command)
        argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    m_pid = ::fork();
    if (m_pid == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    m_out = ends[0];
}

ChildProcess::~ChildProcess()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        waitFor(m_pid);
    }
    ::close(m_out);
}

bool ChildProcess::line(std::string& into)
{
    for (;;) {
        if (const auto end = m_buffer.find('\n'); end != std::string::npos) {
            into = m_buffer.substr(0, end);
            m_buffer.erase(0, end + 1);
            return true;
        }
        char bytes[4096];
        const auto got = ::read(m_out, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        m_buffer.append(bytes, static_cast<std::size_t>(got));
    }
}

std::vector<std::string> ChildProcess::allLines()
{
    std::vector<std::string> lines;
    for (std::string text; line(text);)
        lines.push_back(text);
    return lines;
}

void ChildProcess::kill() { ::kill(m_pid, SIGKILL); }

int ChildProcess::wait()
{
    const int status = waitFor(m_pid);
    m_pid = -1;
    return status;
}

int inUnprivilegedChild(const std::function<int()>& work)
{
    const pid_t child = ::fork();
    if (child == 0) ::_exit(dropPrivileges() ? work() : 126);
    return waitFor(child);
}

} // namespace qd::test
