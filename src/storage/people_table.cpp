#include "quarterdeck/storage/setup_table.h"

#include "storage/setup_json.h"
#include "storage/setup_rows.h"

namespace qd {

Result<std::vector<Person>> loadPeople(SqlSession& session)
{
    std::vector<Person> people;
    auto done = session.each("SELECT id, name, login, role, timezone, languages, queues, active FROM person ORDER BY name, id", {},
                             [&](const SqlRow& row) {
                                 Person person;
                                 person.id = row.id<PersonId>(0);
                                 person.name = row.string(1);
                                 person.login = row.string(2);
                                 person.role = enumAt(row, 3, Role::Admin, Role::Responder);
                                 person.timezone = row.string(4);
                                 person.languages = readTexts(row.text(5));
                                 person.queues = taggedIds<QueueId>(readIds(row.text(6)));
                                 person.active = row.boolean(7);
                                 people.push_back(std::move(person));
                                 return true;
                             });
    if (!done) return fail(done.error());
    return people;
}

Result<Person> savePerson(Session& session, Person person)
{
    auto saved = saveSetupRow(sql(session), person, [&](std::int64_t id) {
        return sql(session).run(
            "INSERT INTO person (id, name, login, role, timezone, languages, queues, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, login = excluded.login, role = excluded.role,"
            " timezone = excluded.timezone, languages = excluded.languages, queues = excluded.queues, active = excluded.active",
            {id, person.name, person.login, static_cast<int>(person.role), person.timezone, textsJson(person.languages),
             idsJson(rawIds(person.queues)), person.active});
    });
    if (!saved && saved.error().code == Errc::Conflict) return fail(Errc::Conflict, "another person has that login");
    return saved;
}

namespace {

/// Whether anything bears the person's id: what they wrote and did must keep a name.
Result<bool> hasWorkedHere(SqlSession& session, PersonId id)
{
    auto found = session.integer("SELECT 1 WHERE EXISTS (SELECT 1 FROM conversation WHERE assignee_id = $1)"
                                 " OR EXISTS (SELECT 1 FROM note WHERE author_id = $1)"
                                 " OR EXISTS (SELECT 1 FROM draft WHERE author_id = $1)"
                                 " OR EXISTS (SELECT 1 FROM outbox WHERE author_id = $1)"
                                 " OR EXISTS (SELECT 1 FROM event WHERE actor_kind = $2 AND actor_id = $1)",
                                 {id, static_cast<int>(ActorKind::Person)});
    if (!found) return fail(found.error());
    return found->has_value();
}

} // namespace

Result<void> removePerson(Session& session, PersonId id)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto worked = hasWorkedHere(s, id);
        if (!worked) return fail(worked.error());
        auto gone = *worked ? s.run("UPDATE person SET active = 0 WHERE id = $1", {id}) : s.run("DELETE FROM person WHERE id = $1", {id});
        if (!gone) return fail(gone.error());
        if (*gone == 0) return fail(Errc::NotFound, "no such person");
        if (auto disabled = disableRulesFor(s, RuleActionKind::Assign, id.value, "person_gone"); !disabled) return disabled;
        return raiseSetupVersion(s);
    });
}

} // namespace qd
