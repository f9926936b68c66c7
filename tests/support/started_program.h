#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qd::test {

/// How a program ended: its exit code, or minus the signal that ended it.
using Ending = int;

/// A program of ours at work, its streams in files. Ended (SIGKILL) with the object. One thread at a time.
class StartedProgram {
public:
    struct Start {
        std::filesystem::path program;
        std::vector<std::string> arguments;
        std::vector<std::pair<std::string, std::string>> environment; ///< set on top of ours
        std::string input;                                           ///< its standard input, whole
        std::filesystem::path folder;                                ///< takes the files of its streams; must exist
        std::string name{"child"};                                   ///< of those files
    };
    explicit StartedProgram(const Start& start);
    ~StartedProgram();
    StartedProgram(const StartedProgram&) = delete;
    StartedProgram& operator=(const StartedProgram&) = delete;

    int pid() const { return m_pid; }
    bool running();
    void signal(int number); ///< nothing where it has ended
    /// Wait for its end; nullopt where it goes on past the deadline.
    std::optional<Ending> wait(std::chrono::milliseconds deadline);
    std::string out() const; ///< what it has written so far
    std::string err() const;

private:
    void reap(bool block);

    int m_pid{-1};
    std::optional<Ending> m_ending;
    std::filesystem::path m_out, m_err;
};

/// A file's bytes; "" where there is none.
std::string readFile(const std::filesystem::path& path);

} // namespace qd::test
