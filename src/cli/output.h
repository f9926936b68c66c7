#pragma once

#include "cli/session.h"
#include "cli/table.h"
#include "quarterdeck/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <ostream>
#include <string>

namespace qd::cli {

/// The one document of a run: JSON under --json, else the text.
void print(CliSession& session, const nlohmann::json& document, const std::string& text);
/// A list: {"items":[…],"next":…}, or the table and how to go on.
void printList(CliSession& session, nlohmann::json items, const std::string& next, const Table& table);
/// One line of a stream of JSON objects.
void printLine(std::ostream& out, const nlohmann::json& object);

/// The error as the contract wants it: on `out` under --json, else a sentence on `err`.
void printError(std::ostream& out, std::ostream& err, bool json, const Error& error);

/// Text without control characters, so that what a stranger wrote cannot drive a terminal.
std::string plain(std::string_view text);

} // namespace qd::cli
