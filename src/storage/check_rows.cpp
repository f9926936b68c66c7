#include "storage/check.h"

#include <map>
#include <utility>

namespace qd {
namespace {

Result<void> checkFile(CheckRun& run)
{
    if (run.session.engine() != EngineKind::Sqlite) return {}; // PostgreSQL's server keeps checksums of its own
    auto sound = run.session.each("PRAGMA integrity_check(100)", {}, [&](const SqlRow& row) {
        if (row.text(0) != "ok") run.differ("integrity", "", row.string(0), "ok");
        return true;
    });
    if (!sound) return sound;
    return run.session.each("PRAGMA foreign_key_check", {}, [&](const SqlRow& row) {
        run.differ("foreign_key", row.string(0) + ":" + row.string(1), "", row.string(2));
        return true;
    });
}

/// References that carry no constraint, because they are written by the thousand.
Result<void> checkReferences(CheckRun& run)
{
    struct Reference {
        const char* name;
        const char* text;
    };
    static constexpr Reference kReferences[] = {
        {"mention.conversation", "SELECT m.id, m.conversation_id FROM mention m WHERE m.conversation_id <> 0"
                                 " AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.id = m.conversation_id) LIMIT 100"},
        {"event.conversation", "SELECT e.id, e.conversation_id FROM event e"
                               " WHERE NOT EXISTS (SELECT 1 FROM conversation c WHERE c.id = e.conversation_id) LIMIT 100"},
        {"conversation.contact", "SELECT c.id, c.contact_id FROM conversation c WHERE c.contact_id <> 0"
                                 " AND NOT EXISTS (SELECT 1 FROM contact k WHERE k.id = c.contact_id) LIMIT 100"},
        {"conversation.queue", "SELECT c.id, c.queue_id FROM conversation c WHERE c.queue_id <> 0"
                               " AND NOT EXISTS (SELECT 1 FROM queue q WHERE q.id = c.queue_id) LIMIT 100"},
        {"outbox.conversation", "SELECT o.id, o.conversation_id FROM outbox o"
                                " WHERE NOT EXISTS (SELECT 1 FROM conversation c WHERE c.id = o.conversation_id) LIMIT 100"},
    };
    for (const auto& reference : kReferences) {
        auto read = run.session.each(reference.text, {}, [&](const SqlRow& row) {
            run.differ("foreign_key", std::string{reference.name} + ":" + row.string(0), row.string(1), "");
            return true;
        });
        if (!read) return read;
    }
    return {};
}

using Counts = std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>;

Result<Counts> countsBy(SqlSession& session, const char* text)
{
    Counts counts;
    auto read = session.each(text, {}, [&](const SqlRow& row) {
        if (row.integer(2) != 0) counts[{row.integer(0), row.integer(1)}] = row.integer(2);
        return true;
    });
    if (!read) return fail(read.error());
    return counts;
}

Result<void> checkCounter(CheckRun& run, const char* kind, const char* storedText, const char* countedText)
{
    auto stored = countsBy(run.session, storedText);
    if (!stored) return fail(stored.error());
    auto counted = countsBy(run.session, countedText);
    if (!counted) return fail(counted.error());
    Counts all = *counted;
    all.insert(stored->begin(), stored->end());
    for (const auto& [key, ignored] : all) {
        const auto was = stored->find(key);
        const auto is = counted->find(key);
        const auto have = was == stored->end() ? 0 : was->second;
        const auto want = is == counted->end() ? 0 : is->second;
        if (have != want)
            run.differ(kind, std::to_string(key.first) + "/" + std::to_string(key.second), std::to_string(have), std::to_string(want));
    }
    return {};
}

} // namespace

Result<void> checkRows(CheckRun& run)
{
    Result<void> done = checkFile(run);
    if (done) done = checkReferences(run);
    if (done)
        done = checkCounter(run, "counter_queue", "SELECT queue_id, status, sum(n) FROM counter_queue GROUP BY queue_id, status",
                            "SELECT queue_id, status, count(*) FROM conversation GROUP BY queue_id, status");
    if (done)
        done = checkCounter(run, "counter_assignee", "SELECT assignee_id, status, sum(n) FROM counter_assignee GROUP BY assignee_id, status",
                            "SELECT assignee_id, status, count(*) FROM conversation GROUP BY assignee_id, status");
    return done;
}

} // namespace qd
