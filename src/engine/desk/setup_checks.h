#pragma once

#include "engine/set_up_book.h"
#include "quarterdeck/base/result.h"

/// What a row of the set-up must fulfil before it is saved; each failure is a sentence for a person.
namespace qd {

Result<void> checkRow(const Person& person, const SetUpSnapshot& setUp);
Result<void> checkRow(const Goal& goal, const SetUpSnapshot& setUp);
Result<void> checkRow(const Queue& queue, const SetUpSnapshot& setUp);
Result<void> checkRow(const Label& label, const SetUpSnapshot& setUp);
Result<void> checkRow(const View& view, const SetUpSnapshot& setUp);
Result<void> checkRow(const Template& reply, const SetUpSnapshot& setUp);
Result<void> checkRow(const Rule& rule, const SetUpSnapshot& setUp);
Result<void> checkRow(const SlaPolicy& policy, const SetUpSnapshot& setUp);
Result<void> checkRow(const Calendar& calendar, const SetUpSnapshot& setUp);

/// Refuses what would leave nobody to look after the workspace.
Result<void> checkLastAdmin(PersonId without, const SetUpSnapshot& setUp);

bool isTimezone(const std::string& name);

} // namespace qd
