#pragma once

#include "quarterdeck/base/time.h"
#include "quarterdeck/desk/changes.h"
#include "quarterdeck/storage/database.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace qd {

class Session;

/// Tells listeners that something changed: at once for what this process wrote, by tailing the event table for what
/// others wrote. Bursts are gathered: the first change goes out at once, the rest of the next 100 ms together.
class ChangeFeed final : public Changes {
public:
    ChangeFeed(const Clock& clock, Database& database, std::unique_ptr<Session> reader);
    ~ChangeFeed() override;

    SubscriptionPtr onChange(std::function<void(const std::vector<DeskChange>&)> fn) override;

    void tell(std::vector<DeskChange> changes); ///< @thread any
    void stop();

private:
    struct Listeners;

    void tail(const std::stop_token& stop);
    void deliver(const std::stop_token& stop);

    const Clock& m_clock;
    Database& m_database;
    std::unique_ptr<Session> m_reader;
    std::shared_ptr<Listeners> m_listeners; // shared with every Subscription, which may outlive the feed
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<DeskChange> m_pending;
    std::jthread m_deliverer;
    std::jthread m_tailer;
};

} // namespace qd
