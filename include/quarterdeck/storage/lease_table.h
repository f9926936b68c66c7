#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/base/time.h"

#include <optional>
#include <string>

namespace qd {

class Session;

struct Lease {
    std::string name; ///< "poll:<source id>", "send:<account id>", "collector"
    std::string owner;
    UtcMillis expiresAt{};
};

/// Take or renew a lease by compare-and-set: true when `owner` holds it until now + ttl.
Result<bool> takeLease(Session& session, const std::string& name, const std::string& owner, UtcMillis now,
                       std::chrono::milliseconds ttl);
Result<void> releaseLease(Session& session, const std::string& name, const std::string& owner);
/// A process has ended, by itself or by a kill: its leases are free, its claims on outbox items run out now. Writes nothing
/// where it held none.
Result<void> forgetOwner(Session& session, const std::string& owner, UtcMillis now);
Result<std::optional<Lease>> readLease(Session& session, const std::string& name, UtcMillis now); ///< living ones only

} // namespace qd
