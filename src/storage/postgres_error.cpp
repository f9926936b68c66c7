#include "storage/postgres_error.h"

#include <pqxx/except>

#include <string_view>

namespace qd {
namespace {

Errc codeOf(std::string_view state)
{
    const auto family = state.substr(0, 2);
    if (family == "40" || state == "55P03") return Errc::Busy; // serialization, deadlock, a lock not had in time
    if (state == "53100") return Errc::Full;
    if (family == "53") return Errc::Busy; // too many connections, out of memory
    if (state == "25006") return Errc::ReadOnly;
    if (state == "42501") return Errc::Forbidden;
    if (state == "23505") return Errc::Conflict;
    if (family == "22" || family == "23") return Errc::Invalid;
    if (family == "XX") return Errc::Corrupt;
    if (state == "57014") return Errc::Cancelled;
    if (state == "3D000") return Errc::NotFound;
    return Errc::Storage;
}

std::string hintFor(Errc code)
{
    switch (code) {
    case Errc::Full: return "Free some room on the disk of the PostgreSQL server and try again.";
    case Errc::Busy: return "Other desks hold what this needs; try again in a moment.";
    case Errc::Forbidden: return "Ask whoever looks after the PostgreSQL server for the rights on this database.";
    case Errc::ReadOnly: return "The PostgreSQL server only lets this session read (a standby, perhaps).";
    default: return {};
    }
}

} // namespace

Error postgresError(const std::string& sqlstate, const std::string& words)
{
    const Errc code = codeOf(sqlstate);
    std::string detail = "postgresql: error " + (sqlstate.empty() ? std::string{"without a code"} : sqlstate);
    if (sqlstate.substr(0, 2) == "42") detail += ": " + words.substr(0, words.find('\n'));
    return Error{code, std::move(detail), std::nullopt, hintFor(code)};
}

Error postgresFailure(bool& lost)
{
    try {
        throw;
    } catch (const pqxx::broken_connection&) {
        lost = true;
        return Error{Errc::Storage, "the connection to the PostgreSQL server is gone", std::nullopt,
                     "Check that the server runs and can be reached."};
    } catch (const pqxx::in_doubt_error&) {
        lost = true;
        return Error{Errc::Storage, "the connection was lost while committing: whether it was written is unknown"};
    } catch (const pqxx::statement_completion_unknown&) {
        lost = true;
        return Error{Errc::Storage, "the connection was lost while committing: whether it was written is unknown"};
    } catch (const pqxx::deadlock_detected&) {
        return postgresError("40P01", {});
    } catch (const pqxx::transaction_rollback&) {
        return postgresError("40001", {});
    } catch (const pqxx::sql_error& refused) {
        return postgresError(refused.sqlstate(), refused.what());
    } catch (const std::exception&) {
        return Error{Errc::Storage, "postgresql: the client library refused the call"};
    }
}

} // namespace qd
