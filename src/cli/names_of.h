#pragma once

#include "cli/session.h"
#include "quarterdeck/desk/configuration.h"
#include "quarterdeck/domain/names.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>

/// What people type for a row: its id, or its name.
namespace qd::cli {

/// @throws Failed (Invalid, usage) for text that is no id
template <class TaggedId>
TaggedId idFrom(const std::string& text)
{
    TaggedId id;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id.value);
    if (problem != std::errc{} || end != text.data() + text.size() || id.value <= 0)
        CliSession::throwUsage({Errc::Invalid, "that is no id"});
    return id;
}

/// @throws Failed (Invalid, usage)
template <class Enum>
Enum enumFrom(const std::string& text, const char* what)
{
    const auto value = fromName<Enum>(text);
    if (!value) CliSession::throwUsage({Errc::Invalid, fmt::format("there is no {} of this name", what)});
    return *value;
}

QueueId queueFrom(const Configuration& configuration, const std::string& text);
GoalId goalFrom(const Configuration& configuration, const std::string& text);
PersonId personFrom(const Configuration& configuration, const std::string& text); ///< id, login or name; "none" = nobody
CalendarId calendarFrom(const Configuration& configuration, const std::string& text);

/// RFC 3339, or a bare date (its midnight, UTC).
UtcMillis timeFrom(const std::string& text);

/// Everything set up, asked once a run.
Configuration configurationOf(CliSession& session);

} // namespace qd::cli
