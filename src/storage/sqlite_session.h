#pragma once

#include "storage/sql.h"

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <memory>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace qd {

/// Open the file with everything that every connection of ours sets: extended codes, a bounded wait for locks, foreign
/// keys, durable commits, cache and map sizes.
/// @errors NotFound, ReadOnly, Corrupt, Busy, Storage
Result<std::unique_ptr<SQLite::Database>> openSqliteFile(const std::filesystem::path& file, Access access);

/// One SQLite connection. SQLiteCpp owns it; statements are the raw ones behind it, prepared once and kept by the
/// address of their text, because a wrapper's object for each call costs more than the point read it makes.
class SqliteSession final : public SqlSession {
public:
    SqliteSession(std::unique_ptr<SQLite::Database> db, Access access, IdMaker& ids);
    ~SqliteSession() override;

    EngineKind engine() const noexcept override { return EngineKind::Sqlite; }
    IdMaker& ids() noexcept override { return m_ids; }

    Result<void> begin() override;
    Result<void> commit() override;
    void rollback() noexcept override;
    bool nested() const noexcept override { return m_depth > 1; }

    Result<std::int64_t> run(const char* text, Args args) override;
    Result<void> each(const char* text, Args args, const EachRow& row) override;
    Result<std::int64_t> runKept(const char* text, const std::vector<SqlArg>& args) override;
    Result<void> eachOnce(const std::string& text, const std::vector<SqlArg>& args, const EachRow& row) override;
    Result<std::int64_t> runOnce(const std::string& text, const std::vector<SqlArg>& args) override;

    sqlite3* handle() const noexcept { return m_handle; }

private:
    struct Statement {
        sqlite3_stmt* raw{nullptr};
        std::vector<int> slots; ///< where "$1", "$2", … stand: SQLite numbers them by first appearance
    };

    Result<Statement> prepare(std::string_view text, bool keep) const;
    Result<Statement*> cached(const char* text);
    Result<void> bind(const Statement& statement, const SqlArg* first, std::size_t count) const;
    Result<std::int64_t> execute(const Statement& statement, const SqlArg* first, std::size_t count, const EachRow* row);
    Result<std::int64_t> once(std::string_view text, const SqlArg* first, std::size_t count, const EachRow* row);
    Result<std::int64_t> kept(const char* text, const SqlArg* first, std::size_t count, const EachRow* row);

    std::unique_ptr<SQLite::Database> m_db;
    sqlite3* m_handle;
    Access m_access;
    IdMaker& m_ids;
    std::unordered_map<const char*, Statement> m_statements;
    int m_depth{0};
};

} // namespace qd
