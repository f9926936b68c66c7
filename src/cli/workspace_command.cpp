#include "cli/commands.h"
#include "cli/output.h"
#include "cli/shapes.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace qd::cli {
namespace {

void addInit(CLI::App& noun, CliSession& session)
{
    struct Options { std::string name, timezone, person; };
    auto options = std::make_shared<Options>(); // lives as long as the parser's callbacks
    CLI::App* verb = noun.add_subcommand("init", "Make a new workspace: three ordered goals, their queues, a default SLA");
    verb->add_option("--name", options->name, "The organisation's name")->required();
    verb->add_option("--timezone", options->timezone, "IANA name, e.g. Europe/Berlin")->required();
    verb->add_option("--person", options->person, "Your name; else the OS user's");
    verb->callback([&session, options] {
        session.orThrow(session.opener().init({session.options().workspace, options->name, options->timezone, options->person}));
        print(session, {{"name", options->name}, {"timezone", options->timezone}},
              "The workspace is ready. Next: quarterdeck-cli account add …");
    });
}

void addCheck(CLI::App& noun, CliSession& session)
{
    CLI::App* verb = noun.add_subcommand("check", "Integrity, foreign keys, counters, measures and clocks, recomputed and compared");
    verb->callback([&session] {
        Desk& desk = session.desk();
        using Differences = std::vector<CheckDifference>;
        const auto found = session.await<Differences>([&](auto reply) { desk.workspace().check(session.progress(), std::move(reply)); });
        Json list = Json::array();
        Table table{{"KIND", "ID", "STORED", "EXPECTED"}};
        for (const CheckDifference& d : found) {
            list.push_back({{"kind", d.kind}, {"id", d.id}, {"stored", d.stored}, {"expected", d.expected}});
            table.add({d.kind, d.id, plain(d.stored), plain(d.expected)});
        }
        print(session, {{"ok", found.empty()}, {"differences", std::move(list)}}, table.text("Everything agrees with the log."));
        if (!found.empty()) throw CLI::RuntimeError(1);
    });
}

void addCopies(CLI::App& noun, CliSession& session)
{
    auto path = std::make_shared<std::string>();
    auto replace = std::make_shared<bool>(false);
    const auto add = [&](const char* name, const char* help, auto work) {
        CLI::App* verb = noun.add_subcommand(name, help);
        verb->add_option("PATH", *path, "Where")->required();
        verb->callback([&session, path, work] {
            work(*path);
            print(session, {{"path", *path}}, "Done: " + *path);
        });
        return verb;
    };
    add("backup", "A consistent copy, while in use; the file must not exist", [&session](const std::string& file) {
        Desk& desk = session.desk();
        session.await<bool>([&](auto reply) { desk.workspace().backup(file, session.progress(), std::move(reply)); });
    });
    add("export", "Every table as JSON lines into a folder", [&session](const std::string& folder) {
        Desk& desk = session.desk();
        session.await<bool>([&](auto reply) { desk.workspace().exportTo(folder, session.progress(), std::move(reply)); });
    });
    add("import", "An exported folder into an empty workspace", [&session](const std::string& folder) {
        Desk& desk = session.desk();
        session.await<bool>([&](auto reply) { desk.workspace().importFrom(folder, session.progress(), std::move(reply)); });
    });
    CLI::App* restore = add("restore", "A backup in place of the workspace", [&session, replace](const std::string& file) {
        session.orThrow(session.opener().restore(file, session.options().workspace, *replace));
    });
    restore->add_flag("--replace", *replace, "Also where a workspace is already there: it is kept beside, renamed");
}

void addMigrate(CLI::App& noun, CliSession& session)
{
    noun.add_subcommand("migrate", "Step the schema up, after a backup")->callback([&session] {
        const int version = session.orThrow(session.opener().migrate(session.options().workspace));
        print(session, {{"schema", version}}, fmt::format("The schema is at version {}.", version));
    });
}

void addSet(CLI::App& noun, CliSession& session)
{
    auto seconds = std::make_shared<int>(0);
    CLI::App* set = noun.add_subcommand("set", "Change a setting of the workspace");
    set->require_subcommand(1);
    CLI::App* verb = set->add_subcommand("undo-hold", "How long a reply waits, and can be taken back, before it leaves");
    verb->add_option("SECONDS", *seconds, "0 sends at once")->required()->check(CLI::Range(0, 300));
    verb->callback([&session, seconds] {
        Desk& desk = session.desk();
        const auto now = session.await<Configuration>([&](auto reply) { desk.setUp().setUndoHold(std::chrono::seconds{*seconds}, std::move(reply)); });
        print(session, {{"name", now.organisation}, {"timezone", now.timezone}, {"undo_hold", now.undoHold.count()}},
              fmt::format("A reply waits {} s before it leaves.", now.undoHold.count()));
    });
}

void addHealth(CLI::App& app, CliSession& session)
{
    app.add_subcommand("health", "For monitoring: exit 1 with reasons when something is wrong")->callback([&session] {
        Desk& desk = session.desk();
        using Reasons = std::vector<HealthReason>;
        const auto reasons = session.await<Reasons>([&](auto reply) { desk.sources().health(std::move(reply)); });
        Json list = Json::array();
        Table table{{"CODE", "WHAT"}};
        for (const HealthReason& reason : reasons) {
            list.push_back({{"code", reason.code}, {"message", reason.detail}});
            table.add({reason.code, reason.detail});
        }
        print(session, {{"ok", reasons.empty()}, {"reasons", std::move(list)}}, table.text("Healthy."));
        if (!reasons.empty()) throw CLI::RuntimeError(1);
    });
}

} // namespace

void addWorkspaceCommands(CLI::App& app, CliSession& session)
{
    CLI::App* noun = app.add_subcommand("workspace", "Make, check, copy and move workspaces");
    noun->require_subcommand(1);
    addInit(*noun, session);
    addCheck(*noun, session);
    addCopies(*noun, session);
    addMigrate(*noun, session);
    addSet(*noun, session);
    addHealth(app, session);
}

} // namespace qd::cli
