#include "storage/postgres_session.h"

#include "storage/postgres_error.h"

#include <pqxx/errorhandler>
#include <pqxx/result>

#include <algorithm>
#include <charconv>
#include <random>
#include <thread>

namespace qd {
namespace {

class PostgresRow final : public SqlRow {
public:
    explicit PostgresRow(const pqxx::row& row) : m_row{row} {}
    bool isNull(int column) const override { return m_row[column].is_null(); }
    std::int64_t integer(int column) const override
    {
        const auto digits = text(column);
        if (digits == "t") return 1;
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    double real(int column) const override
    {
        const auto digits = text(column);
        double value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    std::string_view text(int column) const override
    {
        const auto field = m_row[column];
        return {field.c_str(), field.size()};
    }

private:
    const pqxx::row& m_row;
};

bool writesRows(std::string_view text)
{
    return text.substr(0, 6) != "SELECT";
}

} // namespace

/// Values as text, which PostgreSQL reads by the type that the statement gives them.
struct PostgresSession::Bound {
    std::vector<std::string> texts;
    std::vector<const char*> pointers;
    bool holdsNul{false};

    Bound(const SqlArg* first, std::size_t count)
    {
        texts.reserve(count);
        pointers.reserve(count);
        for (std::size_t i = 0; i < count; ++i) add(first[i]);
    }
    void add(const SqlArg& arg)
    {
        const auto& value = arg.value();
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            texts.push_back(std::to_string(*number));
        } else if (const auto* real = std::get_if<double>(&value)) {
            char digits[40];
            const auto end = std::to_chars(std::begin(digits), std::end(digits), *real);
            texts.emplace_back(digits, end.ptr);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            holdsNul = holdsNul || text->find('\0') != std::string_view::npos;
            texts.emplace_back(*text);
        } else {
            pointers.push_back(nullptr);
            return;
        }
        pointers.push_back(texts.back().c_str());
    }
};

std::string postgresText(std::string_view text)
{
    constexpr std::string_view kConflict = "ON CONFLICT (";
    std::string out;
    out.reserve(text.size() + 16);
    for (;;) {
        const auto at = text.find(kConflict);
        if (at == std::string_view::npos) break;
        out.append(text.substr(0, at + kConflict.size())).append("org_id, ");
        text.remove_prefix(at + kConflict.size());
    }
    return out.append(text);
}

std::unique_ptr<pqxx::connection> connectPostgres(const std::string& url, bool readOnly)
{
    auto connection = std::make_unique<pqxx::connection>(url);
    new pqxx::quiet_errorhandler{*connection}; // owned by the connection: notices may repeat values
    pqxx::nontransaction work{*connection};
    work.exec("SET client_encoding TO 'UTF8'; SET timezone TO 'UTC'; SET lock_timeout TO '5s'; SET jit TO off;"
              " SET idle_in_transaction_session_timeout TO '120s'; SET client_min_messages TO 'error';"
              " SET application_name TO 'quarterdeck';" +
              std::string{readOnly ? " SET default_transaction_read_only TO on;" : ""});
    return connection;
}

PostgresSession::PostgresSession(std::string url, std::string channel, Access access, IdMaker& ids, int slot)
    : m_url{std::move(url)}, m_channel{std::move(channel)}, m_access{access}, m_ids{ids}, m_slot{slot}
{
}

PostgresSession::~PostgresSession()
{
    drop();
}

void PostgresSession::drop() noexcept
{
    m_statements.clear();
    m_work.reset();
    m_connection.reset();
}

Result<void> PostgresSession::connect()
{
    drop();
    try {
        m_connection = connectPostgres(m_url, m_access == Access::Read);
        m_work = std::make_unique<pqxx::nontransaction>(*m_connection);
        m_lost = false;
        return {};
    } catch (...) {
        bool lost = false;
        auto error = postgresFailure(lost);
        drop();
        m_lost = true;
        return fail(std::move(error));
    }
}

Error PostgresSession::noted(Error error)
{
    if (error.code == Errc::Busy) ++m_conflicts;
    return error;
}

template <class Work>
Result<pqxx::result> PostgresSession::guarded(bool writes, const Work& work)
{
    if (m_lost && m_depth > 0) return fail(Errc::Storage, "the transaction was lost with its connection");
    if (m_lost || !m_connection)
        if (auto connected = connect(); !connected) return fail(connected.error());
    try {
        pqxx::result rows = work();
        if (writes && m_access == Access::Write && rows.affected_rows() > 0) {
            if (m_depth > 0)
                m_changed = true;
            else
                m_work->exec("NOTIFY " + m_channel);
        }
        return rows;
    } catch (...) {
        return fail(noted(postgresFailure(m_lost)));
    }
}

const PostgresSession::Statement& PostgresSession::prepared(const char* text)
{
    if (const auto found = m_statements.find(text); found != m_statements.end()) return found->second;
    Statement made{"qd" + std::to_string(m_statements.size()), writesRows(text)};
    m_connection->prepare(made.name, postgresText(text));
    return m_statements.emplace(text, std::move(made)).first->second;
}

Result<pqxx::result> PostgresSession::execute(const char* text, const SqlArg* first, std::size_t count)
{
    const Bound bound{first, count};
    if (bound.holdsNul) return fail(Errc::Invalid, "a text holds a NUL character");
    return guarded(writesRows(text), [&] {
        const auto& statement = prepared(text);
        return m_work->exec_prepared(statement.name, pqxx::prepare::make_dynamic_params(bound.pointers));
    });
}

Result<pqxx::result> PostgresSession::executeOnce(const std::string& text, const std::vector<SqlArg>& args)
{
    const Bound bound{args.data(), args.size()};
    if (bound.holdsNul) return fail(Errc::Invalid, "a text holds a NUL character");
    return guarded(writesRows(text), [&] {
        return m_work->exec_params(postgresText(text), pqxx::prepare::make_dynamic_params(bound.pointers));
    });
}

namespace {

Result<void> handOver(const Result<pqxx::result>& rows, const SqlSession::EachRow& each)
{
    if (!rows) return fail(rows.error());
    for (const auto& row : *rows)
        if (!each(PostgresRow{row})) break;
    return {};
}

Result<std::int64_t> changed(const Result<pqxx::result>& rows)
{
    if (!rows) return fail(rows.error());
    return static_cast<std::int64_t>(rows->affected_rows());
}

} // namespace

Result<std::int64_t> PostgresSession::run(const char* text, Args args)
{
    return changed(execute(text, args.begin(), args.size()));
}

Result<void> PostgresSession::each(const char* text, Args args, const EachRow& row)
{
    return handOver(execute(text, args.begin(), args.size()), row);
}

Result<std::int64_t> PostgresSession::runKept(const char* text, const std::vector<SqlArg>& args)
{
    return changed(execute(text, args.data(), args.size()));
}

Result<void> PostgresSession::eachOnce(const std::string& text, const std::vector<SqlArg>& args, const EachRow& row)
{
    return handOver(executeOnce(text, args), row);
}

Result<std::int64_t> PostgresSession::runOnce(const std::string& text, const std::vector<SqlArg>& args)
{
    return changed(executeOnce(text, args));
}

void PostgresSession::waitAfterConflict()
{
    if (m_conflicts == 0) return;
    // Two writers that met once would meet again in step: each waits a while of its own, longer every time.
    thread_local std::minstd_rand random{std::random_device{}()};
    const int most = std::min(4 << std::min(m_conflicts, 6), 200);
    std::this_thread::sleep_for(std::chrono::milliseconds{1 + static_cast<int>(random() % static_cast<unsigned>(most))});
}

Result<void> PostgresSession::begin()
{
    if (m_depth == 0) {
        waitAfterConflict();
        m_changed = false;
    }
    auto begun = guarded(false, [&] {
        if (m_depth > 0) return m_work->exec("SAVEPOINT level" + std::to_string(m_depth));
        return m_work->exec(m_access == Access::Write ? "BEGIN ISOLATION LEVEL REPEATABLE READ" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    });
    if (!begun) return fail(begun.error());
    ++m_depth;
    return {};
}

Result<void> PostgresSession::commit()
{
    auto done = guarded(false, [&] {
        if (m_depth > 1) return m_work->exec("RELEASE level" + std::to_string(m_depth - 1));
        return m_work->exec(m_changed ? "NOTIFY " + m_channel + "; COMMIT" : "COMMIT");
    });
    if (!done) return fail(done.error());
    if (--m_depth == 0) m_conflicts = 0;
    return {};
}

void PostgresSession::rollback() noexcept
{
    if (m_depth == 0) return;
    if (!m_lost) {
        try {
            const auto level = "level" + std::to_string(m_depth - 1);
            m_work->exec(m_depth > 1 ? "ROLLBACK TO " + level + "; RELEASE " + level : std::string{"ROLLBACK"});
        } catch (...) {
            m_lost = true;
        }
    }
    --m_depth;
}

} // namespace qd
