#include "storage/postgres_migrate.h"

#include "storage/postgres_error.h"

#include <pqxx/nontransaction>
#include <pqxx/result>
#include <pqxx/transaction>

#include <string>

namespace qd {
namespace {

template <class Work>
int versionIn(Work& work)
{
    if (work.exec("SELECT to_regclass('quarterdeck_schema')")[0][0].is_null()) return 0;
    const auto rows = work.exec("SELECT version FROM quarterdeck_schema");
    return rows.empty() ? 0 : rows[0][0].template as<int>();
}

void runStep(pqxx::connection& connection, const Migration& step)
{
    pqxx::work work{connection};
    // Desks that start together wait for each other here; who comes second finds the step made.
    work.exec("SET LOCAL lock_timeout TO '60s'; SELECT pg_advisory_xact_lock(1364476747)");
    if (versionIn(work) >= versionOf(step)) return work.commit();
    work.exec("CREATE TABLE IF NOT EXISTS quarterdeck_schema (only_row BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_row), version INTEGER NOT NULL)");
    work.exec(std::string{step.sql});
    const auto version = std::to_string(versionOf(step));
    work.exec("INSERT INTO quarterdeck_schema (version) VALUES (" + version + ") ON CONFLICT (only_row) DO UPDATE SET version = " + version);
    work.commit();
}

} // namespace

int postgresSchemaVersion(pqxx::connection& connection)
{
    pqxx::nontransaction work{connection};
    return versionIn(work);
}

Result<int> migratePostgres(pqxx::connection& connection, const std::vector<Migration>& steps)
{
    std::string_view current = "the schema's version";
    try {
        const int version = postgresSchemaVersion(connection);
        if (version > newestVersion(steps))
            return fail(Errc::TooNew, "the workspace has schema " + std::to_string(version) + ", this program knows " +
                                          std::to_string(newestVersion(steps)),
                        "Open it with the newer Quarterdeck that made it.");
        for (const auto& step : steps) {
            if (versionOf(step) <= version) continue;
            current = step.name;
            runStep(connection, step);
        }
        return postgresSchemaVersion(connection);
    } catch (...) {
        bool lost = false;
        auto error = postgresFailure(lost);
        error.detail = "migration " + std::string{current} + ": " + error.detail;
        return fail(std::move(error));
    }
}

} // namespace qd
