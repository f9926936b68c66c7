#include "quarterdeck/storage/setup_table.h"

#include "storage/clock_rules.h"
#include "storage/setup_rows.h"

#include <charconv>

namespace qd {
namespace {

constexpr std::string_view kSetupVersion = "setup_version";

std::int64_t numberIn(const std::optional<std::string>& text)
{
    std::int64_t number = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), number);
    return number;
}

} // namespace

Result<std::optional<std::string>> readSetting(Session& session, const std::string& name)
{
    std::optional<std::string> value;
    auto done = sql(session).each("SELECT value FROM setting WHERE name = $1", {name}, [&](const SqlRow& row) {
        value = row.string(0);
        return false;
    });
    if (!done) return fail(done.error());
    return value;
}

Result<void> writeSetting(Session& session, const std::string& name, const std::string& value)
{
    if (name.empty() || name == kSetupVersion) return fail(Errc::Invalid, "that setting is not for writing");
    return session.inTransaction([&]() -> Result<void> {
        auto done = sql(session).run("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                                     {name, value});
        if (!done) return fail(done.error());
        return raiseSetupVersion(sql(session));
    });
}

Result<void> raiseSetupVersion(SqlSession& session)
{
    auto done = session.run("INSERT INTO setting (name, value) VALUES ('setup_version', '2') ON CONFLICT (name)"
                            " DO UPDATE SET value = CAST(CAST(setting.value AS BIGINT) + 1 AS TEXT)");
    if (!done) return fail(done.error());
    return {};
}

Result<std::int64_t> setupVersion(Session& session)
{
    auto text = readSetting(session, std::string{kSetupVersion});
    if (!text) return fail(text.error());
    return numberIn(*text);
}

namespace {

template <class List>
Result<void> take(Result<List> loaded, List& into)
{
    if (!loaded) return fail(loaded.error());
    into = std::move(*loaded);
    return {};
}

Result<void> loadAll(SqlSession& s, Setup& setup)
{
    auto version = setupVersion(s);
    if (!version) return fail(version.error());
    setup.version = *version;
    auto name = readSetting(s, "name");
    if (!name) return fail(name.error());
    setup.name = name->value_or("");
    auto zone = readSetting(s, "timezone");
    if (!zone) return fail(zone.error());
    setup.timezone = zone->value_or("UTC");
    Result<void> done = take(loadPeople(s), setup.people);
    if (done) done = take(loadGoals(s), setup.goals);
    if (done) done = take(loadQueues(s), setup.queues);
    if (done) done = take(loadLabels(s), setup.labels);
    if (done) done = take(loadViews(s), setup.views);
    if (done) done = take(loadTemplates(s), setup.templates);
    if (done) done = take(loadRules(s), setup.rules);
    if (done) done = take(loadPolicies(s), setup.policies);
    if (done) done = take(loadCalendars(s), setup.calendars);
    return done;
}

} // namespace

Result<Setup> loadSetup(Session& session)
{
    // One snapshot: the lists belong together and to the version that is read with them.
    return session.inTransaction([&]() -> Result<Setup> {
        Setup setup;
        if (auto done = loadAll(sql(session), setup); !done) return fail(done.error());
        return setup;
    });
}

Result<ClockRules> currentClockRules(SqlSession& session)
{
    ClockRules rules;
    if (auto done = take(loadPolicies(session), rules.policies); !done) return fail(done.error());
    if (auto done = take(loadCalendars(session), rules.calendars); !done) return fail(done.error());
    return rules;
}

} // namespace qd
