#pragma once

#include "storage/ledger.h"

namespace qd {

/// Two conversations with one person turn out to hang on one root: `from` closes into `into`, which takes its
/// messages, notes, replies and what waits in it. Both logs say so; neither loses a row.
Result<void> mergeConversations(SqlSession& session, Ledger& ledger, LedgerEntry& from, LedgerEntry& into, UtcMillis now);

} // namespace qd
