#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/status.h"

#include <optional>
#include <string>
#include <vector>

namespace qd {

/// What a condition looks at.
enum class RuleField {
    Platform,
    Account,       ///< account id
    Kind,          ///< names.h
    Language,
    Words,         ///< any of the words, folded, whole words
    Phrase,        ///< the words in this order
    Regex,         ///< ICU syntax, on the plain text, bounded in time
    Author,        ///< handle, '*' as wildcard
    MinFollowers,
    MaxFollowers,
    BusinessHours, ///< calendar id; value "inside:<id>" or "outside:<id>"
    Visibility,
    Sentiment,     ///< negative, neutral, positive; never fits while unknown
    Intent,        ///< likewise
};

struct RuleCondition {
    RuleField field{RuleField::Words};
    bool negate{false};
    std::vector<std::string> values; ///< any of them
    bool operator==(const RuleCondition&) const = default;
};

enum class RuleActionKind {
    Queue,    ///< queue id: where a new conversation goes
    Move,     ///< queue id: also an existing one
    Priority, ///< names.h
    Label,    ///< label id
    Assign,   ///< person id
    Dismiss,  ///< reason
    Stop,     ///< no later rule is asked
};

struct RuleAction {
    RuleActionKind kind{RuleActionKind::Stop};
    std::string value;
    bool operator==(const RuleAction&) const = default;
};

/// If-then, in order. A rule whose target is gone is disabled with a reason and shown so.
struct Rule {
    RuleId id{};
    std::string name;
    int order{0};
    bool enabled{true};
    std::string disabledReason; ///< code, e.g. "queue_gone:<id>"
    bool matchAll{true};        ///< false: any condition is enough; no condition at all always fits
    std::vector<RuleCondition> conditions;
    std::vector<RuleAction> actions;
    int version{1};
};

/// One rule's part in a routing: why it fitted or did not.
struct TraceStep {
    RuleId rule{}; ///< 0: the default
    int version{0};
    std::string name; ///< the rule's name then
    bool fitted{false};
    std::string because; ///< e.g. "words: late", "language is not fr"
    std::vector<RuleAction> did;
    bool operator==(const TraceStep&) const = default;
};

/// What routing decided about one mention.
struct Routing {
    QueueId queue{};
    GoalId goal{};
    bool move{false};
    std::optional<Priority> priority{};
    std::vector<LabelId> labels;
    PersonId assignee{};
    std::string dismissReason; ///< "" = it is work
    std::vector<TraceStep> trace;
};

/// A mention on its way to the store, with where it belongs.
struct Routed {
    Mention mention;
    Routing routing;
};

} // namespace qd
