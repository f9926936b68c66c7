#include "cli/configuration_json.h"

#include "quarterdeck/domain/names.h"

#include <fmt/format.h>

#include <array>

namespace qd::cli {
namespace {

Json numberOrNull(const std::optional<double>& number) { return number ? Json(*number) : Json(nullptr); }

std::string clockTime(int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

Json windowsOf(const std::vector<Window>& windows)
{
    Json list = Json::array();
    for (const Window& window : windows) list.push_back(clockTime(window.open) + "-" + clockTime(window.close));
    return list;
}

} // namespace

Json shapeOf(const Goal& goal)
{
    return {{"id", idOf(goal.id)},
            {"name", goal.name},
            {"objective", textOrNull(goal.objective)},
            {"nature", nameOf(goal.nature)},
            {"order", goal.order},
            {"owner", idOf(goal.owner)},
            {"metric", textOrNull(goal.metric)},
            {"baseline", numberOrNull(goal.baseline)},
            {"target", numberOrNull(goal.target)},
            {"target_date", timeOrNull(goal.targetDate)},
            {"archived", goal.archived}};
}

Json shapeOf(const Queue& queue)
{
    return {{"id", idOf(queue.id)},
            {"name", queue.name},
            {"goal", idOf(queue.goal)},
            {"order", queue.order},
            {"only_assignee_may_reply", queue.onlyAssigneeMayReply},
            {"archived", queue.archived}};
}

Json shapeOf(const QueueLine& line)
{
    Json shape = shapeOf(line.queue);
    Json counts = Json::object();
    for (int i = 0; i < kStatusCount; ++i)
        counts[std::string{nameOf(static_cast<Status>(i))}] = line.byStatus[static_cast<std::size_t>(i)];
    shape["counts"] = std::move(counts);
    shape["snoozed"] = line.snoozed;
    shape["at_risk"] = line.atRisk;
    shape["breached"] = line.breached;
    return shape;
}

Json shapeOf(const Person& person)
{
    Json queues = Json::array();
    for (const QueueId queue : person.queues) queues.push_back(std::to_string(queue.value));
    return {{"id", idOf(person.id)},       {"name", person.name},           {"login", person.login},   {"role", nameOf(person.role)},
            {"timezone", person.timezone}, {"languages", person.languages}, {"queues", std::move(queues)}, {"active", person.active}};
}

Json shapeOf(const Label& label) { return {{"id", idOf(label.id)}, {"name", label.name}}; }

Json shapeOf(const View& view)
{
    return {{"id", idOf(view.id)}, {"name", view.name}, {"query", view.query}, {"owner", idOf(view.owner)}};
}

Json shapeOf(const Template& reply)
{
    return {{"id", idOf(reply.id)}, {"name", reply.name}, {"text", reply.text}, {"goal", idOf(reply.goal)}};
}

Json shapeOf(const Rule& rule)
{
    Json conditions = Json::array();
    for (const RuleCondition& condition : rule.conditions)
        conditions.push_back({{"field", nameOf(condition.field)}, {"not", condition.negate}, {"values", condition.values}});
    Json actions = Json::array();
    for (const RuleAction& action : rule.actions)
        actions.push_back({{"do", nameOf(action.kind)}, {"value", textOrNull(action.value)}});
    return {{"id", idOf(rule.id)},
            {"name", rule.name},
            {"order", rule.order},
            {"enabled", rule.enabled},
            {"disabled_reason", textOrNull(rule.disabledReason)},
            {"match", rule.matchAll ? "all" : "any"},
            {"conditions", std::move(conditions)},
            {"actions", std::move(actions)},
            {"version", rule.version}};
}

Json shapeOf(const RuleTest& test)
{
    Json trials = Json::array();
    for (const RuleTrial& trial : test.trials)
        trials.push_back({{"mention", idOf(trial.mention)},
                          {"conversation", idOf(trial.conversation)},
                          {"excerpt", trial.excerpt},
                          {"because", trial.because},
                          {"queue_before", idOf(trial.before)},
                          {"queue_after", idOf(trial.after)}});
    return {{"looked", test.looked}, {"fitted", test.fitted}, {"items", std::move(trials)}};
}

Json shapeOf(const SlaPolicy& policy)
{
    Json targets = Json::array();
    for (const SlaTarget& target : policy.targets)
        targets.push_back({{"metric", nameOf(target.metric)},
                           {"target_ms", target.target.count()},
                           {"limit_ms", target.limit ? Json(target.limit->count()) : Json(nullptr)}});
    Json queues = Json::array();
    for (const QueueId queue : policy.conditions.queues) queues.push_back(std::to_string(queue.value));
    Json priorities = Json::array();
    for (const Priority priority : policy.conditions.priorities) priorities.push_back(nameOf(priority));
    return {{"id", idOf(policy.id)},
            {"version", policy.version},
            {"name", policy.name},
            {"order", policy.order},
            {"enabled", policy.enabled},
            {"conditions", {{"queues", std::move(queues)}, {"priorities", std::move(priorities)}, {"platforms", policy.conditions.platforms}}},
            {"targets", std::move(targets)},
            {"calendar", idOf(policy.calendar)},
            {"pause_while_snoozed", policy.pauseWhileSnoozed},
            {"risk_percent", policy.riskPercent}};
}

Json shapeOf(const Calendar& calendar)
{
    static constexpr std::array kDays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    Json week = Json::object();
    for (std::size_t day = 0; day < kDays.size(); ++day) week[kDays[day]] = windowsOf(calendar.week[day]);
    Json holidays = Json::array();
    for (const Holiday& holiday : calendar.holidays)
        holidays.push_back({{"date", fmt::format("{:04}-{:02}-{:02}", holiday.year, holiday.month, holiday.day)},
                            {"name", textOrNull(holiday.name)},
                            {"open", windowsOf(holiday.stillOpen)}});
    return {{"id", idOf(calendar.id)},
            {"version", calendar.version},
            {"name", calendar.name},
            {"timezone", calendar.timezone},
            {"week", std::move(week)},
            {"holidays", std::move(holidays)}};
}

} // namespace qd::cli
