#include "storage/sqlite_session.h"

#include "storage/sqlite_error.h"

#include <sqlite3.h>

#include <string>

namespace qd {
namespace {

class SqliteRow final : public SqlRow {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : m_statement{statement} {}
    bool isNull(int column) const override { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(m_statement, column); }
    double real(int column) const override { return sqlite3_column_double(m_statement, column); }
    std::string_view text(int column) const override
    {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
        if (bytes == nullptr) return {};
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
    }

private:
    sqlite3_stmt* m_statement;
};

int bindOne(sqlite3_stmt* statement, int slot, const SqlArg& arg)
{
    const auto& value = arg.value();
    if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, slot, *number);
    if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, slot, *real);
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        // The text is lent until the statement is reset, which execute() does before it returns.
        const char* bytes = text->data() != nullptr ? text->data() : "";
        return sqlite3_bind_text64(statement, slot, bytes, text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    return sqlite3_bind_null(statement, slot);
}

} // namespace

SqliteSession::SqliteSession(std::unique_ptr<SQLite::Database> db, Access access, IdMaker& ids)
    : m_db{std::move(db)}, m_handle{m_db->getHandle()}, m_access{access}, m_ids{ids}
{
}

SqliteSession::~SqliteSession()
{
    if (m_depth > 0) sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    for (auto& [text, statement] : m_statements) sqlite3_finalize(statement.raw);
}

Result<SqliteSession::Statement> SqliteSession::prepare(std::string_view text, bool keep) const
{
    Statement made;
    const unsigned flags = keep ? SQLITE_PREPARE_PERSISTENT : 0U;
    const int code = sqlite3_prepare_v3(m_handle, text.data(), static_cast<int>(text.size()), flags, &made.raw, nullptr);
    if (code != SQLITE_OK) return fail(sqliteTextError(m_handle, code));
    const int count = sqlite3_bind_parameter_count(made.raw);
    made.slots.reserve(static_cast<std::size_t>(count));
    for (int number = 1; number <= count; ++number) {
        const auto name = "$" + std::to_string(number);
        made.slots.push_back(sqlite3_bind_parameter_index(made.raw, name.c_str()));
    }
    return made;
}

Result<SqliteSession::Statement*> SqliteSession::cached(const char* text)
{
    if (const auto found = m_statements.find(text); found != m_statements.end()) return &found->second;
    auto made = prepare(text, true);
    if (!made) return fail(made.error());
    return &m_statements.emplace(text, std::move(*made)).first->second;
}

Result<void> SqliteSession::bind(const Statement& statement, const SqlArg* first, std::size_t count) const
{
    if (count != statement.slots.size())
        return fail(Errc::Storage, "a statement takes " + std::to_string(statement.slots.size()) + " values and was given " +
                                       std::to_string(count));
    for (std::size_t i = 0; i < count; ++i) {
        const int code = bindOne(statement.raw, statement.slots[i], first[i]);
        if (code != SQLITE_OK) return fail(sqliteError(m_handle, code));
    }
    return {};
}

Result<std::int64_t> SqliteSession::execute(const Statement& statement, const SqlArg* first, std::size_t count,
                                            const EachRow* row)
{
    struct Reset {
        sqlite3_stmt* statement;
        ~Reset() { sqlite3_reset(statement); }
    } const reset{statement.raw};

    // A full disk makes SQLite end the transaction: what follows must not be written as if it were still one.
    if (m_depth > 0 && sqlite3_get_autocommit(m_handle) != 0) return fail(Errc::Storage, "the transaction has ended");
    if (auto bound = bind(statement, first, count); !bound) return fail(bound.error());
    const SqliteRow standing{statement.raw};
    for (;;) {
        const int code = sqlite3_step(statement.raw);
        if (code == SQLITE_DONE) return sqlite3_changes64(m_handle);
        if (code != SQLITE_ROW) return fail(sqliteError(m_handle, code));
        if (row != nullptr && !(*row)(standing)) return 0;
    }
}

Result<std::int64_t> SqliteSession::once(std::string_view text, const SqlArg* first, std::size_t count, const EachRow* row)
{
    auto made = prepare(text, false);
    if (!made) return fail(made.error());
    auto done = execute(*made, first, count, row);
    sqlite3_finalize(made->raw);
    return done;
}

Result<std::int64_t> SqliteSession::kept(const char* text, const SqlArg* first, std::size_t count, const EachRow* row)
{
    auto statement = cached(text);
    if (!statement) return fail(statement.error());
    // A callback may ask the same statement again while it stands on a row: that call gets one of its own.
    if (sqlite3_stmt_busy((*statement)->raw) != 0) return once(text, first, count, row);
    return execute(**statement, first, count, row);
}

Result<std::int64_t> SqliteSession::run(const char* text, Args args)
{
    return kept(text, args.begin(), args.size(), nullptr);
}

Result<void> SqliteSession::each(const char* text, Args args, const EachRow& row)
{
    auto done = kept(text, args.begin(), args.size(), &row);
    if (!done) return fail(done.error());
    return {};
}

Result<std::int64_t> SqliteSession::runKept(const char* text, const std::vector<SqlArg>& args)
{
    return kept(text, args.data(), args.size(), nullptr);
}

Result<void> SqliteSession::eachOnce(const std::string& text, const std::vector<SqlArg>& args, const EachRow& row)
{
    auto done = once(text, args.data(), args.size(), &row);
    if (!done) return fail(done.error());
    return {};
}

Result<std::int64_t> SqliteSession::runOnce(const std::string& text, const std::vector<SqlArg>& args)
{
    return once(text, args.data(), args.size(), nullptr);
}

Result<void> SqliteSession::begin()
{
    // A write transaction takes the lock at once: a reader that turns writer later could only be refused.
    const char* text = m_depth > 0 ? "SAVEPOINT inner" : m_access == Access::Write ? "BEGIN IMMEDIATE" : "BEGIN";
    if (auto begun = run(text, {}); !begun) return fail(begun.error());
    ++m_depth;
    return {};
}

Result<void> SqliteSession::commit()
{
    if (auto done = run(m_depth > 1 ? "RELEASE inner" : "COMMIT", {}); !done) return fail(done.error());
    --m_depth;
    return {};
}

void SqliteSession::rollback() noexcept
{
    if (m_depth == 0) return;
    // SQLite ends the whole transaction by itself on a full disk and on some I/O errors: then nothing is left to undo.
    if (sqlite3_get_autocommit(m_handle) == 0)
        sqlite3_exec(m_handle, m_depth > 1 ? "ROLLBACK TO inner; RELEASE inner" : "ROLLBACK", nullptr, nullptr, nullptr);
    --m_depth;
}

} // namespace qd
