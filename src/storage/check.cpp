#include "storage/check.h"

namespace qd {

Result<void> CheckRun::step(std::int64_t items)
{
    m_done += items;
    if (m_progress && !m_progress(m_done, total)) return fail(Errc::Cancelled, "the check was stopped");
    return {};
}

Result<std::vector<Difference>> checkWorkspace(Session& session, const ClockRules& rules, UtcMillis now, const Progress& progress)
{
    // One snapshot: what is written meanwhile is no difference.
    return session.inTransaction([&]() -> Result<std::vector<Difference>> {
        auto& s = sql(session);
        CheckRun run{s, rules, now, progress};
        auto total = s.integer("SELECT (SELECT count(*) FROM conversation) + (SELECT count(*) FROM mention)");
        if (!total) return fail(total.error());
        run.total = total->value_or(0);
        Result<void> done = checkRows(run);
        if (done) done = checkConversations(run);
        if (done) done = checkWords(run);
        if (!done) return fail(done.error());
        return std::move(run.found);
    });
}

} // namespace qd
