#include "quarterdeck/pipeline/route.h"

#include "pipeline/rule_check.h"
#include "pipeline/rule_match.h"
#include "quarterdeck/domain/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace qd {
namespace {

struct CompiledRule {
    RuleId id;
    int version;
    std::string name;
    bool matchAll;
    std::vector<CompiledCondition> conditions;
    std::vector<RuleAction> actions;
};

/// Whether the rule fits, and the sentence about it.
bool asks(const CompiledRule& rule, Subject& subject, std::string& because)
{
    if (rule.conditions.empty()) {
        because = "always";
        return true;
    }
    for (const auto& condition : rule.conditions) {
        const auto verdict = condition.ask(subject);
        if (verdict.fits != rule.matchAll) { // one is enough to decide
            because = *verdict.because;
            return verdict.fits;
        }
        if (!because.empty()) because += "; ";
        because += *verdict.because;
    }
    return rule.matchAll;
}

bool isForReputation(const Mention& mention) noexcept
{
    if (mention.visibility == Visibility::Direct) return false;
    switch (mention.kind) {
    case MentionKind::Quote:
    case MentionKind::Post:
    case MentionKind::Article:
    case MentionKind::Review: return true;
    case MentionKind::Mention:
    case MentionKind::Reply:
    case MentionKind::Message:
    case MentionKind::Comment: return false;
    }
    return false;
}

} // namespace

struct RoutingTable::Compiled {
    WordTable words;
    std::vector<CompiledRule> rules; ///< in the order they are asked
    std::vector<Broken> broken;
    std::unordered_map<QueueId, GoalId> goalOf;
    QueueId service{};
    QueueId reputation{};

    /// Carry out what the rule says. The first rule that decides a thing decides it; labels add up.
    /// @return whether later rules are asked
    bool act(const RuleAction& action, Routing& routing, TraceStep& step) const;
    void useDefault(const Mention& mention, Routing& routing) const;
    void chooseDefaults(const Input& input);
};

bool RoutingTable::Compiled::act(const RuleAction& action, Routing& routing, TraceStep& step) const
{
    const auto id = wholeNumber(action.value).value_or(0);
    bool done = false;
    switch (action.kind) {
    case RuleActionKind::Queue:
    case RuleActionKind::Move:
        if ((done = !routing.queue)) {
            routing.queue = QueueId{id};
            routing.move = action.kind == RuleActionKind::Move;
        }
        break;
    case RuleActionKind::Priority:
        if ((done = !routing.priority)) routing.priority = fromName<Priority>(action.value);
        break;
    case RuleActionKind::Label:
        if ((done = std::ranges::find(routing.labels, LabelId{id}) == routing.labels.end())) {
            routing.labels.push_back(LabelId{id});
        }
        break;
    case RuleActionKind::Assign:
        if ((done = !routing.assignee)) routing.assignee = PersonId{id};
        break;
    case RuleActionKind::Dismiss:
        if ((done = routing.dismissReason.empty())) routing.dismissReason = action.value;
        break;
    case RuleActionKind::Stop: done = true;
    }
    if (done) step.did.push_back(action);
    return action.kind != RuleActionKind::Stop;
}

void RoutingTable::Compiled::chooseDefaults(const Input& input)
{
    const auto orderOfGoal = [&input](GoalId id) -> std::pair<int, GoalNature> {
        const auto goal = std::ranges::find(input.goals, id, &Goal::id);
        // A queue without a goal comes after those that serve one, and serves none of the natures.
        if (goal == input.goals.end() || goal->archived) return {1'000'000, GoalNature::EmployeeEngagement};
        return {goal->order, goal->nature};
    };
    using Place = std::tuple<int, int, QueueId>;
    const auto first = [&](auto suits) {
        std::optional<Place> best;
        for (const auto& queue : input.queues) {
            const auto [order, nature] = orderOfGoal(queue.goal);
            if (queue.archived || !suits(nature)) continue;
            const Place place{order, queue.order, queue.id};
            if (!best || place < *best) best = place;
        }
        return best ? std::get<QueueId>(*best) : QueueId{};
    };
    const auto any = first([](GoalNature) { return true; });
    service = first([](GoalNature nature) { return nature == GoalNature::CustomerService; });
    reputation = first([](GoalNature nature) { return nature == GoalNature::Reputation; });
    if (!service) service = any;
    if (!reputation) reputation = any;
}

void RoutingTable::Compiled::useDefault(const Mention& mention, Routing& routing) const
{
    routing.queue = isForReputation(mention) ? reputation : service;
    if (!routing.queue) return;
    const bool direct = mention.visibility == Visibility::Direct;
    TraceStep step{.name = "default", .fitted = true};
    step.because = direct ? "visibility is direct" : fmt::format("kind is {}", nameOf(mention.kind));
    step.did.push_back({RuleActionKind::Queue, fmt::format("{}", routing.queue.value)});
    routing.trace.push_back(std::move(step));
}

RoutingTable::RoutingTable(Input input) : m_compiled(std::make_unique<Compiled>())
{
    auto& made = *m_compiled;
    std::ranges::sort(input.rules, [](const Rule& a, const Rule& b) {
        return std::tie(a.order, a.id) < std::tie(b.order, b.id);
    });
    for (auto& rule : input.rules) {
        if (!rule.enabled) continue;
        if (auto fault = faultOf(rule, &input)) {
            made.broken.push_back({rule.id, std::move(*fault)});
            continue;
        }
        CompiledRule compiled{.id = rule.id,
                              .version = rule.version,
                              .name = std::move(rule.name),
                              .matchAll = rule.matchAll,
                              .conditions = {},
                              .actions = std::move(rule.actions)};
        for (const auto& condition : rule.conditions) {
            compiled.conditions.emplace_back(condition, input.calendars, made.words);
        }
        made.rules.push_back(std::move(compiled));
    }
    for (const auto& queue : input.queues)
        made.goalOf.emplace(queue.id, queue.goal);
    made.chooseDefaults(input);
}

RoutingTable::~RoutingTable() = default;
RoutingTable::RoutingTable(RoutingTable&&) noexcept = default;
RoutingTable& RoutingTable::operator=(RoutingTable&&) noexcept = default;

const std::vector<RoutingTable::Broken>& RoutingTable::broken() const noexcept { return m_compiled->broken; }

Routing route(const Mention& mention, const Judgement& judgement, const RoutingTable& table, UtcMillis now)
{
    const auto& made = *table.m_compiled;
    Routing routing;
    routing.trace.reserve(made.rules.size() + 1);
    Subject subject(mention, judgement, made.words, now);
    bool goOn = true;
    for (const auto& rule : made.rules) {
        auto& step = routing.trace.emplace_back();
        step.rule = rule.id;
        step.version = rule.version;
        step.name = rule.name;
        step.fitted = asks(rule, subject, step.because);
        if (!step.fitted) continue;
        for (const auto& action : rule.actions)
            goOn = made.act(action, routing, step) && goOn;
        if (!goOn) break;
    }
    if (!routing.queue) made.useDefault(mention, routing);
    if (const auto goal = made.goalOf.find(routing.queue); goal != made.goalOf.end())
        routing.goal = goal->second;
    return routing;
}

} // namespace qd
