#include "storage/export_tables.h"

#include <array>

namespace qd {

std::span<const ExportedTable> exportedTables()
{
    static constexpr std::array<ExportedTable, 24> kTables{{
        {"setting", "name"},
        {"person", "id"},
        {"goal", "id"},
        {"queue", "id"},
        {"label", "id"},
        {"saved_view", "id"},
        {"reply_template", "id"},
        {"rule", "id"},
        {"calendar", "id, version"},
        {"sla_policy", "id, version"},
        {"account", "id"},
        {"source", "id"},
        {"source_gap", "id"},
        {"contact", "id"},
        {"conversation", "id"},
        {"mention", "id"},
        {"mention_source", "mention_id, source_id"},
        {"mention_version", "mention_id, replaced_at"},
        {"routing_trace", "mention_id"},
        {"event", "id"},
        {"measure", "event_id, metric"},
        {"note", "id"},
        {"draft", "id"},
        {"outbox", "id"},
    }};
    return kTables;
}

namespace {

constexpr const char* kSqliteColumns = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
constexpr const char* kPostgresColumns = "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()"
                                         " AND table_name = $1 AND column_name <> 'org_id' ORDER BY ordinal_position";

ColumnKind kindOf(std::string_view type)
{
    if (type == "INTEGER" || type == "bigint") return ColumnKind::Integer;
    if (type == "REAL" || type == "double precision") return ColumnKind::Real;
    return ColumnKind::Text;
}

} // namespace

Result<std::vector<Column>> columnsOf(SqlSession& session, const std::string& table)
{
    std::vector<Column> columns;
    auto done = session.each(session.engine() == EngineKind::Sqlite ? kSqliteColumns : kPostgresColumns, {table}, [&](const SqlRow& row) {
        columns.push_back(Column{row.string(0), kindOf(row.text(1))});
        return true;
    });
    if (!done) return fail(done.error());
    if (columns.empty()) return fail(Errc::Storage, "the table " + table + " is not there");
    return columns;
}

Result<void> eachStreamed(SqlSession& session, const std::string& text, const SqlSession::EachRow& row)
{
    if (session.engine() == EngineKind::Sqlite) return session.eachOnce(text, {}, row);
    if (auto opened = session.runOnce("DECLARE qd_rows NO SCROLL CURSOR FOR " + text, {}); !opened) return fail(opened.error());
    bool more = true;
    while (more) {
        int got = 0;
        auto done = session.eachOnce("FETCH 2000 FROM qd_rows", {}, [&](const SqlRow& fetched) {
            ++got;
            more = row(fetched);
            return more;
        });
        if (!done) return done;
        more = more && got > 0;
    }
    if (auto closed = session.runOnce("CLOSE qd_rows", {}); !closed) return fail(closed.error());
    return {};
}

std::string columnNames(const std::vector<Column>& columns)
{
    std::string names;
    for (const auto& column : columns) names += (names.empty() ? "" : ", ") + column.name;
    return names;
}

} // namespace qd
