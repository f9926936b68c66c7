#pragma once

#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/storage/ingest_table.h"
#include "storage/sql.h"

#include <span>
#include <vector>

namespace qd {

/// The policy and calendar in force for a conversation; both null where it has no clocks.
struct ClockChoice {
    const SlaPolicy* policy{nullptr};
    const Calendar* calendar{nullptr};
};
ClockChoice chooseClocks(const Conversation& conversation, const ClockRules& rules);

/// Whether the stored versions are the chosen ones.
bool bearsVersions(const Conversation& conversation, const ClockChoice& choice);
void setVersions(Conversation& conversation, const ClockChoice& choice);

/// Set next_due and risk_at from the log, and write measures for the clocks that ended with it: those that
/// `fresh` of the last events of `log` ended or changed; a clock that goes on again gives its row back.
Result<void> keepClocks(SqlSession& session, Conversation& conversation, std::span<const Event> log, std::span<const Event> logBefore,
                        const ClockChoice& choice, UtcMillis now);

} // namespace qd
