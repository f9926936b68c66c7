#include "quarterdeck/domain/outbox.h"

#include <cstdint>
#include <initializer_list>

namespace qd {
namespace {

using enum OutboxState;

constexpr std::uint32_t bit(OutboxState state) { return 1U << static_cast<unsigned>(state); }

constexpr std::uint32_t setOf(std::initializer_list<OutboxState> states)
{
    std::uint32_t set = 0;
    for (const auto state : states)
        set |= bit(state);
    return set;
}

/// The states that may follow `from`.
///
/// `sending` can only end in an outcome: nothing on the wire is cancelled or paused. `unknown` never goes
/// back by itself: a look (or a person) says sent, or queued because it is not there, or failed.
std::uint32_t nextOf(OutboxState from)
{
    switch (from) {
    case OutboxState::Draft:
        return setOf({AwaitingApproval, Scheduled, UndoHold, Queued, Superseded, Cancelled});
    case AwaitingApproval:
        return setOf({OutboxState::Draft, ChangesRequested, Rejected, Superseded, Scheduled, UndoHold, Queued,
                      Paused, Cancelled});
    case ChangesRequested: return setOf({OutboxState::Draft, AwaitingApproval, Superseded, Cancelled});
    case Scheduled:
        return setOf(
            {OutboxState::Draft, UndoHold, Queued, Sending, Paused, NeedsReapproval, Superseded, Cancelled});
    case UndoHold:
        return setOf({OutboxState::Draft, Queued, Sending, Paused, NeedsReapproval, Superseded, Cancelled});
    case Queued: return setOf({Sending, Failed, Paused, NeedsReapproval, Superseded, Cancelled});
    case Sending: return setOf({Sent, FailedRetry, Failed, Unknown});
    case FailedRetry: return setOf({Queued, Sending, Failed, Paused, NeedsReapproval, Superseded, Cancelled});
    case Failed: return setOf({Sent, Queued, Cancelled});
    case Unknown: return setOf({Sent, Queued, Failed});
    case Paused: return setOf({Scheduled, Queued, NeedsReapproval, Superseded, Cancelled});
    case NeedsReapproval:
        return setOf({OutboxState::Draft, AwaitingApproval, Queued, Paused, Rejected, Superseded, Cancelled});
    case Rejected:
    case Superseded:
    case Sent:
    case Cancelled: return 0;
    }
    return 0;
}

} // namespace

bool mayBecome(OutboxState from, OutboxState to) { return (nextOf(from) & bit(to)) != 0; }

bool isLive(OutboxState state)
{
    switch (state) {
    case Scheduled:
    case UndoHold:
    case Queued:
    case Sending:
    case FailedRetry:
    case Unknown: return true;
    case OutboxState::Draft:
    case AwaitingApproval:
    case ChangesRequested:
    case Rejected:
    case Superseded:
    case Sent:
    case Failed:
    case Paused: // a person releases it, one by one
    case NeedsReapproval:
    case Cancelled: return false;
    }
    return false;
}

} // namespace qd
