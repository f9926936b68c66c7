#include "domain/conversation_of.h"
#include "quarterdeck/domain/transition.h"

#include <gtest/gtest.h>

#include <functional>

namespace qd {
namespace {

using namespace std::chrono_literals;

const UtcMillis kTen = at("2026-01-07T10:00:00Z");
const UtcMillis kLater = kTen + 1h;

using Act = std::function<Result<Transition>(const Conversation&)>;

struct Row {
    const char* name;
    Act act;
    /// What it comes to from new, open, pending, on_hold, resolved, closed: a status name, or the error's
    /// name.
    std::array<const char*, 6> outcome;
};

class ActTable : public testing::TestWithParam<Row> {};

TEST_P(ActTable, LeadsWhereTheTableSaysFromEveryState)
{
    const auto& row = GetParam();
    for (int i = 0; i < kStatusCount; ++i) {
        const auto from = static_cast<Status>(i);
        const auto before = inState(from);
        const auto t = row.act(before);
        const std::string expected = row.outcome[static_cast<std::size_t>(i)];
        if (!t) {
            EXPECT_EQ(errcName(t.error().code), expected) << "from " << nameOf(from);
            continue;
        }
        EXPECT_EQ(nameOf(t->after.status), expected) << "from " << nameOf(from);
        ASSERT_FALSE(t->events.empty()) << "from " << nameOf(from);
        EXPECT_EQ(t->after.updatedAt, kLater);
        // The log's last word on the status is the row's status.
        auto status = before.status;
        for (const auto& event : t->events)
            status = event.statusAfter.value_or(status);
        EXPECT_EQ(status, t->after.status) << "from " << nameOf(from);
        const bool opened = t->events.front().type == EventType::Opened;
        EXPECT_EQ(opened, from == Status::New && t->after.status == Status::Open) << "from " << nameOf(from);
    }
}

constexpr const char* kConflict = "conflict";

INSTANTIATE_TEST_SUITE_P(
    Table, ActTable,
    testing::Values(
        Row{"Assign",
            [](const Conversation& c) { return assign(c, PersonId{44}, kMaria, kLater); },
            {"open", "open", "pending", "on_hold", "resolved", kConflict}},
        Row{"Resolve",
            [](const Conversation& c) { return resolve(c, "done", kMaria, kLater); },
            {"resolved", "resolved", "resolved", "resolved", kConflict, kConflict}},
        Row{"Reopen",
            [](const Conversation& c) { return reopen(c, kMaria, kLater); },
            {kConflict, kConflict, kConflict, kConflict, "open", kConflict}},
        Row{"Dismiss",
            [](const Conversation& c) { return dismiss(c, "spam", kMaria, kLater); },
            {"resolved", "resolved", kConflict, kConflict, kConflict, kConflict}},
        Row{"Snooze",
            [](const Conversation& c) { return snooze(c, kLater + 24h, SnoozeKind::Time, kMaria, kLater); },
            {"open", "open", "pending", "on_hold", kConflict, kConflict}},
        Row{"Wake",
            [](const Conversation& c) { return wake(c, "time", kLater); },
            {kConflict, kConflict, kConflict, kConflict, kConflict, kConflict}},
        Row{"Hold",
            [](const Conversation& c) { return hold(c, kLater + 24h, "colleague", kMaria, kLater); },
            {"on_hold", "on_hold", "on_hold", "on_hold", kConflict, kConflict}},
        Row{"EndHoldTooEarly",
            [](const Conversation& c) { return endHold(c, kLater); },
            {kConflict, kConflict, kConflict, kConflict, kConflict, kConflict}},
        Row{"Close",
            [](const Conversation& c) { return close(c, kLater); },
            {kConflict, kConflict, kConflict, kConflict, "closed", kConflict}},
        Row{"Priority",
            [](const Conversation& c) { return setPriority(c, Priority::Urgent, kMaria, kLater); },
            {"open", "open", "pending", "on_hold", "resolved", kConflict}},
        Row{"Move",
            [](const Conversation& c) { return moveTo(c, QueueId{55}, GoalId{56}, kMaria, kLater); },
            {"new", "open", "pending", "on_hold", "resolved", kConflict}},
        Row{"Label",
            [](const Conversation& c) { return relabel(c, {LabelId{3}}, {}, kMaria, kLater); },
            {"open", "open", "pending", "on_hold", "resolved", "closed"}},
        Row{"Note",
            [](const Conversation& c) { return noted(c, NoteId{3}, kMaria, kLater); },
            {"open", "open", "pending", "on_hold", "resolved", kConflict}},
        Row{"Escalate",
            [](const Conversation& c) { return escalate(c, PersonId{44}, "press", kMaria, kLater); },
            {"open", "open", "pending", "on_hold", kConflict, kConflict}},
        Row{"Star",
            [](const Conversation& c) { return star(c, true, kMaria, kLater); },
            {"new", "open", "pending", "on_hold", "resolved", kConflict}},
        Row{"Mute",
            [](const Conversation& c) { return mute(c, true, kMaria, kLater); },
            {"new", "open", "pending", "on_hold", "resolved", kConflict}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Acts, WhatIsSoAlreadySucceedsWithoutAnEvent)
{
    const auto c = inState(Status::Open);
    EXPECT_TRUE(assign(c, PersonId{7}, kTom, kLater)->events.empty());
    EXPECT_TRUE(setPriority(c, Priority::Normal, kTom, kLater)->events.empty());
    EXPECT_TRUE(moveTo(c, QueueId{4}, GoalId{2}, kTom, kLater)->events.empty());
    EXPECT_TRUE(relabel(c, {}, {LabelId{3}}, kTom, kLater)->events.empty());
    EXPECT_TRUE(star(c, false, kTom, kLater)->events.empty());
    EXPECT_TRUE(mute(c, false, kTom, kLater)->events.empty());
}

TEST(Acts, ByARuleOrTheHourHandDoNotOpen)
{
    EXPECT_EQ(assign(inState(Status::New), PersonId{7}, {ActorKind::Rule, 5}, kLater)->after.status,
              Status::New);
    EXPECT_EQ(setPriority(inState(Status::New), Priority::High, kHourHand, kLater)->after.status,
              Status::New);
}

TEST(Acts, AMergedConversationIsClosedToEverybody)
{
    auto merged = inState(Status::Open);
    merged.mergedInto = ConversationId{8};
    EXPECT_EQ(assign(merged, PersonId{9}, kMaria, kLater).error().code, Errc::Conflict);
    EXPECT_EQ(resolve(merged, "", kMaria, kLater).error().code, Errc::Conflict);
}

TEST(Resolve, EndsWaitSnoozeAndHold)
{
    auto c = inState(Status::OnHold);
    c = snooze(c, kTen + 48h, SnoozeKind::Time, kMaria, kTen).value().after;
    const auto t = resolve(c, "answered", kMaria, kLater).value();
    EXPECT_FALSE(t.after.waitingSince);
    EXPECT_FALSE(t.after.snoozedUntil);
    EXPECT_EQ(t.after.snoozeKind, SnoozeKind::None);
    EXPECT_FALSE(t.after.holdUntil);
    EXPECT_EQ(t.after.substatus, "");
    EXPECT_EQ(t.after.resolvedAt, kLater);
    EXPECT_EQ(t.events.back().reason, "answered");
}

TEST(Reopen, ByHandStartsNoWait)
{
    const auto t = reopen(inState(Status::Resolved), kMaria, kLater).value();
    EXPECT_FALSE(t.after.waitingSince);
    EXPECT_FALSE(t.after.resolvedAt);
}

TEST(Dismiss, NeedsAReasonAndKeepsIt)
{
    EXPECT_EQ(dismiss(inState(Status::New), "", kMaria, kLater).error().code, Errc::Invalid);
    const auto t = dismiss(inState(Status::New), "spam", kMaria, kLater).value();
    EXPECT_EQ(t.after.dismissedReason, "spam");
    EXPECT_EQ(t.events.back().type, EventType::Dismissed);
    EXPECT_EQ(t.events.back().reason, "spam");
}

TEST(Snooze, LiesAheadAndWakesWhenItIsOverHoweverLateItIsLookedAt)
{
    const auto c = inState(Status::Open);
    EXPECT_EQ(snooze(c, kLater, SnoozeKind::Time, kMaria, kLater).error().code, Errc::Invalid);
    EXPECT_EQ(snooze(c, kLater + 1h, SnoozeKind::None, kMaria, kLater).error().code, Errc::Invalid);
    const auto asleep = snooze(c, kLater + 1h, SnoozeKind::BusinessHours, kMaria, kLater).value();
    EXPECT_EQ(asleep.after.status, Status::Open) << "snoozing is no status";
    EXPECT_EQ(asleep.events.back().data.at("kind"), "business");
    EXPECT_EQ(asleep.events.back().data.at("until"), std::to_string(toInt(kLater + 1h)));
    EXPECT_EQ(wake(asleep.after, "time", kLater + 59min).error().code, Errc::Conflict);
    const auto awake = wake(asleep.after, "time", kLater + 24h * 30).value(); // nothing ran for a month
    EXPECT_EQ(awake.events.back().at, kLater + 1h);
    EXPECT_EQ(awake.events.back().recordedAt, kLater + 24h * 30);
    EXPECT_FALSE(awake.after.snoozedUntil);
}

TEST(Snooze, UntilAnIssueChangesIsNeverForEver)
{
    const auto asleep =
        snooze(inState(Status::Open), UtcMillis{}, SnoozeKind::Issue, kMaria, kLater).value().after;
    ASSERT_TRUE(asleep.snoozedUntil);
    EXPECT_EQ(*asleep.snoozedUntil, kLater + 24h * 30);
    const auto awake = wake(asleep, "issue", kLater + 2h).value();
    EXPECT_EQ(awake.events.back().at, kLater + 2h);
    EXPECT_EQ(awake.events.back().reason, "issue");
}

TEST(Hold, NeedsAnEndAndAnOwner)
{
    const auto c = inState(Status::New);
    EXPECT_EQ(hold(c, std::nullopt, "colleague", kMaria, kLater).error().code, Errc::Invalid);
    EXPECT_EQ(hold(c, kLater, "colleague", kMaria, kLater).error().code, Errc::Invalid);
    EXPECT_EQ(hold(c, kLater + 1h, "colleague", kHourHand, kLater).error().code, Errc::Invalid);
    const auto t = hold(c, kLater + 1h, "third_party", kMaria, kLater).value();
    EXPECT_EQ(t.after.assignee, PersonId{7}) << "who holds it owns it";
    EXPECT_EQ(t.after.substatus, "third_party");
    EXPECT_EQ(t.after.waitingSince, c.waitingSince) << "the customer still waits";
    EXPECT_EQ(endHold(t.after, kLater + 59min).error().code, Errc::Conflict);
    const auto over = endHold(t.after, kLater + 24h).value();
    EXPECT_EQ(over.after.status, Status::Open);
    EXPECT_EQ(over.after.substatus, "");
    EXPECT_EQ(over.events.back().at, kLater + 1h);
    EXPECT_EQ(over.events.back().reason, "hold_over");
}

TEST(Relabel, KeepsLabelsSortedAndOnce)
{
    auto c = inState(Status::Open);
    c.labels = {LabelId{4}};
    const auto t =
        relabel(c, {LabelId{9}, LabelId{2}, LabelId{4}, LabelId{9}}, {LabelId{4}}, kMaria, kLater).value();
    EXPECT_EQ(t.after.labels, (std::vector{LabelId{2}, LabelId{9}}));
    EXPECT_EQ(t.events.back().data.at("add"), "2,9");
    EXPECT_EQ(t.events.back().data.at("remove"), "4");
}

TEST(Escalate, NeedsAReasonAndMayNameSomebody)
{
    const auto c = inState(Status::Open);
    EXPECT_EQ(escalate(c, PersonId{44}, "", kMaria, kLater).error().code, Errc::Invalid);
    EXPECT_EQ(escalate(c, PersonId{44}, "press", kMaria, kLater)->after.assignee, PersonId{44});
    EXPECT_EQ(escalate(c, {}, "press", kMaria, kLater)->after.assignee, PersonId{7});
}

TEST(Move, NeedsAQueue)
{
    EXPECT_EQ(moveTo(inState(Status::Open), {}, {}, kMaria, kLater).error().code, Errc::Invalid);
}

} // namespace
} // namespace qd
