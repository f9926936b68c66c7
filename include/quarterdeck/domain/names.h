#pragma once

#include "quarterdeck/domain/account.h"
#include "quarterdeck/domain/event.h"
#include "quarterdeck/domain/goal.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/outbox.h"
#include "quarterdeck/domain/person.h"
#include "quarterdeck/domain/rule.h"
#include "quarterdeck/domain/sla.h"

#include <optional>
#include <string_view>

/// The one spelling of every enumerator: command line, JSON, database. snake_case, never translated.
namespace qd {

std::string_view nameOf(MentionKind) noexcept;
std::string_view nameOf(Visibility) noexcept;
std::string_view nameOf(MediaKind) noexcept;
std::string_view nameOf(SourceKind) noexcept;
std::string_view nameOf(AccountState) noexcept;
std::string_view nameOf(LengthUnit) noexcept;
std::string_view nameOf(Status) noexcept;
std::string_view nameOf(Priority) noexcept;
std::string_view nameOf(SnoozeKind) noexcept;
std::string_view nameOf(EventType) noexcept;
std::string_view nameOf(ActorKind) noexcept;
std::string_view nameOf(GoalNature) noexcept;
std::string_view nameOf(Role) noexcept;
std::string_view nameOf(Metric) noexcept;
std::string_view nameOf(ClockPhase) noexcept;
std::string_view nameOf(RuleField) noexcept;
std::string_view nameOf(RuleActionKind) noexcept;
std::string_view nameOf(OutboxState) noexcept;

/// The enumerator of a name; nullopt for a name nobody bears.
template <class Enum>
std::optional<Enum> fromName(std::string_view name) noexcept;

} // namespace qd
