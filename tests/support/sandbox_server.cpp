#include "support/sandbox_server.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <fstream>
#include <sstream>
#include <thread>

namespace qd::test {
namespace {

using nlohmann::json;

int readPort(const std::filesystem::path& file)
{
    int port = 0;
    std::ifstream{file} >> port;
    return port;
}

httplib::Client clientOf(int port)
{
    httplib::Client client{"127.0.0.1", port};
    client.set_read_timeout(20);
    return client;
}

json parsed(const httplib::Result& answer, const std::string& what)
{
    if (!answer) {
        ADD_FAILURE() << "the sandbox does not answer: " << what;
        return json::object();
    }
    EXPECT_EQ(answer->status, 200) << what << ": " << answer->body;
    json body = json::parse(answer->body, nullptr, false);
    return body.is_discarded() ? json::object() : body;
}

} // namespace

SandboxServer::SandboxServer(std::vector<std::string> more)
{
    const auto portFile = m_folder.path() / "port";
    std::vector<std::string> arguments{"--port", "0", "--port-file", portFile.string(), "--journal",
                                       (m_folder.path() / "journal").string(), "--limits", "0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    m_process = std::make_unique<StartedProgram>(StartedProgram::Start{
        .program = QD_BIN_DIR "/quarterdeck-sandbox", .arguments = arguments, .environment = {}, .input = "",
        .folder = m_folder.path(), .name = "sandbox"});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (m_port == 0 && m_process->running() && std::chrono::steady_clock::now() < deadline) {
        m_port = readPort(portFile);
        if (m_port == 0) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    if (m_port == 0) {
        ADD_FAILURE() << "the sandbox did not come up: " << m_process->err();
        return;
    }
    m_info = parsed(clientOf(m_port).Get("/_sandbox/info"), "info");
}

std::string SandboxServer::url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

json SandboxServer::control(const std::string& verb, const json& body)
{
    return parsed(clientOf(m_port).Post("/_sandbox/" + verb, body.dump(), "application/json"), verb);
}

json SandboxServer::nativeReply(const std::string& platform, const std::string& to, const std::string& text)
{
    return control("native-reply", {{"platform", platform}, {"in_reply_to", to}, {"text", text}});
}

json SandboxServer::edit(const std::string& platform, const std::string& id, const std::string& text)
{
    return control("edit", {{"platform", platform}, {"id", id}, {"text", text}});
}

json SandboxServer::remove(const std::string& platform, const std::string& id)
{
    return control("delete", {{"platform", platform}, {"id", id}});
}

void SandboxServer::fault(const json& script) { control("fault", script); }

void SandboxServer::clearFaults() { parsed(clientOf(m_port).Delete("/_sandbox/fault"), "fault"); }

json SandboxServer::faults() { return parsed(clientOf(m_port).Get("/_sandbox/fault"), "fault")["faults"]; }

void SandboxServer::advance(double seconds) { control("advance", {{"seconds", seconds}}); }

json SandboxServer::state() { return parsed(clientOf(m_port).Get("/_sandbox/state"), "state"); }

int SandboxServer::answersTo(const std::string& platform, const std::string& id)
{
    const json all = state();
    return all.at(platform).at("by_parent").value(id, 0);
}

std::vector<json> SandboxServer::journal() const
{
    std::vector<json> lines;
    std::istringstream text{readFile(m_folder.path() / "journal")};
    for (std::string line; std::getline(text, line);)
        if (json entry = json::parse(line, nullptr, false); entry.is_object()) lines.push_back(std::move(entry));
    return lines;
}

int SandboxServer::requests(const std::string& method, const std::string& path) const
{
    int found = 0;
    for (const json& line : journal())
        found += line.value("method", "") == method && line.value("path", "").rfind(path, 0) == 0 ? 1 : 0;
    return found;
}

} // namespace qd::test
