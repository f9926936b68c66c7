#include "cli/commands.h"
#include "cli/names_of.h"
#include "cli/output.h"
#include "cli/shapes.h"
#include "quarterdeck/base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace qd::cli {
namespace {

struct Options {
    std::string id, after, state, as;
    int limit{50};
};
using OptionsPtr = std::shared_ptr<Options>;

void list(CliSession& session, const Options& options)
{
    std::vector<OutboxState> states;
    if (!options.state.empty()) states.push_back(enumFrom<OutboxState>(options.state, "state"));
    Desk& desk = session.desk();
    const auto page = session.await<OutboxList>([&](auto reply) { desk.sending().list(states, options.after, options.limit, std::move(reply)); });
    Json items = Json::array();
    Table table{{"ID", "STATE", "TO", "NOT BEFORE", "ERROR", "TEXT"}};
    for (const OutboxItem& item : page.items) {
        items.push_back(shapeOf(item));
        table.add({std::to_string(item.id.value), std::string{nameOf(item.state)}, plain(item.recipient), formatRfc3339(item.notBefore),
                   item.error.empty() ? "-" : item.error, plain(ellipsize(item.text, 40))});
    }
    printList(session, std::move(items), page.next, table);
}

using OnItem = std::function<void(OutboxId, Reply<OutboxItem>)>;

void addOnItem(CLI::App& noun, CliSession& session, const OptionsPtr& options, const char* name, const char* help, OnItem act)
{
    CLI::App* verb = noun.add_subcommand(name, help);
    verb->add_option("ID", options->id)->required();
    verb->callback([&session, options, act = std::move(act)] {
        const auto item = session.await<OutboxItem>([&](auto reply) { act(idFrom<OutboxId>(options->id), std::move(reply)); });
        print(session, shapeOf(item), fmt::format("{} is {}.", item.id.value, nameOf(item.state)));
    });
}

void addHold(CLI::App& noun, CliSession& session, const OptionsPtr& options)
{
    noun.add_subcommand("hold", "Stop all sending that is not on the wire")->callback([&session] {
        Desk& desk = session.desk();
        const int held = session.await<int>([&](auto reply) { desk.sending().holdAll(std::move(reply)); });
        print(session, {{"held", true}, {"paused", held}}, fmt::format("All sending is on hold; {} replies wait.", held));
    });
    CLI::App* release = noun.add_subcommand("release", "Lift the hold; each reply is then approved again with: outbox release ID");
    release->add_option("ID", options->id, "Approve this one");
    release->callback([&session, options] {
        Desk& desk = session.desk();
        if (!options->id.empty()) {
            const auto item = session.await<OutboxItem>([&](auto reply) { desk.sending().approve(idFrom<OutboxId>(options->id), std::move(reply)); });
            return print(session, shapeOf(item), fmt::format("{} is {}.", item.id.value, nameOf(item.state)));
        }
        const int waiting = session.await<int>([&](auto reply) { desk.sending().releaseAll(std::move(reply)); });
        print(session, {{"held", false}, {"needs_reapproval", waiting}}, fmt::format("Sending is free again; {} replies want to be approved one by one.", waiting));
    });
}

} // namespace

void addOutboxCommands(CLI::App& app, CliSession& session)
{
    auto options = std::make_shared<Options>();
    CLI::App* noun = app.add_subcommand("outbox", "Replies on their way out");
    noun->require_subcommand(1);
    CLI::App* all = noun->add_subcommand("list", "Newest first");
    all->add_option("--state", options->state);
    all->add_option("--limit", options->limit)->check(CLI::Range(1, 200));
    all->add_option("--after", options->after);
    all->callback([&session, options] { list(session, *options); });
    addOnItem(*noun, session, options, "show", "One item", [&session](OutboxId id, auto reply) { session.desk().sending().show(id, std::move(reply)); });
    addOnItem(*noun, session, options, "cancel", "Take it back; its text becomes the draft again", [&session](OutboxId id, auto reply) { session.desk().sending().cancel(id, std::move(reply)); });
    noun->add_subcommand("run", "Send what is due, settle what is unknown")->callback([&session] {
        Desk& desk = session.desk();
        const auto report = session.await<RunReport>([&](auto reply) { desk.sending().run(std::move(reply)); });
        print(session, {{"sent", report.sent}, {"failed", report.failed}, {"retried", report.retried}, {"unknown", report.unknown}, {"waiting", report.waiting}},
              fmt::format("{} sent, {} failed, {} will be tried again, {} unknown, {} waiting.", report.sent, report.failed, report.retried, report.unknown, report.waiting));
    });
    addHold(*noun, session, options);
    CLI::App* settle = noun->add_subcommand("settle", "Decide an unknown outcome after looking at the platform");
    settle->add_option("ID", options->id)->required();
    settle->add_option("--outcome", options->as, "sent, or again")->required()->check(CLI::IsMember({"sent", "again"}));
    settle->callback([&session, options] {
        Desk& desk = session.desk();
        const auto item = session.await<OutboxItem>([&](auto reply) { desk.sending().settle(idFrom<OutboxId>(options->id), options->as == "sent", std::move(reply)); });
        print(session, shapeOf(item), fmt::format("{} is {}.", item.id.value, nameOf(item.state)));
    });
}

} // namespace qd::cli
