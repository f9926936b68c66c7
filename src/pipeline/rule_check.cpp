#include "pipeline/rule_check.h"

#include "pipeline/rule_match.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/domain/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace qd {
namespace {

constexpr std::array<std::string_view, 3> kSentiments{"negative", "neutral", "positive"};

std::string badValue(RuleField field) { return fmt::format("value_invalid:{}", nameOf(field)); }

std::optional<std::string> calendarFault(std::string_view value, const RoutingTable::Input* known)
{
    const auto hours = parseBusinessHours(value);
    if (!hours) return badValue(RuleField::BusinessHours);
    const auto wanted = hours->second;
    if (known == nullptr) return std::nullopt;
    if (std::ranges::any_of(known->calendars, [wanted](const Calendar& c) { return c.id == wanted; }))
        return std::nullopt;
    return fmt::format("calendar_gone:{}", wanted.value);
}

std::optional<std::string> valueFault(RuleField field, const std::string& value,
                                      const RoutingTable::Input* known)
{
    const auto unless = [field](bool sound) { return sound ? std::nullopt : std::optional(badValue(field)); };
    switch (field) {
    case RuleField::Account: return unless(wholeNumber(value).value_or(0) > 0);
    case RuleField::Kind: return unless(fromName<MentionKind>(value).has_value());
    case RuleField::Visibility: return unless(fromName<Visibility>(value).has_value());
    case RuleField::Words:
    case RuleField::Phrase: return unless(hasWords(value));
    case RuleField::Regex:
        if (!isRegex(value)) return "regex_invalid";
        return std::nullopt;
    case RuleField::MinFollowers:
    case RuleField::MaxFollowers: return unless(wholeNumber(value).value_or(-1) >= 0);
    case RuleField::BusinessHours: return calendarFault(value, known);
    case RuleField::Sentiment: return unless(std::ranges::find(kSentiments, value) != kSentiments.end());
    case RuleField::Platform:
    case RuleField::Language:
    case RuleField::Author:
    case RuleField::Intent: return unless(!trim(value).empty());
    }
    return badValue(field);
}

std::optional<std::string> conditionFault(const RuleCondition& condition, const RoutingTable::Input* known)
{
    if (condition.values.empty()) return fmt::format("value_missing:{}", nameOf(condition.field));
    for (const auto& value : condition.values) {
        if (auto fault = valueFault(condition.field, value, known)) return fault;
    }
    return std::nullopt;
}

template <class Rows, class Stands>
std::optional<std::string> targetFault(std::string_view what, const std::string& value, const Rows* rows,
                                       Stands stands)
{
    const auto id = wholeNumber(value);
    if (!id || *id <= 0) return fmt::format("value_invalid:{}", what);
    if (rows == nullptr) return std::nullopt;
    const bool found = std::ranges::any_of(*rows, [&](const auto& row) { return stands(row, *id); });
    return found ? std::nullopt : std::optional(fmt::format("{}_gone:{}", what, *id));
}

std::optional<std::string> actionFault(const RuleAction& action, const RoutingTable::Input* known)
{
    switch (action.kind) {
    case RuleActionKind::Queue:
    case RuleActionKind::Move:
        return targetFault("queue", action.value, known == nullptr ? nullptr : &known->queues,
                           [](const Queue& q, std::int64_t id) { return q.id.value == id && !q.archived; });
    case RuleActionKind::Label:
        return targetFault("label", action.value, known == nullptr ? nullptr : &known->labels,
                           [](LabelId l, std::int64_t id) { return l.value == id; });
    case RuleActionKind::Assign:
        return targetFault("person", action.value, known == nullptr ? nullptr : &known->people,
                           [](const Person& p, std::int64_t id) { return p.id.value == id && p.active; });
    case RuleActionKind::Priority:
        if (!fromName<Priority>(action.value)) return "value_invalid:priority";
        return std::nullopt;
    case RuleActionKind::Dismiss:
        if (trim(action.value).empty()) return "value_missing:dismiss";
        return std::nullopt;
    case RuleActionKind::Stop: return std::nullopt;
    }
    return "value_invalid:action";
}

} // namespace

std::optional<std::int64_t> wholeNumber(std::string_view text) noexcept
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::pair<bool, CalendarId>> parseBusinessHours(std::string_view value) noexcept
{
    const auto colon = value.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto side = value.substr(0, colon);
    const auto id = wholeNumber(value.substr(colon + 1));
    if ((side != "inside" && side != "outside") || !id || *id <= 0) return std::nullopt;
    return std::pair{side == "inside", CalendarId{*id}};
}

std::optional<std::string> faultOf(const Rule& rule, const RoutingTable::Input* known)
{
    if (rule.actions.empty()) return "no_action";
    for (const auto& condition : rule.conditions) {
        if (auto fault = conditionFault(condition, known)) return fault;
    }
    for (const auto& action : rule.actions) {
        if (auto fault = actionFault(action, known)) return fault;
    }
    return std::nullopt;
}

Result<void> checkRule(const Rule& rule)
{
    const auto fault = faultOf(rule, nullptr);
    if (!fault) return {};
    if (*fault == "no_action") return fail(Errc::Invalid, "the rule does nothing: it needs an action");
    if (*fault == "regex_invalid") return fail(Errc::Invalid, "the rule's regular expression cannot be read");
    return fail(Errc::Invalid, fmt::format("the rule has a value that cannot be used ({})", *fault));
}

} // namespace qd
