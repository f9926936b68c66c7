#include "quarterdeck/domain/person.h"

#include <algorithm>

namespace qd {
namespace {

/// Whether the queue of `scope` is one that `actor` works in. No list = every queue; no queue named = not
/// narrowed.
bool worksIn(const Person& actor, const Scope& scope)
{
    if (actor.queues.empty() || !scope.queue) return true;
    return std::find(actor.queues.begin(), actor.queues.end(), scope.queue) != actor.queues.end();
}

bool isOwn(const Person& actor, const Scope& scope) { return scope.assignee && scope.assignee == actor.id; }

/// Somebody who answers or drafts: his own queues only.
bool staffMay(const Person& actor, Action action, const Scope& scope)
{
    switch (action) {
    case Action::ReadDesk:
    case Action::Triage:
    case Action::Draft: return worksIn(actor, scope);
    case Action::Send:
        return actor.role == Role::Responder && worksIn(actor, scope) &&
               (!scope.onlyAssignee || isOwn(actor, scope));
    case Action::SettleUnknown: return actor.role == Role::Responder && isOwn(actor, scope);
    case Action::AssignOthers:
    case Action::HoldSending:
    case Action::ConfigureGoals:
    case Action::ConfigureRules:
    case Action::ConfigurePeople:
    case Action::ConfigureAccounts:
    case Action::PollNow:
    case Action::ReadReports:
    case Action::ReadPersonNumbers:
    case Action::AdministerWorkspace: return false;
    }
    return false;
}

/// A manager works in every queue and sets up the work, but neither people, accounts nor the workspace.
bool managerMay(const Person& actor, Action action, const Scope& scope)
{
    switch (action) {
    case Action::ConfigurePeople:
    case Action::ConfigureAccounts:
    case Action::AdministerWorkspace: return false;
    case Action::Send: return !scope.onlyAssignee || isOwn(actor, scope);
    case Action::ReadDesk:
    case Action::Triage:
    case Action::AssignOthers:
    case Action::Draft:
    case Action::HoldSending:
    case Action::SettleUnknown:
    case Action::ConfigureGoals:
    case Action::ConfigureRules:
    case Action::PollNow:
    case Action::ReadReports:
    case Action::ReadPersonNumbers: return true;
    }
    return false;
}

} // namespace

bool may(const Person& actor, Action action, const Scope& scope)
{
    if (!actor.active) return false;
    switch (actor.role) {
    case Role::Responder:
    case Role::Drafter: return staffMay(actor, action, scope);
    case Role::Manager: return managerMay(actor, action, scope);
    case Role::Admin: return true;
    }
    return false;
}

} // namespace qd
