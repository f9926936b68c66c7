#include "storage/migration.h"

#include "storage/engines.h"
#include "storage/postgres_migrate.h"
#include "storage/sql.h"
#include "storage/sqlite_migrate.h"
#include "support/postgres_cluster.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <pqxx/connection>
#include <pqxx/nontransaction>
#include <pqxx/result>

namespace qd::test {
namespace {

const std::vector<Migration> kGood{{"0001_a.sql", "CREATE TABLE a (x INTEGER);"}, {"0002_b.sql", "CREATE TABLE b (x INTEGER); INSERT INTO a VALUES (7);"}};
const std::vector<Migration> kBroken{{"0001_a.sql", "CREATE TABLE a (x INTEGER);"},
                                     {"0002_b.sql", "CREATE TABLE b (x INTEGER); INSERT INTO a VALUES (7); INSERT INTO nowhere VALUES (1);"},
                                     {"0003_c.sql", "CREATE TABLE c (x INTEGER);"}};

TEST(Migration, BothEnginesAreNumberedAlikeWithoutGaps)
{
    const auto& sqlite = migrations::sqlite();
    const auto& postgres = migrations::postgres();
    ASSERT_EQ(sqlite.size(), postgres.size());
    for (std::size_t i = 0; i < sqlite.size(); ++i) {
        EXPECT_EQ(sqlite[i].name, postgres[i].name);
        EXPECT_EQ(versionOf(sqlite[i]), static_cast<int>(i) + 1);
        EXPECT_FALSE(sqlite[i].sql.empty());
    }
    EXPECT_EQ(versionOf(Migration{"oops.sql", ""}), 0);
}

TEST(Migration, SqliteStepsRunOnce)
{
    SQLite::Database db{":memory:", SQLite::OPEN_READWRITE};
    EXPECT_EQ(must(migrateSqlite(db.getHandle(), kGood)), 2);
    EXPECT_EQ(must(migrateSqlite(db.getHandle(), kGood)), 2);
    EXPECT_EQ(db.execAndGet("SELECT count(*) FROM a").getInt(), 1);
}

TEST(Migration, SqliteFailedStepLeavesThePreviousVersion)
{
    SQLite::Database db{":memory:", SQLite::OPEN_READWRITE};
    const auto failed = migrateSqlite(db.getHandle(), kBroken);
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().detail.find("0002_b.sql"), std::string::npos);
    EXPECT_EQ(must(sqliteSchemaVersion(db.getHandle())), 1);
    EXPECT_EQ(db.execAndGet("SELECT count(*) FROM a").getInt(), 0);
    EXPECT_FALSE(db.tableExists("b"));
    EXPECT_EQ(must(migrateSqlite(db.getHandle(), kGood)), 2); // mended, it goes on from there
}

TEST(Migration, SqliteNewerIsRefused)
{
    SQLite::Database db{":memory:", SQLite::OPEN_READWRITE};
    must(migrateSqlite(db.getHandle(), kGood));
    db.exec("PRAGMA user_version = 9");
    EXPECT_EQ(refusal(migrateSqlite(db.getHandle(), kGood)), "too_new");
    EXPECT_EQ(db.execAndGet("PRAGMA user_version").getInt(), 9);
}

TEST(Migration, SqliteDatabaseOfAnotherProgramIsRefused)
{
    SQLite::Database db{":memory:", SQLite::OPEN_READWRITE};
    db.exec("CREATE TABLE theirs (x)");
    EXPECT_EQ(refusal(migrateSqlite(db.getHandle(), kGood)), "invalid");
    EXPECT_FALSE(db.tableExists("a"));
}

class PostgresMigration : public ::testing::Test {
protected:
    std::int64_t number(const std::string& text) { return pqxx::nontransaction{connection}.exec(text)[0][0].as<std::int64_t>(); }
    FreshWorkspace workspace{EngineKind::Postgres};
    pqxx::connection connection{workspace.url().postgres};
};

TEST_F(PostgresMigration, StepsRunOnce)
{
    EXPECT_EQ(must(migratePostgres(connection, kGood)), 2);
    EXPECT_EQ(must(migratePostgres(connection, kGood)), 2);
    EXPECT_EQ(number("SELECT count(*) FROM a"), 1);
}

TEST_F(PostgresMigration, FailedStepLeavesThePreviousVersion)
{
    const auto failed = migratePostgres(connection, kBroken);
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().detail.find("0002_b.sql"), std::string::npos);
    EXPECT_EQ(postgresSchemaVersion(connection), 1);
    EXPECT_EQ(number("SELECT count(*) FROM a"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM pg_tables WHERE tablename IN ('b', 'c')"), 0);
    EXPECT_EQ(must(migratePostgres(connection, kGood)), 2);
}

TEST_F(PostgresMigration, NewerIsRefused)
{
    must(migratePostgres(connection, kGood));
    pqxx::nontransaction{connection}.exec("UPDATE quarterdeck_schema SET version = 9");
    EXPECT_EQ(refusal(migratePostgres(connection, kGood)), "too_new");
    EXPECT_EQ(number("SELECT version FROM quarterdeck_schema"), 9);
}

TEST_F(PostgresMigration, MonthsAreMadeAheadAndOlderPostsGoIntoTheDefault)
{
    must(migratePostgres(connection, migrations::postgres()));
    EXPECT_GE(number("SELECT count(*) FROM pg_tables WHERE tablename ~ '^mention_[0-9]{6}$'"), 4);
    pqxx::nontransaction work{connection};
    const auto insert = [&](const std::string& id) {
        work.exec("INSERT INTO event (id, conversation_id, at, recorded_at, type, actor_kind, actor_id, reason, mention_id, outbox_id, data)"
                  " VALUES (" + id + ", 1, 0, 0, 0, 0, 0, '', 0, 0, '')");
    };
    insert("qd_first_id(now() - INTERVAL '2 years')");
    insert("qd_first_id(now())");
    EXPECT_EQ(work.exec("SELECT count(*) FROM event_default")[0][0].as<int>(), 1);
    EXPECT_EQ(work.exec("SELECT count(*) FROM event")[0][0].as<int>(), 2);
    // A month whose posts lie in the default already cannot be cut out: that is no failure.
    EXPECT_EQ(work.exec("SELECT qd_make_months('event', (now() - INTERVAL '2 years')::DATE, 1)")[0][0].as<int>(), 0);
}

TEST_F(PostgresMigration, AnotherOrganisationSeesAndTouchesNothing)
{
    must(migratePostgres(connection, migrations::postgres()));
    pqxx::nontransaction work{connection};
    work.exec("INSERT INTO label (id, name, archived) VALUES (1, 'ours', 0)");
    work.exec("SET quarterdeck.org TO '2'");
    EXPECT_EQ(work.exec("SELECT count(*) FROM label")[0][0].as<int>(), 0);
    EXPECT_EQ(work.exec("DELETE FROM label").affected_rows(), 0U);
    work.exec("INSERT INTO label (id, name, archived) VALUES (1, 'ours', 0)"); // the same id and name, their own row
    EXPECT_THROW(work.exec("INSERT INTO label (id, name, archived, org_id) VALUES (2, 'smuggled', 0, 1)"), pqxx::sql_error);
    work.exec("SET quarterdeck.org TO '1'");
    EXPECT_EQ(work.exec("SELECT count(*) FROM label")[0][0].as<int>(), 1);
}

TEST(PostgresOpen, ASuperuserIsRefused)
{
    const FreshWorkspace workspace{EngineKind::Postgres};
    WorkspaceUrl url = workspace.url();
    url.postgres.replace(url.postgres.find("quarterdeck@"), std::string{"quarterdeck@"}.size(), "postgres@");
    EXPECT_EQ(refusal(openDatabase(url, {.create = true})), "invalid");
}

TEST(PostgresOpen, AServerThatIsNotThereIsAPlainError)
{
    WorkspaceUrl url{EngineKind::Postgres, {}, "postgresql://ada@127.0.0.1:1/desk"};
    const auto refused = openDatabase(url, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::Storage);
    EXPECT_EQ(refused.error().detail.find("ada"), std::string::npos);
    EXPECT_EQ(refused.error().detail.find("127.0.0.1"), std::string::npos);
}

TEST(PostgresOpen, ASessionWhoseConnectionWasCutFailsOnceAndComesBack)
{
    const FreshWorkspace workspace{EngineKind::Postgres};
    const auto db = workspace.open({.create = true, .migrate = true});
    auto session = must(db->openSession(Access::Write));
    const auto failed = session->inTransaction([&]() -> Result<void> {
        must(sql(*session).run("INSERT INTO label (id, name, archived) VALUES (1, 'lost', 0)"));
        asSuperuser(workspace.url().postgres, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'quarterdeck'"
                                              " AND datname = current_database() AND pid <> pg_backend_pid()");
        auto next = sql(*session).run("INSERT INTO label (id, name, archived) VALUES (2, 'lost too', 0)");
        EXPECT_FALSE(next);
        auto after = sql(*session).run("INSERT INTO label (id, name, archived) VALUES (3, 'must not be', 0)");
        EXPECT_FALSE(after); // not on a fresh connection, outside of the transaction
        return fail(next.error());
    });
    EXPECT_EQ(refusal(failed), "storage");
    EXPECT_EQ(must(sql(*session).integer("SELECT count(*) FROM label")), 0);
}

} // namespace
} // namespace qd::test
