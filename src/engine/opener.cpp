#include "engine/desk/setup_checks.h"
#include "engine/desk_session.h"
#include "engine/first_set_up.h"
#include "engine/inspect.h"
#include "engine/measure.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/engine/engine.h"
#include "quarterdeck/storage/setup_table.h"


#include <algorithm>

namespace qd {
namespace {

class EngineOpener final : public Opener {
public:
    explicit EngineOpener(EngineParts parts)
        : m_parts{std::move(parts)}
    {}

    Result<std::unique_ptr<Desk>> open(const OpenRequest& request) override;
    Result<void> init(const InitRequest& request) override;
    Result<int> migrate(const std::string& workspace) override;
    Result<void> restore(const std::filesystem::path& backup, const std::string& workspace, bool replace) override;
    Inspect& inspect() override { return m_inspect; }
    Bench& bench() override { return m_bench; }

private:
    Result<WorkspaceUrl> locate(const std::string& workspace) const
    {
        return parseWorkspaceUrl(workspace.empty() ? m_parts.defaultWorkspace : workspace);
    }
    Result<Person> actingPerson(WorkspaceEngine& engine, const std::string& login) const;

    EngineParts m_parts;
    InspectService m_inspect{m_parts.clock};
    MeasureService m_bench{*this};
};

Result<Person> EngineOpener::actingPerson(WorkspaceEngine& engine, const std::string& login) const
{
    const bool asked = !login.empty();
    if (asked && engine.url.engine == EngineKind::Postgres)
        return fail(Errc::Forbidden, "on PostgreSQL the login is the person: --as is refused");
    const SetUpPtr setUp = engine.setUp().current();
    const std::string wanted = asked ? login : m_parts.osUser;
    const auto found = std::ranges::find_if(setUp->setup.people, [&](const Person& person) {
        return person.active && (person.login == wanted || (asked && foldText(person.name) == foldText(wanted)));
    });
    if (found == setUp->setup.people.end())
        return fail(Errc::Forbidden, "nobody who works here has this login", "Choose a person with --as, or ask an admin to add you.");
    return *found;
}

Result<std::unique_ptr<Desk>> EngineOpener::open(const OpenRequest& request)
{
    const auto url = locate(request.workspace);
    if (!url) return fail(url.error());
    auto engine = WorkspaceEngine::open(m_parts, *url, request.poll);
    if (!engine) return fail(engine.error());
    auto me = actingPerson(**engine, request.person);
    if (!me) return fail(me.error());
    return std::make_unique<DeskSession>(std::move(*engine), std::move(*me));
}

Result<void> EngineOpener::init(const InitRequest& request)
{
    if (trim(request.organisation).empty()) return fail(Errc::Invalid, "the organisation needs a name");
    if (!isTimezone(request.timezone)) return fail(Errc::Invalid, "there is no such time zone", "Use a name such as Europe/Berlin.");
    const auto url = locate(request.workspace);
    if (!url) return fail(url.error());
    auto database = openDatabase(*url, {.create = true, .migrate = true});
    if (!database) return fail(database.error());
    auto session = (*database)->openSession(Access::Write);
    if (!session) return fail(session.error());
    InitRequest filled = request;
    if (filled.personName.empty()) filled.personName = m_parts.osUserName.empty() ? m_parts.osUser : m_parts.osUserName;
    return (*session)->inTransaction([&]() -> Result<void> {
        const auto setup = loadSetup(**session);
        if (!setup) return fail(setup.error());
        if (!setup->people.empty()) return fail(Errc::Conflict, "there is a workspace already");
        return makeFirstSetUp(**session, filled, m_parts.osUser);
    });
}

Result<int> EngineOpener::migrate(const std::string& workspace)
{
    const auto url = locate(workspace);
    if (!url) return fail(url.error());
    auto database = openDatabase(*url, {.migrate = true});
    if (!database) return fail(database.error());
    return (*database)->schemaVersion();
}

Result<void> EngineOpener::restore(const std::filesystem::path& backup, const std::string& workspace, bool replace)
{
    const auto url = locate(workspace);
    if (!url) return fail(url.error());
    return restoreDatabase(backup, *url, replace);
}

} // namespace

std::unique_ptr<Opener> makeOpener(EngineParts parts) { return std::make_unique<EngineOpener>(std::move(parts)); }

} // namespace qd
