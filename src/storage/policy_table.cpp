#include "quarterdeck/storage/setup_table.h"

#include "storage/setup_json.h"
#include "storage/setup_rows.h"

namespace qd {
namespace {

SlaPolicy readPolicy(const SqlRow& row)
{
    SlaPolicy policy;
    policy.id = row.id<PolicyId>(0);
    policy.version = smallAt(row, 1);
    policy.name = row.string(2);
    policy.order = smallAt(row, 3);
    policy.enabled = row.boolean(4);
    readPolicyBody(row.text(5), policy);
    policy.calendar = row.id<CalendarId>(6);
    return policy;
}

Result<std::int64_t> insertPolicy(SqlSession& session, const SlaPolicy& policy, bool removed)
{
    return session.run("INSERT INTO sla_policy (id, version, name, position, enabled, body, calendar_id, removed)"
                       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                       {policy.id, policy.version, policy.name, policy.order, policy.enabled, policyBodyJson(policy), policy.calendar, removed});
}

} // namespace

Result<std::vector<SlaPolicy>> loadPolicies(SqlSession& session)
{
    std::vector<SlaPolicy> policies;
    auto done = session.each("SELECT id, version, name, position, enabled, body, calendar_id FROM sla_policy p WHERE removed = 0"
                             " AND version = (SELECT max(version) FROM sla_policy q WHERE q.id = p.id) ORDER BY position, id",
                             {}, [&](const SqlRow& row) {
                                 policies.push_back(readPolicy(row));
                                 return true;
                             });
    if (!done) return fail(done.error());
    return policies;
}

Result<std::optional<SlaPolicy>> policyVersion(Session& session, PolicyId id, int version)
{
    std::optional<SlaPolicy> policy;
    auto done = sql(session).each("SELECT id, version, name, position, enabled, body, calendar_id FROM sla_policy WHERE id = $1 AND version = $2",
                                  {id, version}, [&](const SqlRow& row) {
                                      policy = readPolicy(row);
                                      return false;
                                  });
    if (!done) return fail(done.error());
    return policy;
}

Result<SlaPolicy> savePolicy(Session& session, SlaPolicy policy)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<SlaPolicy> {
        auto calendar = s.integer("SELECT 1 FROM calendar c WHERE id = $1 AND removed = 0"
                                  " AND version = (SELECT max(version) FROM calendar d WHERE d.id = c.id)",
                                  {policy.calendar});
        if (!calendar) return fail(calendar.error());
        if (!*calendar) return fail(Errc::Invalid, "a policy needs a calendar that exists");
        auto newest = s.integer("SELECT max(version) FROM sla_policy WHERE id = $1", {policy.id});
        if (!newest) return fail(newest.error());
        policy.version = static_cast<int>(newest->value_or(0)) + 1;
        return saveSetupRow(s, policy, [&](std::int64_t id) {
            policy.id.value = id;
            return insertPolicy(s, policy, false);
        });
    });
}

Result<void> removePolicy(Session& session, PolicyId id)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto policies = loadPolicies(s);
        if (!policies) return fail(policies.error());
        for (auto& policy : *policies) {
            if (policy.id != id) continue;
            ++policy.version;
            if (auto gone = insertPolicy(s, policy, true); !gone) return fail(gone.error());
            return raiseSetupVersion(s);
        }
        return fail(Errc::NotFound, "no such policy");
    });
}

} // namespace qd
