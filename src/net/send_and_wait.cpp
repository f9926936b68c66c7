#include "quarterdeck/net/http_client.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace qd {

HttpOutcome sendAndWait(HttpClient& client, HttpRequest request)
{
    struct Slot {
        std::mutex mutex;
        std::condition_variable arrived;
        std::optional<HttpOutcome> outcome;
    };
    // Shared by the waiter and the callback: notify may still run when the waiter has left.
    const auto slot = std::make_shared<Slot>();
    client.send(std::move(request), [slot](HttpOutcome outcome) {
        const std::lock_guard lock{slot->mutex};
        slot->outcome = std::move(outcome);
        slot->arrived.notify_one();
    });
    std::unique_lock lock{slot->mutex};
    slot->arrived.wait(lock, [&slot] { return slot->outcome.has_value(); });
    return std::move(*slot->outcome);
}

} // namespace qd
