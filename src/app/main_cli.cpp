#include "app/compose.h"
#include "quarterdeck/base/log.h"
#include "quarterdeck/cli/command_line.h"

#include <csignal>
#include <cstdlib>
#include <iostream>

namespace {

std::atomic<bool> g_interrupted{false}; // a signal handler may touch nothing else

void onSignal(int) { g_interrupted = true; }

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
        return qd::runCommandLine(arguments, {.makeOpener = [](double haste) { return qd::composeOpener(haste); },
                                              .in = std::cin,
                                              .out = std::cout,
                                              .err = std::cerr,
                                              .interrupted = g_interrupted});
    } catch (const std::exception& broken) {
        std::cerr << "quarterdeck-cli: the program broke: " << broken.what() << '\n';
        return 1;
    }
}
