#pragma once

#include "storage/sql.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace qd {

/// A table that an export holds. Left out: leases, which end by themselves, and what is derived (counters, the index of
/// words, keys of mentions), which an import makes anew.
struct ExportedTable {
    const char* name;
    const char* order; ///< its key: both engines write the rows in one order
};
/// In an order in which rows may be inserted.
std::span<const ExportedTable> exportedTables();

enum class ColumnKind { Integer, Real, Text };
struct Column {
    std::string name;
    ColumnKind kind{ColumnKind::Text};
};
/// The columns of a table as the database has them, in their order, without org_id.
Result<std::vector<Column>> columnsOf(SqlSession& session, const std::string& table);

/// Every row of a statement without holding them all: PostgreSQL would send the whole table at once. In a transaction.
Result<void> eachStreamed(SqlSession& session, const std::string& text, const SqlSession::EachRow& row);

/// "a, b, c" of the columns' names.
std::string columnNames(const std::vector<Column>& columns);

} // namespace qd
