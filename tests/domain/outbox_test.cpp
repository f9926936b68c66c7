#include "quarterdeck/domain/names.h"
#include "quarterdeck/domain/outbox.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace qd {
namespace {

constexpr int kStates = static_cast<int>(OutboxState::Cancelled) + 1;

using S = OutboxState;
using Table = std::map<S, std::set<S>>;

/// The whole table once more, by hand: a change of the code has to be made here as well.
const Table& table()
{
    static const Table kTable{
        {S::Draft, {S::AwaitingApproval, S::Scheduled, S::UndoHold, S::Queued, S::Superseded, S::Cancelled}},
        {S::AwaitingApproval,
         {S::Draft, S::ChangesRequested, S::Rejected, S::Superseded, S::Scheduled, S::UndoHold, S::Queued,
          S::Paused, S::Cancelled}},
        {S::ChangesRequested, {S::Draft, S::AwaitingApproval, S::Superseded, S::Cancelled}},
        {S::Rejected, {}},
        {S::Superseded, {}},
        {S::Scheduled,
         {S::Draft, S::UndoHold, S::Queued, S::Sending, S::Paused, S::NeedsReapproval, S::Superseded,
          S::Cancelled}},
        {S::UndoHold,
         {S::Draft, S::Queued, S::Sending, S::Paused, S::NeedsReapproval, S::Superseded, S::Cancelled}},
        {S::Queued, {S::Sending, S::Failed, S::Paused, S::NeedsReapproval, S::Superseded, S::Cancelled}},
        {S::Sending, {S::Sent, S::FailedRetry, S::Failed, S::Unknown}},
        {S::Sent, {}},
        {S::FailedRetry,
         {S::Queued, S::Sending, S::Failed, S::Paused, S::NeedsReapproval, S::Superseded, S::Cancelled}},
        {S::Failed, {S::Sent, S::Queued, S::Cancelled}},
        {S::Unknown, {S::Sent, S::Queued, S::Failed}},
        {S::Paused, {S::Scheduled, S::Queued, S::NeedsReapproval, S::Superseded, S::Cancelled}},
        {S::NeedsReapproval,
         {S::Draft, S::AwaitingApproval, S::Queued, S::Paused, S::Rejected, S::Superseded, S::Cancelled}},
        {S::Cancelled, {}},
    };
    return kTable;
}

TEST(Outbox, MovesAreThoseOfTheTable)
{
    ASSERT_EQ(table().size(), static_cast<std::size_t>(kStates));
    for (int from = 0; from < kStates; ++from)
        for (int to = 0; to < kStates; ++to) {
            const bool expected = table().at(static_cast<S>(from)).count(static_cast<S>(to)) != 0;
            EXPECT_EQ(mayBecome(static_cast<S>(from), static_cast<S>(to)), expected)
                << nameOf(static_cast<S>(from)) << " -> " << nameOf(static_cast<S>(to));
        }
}

TEST(Outbox, WhatIsOnTheWireEndsInAnOutcomeOnly)
{
    for (const auto to : {S::Cancelled, S::Paused, S::Queued, S::Superseded, S::NeedsReapproval})
        EXPECT_FALSE(mayBecome(S::Sending, to)) << nameOf(to);
}

TEST(Outbox, AnUnknownOutcomeIsNeverSentStraightAgain)
{
    EXPECT_FALSE(mayBecome(S::Unknown, S::Sending));
    EXPECT_FALSE(mayBecome(S::Unknown, S::FailedRetry));
    EXPECT_FALSE(mayBecome(S::Unknown, S::Cancelled)) << "it may stand on the platform";
}

TEST(Outbox, OnlyWhatMayStillGoByItselfIsLive)
{
    const std::set<S> live{S::Scheduled, S::UndoHold, S::Queued, S::Sending, S::FailedRetry, S::Unknown};
    for (int state = 0; state < kStates; ++state)
        EXPECT_EQ(isLive(static_cast<S>(state)), live.count(static_cast<S>(state)) != 0)
            << nameOf(static_cast<S>(state));
}

} // namespace
} // namespace qd
