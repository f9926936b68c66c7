#pragma once

#include "quarterdeck/base/time.h"
#include "storage/query_parse.h"

#include <optional>
#include <string>

namespace qd {

/// What a field's value should have been; nullopt: it can be read.
std::optional<std::string> whatFieldExpects(const QueryNode& field);

/// What is:… may name.
enum class QueryState {
    New, Open, Pending, OnHold, Resolved, Closed, Snoozed, Mine, Unassigned, Direct, Starred, AtRisk, Breached
};
std::optional<QueryState> queryStateNamed(std::string_view name);

/// "2026-11-22" as that day's first instant in the zone, or an RFC 3339 stamp.
std::optional<UtcMillis> queryTime(std::string_view text, const std::string& timezone);

} // namespace qd
