#include "storage/export.h"

#include "storage/export_tables.h"
#include "storage/json_text.h"
#include "storage/migration.h"

#include <nlohmann/json.hpp>

#include <mutex>
#include <set>

namespace qd {
namespace {

using nlohmann::json;

/// A text that lives as long as the program, the same address for the same text: sessions keep statements by it.
const char* lasting(const std::string& text)
{
    static std::mutex mutex;
    static std::set<std::string> texts;
    const std::scoped_lock lock{mutex};
    return texts.insert(text).first->c_str();
}

std::string insertText(const std::string& table, const std::vector<Column>& columns)
{
    std::string values;
    for (std::size_t i = 1; i <= columns.size(); ++i) values += (i > 1 ? ", $" : "$") + std::to_string(i);
    return "INSERT INTO " + table + " (" + columnNames(columns) + ") VALUES (" + values + ")";
}

/// The row's values in the order of the columns; texts are lent by `row`.
Result<std::vector<SqlArg>> valuesOf(const json& row, const std::vector<Column>& columns)
{
    std::vector<SqlArg> values;
    values.reserve(columns.size());
    if (!row.is_object() || row.size() != columns.size()) return fail(Errc::Corrupt, "a row of the export has other columns");
    for (const auto& column : columns) {
        const auto value = row.find(column.name);
        if (value == row.end()) return fail(Errc::Corrupt, "a row of the export has other columns");
        if (value->is_null())
            values.emplace_back(std::nullopt);
        else if (column.kind == ColumnKind::Integer && value->is_number_integer())
            values.emplace_back(value->get<std::int64_t>());
        else if (column.kind == ColumnKind::Real && value->is_number())
            values.emplace_back(value->get<double>());
        else if (column.kind == ColumnKind::Text && value->is_string())
            values.emplace_back(std::string_view{value->get_ref<const std::string&>()});
        else
            return fail(Errc::Corrupt, "a value of the export is of another type");
    }
    return values;
}

Result<std::int64_t> importTable(SqlSession& session, const ExportedTable& table, ImportSource& source, const Progress& progress,
                                 std::int64_t before, std::int64_t total)
{
    auto there = source.open(table.name);
    if (!there) return fail(there.error());
    if (!*there) return 0;
    auto columns = columnsOf(session, table.name);
    if (!columns) return fail(columns.error());
    const char* text = lasting(insertText(table.name, *columns));
    std::int64_t rows = 0;
    std::string line;
    for (;;) {
        auto more = source.row(line);
        if (!more) return fail(more.error());
        if (!*more) break;
        const auto row = json::parse(line, nullptr, /*allow_exceptions=*/false);
        auto values = valuesOf(row, *columns);
        if (!values) return fail(values.error().code, std::string{table.name} + ", row " + std::to_string(rows + 1) + ": " + values.error().detail);
        if (auto inserted = session.runKept(text, *values); !inserted) return fail(inserted.error());
        if (++rows % 1000 == 0 && progress && !progress(before + rows, total)) return fail(Errc::Cancelled, "the import was stopped");
    }
    const auto said = source.manifest().rows.find(table.name);
    if (said == source.manifest().rows.end() || said->second != rows)
        return fail(Errc::Corrupt, std::string{table.name} + ": the export promises another number of rows");
    return rows;
}

} // namespace

Result<void> importInto(SqlSession& session, ImportSource& source, const Progress& progress)
{
    const int newest = newestVersion(migrations::sqlite());
    if (source.manifest().schema > newest) return fail(Errc::TooNew, "the export was made by a newer program");
    if (source.manifest().schema < newest)
        return fail(Errc::Invalid, "the export was made by an older program", "Import it with that one, then step the workspace up.");
    std::int64_t total = 0;
    for (const auto& [name, rows] : source.manifest().rows) total += rows;
    if (auto cleared = session.runOnce("DELETE FROM setting", {}); !cleared) return fail(cleared.error());
    std::int64_t done = 0;
    for (const auto& table : exportedTables()) {
        auto rows = importTable(session, table, source, progress, done, total);
        if (!rows) return fail(rows.error());
        done += *rows;
    }
    if (progress) progress(done, total);
    return makeDerived(session);
}

Result<bool> holdsAnything(SqlSession& session)
{
    for (const auto& table : exportedTables()) {
        if (std::string_view{table.name} == "setting") continue;
        bool any = false;
        auto done = session.eachOnce(std::string{"SELECT 1 FROM "} + table.name + " LIMIT 1", {}, [&](const SqlRow&) {
            any = true;
            return false;
        });
        if (!done) return fail(done.error());
        if (any) return true;
    }
    return false;
}

Result<void> importWorkspace(Session& session, const std::filesystem::path& folder, const Progress& progress)
{
    auto source = importFromFolder(folder);
    if (!source) return fail(source.error());
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto any = holdsAnything(s);
        if (!any) return fail(any.error());
        if (*any) return fail(Errc::Conflict, "an import goes into an empty workspace only", "Name a folder where no workspace is yet.");
        return importInto(s, **source, progress);
    });
}

} // namespace qd
