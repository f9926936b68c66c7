#pragma once

#include "quarterdeck/base/result.h"
#include "storage/migration.h"

#include <pqxx/connection>

namespace qd {

/// 0 for a database that holds nothing of ours.  Throws what libpqxx throws.
int postgresSchemaVersion(pqxx::connection& connection);

/// As migrateSqlite(): each step in one transaction that also writes the version; one process at a time.
Result<int> migratePostgres(pqxx::connection& connection, const std::vector<Migration>& steps);

} // namespace qd
