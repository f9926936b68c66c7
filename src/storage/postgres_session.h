#pragma once

#include "storage/sql.h"

#include <pqxx/connection>
#include <pqxx/nontransaction>

#include <memory>
#include <string>
#include <unordered_map>

namespace qd {

/// `ON CONFLICT (a)` as PostgreSQL has to be told it: every unique key starts with org_id there.
std::string postgresText(std::string_view text);

/// A connection with what every one of ours sets. Throws what libpqxx throws.
std::unique_ptr<pqxx::connection> connectPostgres(const std::string& url, bool readOnly);

/// One PostgreSQL connection. A transaction is REPEATABLE READ, as SQLite's is; statements outside of one see what is
/// committed. What is lost with the connection fails, and the next begin() connects again.
class PostgresSession final : public SqlSession {
public:
    PostgresSession(std::string url, std::string channel, Access access, IdMaker& ids, int slot);
    ~PostgresSession() override;

    Result<void> connect();

    EngineKind engine() const noexcept override { return EngineKind::Postgres; }
    IdMaker& ids() noexcept override { return m_ids; }
    int slot() const noexcept override { return m_slot; }

    Result<void> begin() override;
    Result<void> commit() override;
    void rollback() noexcept override;
    bool nested() const noexcept override { return m_depth > 1; }

    Result<std::int64_t> run(const char* text, Args args) override;
    Result<void> each(const char* text, Args args, const EachRow& row) override;
    Result<std::int64_t> runKept(const char* text, const std::vector<SqlArg>& args) override;
    Result<void> eachOnce(const std::string& text, const std::vector<SqlArg>& args, const EachRow& row) override;
    Result<std::int64_t> runOnce(const std::string& text, const std::vector<SqlArg>& args) override;

private:
    struct Statement {
        std::string name;
        bool writes{false};
    };
    struct Bound;

    const Statement& prepared(const char* text);
    Result<pqxx::result> execute(const char* text, const SqlArg* first, std::size_t count);
    Result<pqxx::result> executeOnce(const std::string& text, const std::vector<SqlArg>& args);
    template <class Work>
    Result<pqxx::result> guarded(bool writes, const Work& work);
    Error noted(Error error);
    void waitAfterConflict();
    void drop() noexcept;

    std::string m_url;
    std::string m_channel; ///< told of every commit that changed something
    Access m_access;
    IdMaker& m_ids;
    int m_slot;
    std::unique_ptr<pqxx::connection> m_connection;
    std::unique_ptr<pqxx::nontransaction> m_work;
    std::unordered_map<const char*, Statement> m_statements;
    int m_depth{0};
    bool m_lost{false};      ///< within a transaction: nothing more may be sent until it is rolled back
    bool m_changed{false};   ///< this transaction wrote
    int m_conflicts{0};      ///< in a row
};

} // namespace qd
