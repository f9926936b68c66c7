#include "cli/commands.h"
#include "cli/row_verbs.h"
#include "quarterdeck/base/text.h"

#include <fmt/format.h>

namespace qd::cli {
namespace {

struct Options { // lives as long as the parser's callbacks
    std::string name, id;
    std::vector<std::string> conditions, exceptions, actions;
    int order{0}, last{1000};
    bool any{false}, disabled{false};
};
using OptionsPtr = std::shared_ptr<Options>;

/// "words:late|delay", "language:de", "business_hours:outside:24/7"
RuleCondition conditionFrom(const Configuration& c, const std::string& text, bool negate)
{
    const auto colon = text.find(':');
    if (colon == std::string::npos)
        CliSession::throwUsage({Errc::Invalid, "a condition is FIELD:VALUE|VALUE", std::nullopt, "For example --if words:late|delay."});
    RuleCondition condition{enumFrom<RuleField>(text.substr(0, colon), "condition"), negate, {}};
    if (condition.field == RuleField::Regex || condition.field == RuleField::Phrase) {
        condition.values.push_back(text.substr(colon + 1)); // '|' belongs to it
        return condition;
    }
    for (const std::string_view value : split(std::string_view{text}.substr(colon + 1), '|')) {
        std::string kept{trim(value)};
        const auto side = kept.find(':');
        if (condition.field == RuleField::BusinessHours && side != std::string::npos)
            kept = kept.substr(0, side + 1) + std::to_string(calendarFrom(c, kept.substr(side + 1)).value);
        condition.values.push_back(std::move(kept));
    }
    return condition;
}

/// "queue:Marketing", "priority:high", "label:delay", "assign:ana", "dismiss:spam", "stop"; names become ids.
RuleAction actionFrom(CliSession& session, const Configuration& c, const std::string& text)
{
    const auto colon = text.find(':');
    RuleAction action{enumFrom<RuleActionKind>(text.substr(0, colon), "action"), colon == std::string::npos ? "" : text.substr(colon + 1)};
    switch (action.kind) {
    case RuleActionKind::Queue:
    case RuleActionKind::Move: action.value = std::to_string(queueFrom(c, action.value).value); break;
    case RuleActionKind::Assign: action.value = std::to_string(personFrom(c, action.value).value); break;
    case RuleActionKind::Label: {
        const auto known = std::ranges::find_if(c.labels, [&](const Label& l) { return foldText(l.name) == foldText(action.value); });
        if (known == c.labels.end()) session.throwFailed({Errc::NotFound, "there is no such label", std::nullopt, "Make it with: label add --name."});
        action.value = std::to_string(known->id.value);
        break;
    }
    case RuleActionKind::Priority:
    case RuleActionKind::Dismiss:
    case RuleActionKind::Stop: break;
    }
    return action;
}

void declare(CLI::App& verb, bool adding, const OptionsPtr& o)
{
    verb.add_option("--name", o->name)->required(adding);
    verb.add_option("--order", o->order, "1 is asked first");
    verb.add_option("--if", o->conditions, "FIELD:VALUE|VALUE; may be repeated")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb.add_option("--if-not", o->exceptions, "FIELD:VALUE|VALUE; may be repeated")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb.add_option("--do", o->actions, "queue:Q, move:Q, priority:P, label:L, assign:PERSON, dismiss:REASON, stop")
        ->required(adding)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb.add_flag("--any,!--all", o->any, "One condition is enough");
    verb.add_flag("--disabled,!--enabled", o->disabled);
}

void fill(Rule& rule, CliSession& session, const Configuration& c, const CLI::App& verb, const OptionsPtr& o)
{
    if (given(verb, "--name")) rule.name = o->name;
    if (given(verb, "--order")) rule.order = o->order;
    else if (!rule.id) rule.order = static_cast<int>(c.rules.size()) + 1;
    if (given(verb, "--any")) rule.matchAll = !o->any;
    if (given(verb, "--disabled")) rule.enabled = !o->disabled;
    if (rule.enabled) rule.disabledReason.clear();
    if (given(verb, "--if") || given(verb, "--if-not")) {
        rule.conditions.clear();
        for (const std::string& text : o->conditions) rule.conditions.push_back(conditionFrom(c, text, false));
        for (const std::string& text : o->exceptions) rule.conditions.push_back(conditionFrom(c, text, true));
    }
    if (!given(verb, "--do")) return;
    rule.actions.clear();
    for (const std::string& text : o->actions) rule.actions.push_back(actionFrom(session, c, text));
}

void test(CliSession& session, const Options& o, const Rule& rule)
{
    Desk& desk = session.desk();
    const auto result = session.await<RuleTest>([&](auto reply) { desk.setUp().testRule(rule, o.last, std::move(reply)); });
    Table table{{"MENTION", "BECAUSE", "QUEUE BEFORE", "QUEUE AFTER", "TEXT"}};
    for (const RuleTrial& trial : result.trials)
        table.add({std::to_string(trial.mention.value), trial.because, std::to_string(trial.before.value),
                   std::to_string(trial.after.value), plain(ellipsize(trial.excerpt, 50))});
    print(session, shapeOf(result), table.text("It fits none.") + fmt::format("{} of the last {} mentions fit.\n", result.fitted, result.looked));
}

} // namespace

void addRuleCommands(CLI::App& app, CliSession& session)
{
    const auto o = std::make_shared<Options>();
    CLI::App* noun = app.add_subcommand("rule", "Ordered routing rules");
    RowVerbs<Rule> verbs;
    verbs.rows = &Configuration::rules;
    verbs.declare = [o](CLI::App& verb, bool adding) { declare(verb, adding, o); };
    verbs.fill = [&session, o](Rule& rule, const Configuration& c, const CLI::App& verb) { fill(rule, session, c, verb, o); };
    verbs.head = {"ID", "ORDER", "NAME", "ENABLED", "WHY NOT"};
    verbs.cells = [](const Rule& r) -> std::vector<std::string> {
        return {std::to_string(r.id.value), std::to_string(r.order), r.name, r.enabled ? "yes" : "no", r.disabledReason.empty() ? "-" : r.disabledReason};
    };
    addRowVerbs(*noun, session, std::move(verbs));

    CLI::App* trial = noun->add_subcommand("test", "What a rule would have done to the last mentions, by the code that routes");
    trial->add_option("ID", o->id, "A saved rule; else give --if and --do");
    trial->add_option("--last", o->last)->check(CLI::Range(1, 5000));
    declare(*trial, false, o);
    trial->callback([&session, o, trial] {
        const Configuration c = configurationOf(session);
        Rule rule = o->id.empty() ? Rule{.name = "trial"} : findRow(c, &Configuration::rules, o->id);
        fill(rule, session, c, *trial, o);
        test(session, *o, rule);
    });
}

} // namespace qd::cli
