#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/domain/conversation.h"

#include <string>
#include <vector>

namespace qd {

enum class Role { Responder, Drafter, Manager, Admin };

/// Somebody who works here.
struct Person {
    PersonId id{};
    std::string name;
    std::string login; ///< OS user or PostgreSQL role
    Role role{Role::Responder};
    std::string timezone; ///< IANA name
    std::vector<std::string> languages;
    std::vector<QueueId> queues; ///< empty = every queue
    bool active{true};
};

enum class Action {
    ReadDesk,        ///< lists, conversations, search
    Triage,          ///< assign to self, label, snooze, note, resolve, dismiss, move, priority
    AssignOthers,
    Draft,           ///< write drafts and submit them
    Send,            ///< put a reply into the outbox
    HoldSending,     ///< stop and release all sending
    SettleUnknown,   ///< decide an unknown outcome
    ConfigureGoals,  ///< goals, queues, labels, shared views, templates
    ConfigureRules,  ///< rules, SLA policies, calendars
    ConfigurePeople,
    ConfigureAccounts, ///< accounts and sources
    PollNow,
    ReadReports,
    ReadPersonNumbers,
    AdministerWorkspace, ///< check, backup, restore, export, import, migrate
};

/// What an action would touch; empty fields do not narrow.
struct Scope {
    QueueId queue{};
    PersonId assignee{};
    bool onlyAssignee{false};
};

/// Whether `actor` may do `action` within `scope`. Pure; asked by every desk service before it acts.
bool may(const Person& actor, Action action, const Scope& scope = {});

} // namespace qd
