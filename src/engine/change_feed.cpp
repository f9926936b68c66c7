#include "engine/change_feed.h"

#include "quarterdeck/base/log.h"
#include "quarterdeck/storage/conversation_table.h"

#include <algorithm>
#include <list>
#include <unordered_set>

namespace qd {
namespace {

constexpr std::chrono::milliseconds kGather{100};
constexpr std::chrono::milliseconds kTailWait{200};
constexpr int kTailLimit = 500;

} // namespace

struct ChangeFeed::Listeners {
    using Fn = std::function<void(const std::vector<DeskChange>&)>;

    std::recursive_mutex mutex; // held while calling: ending a subscription waits for a call under way
    std::list<Fn> fns;
};

namespace {

template <class Listeners, class Position>
class Listening final : public Subscription {
public:
    Listening(std::shared_ptr<Listeners> listeners, Position at)
        : m_listeners{std::move(listeners)}
        , m_at{at}
    {}
    ~Listening() override
    {
        const std::scoped_lock lock{m_listeners->mutex};
        m_listeners->fns.erase(m_at);
    }

private:
    std::shared_ptr<Listeners> m_listeners;
    Position m_at;
};

} // namespace

ChangeFeed::ChangeFeed(const Clock& clock, Database& database, std::unique_ptr<Session> reader)
    : m_clock{clock}
    , m_database{database}
    , m_reader{std::move(reader)}
    , m_listeners{std::make_shared<Listeners>()}
    , m_deliverer{[this](const std::stop_token& stop) { deliver(stop); }}
    , m_tailer{[this](const std::stop_token& stop) { tail(stop); }}
{}

ChangeFeed::~ChangeFeed() { stop(); }

void ChangeFeed::stop()
{
    m_tailer.request_stop();
    m_deliverer.request_stop();
    if (m_tailer.joinable()) m_tailer.join();
    if (m_deliverer.joinable()) m_deliverer.join();
}

SubscriptionPtr ChangeFeed::onChange(std::function<void(const std::vector<DeskChange>&)> fn)
{
    const std::scoped_lock lock{m_listeners->mutex};
    m_listeners->fns.push_back(std::move(fn));
    using Position = std::list<Listeners::Fn>::iterator;
    return std::make_unique<Listening<Listeners, Position>>(m_listeners, std::prev(m_listeners->fns.end()));
}

void ChangeFeed::tell(std::vector<DeskChange> changes)
{
    {
        const std::scoped_lock lock{m_mutex};
        m_pending.insert(m_pending.end(), changes.begin(), changes.end());
    }
    m_wake.notify_all();
}

void ChangeFeed::deliver(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        std::vector<DeskChange> changes;
        {
            std::unique_lock lock{m_mutex};
            if (!m_wake.wait(lock, stop, [this] { return !m_pending.empty(); })) return;
            changes.swap(m_pending);
        }
        {
            const std::scoped_lock lock{m_listeners->mutex};
            for (const auto& fn : m_listeners->fns) fn(changes);
        }
        std::unique_lock lock{m_mutex};
        m_wake.wait_for(lock, stop, kGather, [] { return false; });
    }
}

void ChangeFeed::tail(const std::stop_token& stop)
{
    EventId newest{firstIdAt(m_clock.now())};
    std::unordered_set<EventId> seen;
    while (!stop.stop_requested()) {
        const auto changed = m_database.waitForChange(kTailWait);
        if (!changed || !*changed) continue;
        std::vector<DeskChange> changes{{DeskChange::Kind::Lists, 0}, {DeskChange::Kind::Counts, 0}};
        const auto events = eventsAfter(*m_reader, newest, kTailLimit);
        if (!events) {
            logWarning("changes: the event log could not be read");
            continue;
        }
        for (const Event& event : *events) {
            if (!seen.insert(event.id).second) continue;
            newest = std::max(newest, event.id);
            changes.push_back({DeskChange::Kind::Conversation, event.conversation.value});
            if (event.outbox) changes.push_back({DeskChange::Kind::Outbox, event.outbox.value});
        }
        if (seen.size() > 10'000) seen.clear(); // told twice at worst
        tell(std::move(changes));
    }
}

} // namespace qd
