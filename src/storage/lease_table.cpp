#include "quarterdeck/storage/lease_table.h"

#include "storage/sql.h"

namespace qd {

Result<bool> takeLease(Session& session, const std::string& name, const std::string& owner, UtcMillis now, std::chrono::milliseconds ttl)
{
    if (name.empty() || owner.empty() || ttl.count() <= 0) return fail(Errc::Invalid, "a lease needs a name, an owner and a time");
    auto taken = sql(session).run("INSERT INTO lease (name, owner, heartbeat, expires_at) VALUES ($1, $2, $3, $4)"
                                  " ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, heartbeat = excluded.heartbeat,"
                                  " expires_at = excluded.expires_at"
                                  " WHERE lease.owner = excluded.owner OR lease.expires_at <= excluded.heartbeat",
                                  {name, owner, now, now + ttl});
    if (!taken) return fail(taken.error());
    return *taken == 1;
}

Result<void> releaseLease(Session& session, const std::string& name, const std::string& owner)
{
    auto gone = sql(session).run("DELETE FROM lease WHERE name = $1 AND owner = $2", {name, owner});
    if (!gone) return fail(gone.error());
    return {};
}

Result<void> forgetOwner(Session& session, const std::string& owner, UtcMillis now)
{
    if (owner.empty()) return fail(Errc::Invalid, "nobody is not an owner");
    auto& s = sql(session);
    auto any = s.integer("SELECT 1 FROM lease WHERE owner = $1 UNION ALL SELECT 1 FROM outbox WHERE claim_owner = $1 LIMIT 1", {owner});
    if (!any) return fail(any.error());
    if (!*any) return {};
    return session.inTransaction([&]() -> Result<void> {
        if (auto gone = s.run("DELETE FROM lease WHERE owner = $1", {owner}); !gone) return fail(gone.error());
        auto ended = s.run("UPDATE outbox SET claim_expires = $2 WHERE claim_owner = $1 AND claim_expires > $2", {owner, now});
        if (!ended) return fail(ended.error());
        return {};
    });
}

Result<std::optional<Lease>> readLease(Session& session, const std::string& name, UtcMillis now)
{
    std::optional<Lease> lease;
    auto done = sql(session).each("SELECT name, owner, expires_at FROM lease WHERE name = $1 AND expires_at > $2", {name, now},
                                  [&](const SqlRow& row) {
                                      lease = Lease{row.string(0), row.string(1), row.time(2)};
                                      return false;
                                  });
    if (!done) return fail(done.error());
    return lease;
}

} // namespace qd
