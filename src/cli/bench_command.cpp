#include "cli/commands.h"

#include <CLI/CLI.hpp>

namespace qd::cli {

void addBenchCommand(CLI::App& app, CliSession& session)
{
    auto options = std::make_shared<BenchOptions>();
    CLI::App* noun = app.add_subcommand("bench", "Reproducible figures as JSON, the raw limit of the same run beside them");
    noun->add_option("WHAT", options->what, "ingest, query or store")->required()->check(CLI::IsMember({"ingest", "query", "store"}));
    noun->add_option("--rows", options->rows, "How many are stored first")->check(CLI::Range(std::int64_t{1000}, std::int64_t{20'000'000}));
    noun->add_option("--folder", options->folder, "Scratch folder; else a temporary one");
    noun->add_option("--feeds", options->feedUrl, "A served list of feed addresses, one a line");
    noun->callback([&session, options] { session.out() << session.orThrow(session.opener().bench().run(*options)) << '\n'; });
}

} // namespace qd::cli
