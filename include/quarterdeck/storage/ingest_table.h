#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/account.h"
#include "quarterdeck/domain/rule.h"
#include "quarterdeck/domain/sla.h"
#include "quarterdeck/domain/transition.h"

#include <span>
#include <string>
#include <vector>

namespace qd {

class Session;

/// What decides clocks when rows are written; current versions.
struct ClockRules {
    std::vector<SlaPolicy> policies; ///< by order
    std::vector<Calendar> calendars;
    ReopenRules reopen;
};

/// One page of one source, cleaned and routed, with the cursor that covers it: stored whole or not at all.
struct IngestBatch {
    SourceId source{};
    AccountId account{};
    std::vector<Routed> items;           ///< any order; stored in order of created_at
    std::vector<std::string> tombstones; ///< native keys whose authors deleted them
    std::string platform;
    SourceHealth health;                 ///< after this page, cursor included
    std::vector<Gap> gaps;               ///< newly known
    std::optional<Span> filled{};        ///< a gap that this page's walk closed
};

struct SaveReport {
    int fresh{0};   ///< new mentions
    int known{0};   ///< seen before, unchanged
    int edited{0};  ///< seen before, text changed: the old text is kept as a version
    int deleted{0}; ///< tombstones that hit something
    std::vector<MentionId> ids;               ///< fresh ones
    std::vector<ConversationId> conversations; ///< touched
};

/// Store a batch in ONE transaction: mention rows (dedupe by platform and native key), contacts, conversations by
/// key, events, counters, clocks, search words, traces, cursor, health and gaps.
///
/// - A post seen by a further source only adds a mention_source row.
/// - Own posts never become work: one that answers a known customer message is `answered()` for that conversation
///   (once: a native key that an outbox row already bears changes nothing), also when the customer's message
///   arrives later than our answer.
/// - A history mention makes or extends a conversation that is resolved with reason `history`, without clocks; a
///   live mention that our own post already answered before the source was connected counts as history.
/// - A message after the reopen window makes a new conversation, linked by an event.
/// - A known mention that comes with another thread root moves its conversation (merged by an event) when that
///   root's conversation of the same author exists.
/// - A tombstone keeps the row, flags it and logs AuthorDeleted.
/// Ids are drawn again when two processes meet on one.
/// @thread the store thread; @errors Busy, Full, ReadOnly, Corrupt, Storage: nothing was written
Result<SaveReport> saveBatch(Session& session, const IngestBatch& batch, const ClockRules& rules, UtcMillis now);

/// The thread around a post, as fetched for display or as the look before sending: as saveBatch, but posts of
/// strangers are stored as context only (no conversation) and no cursor moves.
Result<SaveReport> saveThread(Session& session, AccountId account, const std::vector<Routed>& items,
                              const std::vector<std::string>& tombstones, const ClockRules& rules, UtcMillis now);

} // namespace qd
