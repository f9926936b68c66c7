#include "quarterdeck/storage/database.h"

#include "storage/postgres_database.h"
#include "storage/sqlite_database.h"
#include "storage/workspace_url.h"

namespace qd {

Result<std::unique_ptr<Database>> openDatabase(const WorkspaceUrl& url, const OpenOptions& options)
{
    OpenOptions chosen = options;
    if (chosen.node == 0) chosen.node = drawNode();
    return url.engine == EngineKind::Postgres ? PostgresDatabase::open(url.postgres, chosen) : SqliteDatabase::open(url.folder, chosen);
}

} // namespace qd
