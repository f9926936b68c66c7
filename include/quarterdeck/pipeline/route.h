#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/calendar.h"
#include "quarterdeck/domain/goal.h"
#include "quarterdeck/domain/person.h"
#include "quarterdeck/domain/rule.h"
#include "quarterdeck/pipeline/judge.h"

#include <memory>
#include <span>
#include <vector>

namespace qd {

/// Everything a routing depends on, compiled once a change of set-up (regexes, folded words, id look-ups).
/// Immutable after making; shared between the ingest thread and a dry run.
class RoutingTable {
public:
    struct Input {
        std::vector<Rule> rules;
        std::vector<Queue> queues;
        std::vector<Goal> goals;
        std::vector<Calendar> calendars; ///< current versions
        std::vector<Person> people;
        std::vector<LabelId> labels;
    };
    /// Never fails: a rule that cannot work is left out of routing and named in broken().
    explicit RoutingTable(Input input);
    ~RoutingTable();
    RoutingTable(RoutingTable&&) noexcept;
    RoutingTable& operator=(RoutingTable&&) noexcept;

    struct Broken {
        RuleId rule;
        std::string reason; ///< "queue_gone:<id>", "regex_invalid", "person_gone:<id>", …
    };
    const std::vector<Broken>& broken() const noexcept;

private:
    friend Routing route(const Mention&, const Judgement&, const RoutingTable&, UtcMillis);
    struct Compiled;
    std::unique_ptr<Compiled> m_compiled;
};

/// Where a mention belongs and why, by the ordered rules, then by the defaults. The first rule that names a queue, a
/// priority, a person or a reason to dismiss decides it; labels add up. The trace tells of every rule asked. A
/// condition on what is unknown (language, followers, sentiment, intent) fits neither way. Defaults: direct messages, mentions and
/// replies to the first customer_service queue; keyword hits, articles and quotes to the first reputation queue;
/// the first queue by order where no such goal exists. `now` decides business hours. Pure; @thread any
Routing route(const Mention& mention, const Judgement& judgement, const RoutingTable& table, UtcMillis now);

/// A rule's own mistakes, before it is saved: unknown field values, bad regex, no action.
Result<void> checkRule(const Rule& rule);

} // namespace qd
