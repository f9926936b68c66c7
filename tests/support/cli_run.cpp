#include "support/cli_run.h"

#include <gtest/gtest.h>

namespace qd::test {
namespace {

using nlohmann::json;

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) text += " " + word;
    return text;
}

} // namespace

json CliRun::json() const { return nlohmann::json::parse(out, nullptr, false); }

std::string CliRun::errorCode() const
{
    const auto document = json();
    if (!document.is_object() || !document.contains("error")) return "";
    return document["error"].value("code", "");
}

CliWorkspace::CliWorkspace()
{
    const std::string home = m_folder.path().string();
    m_environment = {{"HOME", home},
                     {"XDG_DATA_HOME", home + "/data"},
                     {"XDG_CONFIG_HOME", home + "/config"},
                     {"XDG_STATE_HOME", home + "/state"},
                     {"XDG_CACHE_HOME", home + "/cache"},
                     {"QUARTERDECK_WORKSPACE", ""},
                     {"QUARTERDECK_KEY_FILE", ""},
                     {"QUARTERDECK_PASSPHRASE", ""},
                     {"QUARTERDECK_SECRET", ""},
                     {"CREDENTIALS_DIRECTORY", ""},
                     {"QUARTERDECK_POLL_HASTE", ""},
                     {"http_proxy", ""},
                     {"https_proxy", ""}};
}

void CliWorkspace::setEnvironment(const std::string& name, const std::string& value)
{
    std::erase_if(m_environment, [&](const auto& entry) { return entry.first == name; });
    m_environment.emplace_back(name, value);
}

StartedProgram::Start CliWorkspace::startOf(Words words, const std::string& input)
{
    return {.program = QD_BIN_DIR "/quarterdeck-cli",
            .arguments = std::move(words),
            .environment = m_environment,
            .input = input,
            .folder = m_folder.path(),
            .name = "run" + std::to_string(++m_runs)};
}

CliRun CliWorkspace::raw(const Words& words, const std::string& input, std::chrono::milliseconds deadline)
{
    StartedProgram process{startOf(words, input)};
    const auto ending = process.wait(deadline);
    EXPECT_TRUE(ending) << "no end within the deadline:" << joined(words);
    return {ending.value_or(-1), process.out(), process.err()};
}

CliRun CliWorkspace::run(Words words, const std::string& input, std::chrono::milliseconds deadline)
{
    words.insert(words.end(), {"--workspace", folder().string(), "--json"});
    return raw(words, input, deadline);
}

json CliWorkspace::ok(const Words& words, const std::string& input)
{
    const CliRun ran = run(words, input);
    EXPECT_EQ(ran.code, 0) << joined(words) << "\n" << ran.out << ran.err;
    json document = ran.json();
    EXPECT_FALSE(document.is_discarded()) << joined(words) << "\n" << ran.out;
    return document.is_discarded() ? json::object() : document;
}

std::vector<json> CliWorkspace::items(const Words& words)
{
    const json document = ok(words);
    std::vector<json> all;
    for (const json& item : document.value("items", json::array())) all.push_back(item);
    return all;
}

std::unique_ptr<StartedProgram> CliWorkspace::start(Words words, double haste, const std::string& input)
{
    words.insert(words.end(), {"--workspace", folder().string(), "--json"});
    return startProgram(QD_BIN_DIR "/quarterdeck-cli", std::move(words), haste, input);
}

std::unique_ptr<StartedProgram> CliWorkspace::startProgram(const std::filesystem::path& program, Words words, double haste,
                                                         const std::string& input)
{
    StartedProgram::Start start = startOf(std::move(words), input);
    start.program = program;
    std::erase_if(start.environment, [](const auto& entry) { return entry.first == "QUARTERDECK_POLL_HASTE"; });
    start.environment.emplace_back("QUARTERDECK_POLL_HASTE", std::to_string(haste));
    return std::make_unique<StartedProgram>(start);
}

void CliWorkspace::init() { ok({"workspace", "init", "--name", "Acme Rail", "--timezone", "Europe/London"}); }

std::string CliWorkspace::connect(const SandboxServer& sandbox, const std::string& platform, const Words& more)
{
    const json at = sandbox.info().at(platform);
    const std::string server = at.at("server").get<std::string>();
    Words words{"account", "add", platform == "gotosocial" ? "mastodon" : platform, "--server", server, "--private-host"};
    std::string secret;
    if (platform == "bluesky") {
        words.insert(words.end(), {"--handle", at.at("handle").get<std::string>(), "--password-stdin"});
        secret = at.at("app_password").get<std::string>();
    } else {
        words.emplace_back("--token-stdin");
        secret = at.at("token").get<std::string>();
    }
    words.insert(words.end(), more.begin(), more.end());
    return ok(words, secret).value("id", "");
}

int CliWorkspace::poll()
{
    const json reports = ok({"poll", "--once"});
    int fresh = 0;
    for (const json& report : reports.value("items", json::array())) {
        EXPECT_TRUE(report.at("error").is_null()) << report.dump();
        fresh += report.value("new", 0);
    }
    return fresh;
}

std::vector<json> CliWorkspace::mentions()
{
    std::vector<json> all;
    std::string after;
    do {
        Words words{"mention", "list", "--limit", "200"};
        if (!after.empty()) words.insert(words.end(), {"--after", after});
        const json page = ok(words);
        for (const json& item : page.value("items", json::array())) all.push_back(item);
        after = page.contains("next") && page["next"].is_string() ? page["next"].get<std::string>() : "";
    } while (!after.empty());
    return all;
}

json CliWorkspace::mentionOf(const std::string& nativeId)
{
    for (json& mention : mentions())
        if (mention["native_id"] == nativeId || mention.value("native_key", "").find("/" + nativeId + "/") != std::string::npos) return mention;
    return nullptr;
}

json CliWorkspace::conversationOf(const std::string& nativeId)
{
    const json mention = mentionOf(nativeId);
    if (!mention.is_object() || !mention["conversation"].is_string()) {
        ADD_FAILURE() << "no conversation holds the post " << nativeId;
        return json::object();
    }
    return show(mention["conversation"].get<std::string>());
}

} // namespace qd::test
