#include "quarterdeck/storage/setup_table.h"

#include "storage/setup_rows.h"

namespace qd {

Result<std::vector<Goal>> loadGoals(SqlSession& session)
{
    std::vector<Goal> goals;
    auto done = session.each("SELECT id, name, objective, nature, position, owner_id, metric, baseline, target, target_date, archived"
                             " FROM goal ORDER BY position, id",
                             {}, [&](const SqlRow& row) {
                                 Goal goal;
                                 goal.id = row.id<GoalId>(0);
                                 goal.name = row.string(1);
                                 goal.objective = row.string(2);
                                 goal.nature = enumAt(row, 3, GoalNature::EmployeeEngagement, GoalNature::CustomerService);
                                 goal.order = smallAt(row, 4);
                                 goal.owner = row.id<PersonId>(5);
                                 goal.metric = row.string(6);
                                 if (!row.isNull(7)) goal.baseline = row.real(7);
                                 if (!row.isNull(8)) goal.target = row.real(8);
                                 goal.targetDate = row.timeOrNone(9);
                                 goal.archived = row.boolean(10);
                                 goals.push_back(std::move(goal));
                                 return true;
                             });
    if (!done) return fail(done.error());
    return goals;
}

Result<Goal> saveGoal(Session& session, Goal goal)
{
    return saveSetupRow(sql(session), goal, [&](std::int64_t id) {
        return sql(session).run(
            "INSERT INTO goal (id, name, objective, nature, position, owner_id, metric, baseline, target, target_date, archived)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, objective = excluded.objective, nature = excluded.nature,"
            " position = excluded.position, owner_id = excluded.owner_id, metric = excluded.metric, baseline = excluded.baseline,"
            " target = excluded.target, target_date = excluded.target_date, archived = excluded.archived",
            {id, goal.name, goal.objective, static_cast<int>(goal.nature), goal.order, goal.owner, goal.metric, goal.baseline,
             goal.target, goal.targetDate, goal.archived});
    });
}

Result<void> removeGoal(Session& session, GoalId id)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto serving = s.integer("SELECT count(*) FROM queue WHERE goal_id = $1 AND archived = 0", {id});
        if (!serving) return fail(serving.error());
        if (serving->value_or(0) > 0)
            return fail(Errc::Conflict, "queues still serve this goal", "Move its queues to another goal or remove them first.");
        auto used = s.integer("SELECT 1 WHERE EXISTS (SELECT 1 FROM queue WHERE goal_id = $1)"
                              " OR EXISTS (SELECT 1 FROM conversation WHERE goal_id = $1)"
                              " OR EXISTS (SELECT 1 FROM measure WHERE goal_id = $1)",
                              {id});
        if (!used) return fail(used.error());
        auto gone = *used ? s.run("UPDATE goal SET archived = 1 WHERE id = $1", {id}) : s.run("DELETE FROM goal WHERE id = $1", {id});
        if (!gone) return fail(gone.error());
        if (*gone == 0) return fail(Errc::NotFound, "no such goal");
        if (auto freed = s.run("UPDATE reply_template SET goal_id = 0 WHERE goal_id = $1", {id}); !freed) return fail(freed.error());
        return raiseSetupVersion(s);
    });
}

Result<std::vector<Queue>> loadQueues(SqlSession& session)
{
    std::vector<Queue> queues;
    auto done = session.each("SELECT id, name, goal_id, position, only_assignee_may_reply, archived FROM queue ORDER BY position, id", {},
                             [&](const SqlRow& row) {
                                 queues.push_back(Queue{row.id<QueueId>(0), row.string(1), row.id<GoalId>(2), smallAt(row, 3),
                                                        row.boolean(4), row.boolean(5)});
                                 return true;
                             });
    if (!done) return fail(done.error());
    return queues;
}

Result<Queue> saveQueue(Session& session, Queue queue)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<Queue> {
        auto goal = s.integer("SELECT 1 FROM goal WHERE id = $1", {queue.goal});
        if (!goal) return fail(goal.error());
        if (!*goal) return fail(Errc::Invalid, "a queue needs a goal that exists");
        return saveSetupRow(s, queue, [&](std::int64_t id) {
            return s.run("INSERT INTO queue (id, name, goal_id, position, only_assignee_may_reply, archived) VALUES ($1, $2, $3, $4, $5, $6)"
                         " ON CONFLICT (id) DO UPDATE SET name = excluded.name, goal_id = excluded.goal_id, position = excluded.position,"
                         " only_assignee_may_reply = excluded.only_assignee_may_reply, archived = excluded.archived",
                         {id, queue.name, queue.goal, queue.order, queue.onlyAssigneeMayReply, queue.archived});
        });
    });
}

Result<void> removeQueue(Session& session, QueueId id)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto used = s.integer("SELECT 1 WHERE EXISTS (SELECT 1 FROM conversation WHERE queue_id = $1)"
                              " OR EXISTS (SELECT 1 FROM measure WHERE queue_id = $1)",
                              {id});
        if (!used) return fail(used.error());
        auto gone = *used ? s.run("UPDATE queue SET archived = 1 WHERE id = $1", {id}) : s.run("DELETE FROM queue WHERE id = $1", {id});
        if (!gone) return fail(gone.error());
        if (*gone == 0) return fail(Errc::NotFound, "no such queue");
        for (const auto kind : {RuleActionKind::Queue, RuleActionKind::Move})
            if (auto disabled = disableRulesFor(s, kind, id.value, "queue_gone"); !disabled) return disabled;
        return raiseSetupVersion(s);
    });
}

} // namespace qd
