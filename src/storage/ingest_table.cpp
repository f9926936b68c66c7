#include "quarterdeck/storage/ingest_table.h"

#include "quarterdeck/storage/account_table.h"
#include "storage/ingest.h"
#include "storage/source_health.h"

namespace qd {
namespace {

Result<UtcMillis> connectedAt(SqlSession& session, SourceId source)
{
    const auto at = session.integer("SELECT connected_at FROM source WHERE id = $1", {source});
    if (!at) return fail(at.error());
    if (!*at) return fail(Errc::NotFound, "source");
    return fromInt(**at);
}

Result<SaveReport> saveWhole(SqlSession& session, const IngestBatch& batch, const ClockRules& rules, UtcMillis now)
{
    const auto connected = connectedAt(session, batch.source);
    if (!connected) return fail(connected.error());
    auto report = Ingest{session, rules, now, IngestOrigin{batch.platform, batch.source, *connected, false}}.save(batch.items, batch.tombstones);
    if (!report) return report;
    // The cursor goes with the rows it covers; an empty page brings it back as it was.
    if (auto moved = writeHealth(session, batch.health, true); !moved) return fail(moved.error());
    for (const auto& gap : batch.gaps)
        if (auto opened = openGap(session, batch.source, gap); !opened) return fail(opened.error());
    if (batch.filled)
        if (auto filled = fillGap(session, batch.source, batch.filled->from, batch.filled->to); !filled) return fail(filled.error());
    return report;
}

Result<SaveReport> saveAround(SqlSession& session, AccountId account, const std::vector<Routed>& items,
                              const std::vector<std::string>& tombstones, const ClockRules& rules, UtcMillis now)
{
    IngestOrigin origin;
    origin.threadOnly = true;
    const auto read = [&](const SqlRow& row) {
        origin.platform = row.string(0);
        origin.connectedAt = row.time(1);
    };
    if (auto found = session.one("SELECT platform, connected_at FROM account WHERE id = $1", {account}, "account", read); !found)
        return fail(found.error());
    return Ingest{session, rules, now, std::move(origin)}.save(items, tombstones);
}

} // namespace

Result<SaveReport> saveBatch(Session& session, const IngestBatch& batch, const ClockRules& rules, UtcMillis now)
{
    return session.inTransaction([&] { return saveWhole(sql(session), batch, rules, now); });
}

Result<SaveReport> saveThread(Session& session, AccountId account, const std::vector<Routed>& items,
                              const std::vector<std::string>& tombstones, const ClockRules& rules, UtcMillis now)
{
    return session.inTransaction([&] { return saveAround(sql(session), account, items, tombstones, rules, now); });
}

} // namespace qd
