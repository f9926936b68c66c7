#include "storage/export.h"

#include "storage/export_tables.h"
#include "storage/mention_row.h"
#include "storage/mention_write.h"

#include <string>
#include <vector>

namespace qd {
namespace {

Result<void> runAll(SqlSession& session, std::initializer_list<const char*> texts)
{
    for (const char* text : texts)
        if (auto done = session.runOnce(text, {}); !done) return fail(done.error());
    return {};
}

} // namespace

Result<void> emptyWorkspace(SqlSession& session)
{
    const auto tables = exportedTables();
    for (std::size_t i = tables.size(); i > 0; --i)
        if (auto gone = session.runOnce(std::string{"DELETE FROM "} + tables[i - 1].name, {}); !gone) return fail(gone.error());
    if (session.engine() == EngineKind::Sqlite)
        return runAll(session, {"DELETE FROM lease", "DELETE FROM counter_queue", "DELETE FROM counter_assignee",
                                "INSERT INTO mention_fts (mention_fts) VALUES ('delete-all')"});
    // mention_words has no row-level security: it says whose rows it means.
    return runAll(session, {"DELETE FROM lease", "DELETE FROM counter_queue", "DELETE FROM counter_assignee", "DELETE FROM mention_key",
                            "DELETE FROM mention_words WHERE org_id = qd_org()"});
}

namespace {

Result<void> makeKeys(SqlSession& session)
{
    if (session.engine() == EngineKind::Sqlite) return {};
    return runAll(session, {"INSERT INTO mention_key (platform, native_key, mention_id) SELECT platform, native_key, id FROM mention"});
}

/// In parts by id: a statement that reads must not stand open while its callback writes a million rows.
Result<void> makeWords(SqlSession& session)
{
    struct Words {
        MentionId id;
        std::string words;
        std::string author;
    };
    MentionId last{};
    for (std::vector<Words> part;; part.clear()) {
        auto read = session.each("SELECT id, title, text, extra FROM mention WHERE id > $1 ORDER BY id LIMIT 1000", {last}, [&](const SqlRow& row) {
            part.push_back(Words{row.id<MentionId>(0), mentionWords(row.text(1), row.text(2)), indexedAuthor(row.text(3))});
            return true;
        });
        if (!read) return read;
        if (part.empty()) return {};
        for (const auto& item : part)
            if (auto added = addWords(session, item.id, item.words, item.author); !added) return added;
        last = part.back().id;
    }
}

} // namespace

Result<void> makeDerived(SqlSession& session)
{
    auto done = runAll(session, {"DELETE FROM counter_queue", "DELETE FROM counter_assignee",
                                 "INSERT INTO counter_queue (queue_id, status, slot, n)"
                                 " SELECT queue_id, status, 0, count(*) FROM conversation GROUP BY queue_id, status",
                                 "INSERT INTO counter_assignee (assignee_id, status, slot, n)"
                                 " SELECT assignee_id, status, 0, count(*) FROM conversation GROUP BY assignee_id, status"});
    if (done) done = makeKeys(session);
    if (done) done = makeWords(session);
    return done;
}

} // namespace qd
