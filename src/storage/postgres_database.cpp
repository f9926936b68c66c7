#include "storage/postgres_database.h"

#include "storage/export.h"
#include "storage/postgres_error.h"
#include "storage/postgres_migrate.h"
#include "storage/postgres_session.h"
#include "storage/workspace_url.h"

#include <pqxx/nontransaction>
#include <pqxx/notification>
#include <pqxx/result>

#include <string_view>

namespace qd {

/// A connection that does nothing but listen: notifications reach only one that is in no transaction.
class ChangeListener {
public:
    ChangeListener(const std::string& url, const std::string& channel)
        : m_connection{connectPostgres(url, true)}, m_receiver{*m_connection, channel, m_heard}
    {
    }
    bool wait(std::chrono::milliseconds timeout)
    {
        m_connection->get_notifs();
        if (!m_heard && timeout.count() > 0) m_connection->await_notification(timeout.count() / 1000, (timeout.count() % 1000) * 1000);
        const bool heard = m_heard;
        m_heard = false;
        return heard;
    }

private:
    class Receiver final : public pqxx::notification_receiver {
    public:
        Receiver(pqxx::connection_base& connection, const std::string& channel, bool& heard)
            : pqxx::notification_receiver{connection, channel}, m_said{heard}
        {
        }
        void operator()(const std::string&, int) override { m_said = true; }

    private:
        bool& m_said;
    };

    bool m_heard{false};
    std::unique_ptr<pqxx::connection> m_connection;
    Receiver m_receiver;
};

namespace {

struct Found {
    int server{0};
    int version{0};
    bool seesEverything{false}; ///< row-level security does not hold for this role
    std::string organisation;
};

Found lookAt(pqxx::connection& connection)
{
    Found found;
    found.server = connection.server_version();
    found.version = postgresSchemaVersion(connection);
    pqxx::nontransaction work{connection};
    const auto role = work.exec("SELECT rolsuper OR rolbypassrls, coalesce(nullif(current_setting('quarterdeck.org', true), ''), '1')"
                                " FROM pg_roles WHERE rolname = current_user");
    found.seesEverything = !role.empty() && role[0][0].as<bool>();
    found.organisation = role.empty() ? "1" : role[0][1].c_str();
    return found;
}

Result<void> refuseUnfit(const Found& found)
{
    if (found.server < 150000)
        return fail(Errc::Invalid, "the server is older than PostgreSQL 15", "Use a server of version 15 or newer.");
    if (found.seesEverything)
        return fail(Errc::Invalid, "this PostgreSQL role is a superuser, for whom the walls between organisations do not hold",
                    "Make an ordinary role that owns the database and connect as that one.");
    if (found.organisation.find_first_not_of("0123456789") != std::string::npos || found.organisation.size() > 18)
        return fail(Errc::Invalid, "quarterdeck.org is not the number of an organisation");
    return {};
}

/// Whether this organisation has its rows; made where that is asked for.
Result<void> bringUpOrganisation(pqxx::connection& connection, const OpenOptions& options)
{
    pqxx::nontransaction work{connection};
    if (!work.exec("SELECT 1 FROM setting WHERE name = 'setup_version'").empty()) return {};
    if (!options.create) return fail(Errc::NotFound, "there is no workspace in that database yet", "Make one with `workspace init`.");
    work.exec("INSERT INTO setting (name, value) VALUES ('setup_version', '1') ON CONFLICT DO NOTHING");
    return {};
}

Result<int> bringUp(pqxx::connection& connection, const Found& found, const OpenOptions& options)
{
    const auto& steps = migrations::postgres();
    const int newest = newestVersion(steps);
    int version = found.version;
    if (version > newest || (version < newest && (options.migrate || (version == 0 && options.create)))) {
        auto reached = migratePostgres(connection, steps);
        if (!reached) return reached;
        version = *reached;
    }
    if (version == 0) return fail(Errc::NotFound, "there is no workspace in that database yet", "Make one with `workspace init`.");
    if (version < kOldestServedSchema)
        return fail(Errc::Invalid, "the workspace has schema " + std::to_string(version) + ", this program needs " + std::to_string(newest),
                    "Step it up with `workspace migrate` after a backup.");
    if (auto there = bringUpOrganisation(connection, options); !there) return fail(there.error());
    if (!options.readOnly) pqxx::nontransaction{connection}.exec("SELECT qd_make_months_ahead()");
    return version;
}

Error connectError()
{
    bool lost = false;
    try {
        throw;
    } catch (const pqxx::broken_connection& refused) {
        // The words name hosts, roles and addresses: they are looked at, not repeated.
        const std::string_view words = refused.what();
        if (words.find("does not exist") != std::string_view::npos && words.find("database \"") != std::string_view::npos)
            return Error{Errc::NotFound, "the PostgreSQL server has no such database", std::nullopt, "Ask for one with `createdb`."};
        if (words.find("authentication failed") != std::string_view::npos || words.find("no password supplied") != std::string_view::npos ||
            words.find("role \"") != std::string_view::npos)
            return Error{Errc::Forbidden, "the PostgreSQL server does not let this role in", std::nullopt,
                         "Put its password into ~/.pgpass (or the file that PGPASSFILE names)."};
        return Error{Errc::Storage, "the PostgreSQL server cannot be reached", std::nullopt, "Check the address, and that the server runs."};
    } catch (...) {
        return postgresFailure(lost);
    }
}

} // namespace

Result<std::unique_ptr<Database>> PostgresDatabase::open(const std::string& url, const OpenOptions& options)
{
    if (holdsPassword(url)) return fail(Errc::Invalid, "a password may not stand in the workspace URL", "Put it into ~/.pgpass.");
    try {
        auto connection = connectPostgres(url, options.readOnly);
        const Found found = lookAt(*connection);
        if (auto fit = refuseUnfit(found); !fit) return fail(fit.error());
        auto version = bringUp(*connection, found, options);
        if (!version) return fail(version.error());
        return std::make_unique<PostgresDatabase>(url, "quarterdeck_" + found.organisation, *version, options.readOnly, options.node);
    } catch (...) {
        return fail(connectError());
    }
}

PostgresDatabase::PostgresDatabase(std::string url, std::string channel, int version, bool readOnly, std::uint32_t node)
    : m_url{std::move(url)}, m_channel{std::move(channel)}, m_version{version}, m_readOnly{readOnly}, m_slot{static_cast<int>(node % 16)},
      m_ids{node}
{
}

PostgresDatabase::~PostgresDatabase() = default;

Result<std::unique_ptr<Session>> PostgresDatabase::openSession(Access access)
{
    if (m_readOnly && access == Access::Write) return fail(Errc::ReadOnly, "the workspace was opened for reading only");
    auto session = std::make_unique<PostgresSession>(m_url, m_channel, access, m_ids, m_slot);
    if (auto connected = session->connect(); !connected) return fail(connected.error());
    return session;
}

Result<bool> PostgresDatabase::waitForChange(std::chrono::milliseconds timeout)
{
    try {
        if (!m_listener) {
            m_listener = std::make_unique<ChangeListener>(m_url, m_channel);
            return m_listener->wait(timeout);
        }
        return m_listener->wait(timeout);
    } catch (...) {
        m_listener.reset(); // the next call connects again, and its caller reads everything since it last looked
        bool lost = false;
        return fail(postgresFailure(lost));
    }
}

Result<void> PostgresDatabase::backupTo(const std::filesystem::path& file)
{
    auto sink = exportToFile(file);
    if (!sink) return fail(sink.error());
    auto session = openSession(Access::Read); // REPEATABLE READ: one snapshot, while desks go on writing
    if (!session) return fail(session.error());
    return exportTo(sql(**session), **sink, {});
}

} // namespace qd
