#pragma once

#include "quarterdeck/base/result.h"

struct sqlite3;

namespace qd {

/// What SQLite's result code means to a caller. The detail holds SQLite's own words for the code, and names of tables
/// and columns where a constraint refused; never a bound value.
Error sqliteError(sqlite3* db, int code);
/// The same where a statement could not be prepared: the detail quotes SQLite about the statement's text.
Error sqliteTextError(sqlite3* db, int code);

} // namespace qd
