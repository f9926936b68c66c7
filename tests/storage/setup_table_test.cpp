#include "quarterdeck/storage/setup_table.h"

#include "storage/engines.h"

namespace qd::test {
namespace {

class SetupTable : public EngineTest {
protected:
    Calendar officeHours()
    {
        Calendar calendar;
        calendar.name = "Office";
        calendar.timezone = "Europe/Berlin";
        for (std::size_t day = 0; day < 5; ++day) calendar.week[day] = {{540, 720}, {780, 1020}};
        calendar.week[5] = {{1320, 1500}};
        calendar.holidays = {{2026, 12, 25, {}, "Christmas"}, {2026, 12, 24, {{540, 720}}, "Christmas Eve"}};
        return calendar;
    }
    Goal goal(const std::string& name, int order)
    {
        Goal made;
        made.name = name;
        made.objective = "Keep customers";
        made.order = order;
        return must(saveGoal(*session, made));
    }
    Queue queue(const Goal& of, const std::string& name)
    {
        Queue made;
        made.name = name;
        made.goal = of.id;
        return must(saveQueue(*session, made));
    }
};

TEST_P(SetupTable, EveryKindOfRowComesBackAsItWasSaved)
{
    Person ada{{}, "Ada", "ada", Role::Manager, "Europe/Paris", {"en", "fr"}, {QueueId{7}}, true};
    ada = must(savePerson(*session, ada));
    Goal service = goal("Service", 2);
    service.nature = GoalNature::Reputation;
    service.owner = ada.id;
    service.metric = "first_response_p90";
    service.baseline = 3.25;
    service.target = 0.1;
    service.targetDate = fromInt(1'800'000'000'123);
    service = must(saveGoal(*session, service));
    const Queue desk = queue(service, "Desk");
    const Label label = must(saveLabel(*session, Label{{}, "refund", false}));
    must(saveView(*session, View{{}, "Mine", "is:mine", ada.id}));
    must(saveTemplate(*session, Template{{}, "Thanks", "Thank you, {name}", service.id}));

    const qd::Setup setup = must(loadSetup(*session));
    ASSERT_EQ(setup.people.size(), 1U);
    EXPECT_EQ(setup.people[0].login, "ada");
    EXPECT_EQ(setup.people[0].role, Role::Manager);
    EXPECT_EQ(setup.people[0].languages, (std::vector<std::string>{"en", "fr"}));
    EXPECT_EQ(setup.people[0].queues, std::vector<QueueId>{QueueId{7}});
    ASSERT_EQ(setup.goals.size(), 1U);
    EXPECT_EQ(setup.goals[0].nature, GoalNature::Reputation);
    EXPECT_EQ(setup.goals[0].baseline, 3.25);
    EXPECT_EQ(setup.goals[0].target, 0.1);
    EXPECT_EQ(setup.goals[0].targetDate, fromInt(1'800'000'000'123));
    ASSERT_EQ(setup.queues.size(), 1U);
    EXPECT_EQ(setup.queues[0].id, desk.id);
    ASSERT_EQ(setup.labels.size(), 1U);
    EXPECT_EQ(setup.labels[0].id, label.id);
    ASSERT_EQ(setup.views.size(), 1U);
    EXPECT_EQ(setup.views[0].owner, ada.id);
    ASSERT_EQ(setup.templates.size(), 1U);
    EXPECT_EQ(setup.templates[0].goal, service.id);
}

TEST_P(SetupTable, CalendarsAndPoliciesKeepEveryVersion)
{
    Calendar calendar = must(saveCalendar(*session, officeHours()));
    EXPECT_EQ(calendar.version, 1);
    SlaPolicy policy;
    policy.name = "Standard";
    policy.calendar = calendar.id;
    policy.conditions.priorities = {Priority::High};
    policy.conditions.direct = true;
    policy.targets = {{Metric::FirstResponse, std::chrono::hours{1}, std::chrono::hours{24}}, {Metric::Resolution, std::chrono::hours{8}, {}}};
    policy.pauseWhileSnoozed = true;
    policy.riskPercent = 75;
    policy = must(savePolicy(*session, policy));
    calendar.week[6] = {{600, 660}};
    calendar = must(saveCalendar(*session, calendar));
    policy.targets.pop_back();
    policy = must(savePolicy(*session, policy));
    EXPECT_EQ(calendar.version, 2);
    EXPECT_EQ(policy.version, 2);

    const qd::Setup setup = must(loadSetup(*session));
    ASSERT_EQ(setup.calendars.size(), 1U);
    EXPECT_EQ(setup.calendars[0].version, 2);
    EXPECT_EQ(setup.calendars[0].week[6], (std::vector<Window>{{600, 660}}));
    EXPECT_EQ(setup.calendars[0].week[5], (std::vector<Window>{{1320, 1500}}));
    ASSERT_EQ(setup.calendars[0].holidays.size(), 2U);
    EXPECT_EQ(setup.calendars[0].holidays[1].stillOpen, (std::vector<Window>{{540, 720}}));
    ASSERT_EQ(setup.policies.size(), 1U);
    EXPECT_EQ(setup.policies[0].targets.size(), 1U);
    const auto first = must(policyVersion(*session, policy.id, 1));
    ASSERT_TRUE(first);
    ASSERT_EQ(first->targets.size(), 2U);
    EXPECT_EQ(first->targets[0].limit, std::chrono::milliseconds{std::chrono::hours{24}});
    EXPECT_EQ(first->conditions.direct, true);
    EXPECT_EQ(first->conditions.priorities, std::vector<Priority>{Priority::High});
    EXPECT_EQ(first->riskPercent, 75);
    EXPECT_TRUE(first->pauseWhileSnoozed);
    const auto old = must(calendarVersion(*session, calendar.id, 1));
    ASSERT_TRUE(old);
    EXPECT_TRUE(old->week[6].empty());
    EXPECT_FALSE(must(policyVersion(*session, policy.id, 3)));
}

TEST_P(SetupTable, ACalendarInUseStaysAndARemovedPolicyKeepsItsPast)
{
    const Calendar calendar = must(saveCalendar(*session, officeHours()));
    SlaPolicy policy;
    policy.name = "Standard";
    policy.calendar = calendar.id;
    policy = must(savePolicy(*session, policy));
    EXPECT_EQ(refusal(removeCalendar(*session, calendar.id)), "conflict");
    must(removePolicy(*session, policy.id));
    must(removeCalendar(*session, calendar.id));
    const qd::Setup setup = must(loadSetup(*session));
    EXPECT_TRUE(setup.policies.empty());
    EXPECT_TRUE(setup.calendars.empty());
    EXPECT_TRUE(must(policyVersion(*session, policy.id, 1)));
    EXPECT_EQ(refusal(removePolicy(*session, policy.id)), "not_found");
}

TEST_P(SetupTable, ACalendarThatNeverOpensIsRefused)
{
    Calendar shut = officeHours();
    for (auto& day : shut.week) day.clear();
    EXPECT_EQ(refusal(saveCalendar(*session, shut)), "invalid");
}

TEST_P(SetupTable, ARuleWhoseTargetGoesIsDisabledLoudly)
{
    const Goal service = goal("Service", 1);
    const Queue desk = queue(service, "Desk");
    const Queue other = queue(service, "Other");
    Rule rule;
    rule.name = "Late trains";
    rule.conditions = {{RuleField::Words, true, {"late", "delay"}}};
    rule.actions = {{RuleActionKind::Queue, std::to_string(desk.id.value)}, {RuleActionKind::Stop, ""}};
    rule = must(saveRule(*session, rule));
    Rule kept = rule;
    kept.id = {};
    kept.actions[0].value = std::to_string(other.id.value);
    kept = must(saveRule(*session, kept));

    must(removeQueue(*session, desk.id));

    const qd::Setup setup = must(loadSetup(*session));
    ASSERT_EQ(setup.rules.size(), 2U);
    const auto& gone = setup.rules[0].id == rule.id ? setup.rules[0] : setup.rules[1];
    const auto& stays = setup.rules[0].id == rule.id ? setup.rules[1] : setup.rules[0];
    EXPECT_FALSE(gone.enabled);
    EXPECT_EQ(gone.disabledReason, "queue_gone:" + std::to_string(desk.id.value));
    EXPECT_EQ(gone.version, 2);
    EXPECT_EQ(gone.conditions, rule.conditions);
    EXPECT_TRUE(stays.enabled);
    EXPECT_EQ(stays.version, 1);
}

TEST_P(SetupTable, AGoalWithQueuesIsNotRemoved)
{
    const Goal service = goal("Service", 1);
    const Queue desk = queue(service, "Desk");
    EXPECT_EQ(refusal(removeGoal(*session, service.id)), "conflict");
    must(removeQueue(*session, desk.id));
    must(removeGoal(*session, service.id));
    EXPECT_TRUE(must(loadSetup(*session)).goals.empty());
}

TEST_P(SetupTable, ALoginBelongsToOnePerson)
{
    Person ada;
    ada.login = "ada";
    must(savePerson(*session, ada));
    EXPECT_EQ(refusal(savePerson(*session, ada)), "conflict");
    EXPECT_EQ(must(loadSetup(*session)).people.size(), 1U);
}

TEST_P(SetupTable, EveryChangeRaisesTheVersionByWhichProcessesReload)
{
    const auto before = must(setupVersion(*session));
    must(writeSetting(*session, "name", "Acme Rail"));
    must(saveLabel(*session, Label{{}, "refund", false}));
    EXPECT_EQ(must(setupVersion(*session)), before + 2);
    EXPECT_EQ(must(loadSetup(*session)).name, "Acme Rail");
    EXPECT_EQ(refusal(writeSetting(*session, "setup_version", "9")), "invalid");
    EXPECT_EQ(must(readSetting(*session, "absent")), std::nullopt);
}

TEST_P(SetupTable, AFailedChangeLeavesNothingBehind)
{
    const auto before = must(setupVersion(*session));
    Queue orphan;
    orphan.name = "Nowhere";
    orphan.goal = GoalId{42};
    EXPECT_EQ(refusal(saveQueue(*session, orphan)), "invalid");
    EXPECT_EQ(must(setupVersion(*session)), before);
}

QD_ON_EVERY_ENGINE(SetupTable);

} // namespace
} // namespace qd::test
