#include "quarterdeck/storage/setup_table.h"

#include "storage/setup_rows.h"

#include <string>

namespace qd {

Result<std::vector<Label>> loadLabels(SqlSession& session)
{
    std::vector<Label> labels;
    auto done = session.each("SELECT id, name, archived FROM label ORDER BY name", {}, [&](const SqlRow& row) {
        labels.push_back(Label{row.id<LabelId>(0), row.string(1), row.boolean(2)});
        return true;
    });
    if (!done) return fail(done.error());
    return labels;
}

Result<Label> saveLabel(Session& session, Label label)
{
    auto& s = sql(session);
    auto saved = session.inTransaction([&]() -> Result<Label> {
        if (label.id.value == 0) { // a name that was archived comes back as what it was
            auto old = s.integer("SELECT id FROM label WHERE name = $1 AND archived = 1", {label.name});
            if (!old) return fail(old.error());
            label.id.value = old->value_or(0);
        }
        return saveSetupRow(s, label, [&](std::int64_t id) {
            return s.run("INSERT INTO label (id, name, archived) VALUES ($1, $2, $3)"
                         " ON CONFLICT (id) DO UPDATE SET name = excluded.name, archived = excluded.archived",
                         {id, label.name, label.archived});
        });
    });
    if (!saved && saved.error().code == Errc::Conflict) return fail(Errc::Conflict, "there is a label of that name");
    return saved;
}

Result<void> removeLabel(Session& session, LabelId id)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto used = s.integer("SELECT 1 FROM conversation WHERE labels LIKE $1 LIMIT 1", {"%" + std::to_string(id.value) + "%"});
        if (!used) return fail(used.error());
        auto gone = *used ? s.run("UPDATE label SET archived = 1 WHERE id = $1", {id}) : s.run("DELETE FROM label WHERE id = $1", {id});
        if (!gone) return fail(gone.error());
        if (*gone == 0) return fail(Errc::NotFound, "no such label");
        if (auto disabled = disableRulesFor(s, RuleActionKind::Label, id.value, "label_gone"); !disabled) return disabled;
        return raiseSetupVersion(s);
    });
}

} // namespace qd
