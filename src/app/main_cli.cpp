#include "app/compose.h"
#include "app/demo_run.h"
#include "quarterdeck/base/log.h"
#include "quarterdeck/cli/command_line.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>

namespace {

std::atomic<bool> g_interrupted{false}; // a signal handler may touch nothing else

void onSignal(int) { g_interrupted = true; }

/// `quarterdeck-cli demo [--fresh]`: the desk's main job without a window.
int runDemo(const std::vector<std::string>& arguments, const qd::CommandLineParts& parts)
{
    const bool fresh = std::ranges::find(arguments, "--fresh") != arguments.end();
    std::cerr << "Starting the sandbox and setting up Acme Rail…\n";
    const auto demo = qd::startDemo(fresh);
    if (!demo) {
        std::cerr << "quarterdeck-cli: " << demo.error().detail << ". " << demo.error().hint << '\n';
        return 1;
    }
    const std::vector<std::string> at{"--workspace", demo->workspace};
    const auto run = [&](std::vector<std::string> words) {
        words.insert(words.begin(), at.begin(), at.end());
        return qd::runCommandLine(words, parts);
    };
    std::cerr << "Polling every source to its end…\n";
    if (const int failed = run({"poll", "--once"}); failed != 0) return failed;
    std::cout << "\nGoal queues\n";
    if (const int failed = run({"queue", "list"}); failed != 0) return failed;
    std::cout << "\nWhat is due first\n";
    if (const int failed = run({"conversation", "list", "--limit", "8"}); failed != 0) return failed;
    std::cout << "\nTo open the window on this: scripts/run, on a machine with a display.\n";
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    struct sigaction action{};
    action.sa_handler = onSignal;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    const char* verbose = std::getenv("QUARTERDECK_LOG");
    qd::openLog(verbose ? qd::LogLevel::Debug : qd::LogLevel::Error);
    try {
        const std::vector<std::string> arguments{argv + 1, argv + argc};
        const qd::CommandLineParts parts{.makeOpener = [](double haste) { return qd::composeOpener(haste); },
                                         .in = std::cin,
                                         .out = std::cout,
                                         .err = std::cerr,
                                         .interrupted = g_interrupted};
        if (!arguments.empty() && arguments.front() == "demo") return runDemo(arguments, parts);
        return qd::runCommandLine(arguments, parts);
    } catch (const std::exception& broken) {
        std::cerr << "quarterdeck-cli: the program broke: " << broken.what() << '\n';
        return 1;
    }
}
