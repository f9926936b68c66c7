#include "engine/desk/workspace_service.h"

#include "quarterdeck/storage/upkeep.h"

namespace qd {
namespace {

Progress told(ProgressFn progress, const std::string& what)
{
    if (!progress) return {};
    return [progress = std::move(progress), what](std::int64_t done, std::int64_t total) {
        return progress({what, done, total});
    };
}

} // namespace

WorkspaceService::~WorkspaceService()
{
    const std::scoped_lock lock{m_mutex};
    m_threads.clear(); // joins
}

template <class T>
void WorkspaceService::work(Access access, Reply<T> done, std::function<Result<T>(Session&)> job)
{
    if (auto allowed = m_ask.may(Action::AdministerWorkspace); !allowed) return done(fail(allowed.error()));
    const std::scoped_lock lock{m_mutex};
    m_threads.emplace_back([this, access, done = std::move(done), job = std::move(job)] {
        auto session = m_ask.engine().database().openSession(access);
        if (!session) return done(fail(session.error()));
        done(job(**session));
    });
}

void WorkspaceService::check(ProgressFn progress, Reply<std::vector<CheckDifference>> done)
{
    using Differences = std::vector<CheckDifference>;
    work<Differences>(Access::Read, std::move(done), [ask = m_ask, progress = told(std::move(progress), "check")](Session& session) -> Result<Differences> {
        auto found = session.inTransaction([&] { return checkWorkspace(session, ask.setUp()->clocks, ask.now(), progress); });
        if (!found) return fail(found.error());
        Differences differences;
        for (Difference& d : *found)
            differences.push_back({std::move(d.kind), std::move(d.id), std::move(d.stored), std::move(d.expected)});
        return differences;
    });
}

void WorkspaceService::backup(std::filesystem::path file, ProgressFn progress, Reply<bool> done)
{
    work<bool>(Access::Read, std::move(done), [ask = m_ask, file = std::move(file), progress](Session&) -> Result<bool> {
        if (progress && !progress({"backup", 0, 0})) return fail(Errc::Cancelled, "the backup was cancelled; nothing was written");
        if (auto copied = ask.engine().database().backupTo(file); !copied) return fail(copied.error());
        return true;
    });
}

void WorkspaceService::exportTo(std::filesystem::path folder, ProgressFn progress, Reply<bool> done)
{
    work<bool>(Access::Read, std::move(done), [folder = std::move(folder), progress = told(std::move(progress), "export")](Session& session) -> Result<bool> {
        auto written = session.inTransaction([&] { return exportWorkspace(session, folder, progress); });
        if (!written) return fail(written.error());
        return true;
    });
}

void WorkspaceService::importFrom(std::filesystem::path folder, ProgressFn progress, Reply<bool> done)
{
    work<bool>(Access::Write, std::move(done), [ask = m_ask, folder = std::move(folder), progress = told(std::move(progress), "import")](Session& session) -> Result<bool> {
        auto read = session.inTransaction([&] { return importWorkspace(session, folder, progress); });
        if (!read) return fail(read.error());
        if (auto reloaded = ask.engine().setUp().reload(session); !reloaded) return fail(reloaded.error());
        ask.engine().poll().reload();
        return true;
    });
}

} // namespace qd
