#include "storage/export.h"

#include "storage/export_tables.h"
#include "storage/json_text.h"
#include "storage/migration.h"

#include <charconv>

namespace qd {
namespace {

void appendValue(std::string& line, const SqlRow& row, int index, ColumnKind kind)
{
    if (row.isNull(index)) {
        line += "null";
    } else if (kind == ColumnKind::Integer) {
        line += std::to_string(row.integer(index));
    } else if (kind == ColumnKind::Real) {
        char digits[40];
        const auto end = std::to_chars(std::begin(digits), std::end(digits), row.real(index));
        const std::string_view text{digits, static_cast<std::size_t>(end.ptr - digits)};
        line += text;
        if (text.find_first_of(".en") == std::string_view::npos) line += ".0"; // a real stays one when it is read
    } else {
        appendJsonText(line, row.text(index));
    }
}

Result<std::int64_t> exportTable(SqlSession& session, const ExportedTable& table, ExportSink& sink, const Progress& progress,
                                 std::int64_t before, std::int64_t total)
{
    auto columns = columnsOf(session, table.name);
    if (!columns) return fail(columns.error());
    if (auto begun = sink.table(table.name); !begun) return fail(begun.error());
    std::int64_t rows = 0;
    std::string line;
    Result<void> written;
    auto read = eachStreamed(session, "SELECT " + columnNames(*columns) + " FROM " + table.name + " ORDER BY " + table.order,
                             [&](const SqlRow& row) {
                                 line = "{";
                                 for (std::size_t i = 0; i < columns->size(); ++i) {
                                     line += i > 0 ? ",\"" : "\"";
                                     line += (*columns)[i].name + "\":";
                                     appendValue(line, row, static_cast<int>(i), (*columns)[i].kind);
                                 }
                                 line += '}';
                                 written = sink.row(line);
                                 if (written && ++rows % 1000 == 0 && progress && !progress(before + rows, total))
                                     written = fail(Errc::Cancelled, "the export was stopped");
                                 return written.has_value();
                             });
    if (!read) return fail(read.error());
    if (!written) return fail(written.error());
    return rows;
}

Result<std::int64_t> countAll(SqlSession& session)
{
    std::int64_t total = 0;
    for (const auto& table : exportedTables()) {
        auto done = session.eachOnce(std::string{"SELECT count(*) FROM "} + table.name, {}, [&](const SqlRow& row) {
            total += row.integer(0);
            return true;
        });
        if (!done) return fail(done.error());
    }
    return total;
}

} // namespace

Result<void> exportTo(SqlSession& session, ExportSink& sink, const Progress& progress)
{
    return session.inTransaction([&]() -> Result<void> {
        auto total = countAll(session);
        if (!total) return fail(total.error());
        ExportManifest manifest;
        manifest.schema = newestVersion(migrations::sqlite());
        std::int64_t done = 0;
        for (const auto& table : exportedTables()) {
            auto rows = exportTable(session, table, sink, progress, done, *total);
            if (!rows) return fail(rows.error());
            manifest.rows[table.name] = *rows;
            done += *rows;
        }
        if (progress) progress(done, *total);
        return sink.finish(manifest);
    });
}

Result<void> exportWorkspace(Session& session, const std::filesystem::path& folder, const Progress& progress)
{
    auto sink = exportToFolder(folder);
    if (!sink) return fail(sink.error());
    return exportTo(sql(session), **sink, progress);
}

} // namespace qd
