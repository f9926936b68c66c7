#pragma once

#include "quarterdeck/domain/account.h"
#include "storage/sql.h"

namespace qd {

/// Write how a source fares. `withCursor` only in the transaction that stores what the cursor covers; gaps are left to
/// openGap() and fillGap().  @errors NotFound
Result<void> writeHealth(SqlSession& session, const SourceHealth& health, bool withCursor);

} // namespace qd
