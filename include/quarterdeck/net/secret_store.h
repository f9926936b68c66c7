#pragma once

#include "quarterdeck/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace qd {

/// Where tokens and app passwords lie: the desktop's keyring or the sealed file. Never the database.
/// @errors of every call: Auth (locked, wrong key), Corrupt, Storage, Full
class SecretStore {
public:
    virtual ~SecretStore() = default;

    /// Nothing when there is no such entry.  @thread any; may block on disk or D-Bus
    virtual Result<std::optional<std::string>> read(const std::string& key) = 0;
    virtual Result<void> write(const std::string& key, const std::string& secret) = 0;
    /// Removing what is not there is no failure.
    virtual Result<void> remove(const std::string& key) = 0;

    /// What the account row records: "keyring" or "sealed-file".
    virtual std::string_view name() const noexcept = 0;
};

} // namespace qd
