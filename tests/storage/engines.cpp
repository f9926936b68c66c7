#include "storage/engines.h"

namespace qd::test {

FreshWorkspace::FreshWorkspace(EngineKind engine)
{
    m_url.engine = engine;
    m_url.folder = m_folder.path() / "workspace";
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
