#pragma once

#include "app/compose.h"
#include "quarterdeck/base/result.h"

#include <filesystem>
#include <memory>
#include <string>

namespace qd {

/// How much faster than usual the demo's sources are read.
inline constexpr double kDemoHaste = 10.0;

/// The sandbox server as a child of this process; it ends with it.
class SandboxProcess {
public:
    /// Start the program beside ours.  @param now  "" = the machine's clock; @errors NotFound, Network (no answer in 20 s)
    static Result<std::unique_ptr<SandboxProcess>> start(const std::filesystem::path& folder, int port,
                                                         const std::string& now, double live);
    ~SandboxProcess();
    int port() const noexcept { return m_port; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

private:
    SandboxProcess(int pid, int port)
        : m_pid{pid}
        , m_port{port}
    {}
    int m_pid;
    int m_port;
};

/// The demo's workspace over a running sandbox. One made within the last twelve hours is opened again where its port
/// is free; else, or when `fresh`, it is made anew.
struct DemoRun {
    std::unique_ptr<SandboxProcess> sandbox;
    std::string workspace;
};
Result<DemoRun> startDemo(bool fresh, const OpenKeyring& keyring = {});

} // namespace qd
