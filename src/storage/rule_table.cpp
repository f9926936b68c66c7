#include "quarterdeck/storage/setup_table.h"

#include "storage/setup_json.h"
#include "storage/setup_rows.h"

#include <algorithm>

namespace qd {

Result<std::vector<Rule>> loadRules(SqlSession& session)
{
    std::vector<Rule> rules;
    auto done = session.each("SELECT id, name, position, enabled, disabled_reason, match_all, conditions, actions, version"
                             " FROM rule ORDER BY position, id",
                             {}, [&](const SqlRow& row) {
                                 Rule rule;
                                 rule.id = row.id<RuleId>(0);
                                 rule.name = row.string(1);
                                 rule.order = smallAt(row, 2);
                                 rule.enabled = row.boolean(3);
                                 rule.disabledReason = row.string(4);
                                 rule.matchAll = row.boolean(5);
                                 rule.conditions = readConditions(row.text(6));
                                 rule.actions = readActions(row.text(7));
                                 rule.version = smallAt(row, 8);
                                 rules.push_back(std::move(rule));
                                 return true;
                             });
    if (!done) return fail(done.error());
    return rules;
}

Result<Rule> saveRule(Session& session, Rule rule)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<Rule> {
        auto version = s.integer("SELECT version FROM rule WHERE id = $1", {rule.id});
        if (!version) return fail(version.error());
        rule.version = static_cast<int>(version->value_or(0)) + 1;
        if (rule.enabled) rule.disabledReason.clear();
        return saveSetupRow(s, rule, [&](std::int64_t id) {
            return s.run("INSERT INTO rule (id, name, position, enabled, disabled_reason, match_all, conditions, actions, version)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                         " ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position, enabled = excluded.enabled,"
                         " disabled_reason = excluded.disabled_reason, match_all = excluded.match_all, conditions = excluded.conditions,"
                         " actions = excluded.actions, version = excluded.version",
                         {id, rule.name, rule.order, rule.enabled, rule.disabledReason, rule.matchAll, conditionsJson(rule.conditions),
                          actionsJson(rule.actions), rule.version});
        });
    });
}

Result<void> removeRule(Session& session, RuleId id)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto gone = s.run("DELETE FROM rule WHERE id = $1", {id});
        if (!gone) return fail(gone.error());
        if (*gone == 0) return fail(Errc::NotFound, "no such rule");
        return raiseSetupVersion(s);
    });
}

namespace {

template <class Points>
Result<void> disableWhere(SqlSession& session, const std::string& reason, const Points& points)
{
    auto rules = loadRules(session);
    if (!rules) return fail(rules.error());
    for (auto& rule : *rules) {
        if (!rule.enabled || !points(rule)) continue;
        rule.enabled = false;
        rule.disabledReason = reason;
        if (auto saved = saveRule(session, rule); !saved) return fail(saved.error());
    }
    return {};
}

} // namespace

Result<void> disableRulesFor(SqlSession& session, RuleActionKind kind, std::int64_t target, const char* code)
{
    const auto id = std::to_string(target);
    return disableWhere(session, std::string{code} + ":" + id, [&](const Rule& rule) {
        return std::any_of(rule.actions.begin(), rule.actions.end(),
                           [&](const RuleAction& action) { return action.kind == kind && action.value == id; });
    });
}

Result<void> disableRulesForCalendar(SqlSession& session, CalendarId calendar)
{
    const auto tail = ":" + std::to_string(calendar.value);
    return disableWhere(session, "calendar_gone" + tail, [&](const Rule& rule) {
        for (const auto& condition : rule.conditions)
            for (const auto& value : condition.values)
                if (condition.field == RuleField::BusinessHours && (value == "inside" + tail || value == "outside" + tail)) return true;
        return false;
    });
}

} // namespace qd
