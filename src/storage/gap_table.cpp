#include "quarterdeck/storage/account_table.h"

#include "storage/sql.h"

#include <algorithm>

namespace qd {
namespace {

struct GapRow {
    std::int64_t id{0};
    UtcMillis from{};
    UtcMillis to{};
    std::string why;
};

/// Unfilled stretches that touch [from, to], in order.
Result<std::vector<GapRow>> openGaps(SqlSession& session, SourceId source, UtcMillis from, UtcMillis to)
{
    std::vector<GapRow> gaps;
    auto done = session.each("SELECT id, from_at, to_at, why FROM source_gap WHERE source_id = $1 AND filled = 0"
                             " AND from_at <= $3 AND to_at >= $2 ORDER BY from_at",
                             {source, from, to}, [&](const SqlRow& row) {
                                 gaps.push_back(GapRow{row.integer(0), row.time(1), row.time(2), row.string(3)});
                                 return true;
                             });
    if (!done) return fail(done.error());
    return gaps;
}

Result<void> insertGap(SqlSession& session, SourceId source, UtcMillis from, UtcMillis to, const std::string& why, bool filled)
{
    auto id = session.insertFresh(to, [&](std::int64_t fresh) {
        return session.run("INSERT INTO source_gap (id, source_id, from_at, to_at, why, filled) VALUES ($1, $2, $3, $4, $5, $6)"
                           " ON CONFLICT (id) DO NOTHING",
                           {fresh, source, from, to, why, filled});
    });
    if (!id) return fail(id.error());
    return {};
}

Result<void> removeGap(SqlSession& session, std::int64_t id)
{
    auto gone = session.run("DELETE FROM source_gap WHERE id = $1", {id});
    if (!gone) return fail(gone.error());
    return {};
}

} // namespace

Result<void> openGap(Session& session, SourceId source, const Gap& gap)
{
    if (gap.to <= gap.from) return {};
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto touching = openGaps(s, source, gap.from, gap.to);
        if (!touching) return fail(touching.error());
        GapRow whole{0, gap.from, gap.to, gap.why};
        for (const auto& old : *touching) {
            whole.from = std::min(whole.from, old.from);
            whole.to = std::max(whole.to, old.to);
            if (whole.why.empty()) whole.why = old.why;
            if (auto gone = removeGap(s, old.id); !gone) return gone;
        }
        return insertGap(s, source, whole.from, whole.to, whole.why, false);
    });
}

Result<void> fillGap(Session& session, SourceId source, UtcMillis from, UtcMillis to)
{
    if (to <= from) return {};
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto touching = openGaps(s, source, from, to);
        if (!touching) return fail(touching.error());
        for (const auto& old : *touching) {
            const auto start = std::max(from, old.from);
            const auto end = std::min(to, old.to);
            if (end <= start) continue; // they only touch
            if (auto gone = removeGap(s, old.id); !gone) return gone;
            if (auto read = insertGap(s, source, start, end, old.why, true); !read) return read;
            if (old.from < start)
                if (auto before = insertGap(s, source, old.from, start, old.why, false); !before) return before;
            if (end < old.to)
                if (auto after = insertGap(s, source, end, old.to, old.why, false); !after) return after;
        }
        return {};
    });
}

} // namespace qd
