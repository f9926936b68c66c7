#include "storage/tally.h"

namespace qd {

void Tally::count(const Conversation& c, std::int64_t by)
{
    const auto status = static_cast<int>(c.status);
    m_queues[{c.queue.value, status}] += by;
    m_assignees[{c.assignee.value, status}] += by;
}

void Tally::changed(const Conversation& before, const Conversation& after)
{
    count(before, -1);
    count(after, 1);
}

Result<void> Tally::flush(SqlSession& session)
{
    for (const auto& [key, by] : m_queues) {
        if (by == 0) continue;
        const auto done = session.run("INSERT INTO counter_queue (queue_id, status, slot, n) VALUES ($1, $2, $3, $4) "
                                      "ON CONFLICT (queue_id, status, slot) DO UPDATE SET n = counter_queue.n + excluded.n",
                                      {key.first, key.second, session.slot(), by});
        if (!done) return fail(done.error());
    }
    for (const auto& [key, by] : m_assignees) {
        if (by == 0) continue;
        const auto done = session.run("INSERT INTO counter_assignee (assignee_id, status, slot, n) VALUES ($1, $2, $3, $4) "
                                      "ON CONFLICT (assignee_id, status, slot) DO UPDATE SET n = counter_assignee.n + excluded.n",
                                      {key.first, key.second, session.slot(), by});
        if (!done) return fail(done.error());
    }
    m_queues.clear();
    m_assignees.clear();
    return {};
}

} // namespace qd
