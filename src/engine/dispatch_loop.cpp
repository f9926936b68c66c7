#include "engine/dispatch_loop.h"

#include "quarterdeck/base/log.h"
#include "quarterdeck/storage/outbox_table.h"

#include <algorithm>
#include <atomic>

namespace qd {

using namespace std::chrono_literals;

namespace {

constexpr int kSideBySide = 4;
constexpr int kAtOnce = 64;
constexpr auto kIdle = 500ms;

void count(RunReport& report, const OutboxItem& item)
{
    switch (item.state) {
    case OutboxState::Sent: ++report.sent; break;
    case OutboxState::FailedRetry:
    case OutboxState::Queued: ++report.retried; break;
    case OutboxState::Unknown: ++report.unknown; break;
    case OutboxState::Sending: ++report.waiting; break;
    default: ++report.failed; break;
    }
}

} // namespace

DispatchLoop::DispatchLoop(Dispatch& dispatch, Parts parts)
    : m_dispatch{dispatch}
    , m_parts{parts}
    , m_thread{[this](const std::stop_token& stop) { loop(stop); }}
{}

DispatchLoop::~DispatchLoop() { stop(); }

void DispatchLoop::stop()
{
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
    const std::scoped_lock lock{m_mutex};
    for (const auto& done : m_asked) done(fail(Errc::Cancelled, "the workspace is closing"));
    m_asked.clear();
}

void DispatchLoop::wake()
{
    {
        const std::scoped_lock lock{m_mutex};
        m_woken = true;
    }
    m_wake.notify_one();
}

void DispatchLoop::runDue(Reply<RunReport> done)
{
    {
        const std::scoped_lock lock{m_mutex};
        m_asked.push_back(std::move(done));
    }
    m_wake.notify_one();
}

void DispatchLoop::loop(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        std::vector<Reply<RunReport>> asked;
        {
            std::unique_lock lock{m_mutex};
            m_wake.wait_for(lock, stop, kIdle, [this] { return m_woken || !m_asked.empty(); });
            m_woken = false;
            asked.swap(m_asked);
        }
        if (stop.stop_requested()) {
            for (const auto& done : asked) done(fail(Errc::Cancelled, "the workspace is closing"));
            return;
        }
        if (!m_parts.automatic && asked.empty()) continue;
        const RunReport report = runAll(stop);
        for (const auto& done : asked) done(report);
    }
}

std::vector<OutboxId> DispatchLoop::due()
{
    auto ids = m_parts.store.call<std::vector<OutboxId>>([&](Session& session) -> Result<std::vector<OutboxId>> {
        const UtcMillis now = m_parts.clock.now();
        const auto reaped = session.inTransaction([&] { return reapSending(session, now); });
        if (!reaped) return fail(reaped.error());
        const auto items = dueOutbox(session, now, kAtOnce);
        if (!items) return fail(items.error());
        std::vector<OutboxId> found;
        for (const OutboxItem& item : *items) found.push_back(item.id);
        return found;
    });
    if (ids) return std::move(*ids);
    logWarning("send: the outbox could not be read: " + std::string{errcName(ids.error().code)});
    return {};
}

RunReport DispatchLoop::runAll(const std::stop_token& stop)
{
    RunReport report;
    std::set<OutboxId> tried; // once a run: what comes back due at once waits for the next
    while (!stop.stop_requested()) {
        std::vector<OutboxId> ids = due();
        std::erase_if(ids, [&](OutboxId id) { return !tried.insert(id).second; });
        if (ids.empty()) break;
        std::atomic<std::size_t> next{0};
        std::mutex counting;
        const auto work = [&] {
            for (std::size_t at = next++; at < ids.size() && !stop.stop_requested(); at = next++) {
                const auto item = m_dispatch.run(ids[at]);
                const std::scoped_lock lock{counting};
                if (item) count(report, *item);
                else ++report.waiting;
            }
        };
        std::vector<std::jthread> workers;
        const std::size_t helpers = std::min<std::size_t>(kSideBySide, ids.size()) - 1;
        for (std::size_t i = 0; i < helpers; ++i) workers.emplace_back(work);
        work();
    }
    return report;
}

} // namespace qd
