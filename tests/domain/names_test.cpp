#include "quarterdeck/domain/names.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace qd {
namespace {

template <class Enum>
void everyNameReadsBack(Enum last)
{
    std::set<std::string_view> seen;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const auto value = static_cast<Enum>(i);
        const auto name = nameOf(value);
        EXPECT_FALSE(name.empty());
        EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos) << name;
        EXPECT_TRUE(seen.insert(name).second) << name << " is borne twice";
        EXPECT_EQ(fromName<Enum>(name), value) << name;
    }
    EXPECT_EQ(fromName<Enum>(""), std::nullopt);
    EXPECT_EQ(fromName<Enum>("nobody"), std::nullopt);
}

TEST(Names, EveryEnumeratorHasOneNameThatReadsBack)
{
    everyNameReadsBack(MentionKind::Article);
    everyNameReadsBack(Visibility::Direct);
    everyNameReadsBack(MediaKind::Other);
    everyNameReadsBack(SourceKind::Own);
    everyNameReadsBack(AccountState::Removed);
    everyNameReadsBack(LengthUnit::Unlimited);
    everyNameReadsBack(Status::Closed);
    everyNameReadsBack(Priority::Urgent);
    everyNameReadsBack(SnoozeKind::Issue);
    everyNameReadsBack(EventType::Undone);
    everyNameReadsBack(ActorKind::Platform);
    everyNameReadsBack(GoalNature::EmployeeEngagement);
    everyNameReadsBack(Role::Admin);
    everyNameReadsBack(Metric::Resolution);
    everyNameReadsBack(ClockPhase::Cancelled);
    everyNameReadsBack(RuleField::Intent);
    everyNameReadsBack(RuleActionKind::Stop);
    everyNameReadsBack(OutboxState::Cancelled);
}

TEST(Names, AreThoseOfTheCommandLinesContract)
{
    EXPECT_EQ(nameOf(MentionKind::Review), "review");
    EXPECT_EQ(nameOf(Status::OnHold), "on_hold");
    EXPECT_EQ(nameOf(SnoozeKind::BusinessHours), "business");
    EXPECT_EQ(nameOf(EventType::AuthorDeleted), "author_deleted");
    EXPECT_EQ(nameOf(EventType::SendUnknown), "send_unknown");
    EXPECT_EQ(nameOf(Metric::PeriodicUpdate), "periodic_update");
    EXPECT_EQ(nameOf(OutboxState::NeedsReapproval), "needs_reapproval");
    EXPECT_EQ(nameOf(RuleField::MinFollowers), "min_followers");
    EXPECT_EQ(nameOf(GoalNature::CustomerService), "customer_service");
    EXPECT_EQ(nameOf(ActorKind::Platform), "platform");
}

} // namespace
} // namespace qd
