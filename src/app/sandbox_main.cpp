#include "sandbox/sandbox.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace {

/// Written beside the file and renamed, so that a reader never sees half a number.
bool writePort(const std::string& path, int port)
{
    const std::string beside = path + ".new";
    {
        std::ofstream file(beside);
        file << port << "\n";
        if (!file.flush()) return false;
    }
    return std::rename(beside.c_str(), path.c_str()) == 0;
}

int refuse(const std::string& sentence, int code)
{
    std::fprintf(stderr, "quarterdeck-sandbox: %s\n", sentence.c_str());
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app{"A made-up Mastodon, GoToSocial, Bluesky and some feeds on loopback: the demo of Quarterdeck."};
    qd::sandbox::Options options;
    int port = 0, gotosocialPort = 0;
    long accessLifetime = 7200;
    std::string portFile, gotosocialPortFile, now, scenario, demo;
    app.add_option("--port", port, "port on 127.0.0.1; 0 takes any free one")->check(CLI::Range(0, 65535));
    app.add_option("--port-file", portFile, "where the port is written once the server listens");
    app.add_option("--gts-port", gotosocialPort, "port of the GoToSocial server; 0 takes any free one")->check(CLI::Range(0, 65535));
    app.add_option("--gts-port-file", gotosocialPortFile, "where its port is written");
    app.add_option("--seed", options.seed, "another seed tells the quiet weeks another way");
    app.add_option("--now", now, "RFC 3339 time at which the clock starts");
    app.add_option("--live", options.liveRate, "posts while you watch: 1 is one every 20-40 s, 10 ten times as fast")->check(CLI::Range(0.0, 1000.0));
    app.add_option("--scenario", scenario, "JSON file with scripted faults");
    app.add_option("--journal", options.journal, "file that takes one JSON line a request");
    app.add_option("--access-lifetime", accessLifetime, "seconds a Bluesky access token lives")->check(CLI::Range(1, 7 * 86400));
    app.add_option("--limits", options.limitScale, "scale of the rate limits; 0 switches them off")->check(CLI::Range(0.0, 1000.0));
    app.add_option("--demo", demo, "another seed file");
    app.add_flag("--empty", options.empty, "accounts only: nobody has said anything yet");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) { // CLI11 speaks by exception
        const int code = app.exit(wrong);
        return code == 0 ? 0 : 2;
    }
    if (!now.empty()) {
        options.now = qd::sandbox::readDatetime(now);
        if (!options.now) return refuse("--now is not an RFC 3339 time with a zone: " + now, 2);
    }
    options.accessLifetime = std::chrono::seconds(accessLifetime);
    if (!demo.empty()) {
        std::ifstream file(demo);
        std::stringstream text;
        text << file.rdbuf();
        if (!file) return refuse("cannot read " + demo, 2);
        options.seedText = text.str();
        if (!qd::sandbox::tellDemo(options.seedText, options.seed, options.now.value_or(qd::UtcMillis{}))) return refuse(demo + " is not a seed file", 2);
    }

    // Blocked before any thread starts, so that all inherit it and only sigwait() takes it.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    qd::sandbox::Sandbox sandbox(options);
    if (!sandbox.journalIsGood()) return refuse("cannot write " + options.journal, 1);
    if (!scenario.empty())
        if (const auto wrong = sandbox.loadScenario(scenario)) return refuse(*wrong, 2);
    if (const auto wrong = sandbox.listen(port, gotosocialPort)) return refuse(*wrong, 1);
    if (!gotosocialPortFile.empty() && !writePort(gotosocialPortFile, sandbox.gotosocialPort())) return refuse("cannot write " + gotosocialPortFile, 1);
    if (!portFile.empty() && !writePort(portFile, sandbox.port())) return refuse("cannot write " + portFile, 1);
    std::printf("http://127.0.0.1:%d  (GoToSocial http://127.0.0.1:%d)  what to log in with: /_sandbox/info\n", sandbox.port(), sandbox.gotosocialPort());
    std::fflush(stdout);

    int signal = 0;
    sigwait(&signals, &signal);
    return 0;
}
