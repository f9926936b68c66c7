#pragma once

#include "quarterdeck/base/result.h"
#include "storage/migration.h"

#include <vector>

struct sqlite3;

namespace qd {

/// "QDCK": tells our files from other SQLite databases.
inline constexpr int kSqliteApplicationId = 0x5144434b;

/// The schema's version; 0 for a file that holds nothing yet.
/// @errors Invalid: a database of another program; Corrupt, Busy, Storage
Result<int> sqliteSchemaVersion(sqlite3* db);

/// Run the steps that lie above the database's version, each in one transaction that also writes the version.
/// @return the version reached
/// @errors TooNew; a failing step's own error: the database stands at the version before it
Result<int> migrateSqlite(sqlite3* db, const std::vector<Migration>& steps);

} // namespace qd
