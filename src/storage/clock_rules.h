#pragma once

#include "quarterdeck/storage/ingest_table.h"
#include "storage/sql.h"

namespace qd {

/// Policies and calendars in force: for changes whose caller hands none in.
Result<ClockRules> currentClockRules(SqlSession& session);

} // namespace qd
