#pragma once

#include "quarterdeck/domain/rule.h"
#include "quarterdeck/pipeline/route.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace qd {

/// A whole number, nothing else around it.
std::optional<std::int64_t> wholeNumber(std::string_view text) noexcept;

/// "inside:<id>" or "outside:<id>": whether inside is meant, and the calendar.
std::optional<std::pair<bool, CalendarId>> parseBusinessHours(std::string_view value) noexcept;

/// Why the rule cannot work, as a code ("regex_invalid", "value_invalid:kind", "no_action", …); nullopt = it
/// can.
/// @param known  what its ids must name; nullptr = ids are only checked for their form
std::optional<std::string> faultOf(const Rule& rule, const RoutingTable::Input* known);

} // namespace qd
