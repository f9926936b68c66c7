#include "domain/conversation_of.h"
#include "quarterdeck/domain/transition.h"

#include <gtest/gtest.h>

#include <functional>

namespace qd {
namespace {

using namespace std::chrono_literals;

const UtcMillis kLater = at("2026-01-07T11:00:00Z");
const UtcMillis kThen = kLater + 10s;

/// Everything that an act may change, without what every act changes.
std::string fieldsOf(const Conversation& c)
{
    std::string text = std::string(nameOf(c.status)) + "|" + c.substatus + "|" +
                       std::string(nameOf(c.snoozeKind)) + "|" + std::string(nameOf(c.priority)) + "|" +
                       c.dismissedReason;
    for (const auto& when : {c.snoozedUntil, c.holdUntil, c.waitingSince, c.resolvedAt})
        text += when ? "|" + show(*when) : "|-";
    for (const auto id : {c.assignee.value, c.queue.value, c.goal.value})
        text += "|" + std::to_string(id);
    text += c.starred ? "|starred" : "|";
    text += c.muted ? "|muted" : "|";
    for (const auto label : c.labels)
        text += "," + std::to_string(label.value);
    return text;
}

/// The act's own event with the id that the store would give it.
Event stored(const Transition& t)
{
    auto event = t.events.back();
    event.id = EventId{77};
    event.conversation = t.after.id;
    return event;
}

using Act = std::function<Result<Transition>(const Conversation&)>;
struct Row {
    const char* name;
    Status from;
    Act act;
};

class Undoing : public testing::TestWithParam<Row> {};

TEST_P(Undoing, PutsEverythingBack)
{
    auto before = inState(GetParam().from);
    before.labels = {LabelId{4}, LabelId{5}};
    const auto done = GetParam().act(before);
    ASSERT_TRUE(done) << done.error().detail;
    ASSERT_NE(fieldsOf(done->after), fieldsOf(before));
    EXPECT_TRUE(isUndoable(stored(*done)));
    const auto back = undo(done->after, stored(*done), kMaria, kThen);
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(fieldsOf(back->after), fieldsOf(before));
    EXPECT_EQ(back->after.updatedAt, kThen);
    ASSERT_EQ(typesOf(*back), "undone");
    EXPECT_EQ(back->events[0].data.at("event"), "77");
    EXPECT_EQ(back->events[0].statusAfter.has_value(), back->after.status != done->after.status);
    EXPECT_FALSE(isUndoable(back->events[0]));
}

TEST_P(Undoing, IsRefusedToSomebodyElseAndOnAnotherConversation)
{
    const auto done = GetParam().act(inState(GetParam().from)).value();
    EXPECT_EQ(undo(done.after, stored(done), kTom, kThen).error().code, Errc::Invalid);
    auto foreign = stored(done);
    foreign.conversation = ConversationId{2};
    EXPECT_EQ(undo(done.after, foreign, kMaria, kThen).error().code, Errc::Invalid);
}

TEST_P(Undoing, ASecondTimeIsAConflict)
{
    const auto done = GetParam().act(inState(GetParam().from)).value();
    const auto back = undo(done.after, stored(done), kMaria, kThen).value();
    EXPECT_EQ(undo(back.after, stored(done), kMaria, kThen).error().code, Errc::Conflict);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Undoing,
    testing::Values(
        Row{"AssignOfNew", Status::New,
            [](const Conversation& c) { return assign(c, PersonId{44}, kMaria, kLater); }},
        Row{"Unassign", Status::Open, [](const Conversation& c) { return assign(c, {}, kMaria, kLater); }},
        Row{"ResolveOfNew", Status::New,
            [](const Conversation& c) { return resolve(c, "done", kMaria, kLater); }},
        Row{"ResolveOfHeld", Status::OnHold,
            [](const Conversation& c) { return resolve(c, "done", kMaria, kLater); }},
        Row{"Reopen", Status::Resolved, [](const Conversation& c) { return reopen(c, kMaria, kLater); }},
        Row{"Dismiss", Status::Open,
            [](const Conversation& c) { return dismiss(c, "spam", kMaria, kLater); }},
        Row{"SnoozeOfNew", Status::New,
            [](const Conversation& c) { return snooze(c, kLater + 1h, SnoozeKind::Time, kMaria, kLater); }},
        Row{"Hold", Status::New,
            [](const Conversation& c) { return hold(c, kLater + 1h, "colleague", kMaria, kLater); }},
        Row{"Priority", Status::Pending,
            [](const Conversation& c) { return setPriority(c, Priority::Low, kMaria, kLater); }},
        Row{"Move", Status::New,
            [](const Conversation& c) { return moveTo(c, QueueId{5}, GoalId{6}, kMaria, kLater); }},
        Row{"Label", Status::New,
            [](const Conversation& c) {
                return relabel(c, {LabelId{1}, LabelId{9}}, {LabelId{4}}, kMaria, kLater);
            }},
        Row{"LabelOfClosed", Status::Closed,
            [](const Conversation& c) { return relabel(c, {LabelId{1}}, {}, kMaria, kLater); }},
        Row{"Escalate", Status::Open,
            [](const Conversation& c) { return escalate(c, PersonId{9}, "press", kMaria, kLater); }},
        Row{"Star", Status::New, [](const Conversation& c) { return star(c, true, kMaria, kLater); }},
        Row{"Mute", Status::New, [](const Conversation& c) { return mute(c, true, kMaria, kLater); }}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Undo, IsAConflictWhereTheSameFieldChangedSince)
{
    const auto done = assign(inState(Status::Open), PersonId{44}, kMaria, kLater).value();
    const auto reassigned = assign(done.after, PersonId{45}, kTom, kLater).value().after;
    EXPECT_EQ(undo(reassigned, stored(done), kMaria, kThen).error().code, Errc::Conflict);
    EXPECT_EQ(fieldsOf(reassigned), fieldsOf(assign(done.after, PersonId{45}, kTom, kLater).value().after));
}

TEST(Undo, LeavesAloneWhatOthersChangedElsewhere)
{
    const auto done = assign(inState(Status::Open), PersonId{44}, kMaria, kLater).value();
    auto meanwhile = setPriority(done.after, Priority::Urgent, kTom, kLater).value().after;
    meanwhile = relabel(meanwhile, {LabelId{3}}, {}, kTom, kLater).value().after;
    const auto back = undo(meanwhile, stored(done), kMaria, kThen).value().after;
    EXPECT_EQ(back.assignee, PersonId{7});
    EXPECT_EQ(back.priority, Priority::Urgent);
    EXPECT_EQ(back.labels, std::vector{LabelId{3}});
}

TEST(Undo, OfAResolveIsAConflictOnceTheCustomerWrote)
{
    const auto done = resolve(inState(Status::Open), "done", kMaria, kLater).value();
    const auto reopened = receive(done.after, message("2026-01-07T11:00:05Z", 2), {}, kThen).after;
    EXPECT_EQ(undo(reopened, stored(done), kMaria, kThen).error().code, Errc::Conflict);
}

TEST(Undo, OfAnActThatOpenedKeepsTheStatusThatAnAnswerMadeSince)
{
    const auto done = assign(inState(Status::New), PersonId{44}, kMaria, kLater).value();
    const auto pending = answered(done.after, ownAnswer("2026-01-07T11:00:05Z"), {}, kApp, kThen).after;
    const auto back = undo(pending, stored(done), kMaria, kThen).value().after;
    EXPECT_EQ(back.assignee, PersonId{});
    EXPECT_EQ(back.status, Status::Pending);
}

TEST(Undo, TakesLabelsBackOneByOne)
{
    const auto done = relabel(inState(Status::Open), {LabelId{1}, LabelId{2}}, {}, kMaria, kLater).value();
    const auto more = relabel(done.after, {LabelId{3}}, {}, kTom, kLater).value().after;
    EXPECT_EQ(undo(more, stored(done), kMaria, kThen)->after.labels, std::vector{LabelId{3}});
    const auto gone = relabel(done.after, {}, {LabelId{2}}, kTom, kLater).value().after;
    EXPECT_EQ(undo(gone, stored(done), kMaria, kThen).error().code, Errc::Conflict);
}

TEST(Undo, IsRefusedForWhatIsNoActOfAPerson)
{
    for (const auto type :
         {EventType::Received, EventType::Replied, EventType::Noted, EventType::Opened, EventType::Closed,
          EventType::Undone, EventType::Merged, EventType::SendQueued, EventType::Woken}) {
        Event event;
        event.type = type;
        event.actor = kMaria;
        event.conversation = ConversationId{1};
        EXPECT_EQ(undo(inState(Status::Open), event, kMaria, kThen).error().code, Errc::Invalid)
            << nameOf(type);
    }
    auto byRule = stored(assign(inState(Status::Open), PersonId{44}, {ActorKind::Rule, 3}, kLater).value());
    EXPECT_FALSE(isUndoable(byRule));
}

TEST(Undo, OfAnEventWithBrokenDataChangesNothing)
{
    const auto done = assign(inState(Status::Open), PersonId{44}, kMaria, kLater).value();
    auto broken = stored(done);
    broken.data["before.assignee"] = "nobody";
    EXPECT_EQ(undo(done.after, broken, kMaria, kThen).error().code, Errc::Invalid);
}

} // namespace
} // namespace qd
