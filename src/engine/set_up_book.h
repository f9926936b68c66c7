#pragma once

#include "quarterdeck/pipeline/route.h"
#include "quarterdeck/storage/ingest_table.h"
#include "quarterdeck/storage/setup_table.h"

#include <memory>
#include <mutex>

namespace qd {

class Session;

/// The set-up as it was read at one moment, compiled for use. Immutable.
struct SetUpSnapshot {
    Setup setup;
    RoutingTable routing;
    ClockRules clocks;

    explicit SetUpSnapshot(Setup read);
    const Person* person(PersonId id) const;
    const Queue* queue(QueueId id) const;
    const Goal* goal(GoalId id) const;
    const Calendar* calendar(CalendarId id) const;
    const SlaPolicy* policy(PolicyId id) const;
};
using SetUpPtr = std::shared_ptr<const SetUpSnapshot>; // shared by every job that began while it was in force

/// Holds the current snapshot; whoever writes set-up, or sees its version grow, reloads.
class SetUpBook {
public:
    SetUpPtr current() const;                ///< @thread any
    Result<SetUpPtr> reload(Session& session); ///< reads only when the version grew  @thread of the session

private:
    mutable std::mutex m_mutex;
    SetUpPtr m_current;
};

} // namespace qd
