#include "quarterdeck/storage/setup_table.h"

#include "storage/setup_rows.h"

namespace qd {

Result<std::vector<View>> loadViews(SqlSession& session)
{
    std::vector<View> views;
    auto done = session.each("SELECT id, name, query, owner_id FROM saved_view ORDER BY name, id", {}, [&](const SqlRow& row) {
        views.push_back(View{row.id<ViewId>(0), row.string(1), row.string(2), row.id<PersonId>(3)});
        return true;
    });
    if (!done) return fail(done.error());
    return views;
}

Result<View> saveView(Session& session, View view)
{
    return saveSetupRow(sql(session), view, [&](std::int64_t id) {
        return sql(session).run("INSERT INTO saved_view (id, name, query, owner_id) VALUES ($1, $2, $3, $4)"
                                " ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query, owner_id = excluded.owner_id",
                                {id, view.name, view.query, view.owner});
    });
}

Result<std::vector<Template>> loadTemplates(SqlSession& session)
{
    std::vector<Template> templates;
    auto done = session.each("SELECT id, name, text, goal_id FROM reply_template ORDER BY name, id", {}, [&](const SqlRow& row) {
        templates.push_back(Template{row.id<TemplateId>(0), row.string(1), row.string(2), row.id<GoalId>(3)});
        return true;
    });
    if (!done) return fail(done.error());
    return templates;
}

Result<Template> saveTemplate(Session& session, Template reply)
{
    return saveSetupRow(sql(session), reply, [&](std::int64_t id) {
        return sql(session).run("INSERT INTO reply_template (id, name, text, goal_id) VALUES ($1, $2, $3, $4)"
                                " ON CONFLICT (id) DO UPDATE SET name = excluded.name, text = excluded.text, goal_id = excluded.goal_id",
                                {id, reply.name, reply.text, reply.goal});
    });
}

namespace {

Result<void> removeRow(Session& session, const char* text, std::int64_t id, const char* what)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto gone = s.run(text, {id});
        if (!gone) return fail(gone.error());
        if (*gone == 0) return fail(Errc::NotFound, what);
        return raiseSetupVersion(s);
    });
}

} // namespace

Result<void> removeView(Session& session, ViewId id)
{
    return removeRow(session, "DELETE FROM saved_view WHERE id = $1", id.value, "no such view");
}

Result<void> removeTemplate(Session& session, TemplateId id)
{
    return removeRow(session, "DELETE FROM reply_template WHERE id = $1", id.value, "no such template");
}

} // namespace qd
