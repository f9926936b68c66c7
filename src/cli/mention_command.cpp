#include "cli/commands.h"
#include "cli/names_of.h"
#include "cli/output.h"
#include "cli/shapes.h"
#include "quarterdeck/base/text.h"

#include <CLI/CLI.hpp>

namespace qd::cli {
namespace {

struct Options {
    std::string since, platform, query, after;
    int limit{50};
};

void show(CliSession& session, const Options& options)
{
    std::optional<UtcMillis> since;
    if (!options.since.empty()) since = timeFrom(options.since);
    Desk& desk = session.desk();
    const auto page = session.await<MentionList>([&](auto reply) {
        desk.inbox().mentions(since, options.platform, options.query, options.after, options.limit, std::move(reply));
    });
    Json list = Json::array();
    Table table{{"ID", "WHEN", "PLATFORM", "AUTHOR", "TEXT"}};
    for (std::size_t i = 0; i < page.mentions.size(); ++i) {
        const Mention& mention = page.mentions[i];
        list.push_back(shapeOf(mention, page.queues[i], page.goals[i]));
        table.add({std::to_string(mention.id.value), formatRfc3339(mention.createdAt), mention.platform, plain(mention.author.handle),
                   plain(ellipsize(mention.text, 60))});
    }
    printList(session, std::move(list), page.next, table);
}

void addPaging(CLI::App& verb, Options& options)
{
    verb.add_option("--limit", options.limit, "At most so many")->check(CLI::Range(1, 200));
    verb.add_option("--after", options.after, "Go on behind this cursor");
}

} // namespace

void addMentionCommands(CLI::App& app, CliSession& session)
{
    auto options = std::make_shared<Options>();
    CLI::App* noun = app.add_subcommand("mention", "Single items");
    noun->require_subcommand(1);
    CLI::App* list = noun->add_subcommand("list", "Newest first");
    list->add_option("--since", options->since, "Not older than this time");
    list->add_option("--platform", options->platform);
    list->add_option("--query", options->query, "In the query language");
    addPaging(*list, *options);
    list->callback([&session, options] { show(session, *options); });

    CLI::App* search = app.add_subcommand("search", "Find mentions: words, \"phrases\", AND OR NOT, author:, lang:, queue:, is:, before:, …");
    search->add_option("QUERY", options->query)->required();
    addPaging(*search, *options);
    search->callback([&session, options] { show(session, *options); });
}

} // namespace qd::cli
