#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/desk/configuration.h"

namespace qd {

class SetUpService final : public SetUp {
public:
    explicit SetUpService(const Ask& ask)
        : m_ask{ask}
    {}

    void configuration(Reply<Configuration> done) override;
    void rename(std::string organisation, std::string timezone, Reply<Configuration> done) override;
    void setUndoHold(std::chrono::seconds hold, Reply<Configuration> done) override;
    void save(Person person, Reply<Person> done) override;
    void save(Goal goal, Reply<Goal> done) override;
    void save(Queue queue, Reply<Queue> done) override;
    void save(Label label, Reply<Label> done) override;
    void save(View view, Reply<View> done) override;
    void save(Template reply, Reply<Template> done) override;
    void save(Rule rule, Reply<Rule> done) override;
    void save(SlaPolicy policy, Reply<SlaPolicy> done) override;
    void save(Calendar calendar, Reply<Calendar> done) override;
    void remove(PersonId id, Reply<bool> done) override;
    void remove(GoalId id, Reply<bool> done) override;
    void remove(QueueId id, Reply<bool> done) override;
    void remove(LabelId id, Reply<bool> done) override;
    void remove(ViewId id, Reply<bool> done) override;
    void remove(TemplateId id, Reply<bool> done) override;
    void remove(RuleId id, Reply<bool> done) override;
    void remove(PolicyId id, Reply<bool> done) override;
    void remove(CalendarId id, Reply<bool> done) override;
    void testRule(Rule rule, int last, Reply<RuleTest> done) override;
    void importHolidays(CalendarId id, std::string ics, Reply<Calendar> done) override;

private:
    const Ask& m_ask;
};

} // namespace qd
