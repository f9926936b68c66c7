#include "domain/conversation_of.h"
#include "domain/short_thanks.h"
#include "quarterdeck/domain/sla.h"
#include "quarterdeck/domain/transition.h"

#include <gtest/gtest.h>

namespace qd {
namespace {

using namespace std::chrono_literals;

const Routing kNoRules{};
const UtcMillis kTen = at("2026-01-07T10:00:00Z");

// --- the key
// ---------------------------------------------------------------------------------------------------------

TEST(ConversationKey, IsTheThreadAndTheCounterpartInPublic)
{
    auto m = message("2026-01-07T10:00:00Z");
    m.threadRoot = "https://mastodon.example/statuses/0";
    EXPECT_EQ(conversationKey(m), "p:3:https://mastodon.example/statuses/0:77");
    auto second = m;
    second.author.nativeId = "78";
    EXPECT_NE(conversationKey(second), conversationKey(m)) << "two customers in one thread have one each";
    auto own = ownAnswer("2026-01-07T10:05:00Z");
    own.threadRoot = m.threadRoot;
    EXPECT_EQ(conversationKey(own), conversationKey(m)) << "our answer belongs to whom it answers";
    m.threadRoot.clear();
    m.inReplyTo = "https://mastodon.example/statuses/9";
    EXPECT_EQ(conversationKey(m), "p:3:https://mastodon.example/statuses/9:77");
}

TEST(ConversationKey, IsThePlatformsConversationInPrivate)
{
    auto m = message("2026-01-07T10:00:00Z");
    m.visibility = Visibility::Direct;
    m.nativeConversation = "c-5";
    EXPECT_EQ(conversationKey(m), "d:3:c-5");
    m.nativeConversation.clear();
    EXPECT_EQ(conversationKey(m), "d:3:" + m.nativeKey + ":77");
}

TEST(ConversationKey, IsTheItemItselfForFeedsAndSearches)
{
    auto m = message("2026-01-07T10:00:00Z");
    m.threadRoot = "somewhere";
    for (const auto kind : {MentionKind::Post, MentionKind::Article, MentionKind::Review}) {
        m.kind = kind;
        EXPECT_EQ(conversationKey(m), "m:mastodon:" + m.nativeKey);
    }
}

// --- the first message
// -----------------------------------------------------------------------------------------------

TEST(Begin, MakesANewConversationThatWaits)
{
    auto routing = toQueue();
    routing.labels = {LabelId{9}, LabelId{2}, LabelId{9}};
    routing.priority = Priority::High;
    const auto now = kTen + 40s;
    const auto t = begin(message("2026-01-07T10:00:00Z"), routing, ContactId{6}, now);
    EXPECT_EQ(t.after.status, Status::New);
    EXPECT_EQ(t.after.waitingSince, kTen);
    EXPECT_EQ(t.after.createdAt, kTen);
    EXPECT_EQ(t.after.updatedAt, now);
    EXPECT_EQ(t.after.queue, QueueId{4});
    EXPECT_EQ(t.after.goal, GoalId{2});
    EXPECT_EQ(t.after.contact, ContactId{6});
    EXPECT_EQ(t.after.priority, Priority::High);
    EXPECT_EQ(t.after.labels, (std::vector{LabelId{2}, LabelId{9}})) << "sorted, each once";
    EXPECT_EQ(t.after.excerpt, "My train is late");
    EXPECT_EQ(t.after.newestMention, MentionId{1});
    EXPECT_EQ(typesOf(t), "received routed");
    EXPECT_EQ(t.events[0].at, kTen);
    EXPECT_EQ(t.events[0].recordedAt, now);
    EXPECT_TRUE(asksForAnswer(t.events[0]));
}

TEST(Begin, NeverBelievesATimeThatHasNotCome)
{
    const auto t = begin(message("2031-01-01T00:00:00Z"), toQueue(), ContactId{6}, kTen);
    EXPECT_EQ(t.after.waitingSince, kTen);
    EXPECT_EQ(t.events[0].at, kTen);
}

TEST(Begin, HistoryIsResolvedAndStartsNoClock)
{
    auto m = message("2026-01-01T10:00:00Z");
    m.history = true;
    const auto t = begin(m, toQueue(), ContactId{6}, kTen);
    EXPECT_EQ(t.after.status, Status::Resolved);
    EXPECT_TRUE(t.after.history);
    EXPECT_FALSE(t.after.waitingSince);
    EXPECT_EQ(t.after.resolvedAt, kTen);
    EXPECT_EQ(typesOf(t), "received routed resolved");
    EXPECT_EQ(t.events[2].reason, "history");
    SlaPolicy policy;
    policy.targets = {{Metric::FirstResponse, 1h, {}}, {Metric::Resolution, 1h, {}}};
    EXPECT_TRUE(runClocks(t.events, policy, alwaysOpen(), kTen + 24h).empty());
}

TEST(Begin, ARuleMayDismissAndAssign)
{
    auto routing = toQueue();
    routing.dismissReason = "spam";
    TraceStep step;
    step.rule = RuleId{31};
    step.did = {{RuleActionKind::Dismiss, "spam"}};
    routing.trace = {step};
    const auto dismissed = begin(message("2026-01-07T10:00:00Z"), routing, ContactId{6}, kTen);
    EXPECT_EQ(dismissed.after.status, Status::Resolved);
    EXPECT_EQ(dismissed.after.dismissedReason, "spam");
    EXPECT_EQ(typesOf(dismissed), "received routed dismissed");
    EXPECT_EQ(dismissed.events[2].actor, (Actor{ActorKind::Rule, 31}));
    EXPECT_FALSE(asksForAnswer(dismissed.events[0]));

    auto assigning = toQueue();
    assigning.assignee = PersonId{8};
    const auto assigned = begin(message("2026-01-07T10:00:00Z"), assigning, ContactId{6}, kTen);
    EXPECT_EQ(assigned.after.assignee, PersonId{8});
    EXPECT_EQ(assigned.after.status, Status::New) << "nobody looked at it yet";
    EXPECT_EQ(typesOf(assigned), "received routed assigned");
}

TEST(Begin, AnOwnPostIsNoWork)
{
    const auto t = begin(ownAnswer("2026-01-07T10:00:00Z"), toQueue(), ContactId{6}, kTen);
    EXPECT_EQ(t.after.status, Status::Resolved);
    EXPECT_FALSE(t.after.waitingSince);
    EXPECT_EQ(typesOf(t), "replied resolved");
}

TEST(Begin, CutsALongExcerpt)
{
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += "ä";
    const auto t = begin(message("2026-01-07T10:00:00Z", 1, text), toQueue(), ContactId{6}, kTen);
    EXPECT_LE(t.after.excerpt.size(), 281U * 3U);
    EXPECT_LT(t.after.excerpt.size(), text.size());
}

// --- a further message: the table of states
// --------------------------------------------------------------------------

struct Row {
    Status from;
    Status to;
    const char* events;
};

class Receiving : public testing::TestWithParam<Row> {};

TEST_P(Receiving, LeadsToTheStateOfTheTable)
{
    const auto& row = GetParam();
    const auto before = inState(row.from);
    const auto t = receive(before, message("2026-01-07T11:00:00Z", 2), kNoRules, at("2026-01-07T11:00:10Z"));
    EXPECT_EQ(t.after.status, row.to);
    EXPECT_EQ(typesOf(t), row.events);
    if (row.from == Status::Closed) {
        EXPECT_EQ(t.after.newestMention, before.newestMention);
        return;
    }
    EXPECT_EQ(t.after.newestMention, MentionId{2});
    EXPECT_TRUE(t.after.waitingSince);
    EXPECT_FALSE(t.after.holdUntil);
    EXPECT_FALSE(t.after.resolvedAt);
    EXPECT_EQ(t.after.substatus, "");
    EXPECT_EQ(t.after.updatedAt, at("2026-01-07T11:00:10Z"));
    for (const auto& event : t.events)
        EXPECT_EQ(event.at, at("2026-01-07T11:00:00Z"));
}

INSTANTIATE_TEST_SUITE_P(Table, Receiving,
                         testing::Values(Row{Status::New, Status::New, "received"},
                                         Row{Status::Open, Status::Open, "received"},
                                         Row{Status::Pending, Status::Open, "received reopened"},
                                         Row{Status::OnHold, Status::Open, "received reopened"},
                                         Row{Status::Resolved, Status::Open, "received reopened"},
                                         Row{Status::Closed, Status::Closed, ""}),
                         [](const auto& row) { return std::string(nameOf(row.param.from)); });

TEST(Receive, ASecondMessageDoesNotMoveTheWait)
{
    const auto t = receive(inState(Status::New), message("2026-01-07T11:00:00Z", 2), kNoRules, kTen + 1h);
    EXPECT_EQ(t.after.waitingSince, kTen);
}

TEST(Receive, ABackfilledOlderMessageMovesTheWaitBackButNotTheFace)
{
    auto before = inState(Status::Open);
    before.newestMention = MentionId{10};
    const auto t = receive(before, message("2026-01-07T08:00:00Z", 5, "older"), kNoRules, kTen + 1h);
    EXPECT_EQ(t.after.waitingSince, at("2026-01-07T08:00:00Z"));
    EXPECT_EQ(t.after.newestMention, MentionId{10});
    EXPECT_EQ(t.after.excerpt, "My train is late");
}

TEST(Receive, AfterAnAnswerTheWaitStartsAnew)
{
    const auto before = inState(Status::Pending);
    EXPECT_FALSE(before.waitingSince);
    const auto t = receive(before, message("2026-01-07T12:00:00Z", 2), kNoRules, kTen + 2h);
    EXPECT_EQ(t.after.waitingSince, at("2026-01-07T12:00:00Z"));
    EXPECT_EQ(t.events[1].reason, "message");
    EXPECT_EQ(t.events[1].statusAfter, Status::Open);
}

TEST(Receive, WakesASnoozeAndSaysWhy)
{
    const auto asleep =
        snooze(inState(Status::Open), kTen + 24h, SnoozeKind::Time, kMaria, kTen).value().after;
    const auto t = receive(asleep, message("2026-01-07T11:00:00Z", 2), kNoRules, kTen + 1h);
    EXPECT_EQ(typesOf(t), "received woken");
    EXPECT_EQ(t.events[1].reason, "message");
    EXPECT_FALSE(t.after.snoozedUntil);
    EXPECT_EQ(t.after.snoozeKind, SnoozeKind::None);
    EXPECT_EQ(t.after.status, Status::Open);
}

TEST(Receive, WhatWasWrittenBeforeTheResolveAndSeenAfterReopensAfterIt)
{
    auto before = resolve(inState(Status::Open), "done", kMaria, kTen + 1h).value().after;
    const auto t = receive(before, message("2026-01-07T10:59:58Z", 2), kNoRules, kTen + 70min);
    EXPECT_EQ(t.after.status, Status::Open);
    EXPECT_EQ(t.events[0].at, at("2026-01-07T10:59:58Z"));
    EXPECT_EQ(t.events[1].at, kTen + 1h) << "the log's last word on the status is that it is open";
    EXPECT_EQ(t.after.waitingSince, at("2026-01-07T10:59:58Z"));
}

TEST(Receive, AHistoryMessageChangesNothing)
{
    auto m = message("2026-01-01T11:00:00Z", 2);
    m.history = true;
    for (const auto status : {Status::New, Status::Open, Status::Pending, Status::OnHold, Status::Resolved}) {
        const auto before = inState(status);
        const auto t = receive(before, m, toQueue(99), kTen + 1h);
        EXPECT_EQ(t.after.status, status);
        EXPECT_EQ(t.after.waitingSince, before.waitingSince);
        EXPECT_EQ(t.after.newestMention, before.newestMention);
        EXPECT_EQ(typesOf(t), "received");
        EXPECT_EQ(t.events[0].reason, "history");
        EXPECT_FALSE(blocksSending(t.events[0]));
    }
}

TEST(Receive, ALiveMessageMakesWorkOfHistory)
{
    auto old = message("2026-01-01T10:00:00Z");
    old.history = true;
    const auto before = begin(old, toQueue(), ContactId{6}, kTen).after;
    const auto t = receive(before, message("2026-01-07T11:00:00Z", 2), kNoRules, kTen + 1h);
    EXPECT_EQ(t.after.status, Status::Open);
    EXPECT_FALSE(t.after.history);
    EXPECT_EQ(t.after.waitingSince, kTen + 1h);
}

TEST(Receive, MutedAndDismissedMessagesAreKeptButNoWork)
{
    auto muted = inState(Status::Resolved);
    muted.muted = true;
    const auto quiet = receive(muted, message("2026-01-07T11:00:00Z", 2), kNoRules, kTen + 1h);
    EXPECT_EQ(quiet.after.status, Status::Resolved);
    EXPECT_EQ(quiet.events[0].reason, "muted");

    Routing spam;
    spam.dismissReason = "spam";
    const auto dismissed =
        receive(inState(Status::Pending), message("2026-01-07T11:00:00Z", 2), spam, kTen + 1h);
    EXPECT_EQ(dismissed.after.status, Status::Pending);
    EXPECT_FALSE(dismissed.after.waitingSince);
    EXPECT_EQ(dismissed.events[0].reason, "dismissed");
}

TEST(Receive, ReopensWhatWasDismissed)
{
    const auto before = dismiss(inState(Status::Open), "spam", kMaria, kTen).value().after;
    const auto t = receive(before, message("2026-01-07T11:00:00Z", 2), kNoRules, kTen + 1h);
    EXPECT_EQ(t.after.status, Status::Open);
    EXPECT_EQ(t.after.dismissedReason, "");
}

TEST(Receive, RulesMoveOnlyWhenTheySaySoAndTakeNothingBack)
{
    auto before = inState(Status::Open);
    before.priority = Priority::Urgent;
    before.labels = {LabelId{5}};
    auto routing = toQueue(99, 98);
    routing.priority = Priority::Low;
    routing.assignee = PersonId{12};
    routing.labels = {LabelId{5}, LabelId{1}};
    const auto stays = receive(before, message("2026-01-07T11:00:00Z", 2), routing, kTen + 1h);
    EXPECT_EQ(stays.after.queue, QueueId{4});
    EXPECT_EQ(stays.after.priority, Priority::Urgent);
    EXPECT_EQ(stays.after.assignee, PersonId{7});
    EXPECT_EQ(stays.after.labels, (std::vector{LabelId{1}, LabelId{5}}));
    routing.move = true;
    routing.priority = Priority::Urgent;
    before.priority = Priority::Low;
    before.assignee = {};
    const auto moved = receive(before, message("2026-01-07T11:00:00Z", 2), routing, kTen + 1h);
    EXPECT_EQ(moved.after.queue, QueueId{99});
    EXPECT_EQ(moved.after.goal, GoalId{98});
    EXPECT_EQ(moved.after.priority, Priority::Urgent);
    EXPECT_EQ(moved.after.assignee, PersonId{12});
    EXPECT_EQ(typesOf(moved), "received moved priority_changed labelled assigned");
}

// --- thanks
// ----------------------------------------------------------------------------------------------------------

TEST(Receive, ShortThanksLeaveAResolvedConversationResolved)
{
    const auto before = inState(Status::Resolved);
    const auto t = receive(before, message("2026-01-07T11:00:00Z", 2, "@acme@mastodon.example Thanks! 🙏"),
                           kNoRules, kTen + 1h);
    EXPECT_EQ(t.after.status, Status::Resolved);
    EXPECT_FALSE(t.after.waitingSince);
    EXPECT_EQ(t.events[0].reason, "thanks");
    EXPECT_EQ(t.after.newestMention, MentionId{2}) << "shown all the same";

    ReopenRules strict;
    strict.shortThanksReopens = true;
    EXPECT_EQ(receive(before, message("2026-01-07T11:00:00Z", 2, "Thanks!"), kNoRules, kTen + 1h, strict)
                  .after.status,
              Status::Open);
    EXPECT_EQ(
        receive(inState(Status::Pending), message("2026-01-07T11:00:00Z", 2, "Thanks!"), kNoRules, kTen + 1h)
            .after.status,
        Status::Open)
        << "only what is resolved stays as it is";
    auto picture = message("2026-01-07T11:00:00Z", 2, "Thanks!");
    picture.media.emplace_back();
    EXPECT_EQ(receive(before, picture, kNoRules, kTen + 1h).after.status, Status::Open)
        << "look at the picture";
}

TEST(ShortThanks, AreToldFromMessages)
{
    for (const char* text : {"thanks", "Thank you so much!", "thx 👍", "👍🏽", "❤️", "Vielen Dank!!",
                             "Merci beaucoup", "MUCHAS GRACIAS", "@acme@m.example ok, thanks",
                             "ありがとうございます", "Perfect, thank you very much", "tysm 🙏🙏"})
        EXPECT_TRUE(isShortThanks(text)) << text;
    for (const char* text :
         {"", "ok", "thanks for nothing", "thanks, but it is still broken", "Thanks?",
          "thank you, when will it work", "no thanks", "great", "@acme@m.example", "danke für nichts", "😡",
          "a thank you would have been nice", "thanks thanks thanks thanks thanks thanks thanks", "\xF0\x9F",
          "https://acme.example thanks"})
        EXPECT_FALSE(isShortThanks(text)) << text;
}

TEST(Continues, WithinTheReopenWindowOnly)
{
    const auto resolved = inState(Status::Resolved);
    EXPECT_TRUE(continues(resolved, kTen + 24h * 7, {}));
    EXPECT_FALSE(continues(resolved, kTen + 24h * 7 + 1ms, {}));
    EXPECT_FALSE(continues(inState(Status::Closed), kTen, {}));
    EXPECT_TRUE(continues(inState(Status::Pending), kTen + 24h * 400, {}));
    auto merged = inState(Status::Open);
    merged.mergedInto = ConversationId{5};
    EXPECT_FALSE(continues(merged, kTen, {}));
}

// --- our answers
// -----------------------------------------------------------------------------------------------------

TEST(Answered, NewAndOpenBecomePendingAndNobodyWaits)
{
    for (const auto status : {Status::New, Status::Open}) {
        const auto t =
            answered(inState(status), ownAnswer("2026-01-07T10:30:00Z"), OutboxId{9}, kMaria, kTen + 31min);
        EXPECT_EQ(t.after.status, Status::Pending);
        EXPECT_FALSE(t.after.waitingSince);
        EXPECT_EQ(t.after.newestMention, MentionId{1}) << "the customer's stays the newest";
        ASSERT_EQ(typesOf(t), "replied");
        EXPECT_EQ(t.events[0].at, at("2026-01-07T10:30:00Z")) << "the platform's time";
        EXPECT_EQ(t.events[0].outbox, OutboxId{9});
        EXPECT_EQ(t.events[0].mention, MentionId{50});
        EXPECT_EQ(t.events[0].statusAfter, Status::Pending);
        EXPECT_TRUE(blocksSending(t.events[0]));
    }
}

TEST(Answered, MayBeKeptOpen)
{
    const auto t = answered(inState(Status::New), ownAnswer("2026-01-07T10:30:00Z"), OutboxId{9}, kMaria,
                            kTen + 31min, true);
    EXPECT_EQ(t.after.status, Status::Open);
    EXPECT_FALSE(t.after.waitingSince);
}

TEST(Answered, FromThePlatformsOwnAppIsOurs)
{
    const auto t = answered(inState(Status::Open), ownAnswer("2026-01-07T10:30:00Z"), {}, kApp, kTen + 5h);
    EXPECT_EQ(t.after.status, Status::Pending);
    EXPECT_EQ(t.events[0].type, EventType::Replied);
}

TEST(Answered, ABotAnswersNobody)
{
    const auto t =
        answered(inState(Status::Open), ownAnswer("2026-01-07T10:30:00Z"), {}, kHourHand, kTen + 31min);
    EXPECT_EQ(t.after.status, Status::Open);
    EXPECT_EQ(t.after.waitingSince, kTen);
    EXPECT_EQ(t.events[0].type, EventType::BotReplied);
    EXPECT_FALSE(blocksSending(t.events[0]));
}

TEST(Answered, OnHoldResolvedAndClosedKeepTheirState)
{
    for (const auto status : {Status::OnHold, Status::Resolved, Status::Closed, Status::Pending}) {
        const auto t = answered(inState(status), ownAnswer("2026-01-07T10:30:00Z"), {}, kApp, kTen + 31min);
        EXPECT_EQ(t.after.status, status);
        EXPECT_EQ(typesOf(t), "replied") << "what stands on the platform is always logged";
        EXPECT_FALSE(t.events[0].statusAfter);
    }
}

TEST(Answered, AnAnswerOlderThanTheMessageAnswersNothing)
{
    const auto waiting =
        receive(inState(Status::Pending), message("2026-01-07T11:00:00Z", 2), kNoRules, kTen + 1h).after;
    const auto t = answered(waiting, ownAnswer("2026-01-07T10:59:00Z"), {}, kApp, kTen + 2h);
    EXPECT_EQ(t.after.status, Status::Open);
    EXPECT_EQ(t.after.waitingSince, at("2026-01-07T11:00:00Z"));
}

TEST(Answered, AMessageWrittenAfterTheAnswerStillWaits)
{
    const auto t = answered(inState(Status::New), ownAnswer("2026-01-07T10:30:00Z"), {}, kApp, kTen + 2h,
                            false, at("2026-01-07T10:45:00Z"));
    EXPECT_EQ(t.after.status, Status::Open);
    EXPECT_EQ(t.after.waitingSince, at("2026-01-07T10:45:00Z"));
}

// --- edits and deletions
// ---------------------------------------------------------------------------------------------

TEST(AuthorDeleted, EndsTheWaitWhenNothingIsLeft)
{
    const auto t = authorDeleted(inState(Status::Open), MentionId{1}, std::nullopt, kTen + 1h);
    EXPECT_EQ(t.after.status, Status::Open) << "same status: somebody looks at the tombstone";
    EXPECT_FALSE(t.after.waitingSince);
    EXPECT_TRUE(blocksSending(t.events[0]));
    const auto left = authorDeleted(inState(Status::Open), MentionId{1}, kTen + 30min, kTen + 1h);
    EXPECT_EQ(left.after.waitingSince, kTen + 30min);
    EXPECT_FALSE(authorDeleted(inState(Status::Pending), MentionId{1}, kTen, kTen + 1h).after.waitingSince)
        << "an answered conversation does not start to wait";
}

TEST(AuthorEdited, IsLoggedAndStopsASend)
{
    const auto t = authorEdited(inState(Status::Pending), MentionId{1}, kTen + 10min, kTen + 1h);
    EXPECT_EQ(t.after.status, Status::Pending);
    EXPECT_EQ(t.events[0].at, kTen + 10min);
    EXPECT_TRUE(blocksSending(t.events[0]));
}

TEST(BlocksSending, NothingThatColleaguesDoAmongThemselves)
{
    for (const auto type :
         {EventType::Noted, EventType::Assigned, EventType::Labelled, EventType::Opened, EventType::Moved,
          EventType::Snoozed, EventType::SendQueued, EventType::Routed, EventType::Resolved}) {
        Event event;
        event.type = type;
        EXPECT_FALSE(blocksSending(event)) << nameOf(type);
    }
}

} // namespace
} // namespace qd
