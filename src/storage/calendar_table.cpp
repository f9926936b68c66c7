#include "quarterdeck/storage/setup_table.h"

#include "storage/setup_json.h"
#include "storage/setup_rows.h"

namespace qd {
namespace {

Calendar readCalendar(const SqlRow& row)
{
    Calendar calendar;
    calendar.id = row.id<CalendarId>(0);
    calendar.version = smallAt(row, 1);
    calendar.name = row.string(2);
    calendar.timezone = row.string(3);
    readWeek(row.text(4), calendar);
    calendar.holidays = readHolidays(row.text(5));
    return calendar;
}

Result<std::int64_t> insertCalendar(SqlSession& session, const Calendar& calendar, bool removed)
{
    return session.run("INSERT INTO calendar (id, version, name, timezone, week, holidays, removed) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                       {calendar.id, calendar.version, calendar.name, calendar.timezone, weekJson(calendar),
                        holidaysJson(calendar.holidays), removed});
}

} // namespace

Result<std::vector<Calendar>> loadCalendars(SqlSession& session)
{
    std::vector<Calendar> calendars;
    auto done = session.each("SELECT id, version, name, timezone, week, holidays FROM calendar c WHERE removed = 0"
                             " AND version = (SELECT max(version) FROM calendar d WHERE d.id = c.id) ORDER BY name, id",
                             {}, [&](const SqlRow& row) {
                                 calendars.push_back(readCalendar(row));
                                 return true;
                             });
    if (!done) return fail(done.error());
    return calendars;
}

Result<std::optional<Calendar>> calendarVersion(Session& session, CalendarId id, int version)
{
    std::optional<Calendar> calendar;
    auto done = sql(session).each("SELECT id, version, name, timezone, week, holidays FROM calendar WHERE id = $1 AND version = $2",
                                  {id, version}, [&](const SqlRow& row) {
                                      calendar = readCalendar(row);
                                      return false;
                                  });
    if (!done) return fail(done.error());
    return calendar;
}

Result<Calendar> saveCalendar(Session& session, Calendar calendar)
{
    if (auto sound = checkCalendar(calendar); !sound) return fail(sound.error());
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<Calendar> {
        auto newest = s.integer("SELECT max(version) FROM calendar WHERE id = $1", {calendar.id});
        if (!newest) return fail(newest.error());
        calendar.version = static_cast<int>(newest->value_or(0)) + 1;
        return saveSetupRow(s, calendar, [&](std::int64_t id) {
            calendar.id.value = id;
            return insertCalendar(s, calendar, false);
        });
    });
}

Result<void> removeCalendar(Session& session, CalendarId id)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto policies = loadPolicies(s);
        if (!policies) return fail(policies.error());
        for (const auto& policy : *policies)
            if (policy.calendar == id)
                return fail(Errc::Conflict, "a policy uses this calendar", "Give the policy another calendar or remove it first.");
        auto calendars = loadCalendars(s);
        if (!calendars) return fail(calendars.error());
        for (auto& calendar : *calendars) {
            if (calendar.id != id) continue;
            ++calendar.version;
            if (auto gone = insertCalendar(s, calendar, true); !gone) return fail(gone.error());
            if (auto disabled = disableRulesForCalendar(s, id); !disabled) return disabled;
            return raiseSetupVersion(s);
        }
        return fail(Errc::NotFound, "no such calendar");
    });
}

} // namespace qd
