#include "app/demo_run.h"

#include "quarterdeck/engine/demo.h"
#include "quarterdeck/net/curl_http_client.h"

#include <charconv>
#include <fstream>

namespace qd {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kStale = 12h;   // the story hangs on the moment it was made for
constexpr double kLive = 1.0;

/// When the demo was made and on which port its accounts' servers are.
struct Made {
    UtcMillis at{};
    int port{0};
};

fs::path noteOf(const fs::path& folder) { return folder / "demo"; }

std::optional<Made> readMade(const fs::path& folder)
{
    std::ifstream file{noteOf(folder)};
    std::int64_t at = 0;
    Made made;
    if (!(file >> at >> made.port)) return std::nullopt;
    made.at = fromInt(at);
    return made;
}

Result<std::string> get(const std::string& url, const std::string& method = "GET")
{
    CurlHttpClient http;
    HttpRequest request{.method = method, .url = url};
    request.allowPrivateHost = true;
    auto answer = sendAndWait(http, std::move(request));
    if (!answer) return fail(answer.error().error);
    if (answer->status != 200) return fail(Errc::BadReply, "the sandbox refuses its control");
    return answer->body;
}

/// The sandbox as it stood when the demo was made, moved on to now.
Result<DemoRun> openAgain(const fs::path& folder, const Made& made, UtcMillis now)
{
    auto sandbox = SandboxProcess::start(folder, made.port, formatRfc3339(made.at), kLive);
    if (!sandbox) return fail(sandbox.error());
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - made.at).count();
    if (auto moved = get((*sandbox)->url() + "/_sandbox/advance?seconds=" + std::to_string(passed), "POST"); !moved)
        return fail(moved.error());
    return DemoRun{std::move(*sandbox), folder.string()};
}

Result<void> furnish(const fs::path& folder, const SandboxProcess& sandbox, const OpenKeyring& keyring)
{
    const auto opener = composeOpener(kDemoHaste, keyring);
    if (auto made = opener->init({folder.string(), "Acme Rail", "Europe/London", ""}); !made) return made;
    auto desk = opener->open({folder.string(), "", false});
    if (!desk) return fail(desk.error());
    const auto info = get(sandbox.url() + "/_sandbox/info");
    if (!info) return fail(info.error());
    return prepareDemo(**desk, *info);
}

} // namespace

Result<DemoRun> startDemo(bool fresh, const OpenKeyring& keyring)
{
    const fs::path folder = defaultWorkspace() + "-demo";
    const UtcMillis now = SystemClock{}.now();
    if (const auto made = readMade(folder); made && !fresh && now - made->at < kStale && now >= made->at)
        if (auto again = openAgain(folder, *made, now)) return again;

    std::error_code failed;
    fs::remove_all(folder, failed);
    if (failed) return fail(Errc::ReadOnly, "the old demo cannot be removed");
    auto sandbox = SandboxProcess::start(folder, 0, formatRfc3339(now), kLive);
    if (!sandbox) return fail(sandbox.error());
    if (auto furnished = furnish(folder, **sandbox, keyring); !furnished) return fail(furnished.error());
    std::ofstream{noteOf(folder)} << toInt(now) << ' ' << (*sandbox)->port() << '\n';
    return DemoRun{std::move(*sandbox), folder.string()};
}

} // namespace qd
