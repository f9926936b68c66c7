#pragma once

#include <functional>
#include <memory>

namespace qd {

/// Held by who listens; its destruction ends the calls (a call under way is waited for).
class Subscription {
public:
    virtual ~Subscription() = default;
};
using SubscriptionPtr = std::unique_ptr<Subscription>;

} // namespace qd
