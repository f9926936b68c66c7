#include "quarterdeck/storage/database.h"

#include "quarterdeck/storage/lease_table.h"
#include "quarterdeck/storage/setup_table.h"
#include "storage/engines.h"
#include "storage/sql.h"

#include <thread>

namespace qd::test {
namespace {

using namespace std::chrono_literals;

class OpenDatabase : public EngineTest {
protected:
    std::string setting(const std::string& name) { return must(readSetting(*session, name)).value_or("none"); }
};

TEST_P(OpenDatabase, ANewWorkspaceReachesTheNewestSchema)
{
    EXPECT_EQ(db->schemaVersion(), 3);
    EXPECT_EQ(workspace.open()->schemaVersion(), 3);
}

TEST_P(OpenDatabase, WhatIsNotThereIsNotMadeUnasked)
{
    const FreshWorkspace nothing{GetParam()};
    EXPECT_EQ(refusal(openDatabase(nothing.url(), {})), "not_found");
}

TEST_P(OpenDatabase, AReaderCannotWriteAndAReadOnlyWorkspaceHandsOutNoWriter)
{
    auto reader = must(db->openSession(Access::Read));
    EXPECT_EQ(refusal(writeSetting(*reader, "name", "x")), "read_only");
    const auto readOnly = workspace.open({.readOnly = true});
    EXPECT_EQ(refusal(readOnly->openSession(Access::Write)), "read_only");
}

TEST_P(OpenDatabase, AnErrorTakesTheWholeTransactionBack)
{
    const auto failed = session->inTransaction([&]() -> Result<int> {
        must(writeSetting(*session, "name", "Acme"));
        return fail(Errc::Conflict, "no");
    });
    EXPECT_EQ(refusal(failed), "conflict");
    EXPECT_EQ(setting("name"), "none");
}

TEST_P(OpenDatabase, AnInnerTransactionIsTakenBackAlone)
{
    must(session->inTransaction([&]() -> Result<void> {
        must(writeSetting(*session, "outer", "1"));
        const auto inner = session->inTransaction([&]() -> Result<void> {
            must(writeSetting(*session, "inner", "1"));
            return fail(Errc::Invalid, "no");
        });
        EXPECT_EQ(refusal(inner), "invalid");
        EXPECT_TRUE(session->inTransaction([&]() -> Result<void> { return writeSetting(*session, "second", "1"); }));
        return {};
    }));
    EXPECT_EQ(setting("outer"), "1");
    EXPECT_EQ(setting("inner"), "none");
    EXPECT_EQ(setting("second"), "1");
}

TEST_P(OpenDatabase, AReadTransactionSeesOneSnapshot)
{
    auto reader = must(db->openSession(Access::Read));
    must(reader->begin());
    EXPECT_EQ(must(readSetting(*reader, "name")), std::nullopt);
    must(writeSetting(*session, "name", "Acme"));
    EXPECT_EQ(must(readSetting(*reader, "name")), std::nullopt);
    must(reader->commit());
    EXPECT_EQ(must(readSetting(*reader, "name")), "Acme");
}

TEST_P(OpenDatabase, ValuesComeBackAsTheyWereBound)
{
    auto& s = sql(*session);
    const std::string odd = "'; DROP TABLE setting; -- \"\\ \xF0\x9F\x9A\x86 \xC3\xA9";
    must(s.run("INSERT INTO goal (id, name, objective, nature, position, owner_id, metric, baseline, target, target_date, archived)"
               " VALUES ($1, $2, $3, 0, 0, 0, '', $4, NULL, $5, 0)",
               {std::int64_t{9223372036854775807}, odd, "", 0.1 + 0.2, std::nullopt}));
    must(s.one("SELECT id, name, objective, baseline, target, target_date, id > 5 FROM goal", {}, "goal", [&](const SqlRow& row) {
        EXPECT_EQ(row.integer(0), 9223372036854775807);
        EXPECT_EQ(row.string(1), odd);
        EXPECT_EQ(row.string(2), "");
        EXPECT_FALSE(row.isNull(2));
        EXPECT_EQ(row.real(3), 0.1 + 0.2);
        EXPECT_TRUE(row.isNull(4));
        EXPECT_EQ(row.timeOrNone(5), std::nullopt);
        EXPECT_TRUE(row.boolean(6));
    }));
}

TEST_P(OpenDatabase, ValuesAreBoundByTheirNumberNotByTheirPlace)
{
    must(sql(*session).one("SELECT $2, $1, $2", {"first", "second"}, "row", [](const SqlRow& row) {
        EXPECT_EQ(row.text(0), "second");
        EXPECT_EQ(row.text(1), "first");
        EXPECT_EQ(row.text(2), "second");
    }));
}

TEST_P(OpenDatabase, AStatementMayBeAskedAgainWhileItsRowsAreRead)
{
    auto& s = sql(*session);
    for (const char* name : {"a", "b", "c"}) must(writeSetting(*session, name, "x"));
    static constexpr const char* kAll = "SELECT name FROM setting WHERE name < 'd' ORDER BY name";
    std::string seen;
    must(s.each(kAll, {}, [&](const SqlRow& outer) {
        seen += outer.text(0);
        must(s.each(kAll, {}, [&](const SqlRow& inner) {
            seen += inner.text(0);
            return true;
        }));
        return true;
    }));
    EXPECT_EQ(seen, "aabcbabccabc");
}

TEST_P(OpenDatabase, AnErrorNeverRepeatsABoundValue)
{
    Person ada;
    ada.login = "very-secret-login";
    must(savePerson(*session, ada));
    auto& s = sql(*session);
    const auto twice = s.run("INSERT INTO person (id, name, login, role, timezone, languages, queues, active)"
                             " VALUES (1, '', $1, 0, '', '', '', 1)", {"very-secret-login"});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, Errc::Conflict);
    EXPECT_EQ(twice.error().detail.find("very-secret"), std::string::npos) << twice.error().detail;
    const auto odd = s.run("UPDATE person SET role = $1", {"very-secret-role"});
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().detail.find("very-secret"), std::string::npos) << odd.error().detail;
}

TEST_P(OpenDatabase, ACommitElsewhereIsNoticedAndSilenceIsNot)
{
    auto second = workspace.open();
    must(second->waitForChange(0ms)); // starts listening
    EXPECT_FALSE(must(second->waitForChange(10ms)));
    must(writeSetting(*session, "name", "Acme"));
    EXPECT_TRUE(must(second->waitForChange(5s)));
    EXPECT_FALSE(must(second->waitForChange(10ms)));
    std::thread writer{[&] { must(takeLease(*session, "collector", "a", fromInt(1), 1s)); }}; // outside of a transaction
    EXPECT_TRUE(must(second->waitForChange(5s)));
    writer.join();
}

TEST_P(OpenDatabase, CheckpointsMayRunWhileASessionWrites)
{
    must(session->begin());
    must(writeSetting(*session, "name", "Acme"));
    must(db->checkpoint());
    must(session->commit());
    must(db->checkpoint());
    EXPECT_EQ(setting("name"), "Acme");
}

QD_ON_EVERY_ENGINE(OpenDatabase);

TEST(WorkspaceUrl, AFolderAndAServerAreToldApart)
{
    const auto folder = must(parseWorkspaceUrl("/srv/desk"));
    EXPECT_EQ(folder.engine, EngineKind::Sqlite);
    EXPECT_EQ(folder.folder, "/srv/desk");
    const auto server = must(parseWorkspaceUrl("postgresql://ada@db.example/desk"));
    EXPECT_EQ(server.engine, EngineKind::Postgres);
    EXPECT_EQ(server.postgres, "postgresql://ada@db.example/desk");
    EXPECT_FALSE(server.folder.empty());
    EXPECT_EQ(refusal(parseWorkspaceUrl("mysql://db.example/desk")), "invalid");
    EXPECT_EQ(refusal(parseWorkspaceUrl("")), "invalid");
}

TEST(WorkspaceUrl, APasswordIsRefusedWhereverItStands)
{
    for (const char* url : {"postgresql://ada:pw@db.example/desk", "postgres://ada:@db.example/desk", "postgresql://db/desk?password=pw",
                            "postgresql://db/desk?sslmode=require&pass%77ord=pw", "postgresql:///desk?PASSWORD=pw",
                            "postgresql://ada:p/w@db.example/desk"}) {
        const auto refused = parseWorkspaceUrl(url);
        ASSERT_FALSE(refused) << url;
        EXPECT_EQ(refused.error().code, Errc::Invalid);
        EXPECT_NE(refused.error().hint.find("PGPASSFILE"), std::string::npos);
        EXPECT_EQ(refused.error().detail.find("pw"), std::string::npos);
    }
    for (const char* url : {"postgresql://ada@[::1]:5433/desk", "postgresql:///desk?host=/run/postgresql&user=ada", "postgresql://db:5432/desk"})
        EXPECT_TRUE(parseWorkspaceUrl(url)) << url;
}

} // namespace
} // namespace qd::test
