#include "engine/bench/ingest_bench.h"

#include <nlohmann/json.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <vector>

namespace qd {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

template <class T>
Result<T> wait(const std::function<void(Reply<T>)>& ask)
{
    auto promise = std::make_shared<std::promise<Result<T>>>(); // shared with the reply
    auto answer = promise->get_future();
    ask([promise](Result<T> result) { promise->set_value(std::move(result)); });
    return answer.get();
}

double processCpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Result<std::vector<std::string>> readList(const std::string& path)
{
    std::ifstream file{path};
    if (path.empty() || !file)
        return fail(Errc::Invalid, "bench ingest needs a list of served feeds", "Give --feeds FILE with one address a line.");
    std::vector<std::string> urls;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) urls.push_back(line);
    return urls;
}

struct Round {
    int fetched{0}, fresh{0}, requests{0}, failed{0};
    double cpu{0};
};

Result<Round> poll(Desk& desk)
{
    const double before = processCpuSeconds();
    const auto reports = wait<std::vector<PollReport>>([&](auto reply) { desk.sources().pollOnce({}, {}, std::move(reply)); });
    if (!reports) return fail(reports.error());
    Round round{.cpu = processCpuSeconds() - before};
    for (const PollReport& report : *reports) {
        round.fetched += report.fetched;
        round.fresh += report.fresh;
        round.requests += report.requests;
        round.failed += report.error ? 1 : 0;
    }
    return round;
}

json figure(const char* name, const char* unit, double value) { return {{"name", name}, {"unit", unit}, {"ours", value}}; }

/// A folder that goes when the measuring is over.
struct Scratch {
    fs::path path;
    explicit Scratch(const fs::path& wanted)
        : path{wanted.empty() ? fs::temp_directory_path() / ("quarterdeck-bench-" + std::to_string(::getpid())) : wanted / "ingest"}
    {}
    ~Scratch()
    {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

} // namespace

Result<json> benchIngest(Opener& opener, const BenchOptions& options)
{
    const auto urls = readList(options.feedUrl);
    if (!urls) return fail(urls.error());
    const Scratch scratch{options.folder};
    const std::string workspace = scratch.path.string();
    if (auto made = opener.init({workspace, "Bench", "UTC", "Bench"}); !made) return fail(made.error());
    const auto desk = opener.open({workspace, "", false});
    if (!desk) return fail(desk.error());
    for (const std::string& url : *urls) {
        const NewAccount account{.platform = "feed", .server = url, .privateHost = true};
        const auto connected = wait<AccountLine>([&](auto reply) { (*desk)->sources().connect(account, std::move(reply)); });
        if (!connected) return fail(connected.error());
    }
    const auto cold = poll(**desk);
    if (!cold) return fail(cold.error());
    const auto again = poll(**desk);
    if (!again) return fail(again.error());
    json report{{"feeds", urls->size()}, {"items", cold->fresh}, {"failed", cold->failed + again->failed}, {"new_the_second_time", again->fresh}};
    report["figures"] = json::array(
        {figure("new item, HTTP to stored, indexed and routed", "us CPU, whole process", cold->fresh ? cold->cpu * 1e6 / cold->fresh : 0),
         figure("all feeds read, everything new", "s CPU, whole process", cold->cpu),
         figure("all feeds asked again, nothing new", "s CPU, whole process", again->cpu)});
    return report;
}

} // namespace qd
