#pragma once

#include "quarterdeck/storage/upkeep.h"
#include "storage/export_files.h"
#include "storage/sql.h"

namespace qd {

/// One snapshot of every table.
Result<void> exportTo(SqlSession& session, ExportSink& sink, const Progress& progress);

/// Everything of an export, in the caller's transaction; the tables must be empty but for settings.
Result<void> importInto(SqlSession& session, ImportSource& source, const Progress& progress);

/// Remove every row that an import brings, and all that is derived. In the caller's transaction.
Result<void> emptyWorkspace(SqlSession& session);
/// Whether anything but settings is there.
Result<bool> holdsAnything(SqlSession& session);

/// Make counters, keys and the index of words from the rows. In the caller's transaction, over empty ones.
Result<void> makeDerived(SqlSession& session);

} // namespace qd
