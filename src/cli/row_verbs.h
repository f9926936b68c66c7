#pragma once

#include "cli/configuration_json.h"
#include "cli/names_of.h"
#include "cli/output.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

/// `list`, `add`, `edit` and `remove` of one kind of row of the set-up; a kind says only what its options are.
namespace qd::cli {

template <class Row>
struct RowVerbs {
    /// Declare the options of add and edit; called once for each.
    std::function<void(CLI::App& verb, bool adding)> declare;
    /// Put what was given into the row.
    std::function<void(Row& row, const Configuration& configuration, const CLI::App& verb)> fill;
    std::vector<Row> Configuration::*rows{nullptr};
    std::vector<std::string> head;
    std::function<std::vector<std::string>(const Row&)> cells;
};

template <class Row>
void saveRow(CliSession& session, Row row)
{
    Desk& desk = session.desk();
    const Row saved = session.await<Row>([&](auto reply) { desk.setUp().save(row, std::move(reply)); });
    print(session, shapeOf(saved), "Saved as " + std::to_string(saved.id.value) + ".");
}

template <class Row>
Row findRow(const Configuration& configuration, std::vector<Row> Configuration::*rows, const std::string& text)
{
    const auto& all = configuration.*rows;
    const std::string id = text;
    const auto at = std::ranges::find_if(all, [&](const Row& row) { return std::to_string(row.id.value) == id || row.name == id; });
    if (at == all.end()) CliSession::throwFailed({Errc::NotFound, "there is no such row"});
    return *at;
}

template <class Row>
void addRowVerbs(CLI::App& noun, CliSession& session, RowVerbs<Row> kind)
{
    auto verbs = std::make_shared<RowVerbs<Row>>(std::move(kind)); // lives as long as the parser's callbacks
    auto id = std::make_shared<std::string>();
    noun.require_subcommand(1);
    if (verbs->cells) {
        noun.add_subcommand("list", "All of them")->callback([&session, verbs] {
            const Configuration configuration = configurationOf(session);
            Json items = Json::array();
            Table table{verbs->head};
            for (const Row& row : configuration.*(verbs->rows)) {
                items.push_back(shapeOf(row));
                table.add(verbs->cells(row));
            }
            printList(session, std::move(items), "", table);
        });
    }
    CLI::App* add = noun.add_subcommand("add", "Make one");
    verbs->declare(*add, true);
    add->callback([&session, verbs, add] {
        Row row;
        verbs->fill(row, configurationOf(session), *add);
        saveRow(session, std::move(row));
    });
    CLI::App* edit = noun.add_subcommand("edit", "Change what is given, keep the rest");
    edit->add_option("ID", *id, "Its id or name")->required();
    verbs->declare(*edit, false);
    edit->callback([&session, verbs, edit, id] {
        const Configuration configuration = configurationOf(session);
        Row row = findRow(configuration, verbs->rows, *id);
        verbs->fill(row, configuration, *edit);
        saveRow(session, std::move(row));
    });
    CLI::App* remove = noun.add_subcommand("remove", "Take it away; what happened stays in the log");
    remove->add_option("ID", *id, "Its id or name")->required();
    remove->callback([&session, verbs, id] {
        const Row row = findRow(configurationOf(session), verbs->rows, *id);
        Desk& desk = session.desk();
        session.await<bool>([&](auto reply) { desk.setUp().remove(row.id, std::move(reply)); });
        print(session, shapeOf(row), "Removed.");
    });
}

/// Whether an option was given on this verb.
inline bool given(const CLI::App& verb, const char* option) { return verb.get_option(option)->count() > 0; }

} // namespace qd::cli
