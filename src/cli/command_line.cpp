#include "quarterdeck/cli/command_line.h"

#include "cli/commands.h"
#include "cli/output.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace qd {
namespace {

using cli::CliSession;
using cli::GlobalOptions;

/// Options may stand before or after noun and verb: every subcommand falls back to the program's own.
void fallThrough(CLI::App& app)
{
    app.fallthrough();
    for (CLI::App* sub : app.get_subcommands([](CLI::App*) { return true; })) fallThrough(*sub);
}

void build(CLI::App& app, GlobalOptions& options, CliSession& session)
{
    app.add_option("--workspace", options.workspace, "Folder or postgresql:// URL; else $QUARTERDECK_WORKSPACE, else the data folder");
    app.add_option("--as", options.as, "Act as this person (login or name)");
    app.add_flag("--json", options.json, "One JSON document on standard output");
    app.require_subcommand(1);
    cli::addWorkspaceCommands(app, session);
    cli::addAccountCommands(app, session);
    cli::addPollCommands(app, session);
    cli::addConfigurationCommands(app, session);
    cli::addRuleCommands(app, session);
    cli::addSlaCommands(app, session);
    cli::addMentionCommands(app, session);
    cli::addConversationCommands(app, session);
    cli::addReplyCommand(app, session);
    cli::addOutboxCommands(app, session);
    cli::addInspectCommands(app, session);
    cli::addBenchCommand(app, session);
    fallThrough(app);
}

/// CLI11 misses a subcommand before it says that it did not know the word that stood there.
std::string whyUnreadable(const CLI::App& app, const CLI::ParseError& wrong)
{
    const auto unknown = app.remaining(true);
    const bool missesCommand = wrong.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
    if (missesCommand && !unknown.empty() && !unknown.front().starts_with('-')) return "there is no command " + unknown.front();
    return wrong.what();
}

int parseAndRun(CLI::App& app, std::vector<std::string> arguments, const GlobalOptions& options, const CommandLineParts& parts)
{
    std::reverse(arguments.begin(), arguments.end()); // CLI11 takes them back to front
    try {
        app.parse(std::move(arguments));
        return 0;
    } catch (const CLI::RuntimeError& done) {
        return done.get_exit_code(); // a verb said its piece already
    } catch (const CLI::ParseError& wrong) {
        if (wrong.get_exit_code() == 0) return app.exit(wrong, parts.out, parts.err);
        const Error error{Errc::Invalid, whyUnreadable(app, wrong), std::nullopt, "Ask for --help."};
        cli::printError(parts.out, parts.err, options.json, error);
        return 2;
    } catch (const cli::Failed& failed) {
        cli::printError(parts.out, parts.err, options.json, failed.error);
        return failed.usage ? 2 : 1;
    } catch (const cli::Interrupted&) {
        cli::printError(parts.out, parts.err, options.json, {Errc::Cancelled, "interrupted"});
        return 130;
    }
}

} // namespace

int runCommandLine(const std::vector<std::string>& arguments, const CommandLineParts& parts)
{
    GlobalOptions options;
    options.json = std::ranges::find(arguments, "--json") != arguments.end(); // also for a line that cannot be parsed
    CliSession session{parts, options};
    CLI::App app{"Quarterdeck, the social media command center, on the command line", "quarterdeck-cli"};
    build(app, session.options(), session);
    return parseAndRun(app, arguments, session.options(), parts);
}

} // namespace qd
