#pragma once

#include "quarterdeck/domain/account.h"
#include "quarterdeck/storage/setup_table.h"
#include "storage/sql.h"

#include <algorithm>

// The rows of the set-up tables, one function a table; setup_table.h is what other rooms see.
namespace qd {

Result<std::vector<Person>> loadPeople(SqlSession& session);
Result<std::vector<Goal>> loadGoals(SqlSession& session);
Result<std::vector<Queue>> loadQueues(SqlSession& session);
Result<std::vector<Label>> loadLabels(SqlSession& session);
Result<std::vector<View>> loadViews(SqlSession& session);
Result<std::vector<Template>> loadTemplates(SqlSession& session);
Result<std::vector<Rule>> loadRules(SqlSession& session);
Result<std::vector<SlaPolicy>> loadPolicies(SqlSession& session);  ///< current versions
Result<std::vector<Calendar>> loadCalendars(SqlSession& session);  ///< current versions

/// Tell every process that the set-up changed. Inside the transaction of the change.
Result<void> raiseSetupVersion(SqlSession& session);

/// Disable the rules that point at something that goes: `code` is "queue_gone" and the like.
Result<void> disableRulesFor(SqlSession& session, RuleActionKind kind, std::int64_t target, const char* code);
Result<void> disableRulesForCalendar(SqlSession& session, CalendarId calendar);

/// An enumerator from its column; `otherwise` for a number that names none.
template <class Enum>
Enum enumAt(const SqlRow& row, int column, Enum last, Enum otherwise)
{
    const auto value = row.integer(column);
    return value >= 0 && value <= static_cast<std::int64_t>(last) ? static_cast<Enum>(value) : otherwise;
}

inline int smallAt(const SqlRow& row, int column)
{
    return static_cast<int>(std::clamp<std::int64_t>(row.integer(column), -2'000'000'000, 2'000'000'000));
}

/// Write a row under `value.id`, or under a new id where it has none; one transaction that also raises the set-up
/// version. `write(id)` is one INSERT … ON CONFLICT (id) DO UPDATE and returns the rows it wrote.
template <class Value, class Write>
Result<Value> saveSetupRow(SqlSession& session, const Value& value, const Write& write)
{
    return session.inTransaction([&]() -> Result<Value> {
        auto id = value.id.value != 0 ? Result<std::int64_t>{value.id.value} : Result<std::int64_t>{session.ids().make(SystemClock{}.now())};
        auto written = write(*id);
        if (!written) return fail(written.error());
        if (auto raised = raiseSetupVersion(session); !raised) return fail(raised.error());
        Value saved = value;
        saved.id.value = *id;
        return saved;
    });
}

} // namespace qd
