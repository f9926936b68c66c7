#pragma once

#include "quarterdeck/base/subscription.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace qd {

/// That something changed, here or in another process; ask again what it is now.
struct DeskChange {
    enum class Kind { Conversation, Lists, Counts, Outbox, Source, Setup, Sending } kind{Kind::Lists};
    std::int64_t id{0}; ///< of the conversation, outbox item or source; 0 = several
};

class Changes {
public:
    virtual ~Changes() = default;
    /// Bursts are gathered for 100 ms.  @thread the calls come on an engine thread
    virtual SubscriptionPtr onChange(std::function<void(const std::vector<DeskChange>&)> fn) = 0;
};

} // namespace qd
