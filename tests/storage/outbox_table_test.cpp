#include "quarterdeck/storage/outbox_table.h"

#include "storage/desk_test.h"
#include "storage/sql.h"

#include <algorithm>

namespace qd::test {
namespace {

using namespace std::chrono_literals;

class OutboxTable : public DeskTest {
protected:
    OutboxTable()
    {
        first = post("n1", "maria", 1);
        save({first}, 1);
        target = stored("n1");
    }
    Actor ada() const { return {ActorKind::Person, staff.id.value}; }
    OutboxItem reply(const Mention& to, OutboxState state = OutboxState::Queued) const
    {
        OutboxItem item;
        item.conversation = to.conversation;
        item.inReplyTo = to.id;
        item.account = account.id;
        item.author = staff.id;
        item.recipient = to.author.handle;
        item.addressed = {"helper@mastodon.example"};
        item.text = "We are sorry, Maria.";
        item.media = {{"a.png", "image/png", "a train", 12}};
        item.targetNativeId = to.nativeId;
        item.targetNativeKey = to.nativeKey;
        item.state = state;
        item.notBefore = at(2);
        return item;
    }
    OutboxItem queued(const Mention& to) { return must(enqueue(*session, reply(to), rules, at(2))); }
    OutboxItem claimed(OutboxId id, double minutes = 3, const std::string& owner = "a")
    {
        auto item = must(claimOutbox(*session, id, owner, at(minutes), 2min));
        EXPECT_TRUE(item);
        return item.value_or(OutboxItem{});
    }
    OutboxItem moved(OutboxId id, OutboxState to, double minutes, std::optional<UtcMillis> notBefore = {}, const std::string& owner = "a")
    {
        OutboxMove move;
        move.to = to;
        move.notBefore = notBefore;
        move.error = "network";
        return must(moveOutbox(*session, id, owner, move, rules, at(minutes)));
    }
    Mention answerTo(const Mention& to, const std::string& key, double minutes) const { return ownReply(to, key, minutes); }
    long repliedIn(ConversationId id)
    {
        const auto types = typesOf(id);
        return std::count(types.begin(), types.end(), EventType::Replied);
    }
    std::vector<OutboxId> due(double minutes)
    {
        std::vector<OutboxId> ids;
        for (const auto& item : must(dueOutbox(*session, at(minutes), 100))) ids.push_back(item.id);
        return ids;
    }

    Mention first;
    Mention target;
};

TEST_P(OutboxTable, AnItemIsFrozenAsItWasSentOff)
{
    const auto item = queued(target);
    EXPECT_TRUE(item.id);
    EXPECT_EQ(item.operationKey.size(), 32U);
    const auto read = must(loadOutboxItem(*session, item.id));
    EXPECT_EQ(read.recipient, target.author.handle);
    EXPECT_EQ(read.addressed, std::vector<std::string>{"helper@mastodon.example"});
    EXPECT_EQ(read.text, "We are sorry, Maria.");
    ASSERT_EQ(read.media.size(), 1U);
    EXPECT_EQ(read.media[0].alt, "a train");
    EXPECT_EQ(read.state, OutboxState::Queued);
    EXPECT_EQ(typesOf(target.conversation).back(), EventType::SendQueued);
}

TEST_P(OutboxTable, WhatTheWriterHasNotSeenRefusesTheSend)
{
    auto item = reply(target);
    item.seen = must(loadConversation(*session, target.conversation)).lastEvent;
    save({replyTo(first, "n2", "maria", 2)}, 2); // the author wrote again
    EXPECT_EQ(refusal(enqueue(*session, item, rules, at(3))), "conflict");
    EXPECT_TRUE(must(listOutbox(*session, {}, "", 10)).items.empty());
    item.seen = must(loadConversation(*session, target.conversation)).lastEvent;
    EXPECT_TRUE(enqueue(*session, item, rules, at(3)));
}

TEST_P(OutboxTable, TwoAnswersToOneMessageAreNeverOnTheirWayTogether)
{
    const auto one = queued(target);
    EXPECT_EQ(refusal(enqueue(*session, reply(target), rules, at(2))), "conflict");
    must(cancelOutbox(*session, one.id, ada(), at(2)));
    EXPECT_TRUE(enqueue(*session, reply(target), rules, at(2)));
}

TEST_P(OutboxTable, TheSameOperationIsTakenOnce)
{
    auto item = reply(target);
    item.operationKey = "0123456789abcdef";
    const auto one = must(enqueue(*session, item, rules, at(2)));
    must(cancelOutbox(*session, one.id, ada(), at(2)));
    EXPECT_EQ(refusal(enqueue(*session, item, rules, at(2))), "conflict");
}

TEST_P(OutboxTable, AnItemIsDueWhenItsHoldIsOver)
{
    auto item = reply(target, OutboxState::UndoHold);
    item.notBefore = at(5);
    const auto held = must(enqueue(*session, item, rules, at(2)));
    EXPECT_TRUE(due(4.9).empty());
    EXPECT_EQ(must(nextOutboxDue(*session)), at(5));
    EXPECT_FALSE(must(claimOutbox(*session, held.id, "a", at(4.9), 1min)));
    EXPECT_EQ(due(5), std::vector<OutboxId>{held.id});
}

TEST_P(OutboxTable, AClaimIsOneOwnersUntilItRunsOut)
{
    const auto item = queued(target);
    const auto ours = claimed(item.id);
    EXPECT_EQ(ours.state, OutboxState::Sending);
    EXPECT_EQ(ours.attempts, 1);
    EXPECT_EQ(ours.startedAt, at(3));
    EXPECT_FALSE(must(claimOutbox(*session, item.id, "b", at(3), 2min)));
    EXPECT_EQ(refusal(saveProgress(*session, item.id, "b", "theirs")), "conflict");
    must(saveProgress(*session, item.id, "a", "uploaded"));
    EXPECT_EQ(must(loadOutboxItem(*session, item.id)).progress, "uploaded");
    EXPECT_EQ(refusal(moveOutbox(*session, item.id, "b", {}, rules, at(3))), "conflict");
    EXPECT_EQ(refusal(cancelOutbox(*session, item.id, ada(), at(3))), "conflict"); // on the wire
}

TEST_P(OutboxTable, ToOneParentOneSendIsOnTheWire)
{
    save({replyTo(first, "n2", "maria", 1.5)}, 1.5);
    const auto one = queued(target);
    auto further = reply(stored("n2"));
    further.targetNativeKey = target.nativeKey; // the same parent on the platform
    const auto two = must(enqueue(*session, further, rules, at(2)));
    claimed(one.id);
    EXPECT_FALSE(must(claimOutbox(*session, two.id, "b", at(3), 2min)));
    moved(one.id, OutboxState::Unknown, 3, at(4));
    EXPECT_FALSE(must(claimOutbox(*session, two.id, "b", at(3), 2min))); // a look could find the wrong post
    claimed(one.id, 4);
    moved(one.id, OutboxState::Unknown, 4); // left to a person
    EXPECT_TRUE(must(claimOutbox(*session, two.id, "b", at(4), 2min)));
}

TEST_P(OutboxTable, ARetryWaitsAndCountsItsAttempts)
{
    const auto item = queued(target);
    claimed(item.id);
    moved(item.id, OutboxState::FailedRetry, 3, at(6));
    EXPECT_TRUE(due(5).empty());
    EXPECT_EQ(claimed(item.id, 6).attempts, 2);
    moved(item.id, OutboxState::Failed, 6);
    EXPECT_EQ(typesOf(target.conversation).back(), EventType::SendFailed);
    EXPECT_TRUE(due(100).empty());
    EXPECT_EQ(must(countOutbox(*session)).trouble, 1);
}

TEST_P(OutboxTable, AnAnswerFoundJustBeforeTheRequestAsksAPerson)
{
    const auto item = queued(target);
    claimed(item.id);
    EXPECT_EQ(moved(item.id, OutboxState::NeedsReapproval, 3).state, OutboxState::NeedsReapproval);
    const auto released = must(releaseOutbox(*session, item.id, ada(), at(4)));
    EXPECT_EQ(released.state, OutboxState::Queued);
    EXPECT_TRUE(released.seen); // what its approver could see
}

TEST_P(OutboxTable, ADeadDispatchersSendBecomesUnknownAndIsLookedForWithoutASecondAttempt)
{
    const auto item = queued(target);
    claimed(item.id);
    EXPECT_EQ(must(reapSending(*session, at(4.9))), 0);
    EXPECT_EQ(must(reapSending(*session, at(5))), 1);
    EXPECT_EQ(must(loadOutboxItem(*session, item.id)).state, OutboxState::Unknown);
    EXPECT_EQ(typesOf(target.conversation).back(), EventType::SendUnknown);
    EXPECT_EQ(refusal(moveOutbox(*session, item.id, "a", {}, rules, at(5))), "conflict"); // the claim is gone
    const auto looked = claimed(item.id, 5, "b");
    EXPECT_EQ(looked.state, OutboxState::Unknown);
    EXPECT_EQ(looked.attempts, 1);
    OutboxMove absent;
    absent.to = OutboxState::Queued;
    absent.notBefore = at(6);
    absent.countLook = true;
    const auto again = must(moveOutbox(*session, item.id, "b", absent, rules, at(6)));
    EXPECT_EQ(again.state, OutboxState::Queued);
    EXPECT_EQ(again.looks, 1);
}

TEST_P(OutboxTable, AnUndecidedOutcomeStaysForAPerson)
{
    const auto item = queued(target);
    claimed(item.id);
    moved(item.id, OutboxState::Unknown, 3);
    EXPECT_TRUE(due(1'000'000).empty());
    EXPECT_EQ(must(nextOutboxDue(*session)), std::nullopt);
    EXPECT_EQ(must(settleOutbox(*session, item.id, false, ada(), rules, at(9))).state, OutboxState::Queued);
    EXPECT_EQ(due(9), std::vector<OutboxId>{item.id});
}

TEST_P(OutboxTable, WhatWasSentAnswersTheConversationOnce)
{
    auto item = queued(target);
    claimed(item.id);
    const auto own = answerTo(first, "own1", 3);
    const auto sent = must(recordSent(*session, item.id, own, rules, at(3)));
    EXPECT_EQ(sent.state, OutboxState::Sent);
    EXPECT_EQ(sent.nativeKey, own.nativeKey);
    EXPECT_EQ(sent.sentAt, own.createdAt);
    EXPECT_EQ(repliedIn(target.conversation), 1);
    const auto after = must(loadConversation(*session, target.conversation));
    EXPECT_EQ(after.status, Status::Pending);
    EXPECT_FALSE(after.waitingSince);
    EXPECT_EQ(stored("own1").conversation, target.conversation);
    save({own}, 4); // a poll sees it later
    EXPECT_EQ(repliedIn(target.conversation), 1);
    EXPECT_EQ(must(recordSent(*session, item.id, own, rules, at(5))).state, OutboxState::Sent); // told twice
    EXPECT_EQ(repliedIn(target.conversation), 1);
    expectDerivedRight(6);
}

TEST_P(OutboxTable, APollThatSawThePostFirstIsNotAnsweredTwice)
{
    const auto item = queued(target);
    claimed(item.id);
    const auto own = answerTo(first, "own1", 3);
    save({own}, 3);
    EXPECT_EQ(repliedIn(target.conversation), 1);
    must(recordSent(*session, item.id, own, rules, at(4)));
    EXPECT_EQ(repliedIn(target.conversation), 1);
    expectDerivedRight(5);
}

TEST_P(OutboxTable, ResolvingAfterwardsWaitsForTheSendAndSparesANewQuestion)
{
    auto asked = reply(target);
    asked.resolveAfter = true;
    const auto item = must(enqueue(*session, asked, rules, at(2)));
    claimed(item.id);
    EXPECT_NE(must(loadConversation(*session, target.conversation)).status, Status::Resolved);
    must(recordSent(*session, item.id, answerTo(first, "own1", 3), rules, at(3)));
    EXPECT_EQ(must(loadConversation(*session, target.conversation)).status, Status::Resolved);

    const auto omars = post("m1", "omar", 4);
    save({omars}, 4);
    auto late = reply(stored("m1"));
    late.resolveAfter = true;
    const auto sent = must(enqueue(*session, late, rules, at(5)));
    claimed(sent.id, 5);
    save({replyTo(omars, "m2", "omar", 7)}, 7); // written after our answer, before we knew that it stands
    must(recordSent(*session, sent.id, answerTo(omars, "own2", 6), rules, at(8)));
    const auto still = must(loadConversation(*session, stored("m1").conversation));
    EXPECT_EQ(still.status, Status::Open);
    EXPECT_EQ(still.waitingSince, at(7));
    expectDerivedRight(9);
}

TEST_P(OutboxTable, HoldingStopsAllThatIsNotOnTheWireAndNothingGoesByItself)
{
    save({post("m1", "omar", 1)}, 1);
    const auto third = post("k1", "kim", 1);
    save({third}, 1);
    const auto wired = queued(target);
    claimed(wired.id);
    const auto waiting = queued(stored("m1"));
    EXPECT_EQ(must(holdSending(*session, ada(), at(3))), 1);
    EXPECT_TRUE(must(isSendingHeld(*session)));
    EXPECT_EQ(must(loadOutboxItem(*session, wired.id)).state, OutboxState::Sending);
    EXPECT_EQ(must(loadOutboxItem(*session, waiting.id)).state, OutboxState::Paused);
    const auto late = must(enqueue(*session, reply(stored("k1")), rules, at(3)));
    EXPECT_EQ(late.state, OutboxState::Paused);
    EXPECT_TRUE(due(100).empty());
    EXPECT_EQ(refusal(releaseOutbox(*session, waiting.id, ada(), at(4))), "conflict");
    moved(wired.id, OutboxState::FailedRetry, 4, at(4));
    EXPECT_FALSE(must(claimOutbox(*session, wired.id, "a", at(5), 2min))); // held

    EXPECT_EQ(must(releaseSending(*session, ada(), at(6))), 3);
    EXPECT_TRUE(due(100).empty());
    EXPECT_EQ(must(loadOutboxItem(*session, waiting.id)).state, OutboxState::NeedsReapproval);
    must(releaseOutbox(*session, waiting.id, ada(), at(7)));
    EXPECT_EQ(due(100), std::vector<OutboxId>{waiting.id});
}

TEST_P(OutboxTable, SettlingByHandBindsThePostThatAPollFound)
{
    const auto item = queued(target);
    claimed(item.id);
    moved(item.id, OutboxState::Unknown, 3);
    const auto own = answerTo(first, "own1", 3);
    save({own}, 4);
    const auto sent = must(settleOutbox(*session, item.id, true, ada(), rules, at(5)));
    EXPECT_EQ(sent.state, OutboxState::Sent);
    EXPECT_EQ(sent.nativeKey, own.nativeKey);
    EXPECT_EQ(repliedIn(target.conversation), 1);
    EXPECT_EQ(must(boundKeys(*session, account.id, target.nativeKey, OutboxId{})), std::vector<std::string>{own.nativeKey});
    EXPECT_TRUE(must(boundKeys(*session, account.id, target.nativeKey, item.id)).empty());
}

TEST_P(OutboxTable, PagesComeNewestFirstAndEndOnce)
{
    std::vector<OutboxId> all;
    for (int i = 0; i < 5; ++i) {
        const auto key = "p" + std::to_string(i);
        save({post(key, "author" + std::to_string(i), 1)}, 1);
        all.insert(all.begin(), queued(stored(key)).id);
    }
    std::vector<OutboxId> seen;
    std::string next;
    do {
        const auto page = must(listOutbox(*session, {.states = {OutboxState::Queued}}, next, 2));
        for (const auto& item : page.items) seen.push_back(item.id);
        next = page.next;
    } while (!next.empty());
    EXPECT_EQ(seen, all);
    EXPECT_EQ(refusal(listOutbox(*session, {}, "x", 2)), "invalid");
    EXPECT_EQ(must(listOutbox(*session, {.conversation = target.conversation}, "", 10)).items.size(), 0U);
    EXPECT_EQ(must(countOutbox(*session)).waiting, 5);
}

TEST_P(OutboxTable, ADraftIsOneAConversationPersonAndKind)
{
    Draft draft;
    draft.conversation = target.conversation;
    draft.author = staff.id;
    draft.text = "Dear Maria";
    draft.updatedAt = at(2);
    const auto kept = must(saveDraft(*session, draft));
    draft.text = "Dear Maria,";
    draft.updatedAt = at(3);
    EXPECT_EQ(must(saveDraft(*session, draft)).id, kept.id);
    draft.note = true;
    draft.text = "for us only";
    must(saveDraft(*session, draft));
    save({replyTo(first, "n2", "maria", 4)}, 4); // the conversation changes, the draft does not
    EXPECT_EQ(must(loadDraft(*session, target.conversation, staff.id, false))->text, "Dear Maria,");
    EXPECT_EQ(must(loadDraft(*session, target.conversation, staff.id, true))->text, "for us only");
    EXPECT_EQ(must(draftsOf(*session, staff.id)).size(), 2U);
    must(removeDraft(*session, target.conversation, staff.id, false));
    EXPECT_FALSE(must(loadDraft(*session, target.conversation, staff.id, false)));
    EXPECT_TRUE(must(loadDraft(*session, target.conversation, staff.id, true)));
}

QD_ON_EVERY_ENGINE(OutboxTable);

} // namespace
} // namespace qd::test
