#pragma once

#include "quarterdeck/domain/account.h"
#include "quarterdeck/domain/calendar.h"
#include "quarterdeck/domain/outbox.h"
#include "quarterdeck/domain/rule.h"
#include "quarterdeck/domain/sla.h"

#include <string>
#include <string_view>
#include <vector>

// The JSON columns of the set-up tables and of the outbox. Readers are total: what cannot be read is left out.
namespace qd {

template <class Tag>
std::vector<std::int64_t> rawIds(const std::vector<Id<Tag>>& ids)
{
    std::vector<std::int64_t> raw;
    raw.reserve(ids.size());
    for (const auto id : ids) raw.push_back(id.value);
    return raw;
}
template <class Tagged>
std::vector<Tagged> taggedIds(const std::vector<std::int64_t>& raw)
{
    std::vector<Tagged> ids;
    ids.reserve(raw.size());
    for (const auto value : raw) ids.push_back(Tagged{value});
    return ids;
}

std::string idsJson(const std::vector<std::int64_t>& ids);
std::vector<std::int64_t> readIds(std::string_view json);
std::string textsJson(const std::vector<std::string>& texts);
std::vector<std::string> readTexts(std::string_view json);

std::string conditionsJson(const std::vector<RuleCondition>& conditions);
std::vector<RuleCondition> readConditions(std::string_view json);
std::string actionsJson(const std::vector<RuleAction>& actions);
std::vector<RuleAction> readActions(std::string_view json);

std::string weekJson(const Calendar& calendar);
void readWeek(std::string_view json, Calendar& into);
std::string holidaysJson(const std::vector<Holiday>& holidays);
std::vector<Holiday> readHolidays(std::string_view json);

/// Conditions, targets and pause rules of a policy.
std::string policyBodyJson(const SlaPolicy& policy);
void readPolicyBody(std::string_view json, SlaPolicy& into);

std::string limitsJson(const ServerLimits& limits);
ServerLimits readLimits(std::string_view json);
std::string capabilitiesJson(const Capabilities& capabilities);
Capabilities readCapabilities(std::string_view json);

std::string attachmentsJson(const std::vector<Attachment>& media);
std::vector<Attachment> readAttachments(std::string_view json);

} // namespace qd
