#include "cli/commands.h"
#include "cli/names_of.h"
#include "cli/output.h"
#include "cli/shapes.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace qd::cli {
namespace {

void poll(CliSession& session, const std::string& source)
{
    std::optional<SourceId> only;
    if (!source.empty()) only = idFrom<SourceId>(source);
    Desk& desk = session.desk();
    using Reports = std::vector<PollReport>;
    const auto reports = session.await<Reports>([&](auto reply) { desk.sources().pollOnce(only, session.progress(), std::move(reply)); });
    Json list = Json::array();
    Table table{{"SOURCE", "PLATFORM", "KIND", "REQUESTS", "FETCHED", "NEW", "SKIPPED", "BYTES", "OUTCOME"}};
    bool failed = false;
    for (const PollReport& report : reports) {
        list.push_back(shapeOf(report));
        failed |= report.error && !report.deferred;
        const std::string outcome = report.deferred ? "deferred" : report.error ? std::string{errcName(report.error->code)} : "ok";
        table.add({std::to_string(report.source.value), report.platform, std::string{nameOf(report.kind)}, std::to_string(report.requests),
                   std::to_string(report.fetched), std::to_string(report.fresh), std::to_string(report.skipped), std::to_string(report.bytes), outcome});
    }
    printList(session, std::move(list), "", table);
    if (failed) throw CLI::RuntimeError(1);
}

/// Poll and send until told to stop. What is under way is written down, then the process ends.
void collect(CliSession& session)
{
    Desk& desk = session.desk(true);
    std::mutex mutex; // lines come from an engine thread
    const auto listening = desk.changes().onChange([&](const std::vector<DeskChange>& changes) {
        const std::scoped_lock lock{mutex};
        for (const DeskChange& change : changes) {
            if (change.kind != DeskChange::Kind::Conversation || !session.options().json) continue;
            printLine(session.out(), {{"conversation", std::to_string(change.id)}});
            session.out().flush();
        }
    });
    session.err() << "Collecting. Stop with SIGTERM or Ctrl+C.\n";
    while (!session.interrupted()) std::this_thread::sleep_for(std::chrono::milliseconds{50});
    session.closeDesk();
}

} // namespace

void addPollCommands(CLI::App& app, CliSession& session)
{
    auto source = std::make_shared<std::string>();
    auto once = std::make_shared<bool>(false);
    CLI::App* verb = app.add_subcommand("poll", "Poll every source to its end");
    verb->add_flag("--once", *once, "Once, now")->required();
    verb->add_option("--source", *source, "This source only");
    verb->callback([&session, source] { poll(session, *source); });
    app.add_subcommand("collect", "Poll and send until SIGTERM")->callback([&session] { collect(session); });
}

} // namespace qd::cli
