#include "engine/workspace_engine.h"

#include "quarterdeck/base/log.h"
#include "quarterdeck/storage/lease_table.h"

#include <fmt/format.h>

#include <random>

namespace qd {
namespace {

constexpr int kReaders = 2;

std::string drawOwner()
{
    std::random_device device;
    return fmt::format("{:08x}{:08x}", device(), device());
}

Result<std::unique_ptr<SessionThread>> startThreads(Database& database, std::string name, Access access, int count)
{
    std::vector<std::unique_ptr<Session>> sessions;
    for (int i = 0; i < count; ++i) {
        auto session = database.openSession(access);
        if (!session) return fail(session.error());
        sessions.push_back(std::move(*session));
    }
    return std::make_unique<SessionThread>(std::move(name), std::move(sessions));
}

} // namespace

WorkspaceEngine::WorkspaceEngine(const EngineParts& parts, WorkspaceUrl where, std::unique_ptr<Database> database)
    : clock{parts.clock}
    , url{std::move(where)}
    , mediaFolder{url.folder / "media"}
    , pictureFolder{url.folder / "media" / "pictures"}
    , m_database{std::move(database)}
{}

Result<std::unique_ptr<WorkspaceEngine>> WorkspaceEngine::open(const EngineParts& parts, const WorkspaceUrl& url,
                                                               bool background)
{
    auto database = openDatabase(url, {});
    if (!database) return fail(database.error());
    std::unique_ptr<WorkspaceEngine> engine{new WorkspaceEngine{parts, url, std::move(*database)}};
    std::error_code made;
    std::filesystem::create_directories(engine->pictureFolder, made);
    if (made) return fail(Errc::ReadOnly, "the workspace's media folder cannot be made");
    if (auto started = engine->start(parts, background); !started) return fail(started.error());
    return engine;
}

Result<void> WorkspaceEngine::start(const EngineParts& parts, bool background)
{
    auto store = startThreads(*m_database, "store", Access::Write, 1);
    if (!store) return fail(store.error());
    m_store = std::move(*store);
    auto read = startThreads(*m_database, "read", Access::Read, kReaders);
    if (!read) return fail(read.error());
    m_read = std::move(*read);
    if (const auto loaded = m_store->call<SetUpPtr>([this](Session& session) { return m_setUp.reload(session); }); !loaded)
        return fail(loaded.error());
    auto tail = m_database->openSession(Access::Read);
    if (!tail) return fail(tail.error());

    m_owner = drawOwner();
    m_alive = std::make_unique<OwnerLock>(url.folder, m_owner);
    if (const auto buried = m_store->call<int>([this](Session& session) { return forgetDeadOwners(session, url.folder, clock.now()); }); !buried)
        logWarning("start: what dead processes held could not be freed");
    m_changes = std::make_unique<ChangeFeed>(clock, *m_database, std::move(*tail));
    m_http = parts.makeHttp();
    m_accounts = std::make_unique<AccountBook>(
        clock, *m_http, *m_store, [open = parts.openSecrets, where = url](bool create) { return open(where, create); }, m_owner);
    m_poll = std::make_unique<PollLoop>(PollLoop::Parts{clock, *m_http, *m_store, *m_accounts, m_setUp, *m_changes,
                                                        m_owner, parts.pollHaste, background});
    m_dispatch = std::make_unique<Dispatch>(
        Dispatch::Parts{clock, *m_http, *m_store, *m_accounts, m_setUp, *m_changes, m_owner, mediaFolder});
    m_sending = std::make_unique<DispatchLoop>(*m_dispatch,
                                               DispatchLoop::Parts{clock, *m_store, *m_changes, background});
    if (background)
        m_hand = std::make_unique<ClockHand>(
            ClockHand::Parts{clock, *m_database, *m_store, m_setUp, *m_changes, m_owner, url.folder});
    return {};
}

WorkspaceEngine::~WorkspaceEngine() { stop(); }

/// What this process held is free at once, not when it would have run out.
void WorkspaceEngine::giveBack()
{
    if (!m_store || !m_alive) return;
    const auto freed = m_store->call<bool>([this](Session& session) -> Result<bool> {
        if (auto gone = forgetOwner(session, m_owner, clock.now()); !gone) return fail(gone.error());
        return true;
    });
    if (freed) m_alive.reset();
}

void WorkspaceEngine::stop()
{
    {
        // Requests end at once, those too that a loop makes on its way out; what may have been acted on is written
        // down as unknown.
        const std::jthread ender{[this](const std::stop_token& done) {
            while (m_http && !done.stop_requested()) {
                m_http->cancelAll();
                std::this_thread::sleep_for(std::chrono::milliseconds{20});
            }
        }};
        if (m_poll) m_poll->stop();
        if (m_sending) m_sending->stop();
        if (m_accounts) m_accounts->stop();
        if (m_hand) m_hand->stop();
    }
    giveBack();
    if (m_store) m_store->stop();
    if (m_read) m_read->stop();
    if (m_changes) m_changes->stop();
}

} // namespace qd
