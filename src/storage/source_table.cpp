#include "storage/source_health.h"

#include "quarterdeck/storage/account_table.h"
#include "storage/setup_rows.h"

namespace qd {
namespace {

#define QD_HEALTH_COLUMNS \
    "id, cursor, checked_up_to, last_poll, last_success, not_before, failures, last_error, rate_limit, rate_remaining"

SourceHealth readHealth(const SqlRow& row)
{
    SourceHealth health;
    health.source = row.id<SourceId>(0);
    health.cursor = row.string(1);
    health.checkedUpTo = row.timeOrNone(2);
    health.lastPoll = row.timeOrNone(3);
    health.lastSuccess = row.timeOrNone(4);
    health.notBefore = row.timeOrNone(5);
    health.failures = smallAt(row, 6);
    health.lastError = row.string(7);
    if (!row.isNull(8)) health.rateLimit = smallAt(row, 8);
    if (!row.isNull(9)) health.rateRemaining = smallAt(row, 9);
    return health;
}

Result<void> addGaps(SqlSession& session, std::vector<SourceHealth>& all)
{
    auto done = session.each("SELECT source_id, from_at, to_at, why FROM source_gap WHERE filled = 0 ORDER BY source_id, from_at", {},
                             [&](const SqlRow& row) {
                                 for (auto& health : all)
                                     if (health.source == row.id<SourceId>(0))
                                         health.gaps.push_back(Gap{row.time(1), row.time(2), row.string(3), false});
                                 return true;
                             });
    if (!done) return fail(done.error());
    return {};
}

} // namespace

Result<Source> saveSource(Session& session, Source source)
{
    auto& s = sql(session);
    auto saved = session.inTransaction([&]() -> Result<Source> {
        auto account = s.integer("SELECT 1 FROM account WHERE id = $1 AND state <> 2", {source.account});
        if (!account) return fail(account.error());
        if (!*account) return fail(Errc::Invalid, "a source needs an account that is connected");
        return saveSetupRow(s, source, [&](std::int64_t id) {
            return s.run("INSERT INTO source (id, account_id, kind, query, enabled, connected_at, cursor, failures, last_error)"
                         " VALUES ($1, $2, $3, $4, $5, $6, '', 0, '')"
                         " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, query = excluded.query, enabled = excluded.enabled,"
                         " connected_at = excluded.connected_at",
                         {id, source.account, static_cast<int>(source.kind), source.query, source.enabled, source.connectedAt});
        });
    });
    if (!saved && saved.error().code == Errc::Conflict) return fail(Errc::Conflict, "that source exists already");
    return saved;
}

Result<std::vector<Source>> loadSources(Session& session)
{
    std::vector<Source> sources;
    auto done = sql(session).each("SELECT s.id, s.account_id, s.kind, s.query, s.enabled, s.connected_at FROM source s"
                                  " JOIN account a ON a.id = s.account_id WHERE a.state <> 2 ORDER BY s.id",
                                  {}, [&](const SqlRow& row) {
                                      sources.push_back(Source{row.id<SourceId>(0), row.id<AccountId>(1),
                                                               enumAt(row, 2, SourceKind::Own, SourceKind::Mentions), row.string(3),
                                                               row.boolean(4), row.time(5)});
                                      return true;
                                  });
    if (!done) return fail(done.error());
    return sources;
}

Result<void> removeSource(Session& session, SourceId id)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        if (auto gaps = s.run("DELETE FROM source_gap WHERE source_id = $1", {id}); !gaps) return fail(gaps.error());
        auto gone = s.run("DELETE FROM source WHERE id = $1", {id});
        if (!gone) return fail(gone.error());
        if (*gone == 0) return fail(Errc::NotFound, "no such source");
        return raiseSetupVersion(s);
    });
}

Result<std::vector<SourceHealth>> loadAllHealth(Session& session)
{
    std::vector<SourceHealth> all;
    auto done = sql(session).each("SELECT " QD_HEALTH_COLUMNS " FROM source ORDER BY id", {}, [&](const SqlRow& row) {
        all.push_back(readHealth(row));
        return true;
    });
    if (!done) return fail(done.error());
    if (auto gaps = addGaps(sql(session), all); !gaps) return fail(gaps.error());
    return all;
}

Result<SourceHealth> loadHealth(Session& session, SourceId id)
{
    std::vector<SourceHealth> found(1);
    auto done = sql(session).one("SELECT " QD_HEALTH_COLUMNS " FROM source WHERE id = $1", {id}, "no such source",
                                 [&](const SqlRow& row) { found.front() = readHealth(row); });
    if (!done) return fail(done.error());
    if (auto gaps = addGaps(sql(session), found); !gaps) return fail(gaps.error());
    return std::move(found.front());
}

Result<void> writeHealth(SqlSession& session, const SourceHealth& health, bool withCursor)
{
    auto done = session.run("UPDATE source SET cursor = CASE WHEN $2 = 1 THEN $3 ELSE cursor END, checked_up_to = $4, last_poll = $5,"
                            " last_success = $6, not_before = $7, failures = $8, last_error = $9, rate_limit = $10, rate_remaining = $11"
                            " WHERE id = $1",
                            {health.source, withCursor, health.cursor, health.checkedUpTo, health.lastPoll, health.lastSuccess,
                             health.notBefore, health.failures, health.lastError, health.rateLimit, health.rateRemaining});
    if (!done) return fail(done.error());
    if (*done == 0) return fail(Errc::NotFound, "no such source");
    return {};
}

Result<void> saveHealth(Session& session, const SourceHealth& health)
{
    return writeHealth(sql(session), health, false);
}

} // namespace qd
