#include "cli/commands.h"
#include "cli/output.h"
#include "cli/shapes.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <fstream>
#include <istream>
#include <iterator>

namespace qd::cli {
namespace {

constexpr std::size_t kMostBytes = 64U << 20U;

std::string readFile(CliSession& session, const std::string& path)
{
    if (path == "-") return session.readAll(kMostBytes);
    std::ifstream file{path, std::ios::binary};
    if (!file) session.throwFailed({Errc::NotFound, "the file cannot be read"});
    return {std::istreambuf_iterator<char>{file}, {}};
}

struct DecodeOptions {
    std::string platform, endpoint, file;
};

void decode(CliSession& session, const DecodeOptions& options)
{
    const auto decoded = session.orThrow(session.opener().inspect().decode(options.platform, options.endpoint, readFile(session, options.file)));
    Json items = Json::array();
    Table table{{"WHEN", "KIND", "AUTHOR", "TEXT"}};
    for (const Mention& mention : decoded.items) {
        items.push_back(shapeOf(mention));
        table.add({formatRfc3339(mention.createdAt), std::string{items.back()["kind"].get<std::string>()}, plain(mention.author.handle), plain(mention.text)});
    }
    Json skipped = Json::array();
    for (const auto& skip : decoded.skipped) skipped.push_back({{"index", skip.index}, {"why", skip.why}});
    print(session, {{"items", std::move(items)}, {"next", textOrNull(decoded.next)}, {"skipped", std::move(skipped)}}, table.text("No items."));
}

/// One JSON object a line in, one out; a line that is no object gives an error object, and the stream goes on.
void personalData(CliSession& session)
{
    std::string line;
    while (std::getline(session.in(), line) && !session.interrupted()) {
        const Json asked = Json::parse(line, nullptr, false);
        if (!asked.is_object() || !asked.contains("text") || !asked["text"].is_string()) {
            printLine(session.out(), {{"error", {{"code", "invalid"}, {"message", "a line is an object with id and text"}, {"hint", nullptr}}}});
            continue;
        }
        Json found = Json::array();
        for (const FoundPersonalData& data : session.opener().inspect().personalData(asked["text"].get<std::string>()))
            found.push_back({{"kind", data.kind}, {"start", data.start}, {"end", data.end}, {"text", data.text}});
        printLine(session.out(), {{"id", asked.value("id", Json(nullptr))}, {"found", std::move(found)}});
    }
}

} // namespace

void addInspectCommands(CLI::App& app, CliSession& session)
{
    auto options = std::make_shared<DecodeOptions>();
    CLI::App* noun = app.add_subcommand("inspect", "The product's own parsers and judges over given files");
    noun->require_subcommand(1);
    CLI::App* verb = noun->add_subcommand("decode", "A recorded reply of a platform as mentions");
    verb->add_option("PLATFORM", options->platform, "mastodon, bluesky or feed")->required();
    verb->add_option("ENDPOINT", options->endpoint, "e.g. api/v1/notifications; for feeds -")->required();
    verb->add_option("FILE", options->file, "A body, or a recorded envelope; - is standard input")->required();
    verb->callback([&session, options] { decode(session, *options); });
    noun->add_subcommand("pii", "Personal data in JSON lines {id, text}")->callback([&session] { personalData(session); });
}

} // namespace qd::cli
