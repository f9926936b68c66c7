#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/goal.h"
#include "quarterdeck/domain/person.h"
#include "quarterdeck/domain/rule.h"
#include "quarterdeck/domain/sla.h"

#include <optional>
#include <string>
#include <vector>

namespace qd {

class Session;

/// The whole set-up, current versions only, each list in its order.
struct Setup {
    std::int64_t version{0};
    std::string name;     ///< the organisation's
    std::string timezone; ///< IANA
    std::vector<Person> people;
    std::vector<Goal> goals;
    std::vector<Queue> queues;
    std::vector<Label> labels;
    std::vector<View> views;
    std::vector<Template> templates;
    std::vector<Rule> rules;
    std::vector<SlaPolicy> policies;
    std::vector<Calendar> calendars;
};

Result<Setup> loadSetup(Session& session);
Result<std::int64_t> setupVersion(Session& session);

// Saving gives a row without an id one, raises the set-up version, and writes policies and calendars as their next
// version. Removing a goal, queue, person or label archives or deactivates it while conversations point there.
Result<Person> savePerson(Session& session, Person person);
Result<Goal> saveGoal(Session& session, Goal goal);
Result<Queue> saveQueue(Session& session, Queue queue);
Result<Label> saveLabel(Session& session, Label label);
Result<View> saveView(Session& session, View view);
Result<Template> saveTemplate(Session& session, Template reply);
Result<Rule> saveRule(Session& session, Rule rule);
Result<SlaPolicy> savePolicy(Session& session, SlaPolicy policy);
Result<Calendar> saveCalendar(Session& session, Calendar calendar);

Result<void> removePerson(Session& session, PersonId id);
Result<void> removeGoal(Session& session, GoalId id);
Result<void> removeQueue(Session& session, QueueId id);
Result<void> removeLabel(Session& session, LabelId id);
Result<void> removeView(Session& session, ViewId id);
Result<void> removeTemplate(Session& session, TemplateId id);
Result<void> removeRule(Session& session, RuleId id);
Result<void> removePolicy(Session& session, PolicyId id);
Result<void> removeCalendar(Session& session, CalendarId id); ///< Conflict while a policy uses it

Result<std::optional<SlaPolicy>> policyVersion(Session& session, PolicyId id, int version);
Result<std::optional<Calendar>> calendarVersion(Session& session, CalendarId id, int version);

/// Single settings: "name", "timezone", "undo_hold_seconds", "sending_held", …
Result<std::optional<std::string>> readSetting(Session& session, const std::string& name);
Result<void> writeSetting(Session& session, const std::string& name, const std::string& value);

} // namespace qd
