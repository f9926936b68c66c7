#include "quarterdeck/domain/person.h"

#include <gtest/gtest.h>

namespace qd {
namespace {

constexpr PersonId kMe{7};
constexpr PersonId kOther{8};
constexpr QueueId kMine{1};
constexpr QueueId kForeign{2};

Person person(Role role, std::vector<QueueId> queues = {})
{
    Person p;
    p.id = kMe;
    p.role = role;
    p.queues = std::move(queues);
    return p;
}

struct Row {
    Action action;
    const char* name;
    bool responder, drafter, manager, admin;
};

class Permission : public testing::TestWithParam<Row> {};

TEST_P(Permission, FollowsTheMatrix)
{
    const auto& row = GetParam();
    EXPECT_EQ(may(person(Role::Responder), row.action), row.responder);
    EXPECT_EQ(may(person(Role::Drafter), row.action), row.drafter);
    EXPECT_EQ(may(person(Role::Manager), row.action), row.manager);
    EXPECT_EQ(may(person(Role::Admin), row.action), row.admin);
}

TEST_P(Permission, IsNeverGivenToSomebodyInactive)
{
    for (const auto role : {Role::Responder, Role::Drafter, Role::Manager, Role::Admin}) {
        auto gone = person(role);
        gone.active = false;
        EXPECT_FALSE(may(gone, GetParam().action, {kMine, kMe, false}));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Matrix, Permission,
    testing::Values(Row{Action::ReadDesk, "ReadDesk", true, true, true, true},
                    Row{Action::Triage, "Triage", true, true, true, true},
                    Row{Action::AssignOthers, "AssignOthers", false, false, true, true},
                    Row{Action::Draft, "Draft", true, true, true, true},
                    Row{Action::Send, "Send", true, false, true, true},
                    Row{Action::HoldSending, "HoldSending", false, false, true, true},
                    Row{Action::SettleUnknown, "SettleUnknown", false, false, true, true},
                    Row{Action::ConfigureGoals, "ConfigureGoals", false, false, true, true},
                    Row{Action::ConfigureRules, "ConfigureRules", false, false, true, true},
                    Row{Action::ConfigurePeople, "ConfigurePeople", false, false, false, true},
                    Row{Action::ConfigureAccounts, "ConfigureAccounts", false, false, false, true},
                    Row{Action::PollNow, "PollNow", false, false, true, true},
                    Row{Action::ReadReports, "ReadReports", false, false, true, true},
                    Row{Action::ReadPersonNumbers, "ReadPersonNumbers", false, false, true, true},
                    Row{Action::AdministerWorkspace, "AdministerWorkspace", false, false, false, true}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Person, WithAListOfQueuesWorksInThoseOnly)
{
    const auto responder = person(Role::Responder, {kMine});
    for (const auto action : {Action::ReadDesk, Action::Triage, Action::Draft, Action::Send}) {
        EXPECT_TRUE(may(responder, action, {kMine, {}, false}));
        EXPECT_FALSE(may(responder, action, {kForeign, {}, false}));
        EXPECT_TRUE(may(responder, action)) << "no queue named: not narrowed";
    }
    EXPECT_TRUE(may(person(Role::Responder), Action::Send, {kForeign, {}, false})) << "no list: every queue";
    EXPECT_TRUE(may(person(Role::Manager, {kMine}), Action::Triage, {kForeign, {}, false}));
}

TEST(Person, WhoIsNotTheAssigneeDoesNotSendWhereOnlyTheAssigneeMay)
{
    const auto responder = person(Role::Responder);
    EXPECT_TRUE(may(responder, Action::Send, {kMine, kMe, true}));
    EXPECT_FALSE(may(responder, Action::Send, {kMine, kOther, true}));
    EXPECT_FALSE(may(responder, Action::Send, {kMine, {}, true})) << "nobody's: assign it first";
    EXPECT_TRUE(may(responder, Action::Send, {kMine, kOther, false}));
    EXPECT_FALSE(may(person(Role::Manager), Action::Send, {kMine, kOther, true}));
    EXPECT_FALSE(may(person(Role::Drafter), Action::Send, {kMine, kMe, true}));
}

TEST(Person, SettlesAnUnknownOutcomeOfHisOwnSend)
{
    EXPECT_TRUE(may(person(Role::Responder), Action::SettleUnknown, {kMine, kMe, false}));
    EXPECT_FALSE(may(person(Role::Responder), Action::SettleUnknown, {kMine, kOther, false}));
    EXPECT_FALSE(may(person(Role::Drafter), Action::SettleUnknown, {kMine, kMe, false}));
    EXPECT_TRUE(may(person(Role::Manager), Action::SettleUnknown, {kMine, kOther, false}));
}

} // namespace
} // namespace qd
