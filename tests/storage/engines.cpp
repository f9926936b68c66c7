#include "storage/engines.h"

#include "support/postgres_cluster.h"

#include <ostream>

namespace qd {

void PrintTo(EngineKind engine, std::ostream* out)
{
    *out << (engine == EngineKind::Sqlite ? "Sqlite" : "Postgres");
}

} // namespace qd

namespace qd::test {

FreshWorkspace::FreshWorkspace(EngineKind engine)
{
    m_url.engine = engine;
    m_url.folder = m_folder.path() / "workspace";
    if (engine == EngineKind::Postgres) m_url.postgres = freshPostgresUrl();
}

FreshWorkspace::~FreshWorkspace()
{
    if (m_url.postgres.empty()) return;
    asSuperuser(m_url.postgres, "DROP DATABASE " + m_url.postgres.substr(m_url.postgres.rfind('/') + 1) + " WITH (FORCE)");
}

std::unique_ptr<Database> FreshWorkspace::open(OpenOptions options) const
{
    auto db = openDatabase(m_url, options);
    if (db) return std::move(*db);
    ADD_FAILURE() << "open: " << errcName(db.error().code) << ": " << db.error().detail;
    return nullptr;
}

std::string engineName(const ::testing::TestParamInfo<EngineKind>& info)
{
    return info.param == EngineKind::Sqlite ? "Sqlite" : "Postgres";
}

EngineTest::EngineTest() : workspace{GetParam()}
{
    db = workspace.open({.create = true, .migrate = true});
    if (db) session = must(db->openSession(Access::Write));
}

} // namespace qd::test
