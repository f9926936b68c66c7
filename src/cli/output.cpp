#include "cli/output.h"

#include "quarterdeck/base/text.h"

#include <nlohmann/json.hpp>

namespace qd::cli {
namespace {

std::string dump(const nlohmann::json& document)
{
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

void print(CliSession& session, const nlohmann::json& document, const std::string& text)
{
    if (session.options().json) session.out() << dump(document) << '\n';
    else session.out() << text << (text.empty() || text.ends_with('\n') ? "" : "\n");
}

void printList(CliSession& session, nlohmann::json items, const std::string& next, const Table& table)
{
    if (!items.is_array()) items = nlohmann::json::array();
    nlohmann::json document{{"items", std::move(items)}, {"next", nullptr}};
    if (!next.empty()) document["next"] = next;
    print(session, document, table.text());
    if (!session.options().json && !next.empty()) session.err() << "There is more: --after " << next << '\n';
}

void printLine(std::ostream& out, const nlohmann::json& object) { out << dump(object) << '\n'; }

void printError(std::ostream& out, std::ostream& err, bool json, const Error& error)
{
    if (!json) {
        err << "quarterdeck-cli: " << error.detail << (error.hint.empty() ? "" : ". ") << error.hint << '\n';
        return;
    }
    nlohmann::json body{{"code", errcName(error.code)}, {"message", error.detail}, {"hint", nullptr}};
    if (!error.hint.empty()) body["hint"] = error.hint;
    printLine(out, {{"error", std::move(body)}});
}

std::string plain(std::string_view text)
{
    std::string kept;
    kept.reserve(text.size());
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        kept += code < 0x20 || code == 0x7f ? ' ' : byte;
    }
    return kept;
}

} // namespace qd::cli
