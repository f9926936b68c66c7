#pragma once

#include "cli/session.h"

namespace CLI {
class App;
}

/// One function a family of verbs: it adds them to the parser; their callbacks do the work.
namespace qd::cli {

void addWorkspaceCommands(CLI::App& app, CliSession& session);
void addAccountCommands(CLI::App& app, CliSession& session);
void addPollCommands(CLI::App& app, CliSession& session);
void addConfigurationCommands(CLI::App& app, CliSession& session);
void addRuleCommands(CLI::App& app, CliSession& session);
void addSlaCommands(CLI::App& app, CliSession& session);
void addMentionCommands(CLI::App& app, CliSession& session);
void addConversationCommands(CLI::App& app, CliSession& session);
void addReplyCommand(CLI::App& app, CliSession& session);
void addOutboxCommands(CLI::App& app, CliSession& session);
void addInspectCommands(CLI::App& app, CliSession& session);
void addBenchCommand(CLI::App& app, CliSession& session);

} // namespace qd::cli
