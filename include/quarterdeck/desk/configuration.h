#pragma once

#include "quarterdeck/desk/call.h"
#include "quarterdeck/domain/goal.h"
#include "quarterdeck/domain/person.h"
#include "quarterdeck/domain/rule.h"
#include "quarterdeck/domain/sla.h"

#include <optional>
#include <string>
#include <vector>

namespace qd {

/// The whole set-up, as it is now.
struct Configuration {
    std::string organisation;
    std::string timezone;
    std::chrono::seconds undoHold{15};
    Person me;
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

/// What a rule would have done to one mention.
struct RuleTrial {
    MentionId mention{};
    ConversationId conversation{};
    std::string excerpt;
    bool fits{false};
    std::string because;
    QueueId before{};
    QueueId after{};
};
struct RuleTest {
    int looked{0};
    int fitted{0};
    std::vector<RuleTrial> trials; ///< newest first
};

/// Set-up by form and by command. A row without id is made, one with id is changed. @errors Forbidden, NotFound,
/// Invalid (what is wrong, in a sentence), Conflict
class SetUp {
public:
    virtual ~SetUp() = default;
    virtual void configuration(Reply<Configuration> done) = 0;
    virtual void rename(std::string organisation, std::string timezone, Reply<Configuration> done) = 0;
    virtual void setUndoHold(std::chrono::seconds hold, Reply<Configuration> done) = 0; ///< 0 to 300 s
    virtual void save(Person person, Reply<Person> done) = 0;
    virtual void save(Goal goal, Reply<Goal> done) = 0;
    virtual void save(Queue queue, Reply<Queue> done) = 0;
    virtual void save(Label label, Reply<Label> done) = 0;
    virtual void save(View view, Reply<View> done) = 0;
    virtual void save(Template reply, Reply<Template> done) = 0;
    virtual void save(Rule rule, Reply<Rule> done) = 0;
    virtual void save(SlaPolicy policy, Reply<SlaPolicy> done) = 0;     ///< running clocks are recomputed in batches
    virtual void save(Calendar calendar, Reply<Calendar> done) = 0;
    virtual void remove(PersonId id, Reply<bool> done) = 0;
    virtual void remove(GoalId id, Reply<bool> done) = 0;
    virtual void remove(QueueId id, Reply<bool> done) = 0;
    virtual void remove(LabelId id, Reply<bool> done) = 0;
    virtual void remove(ViewId id, Reply<bool> done) = 0;
    virtual void remove(TemplateId id, Reply<bool> done) = 0;
    virtual void remove(RuleId id, Reply<bool> done) = 0;
    virtual void remove(PolicyId id, Reply<bool> done) = 0;
    virtual void remove(CalendarId id, Reply<bool> done) = 0;
    /// What the rules would do to the last `last` mentions, by the code that routes; `rule` replaces or joins them.
    virtual void testRule(Rule rule, int last, Reply<RuleTest> done) = 0;
    /// Holidays of an .ics text, into a new version of the calendar.
    virtual void importHolidays(CalendarId id, std::string ics, Reply<Calendar> done) = 0;
};

} // namespace qd
