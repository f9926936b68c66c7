#include "app/compose.h"
#include "app/demo_run.h"
#include "app/end_by_signal.h"
#include "app/keyring.h"
#include "quarterdeck/base/log.h"
#include "quarterdeck/gui/run_desk.h"
#include "quarterdeck/net/secret_store.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdlib>
#include <iostream>

namespace {

struct Switches {
    qd::DeskOptions desk;
    bool demo{false}, fresh{false}, noPoll{false};
};

/// How much faster than usual sources are polled: the tests', and the demo's, impatience.
double pollHaste(bool demo)
{
    const char* haste = std::getenv("QUARTERDECK_POLL_HASTE");
    const double value = haste ? std::strtod(haste, nullptr) : 0;
    return value >= 1.0 && value <= 1000.0 ? value : demo ? qd::kDemoHaste : 1.0;
}

/// What Quarterdeck takes; the rest is left to Qt.
int parse(Switches& switches, int argc, char** argv)
{
    CLI::App app{"Quarterdeck, the social media command center", "quarterdeck"};
    app.add_option("--workspace", switches.desk.workspace, "Folder or postgresql:// URL");
    app.add_option("--as", switches.desk.person, "Open the desk as this person");
    app.add_flag("--demo", switches.demo, "Acme Rail, over the bundled sandbox server");
    app.add_flag("--fresh", switches.fresh, "Make the demo anew");
    app.add_option("--theme", switches.desk.theme)->check(CLI::IsMember({"light", "dark", "contrast", "system"}));
    app.add_option("--lang", switches.desk.language, "Language of the window, e.g. de");
    app.add_flag("--no-poll", switches.noPoll, "Show what is stored; ask no server");
    app.allow_extras();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? 0 : 2;
    }
    switches.desk.poll = !switches.noPoll;
    return -1;
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    Switches switches;
    if (const int code = parse(switches, argc, argv); code >= 0) return code;
    const char* verbose = std::getenv("QUARTERDECK_LOG");
    const qd::EndBySignal endBySignal;
    qd::openLog(verbose ? qd::LogLevel::Debug : qd::LogLevel::Warning);

    std::unique_ptr<qd::SandboxProcess> sandbox; // ends with the window
    const auto startDemo = [&](bool fresh) -> qd::Result<std::string> {
        auto demo = qd::startDemo(fresh);
        if (!demo) return qd::fail(demo.error());
        sandbox = std::move(demo->sandbox);
        return demo->workspace;
    };
    if (switches.demo) {
        const auto workspace = startDemo(switches.fresh);
        if (!workspace) {
            std::cerr << "quarterdeck: " << workspace.error().detail << ". " << workspace.error().hint << '\n';
            return 1;
        }
        switches.desk.workspace = *workspace;
    }
    switches.desk.prepareDemo = [&] { return startDemo(true); };
    // The demo's made-up tokens stay out of the person's own keyring.
    const double haste = pollHaste(switches.demo);
    const auto opener = switches.demo ? qd::composeOpener(haste) : qd::composeOpener(haste, qd::openKeyring);
    return qd::runDesk(*opener, switches.desk, argc, argv);
}
