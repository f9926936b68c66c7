#include "quarterdeck/storage/conversation_table.h"
#include "storage/sql.h"

#include <map>

// Counts come from the counter rows; what depends on now is a range count over a covering partial index.
namespace qd {
namespace {

using ByQueue = std::map<std::int64_t, QueueCounts>;

Result<void> addRange(SqlSession& session, ByQueue& queues, const char* text, UtcMillis now, std::int64_t QueueCounts::*field)
{
    return session.each(text, {now}, [&](const SqlRow& row) {
        queues[row.integer(0)].*field += row.integer(1);
        return true;
    });
}

struct Snoozed {
    int status{0};
    std::int64_t assignee{0};
    std::int64_t n{0};
};

Result<std::vector<Snoozed>> snoozedByPerson(SqlSession& session, UtcMillis now)
{
    std::vector<Snoozed> rows;
    const auto read = session.each("SELECT status, assignee_id, COUNT(*) FROM conversation WHERE snoozed_until IS NOT NULL AND "
                                   "snoozed_until > $1 AND status < 4 GROUP BY status, assignee_id",
                                   {now}, [&](const SqlRow& row) {
                                       rows.push_back(Snoozed{static_cast<int>(row.integer(0)), row.integer(1), row.integer(2)});
                                       return true;
                                   });
    if (!read) return fail(read.error());
    return rows;
}

Result<void> countPeople(SqlSession& session, PersonId person, DeskCounts& counts)
{
    return session.each("SELECT assignee_id, status, SUM(n) FROM counter_assignee WHERE status < 4 GROUP BY assignee_id, status", {},
                        [&](const SqlRow& row) {
                            const auto assignee = row.integer(0);
                            const auto status = static_cast<Status>(row.integer(1));
                            const auto n = row.integer(2);
                            if (status == Status::Pending) counts.waiting += n;
                            else if (person && assignee == person.value) counts.mine += n;
                            if (assignee == 0 && (status == Status::New || status == Status::Open)) counts.unassigned += n;
                            return true;
                        });
}

} // namespace

Result<std::vector<QueueCounts>> countQueues(Session& session, UtcMillis now)
{
    ByQueue queues;
    auto& db = sql(session);
    auto read = db.each("SELECT id FROM queue WHERE archived = 0", {}, [&](const SqlRow& row) {
        queues[row.integer(0)];
        return true;
    });
    if (read)
        read = db.each("SELECT queue_id, status, SUM(n) FROM counter_queue GROUP BY queue_id, status HAVING SUM(n) <> 0", {},
                       [&](const SqlRow& row) {
                           const auto status = row.integer(1);
                           if (status >= 0 && status < kStatusCount)
                               queues[row.integer(0)].byStatus[static_cast<std::size_t>(status)] = row.integer(2);
                           return true;
                       });
    if (read)
        read = addRange(db, queues, "SELECT queue_id, COUNT(*) FROM conversation WHERE snoozed_until IS NOT NULL AND snoozed_until > $1 "
                                    "GROUP BY queue_id", now, &QueueCounts::snoozed);
    if (read)
        // From the due side: what is not yet due is little, what was breached long ago may be much.
        read = addRange(db, queues, db.engine() == EngineKind::Sqlite
                                        ? "SELECT queue_id, COUNT(*) FROM conversation INDEXED BY conversation_overdue WHERE next_due IS NOT "
                                          "NULL AND next_due > $1 AND risk_at <= $1 GROUP BY queue_id"
                                        : "SELECT queue_id, COUNT(*) FROM conversation WHERE next_due > $1 AND risk_at <= $1 GROUP BY queue_id",
                        now, &QueueCounts::atRisk);
    if (read)
        read = addRange(db, queues, "SELECT queue_id, COUNT(*) FROM conversation WHERE next_due IS NOT NULL AND next_due <= $1 "
                                    "GROUP BY queue_id", now, &QueueCounts::breached);
    if (!read) return fail(read.error());
    std::vector<QueueCounts> counts;
    for (auto& [id, row] : queues) {
        row.queue = QueueId{id};
        counts.push_back(row);
    }
    return counts;
}

Result<DeskCounts> countDesk(Session& session, PersonId person, UtcMillis now)
{
    DeskCounts counts;
    auto& db = sql(session);
    if (auto done = countPeople(db, person, counts); !done) return fail(done.error());
    const auto snoozed = snoozedByPerson(db, now);
    if (!snoozed) return fail(snoozed.error());
    for (const auto& row : *snoozed) { // the lists leave them out
        const auto status = static_cast<Status>(row.status);
        counts.snoozed += row.n;
        if (status == Status::Pending) counts.waiting -= row.n;
        else if (person && row.assignee == person.value) counts.mine -= row.n;
        if (row.assignee == 0 && (status == Status::New || status == Status::Open)) counts.unassigned -= row.n;
    }
    const auto queues = countQueues(session, now);
    if (!queues) return fail(queues.error());
    for (const auto& queue : *queues) {
        counts.atRisk += queue.atRisk;
        counts.breached += queue.breached;
    }
    const auto read = db.each("SELECT COALESCE(waiting_since, created_at) FROM conversation WHERE status < 2 AND assignee_id = 0 AND "
                              "(snoozed_until IS NULL OR snoozed_until <= $1) ORDER BY due_sort, id LIMIT 1",
                              {now}, [&](const SqlRow& row) {
                                  counts.oldestUnassigned = row.time(0);
                                  return false;
                              });
    if (!read) return fail(read.error());
    return counts;
}

} // namespace qd
