#pragma once

#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace qd::test {

/// Another program, its stdout read line by line. Killed when this object goes.
class ChildProcess {
public:
    explicit ChildProcess(const std::vector<std::string>& command);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    bool line(std::string& into);        ///< waits; false at the end of its output
    std::vector<std::string> allLines(); ///< until the end
    void kill();                         ///< SIGKILL
    int wait();                          ///< its exit status; -1 where a signal ended it

private:
    pid_t m_pid{-1};
    int m_out{-1};
    std::string m_buffer;
};

/// Run `work` in a process of its own, as an unprivileged account where we are root; what it returns, or -1.
int inUnprivilegedChild(const std::function<int()>& work);

} // namespace qd::test
