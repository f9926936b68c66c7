#pragma once

#include "sandbox/wire.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace qd::sandbox {

enum class FaultKind {
    Status,       ///< answers with a status and does not act
    Html,         ///< a 5xx page in HTML, does not act
    Cut,          ///< acts, then sends only the first bytes of the body
    ResetAfter,   ///< acts, then resets the connection: acted, no answer
    ResetBefore,  ///< resets the connection without acting
    Slow,         ///< acts, then drips the body
    Garbage,      ///< acts, then sends bytes that are no document
    Endless,      ///< does not act; a body without an end
    ExpireTokens, ///< every access token given out so far has expired; then goes on as usual
    Delay,        ///< waits, then goes on as usual
    Hang,         ///< acts, then says nothing for a while and resets
};

/// What shall happen to one request.
struct Fault {
    FaultKind kind = FaultKind::Status;
    int status = 500;
    std::string retryAfter; ///< sent as it stands; empty: no header
    std::string body;       ///< instead of the usual one
    std::string type;       ///< content type of that body
    long keepBytes = -1;    ///< Cut: bytes of the body that go out; -1: half
    long bytesPerSecond = 64;
    long delayMs = 0;
    std::string name; ///< for the journal
};

/// The script of faults: rules in order; the first one that is due wins. @thread any
class FaultBook {
public:
    /// Read `{"faults":[…]}` or one fault object (docs/sandbox.md).
    /// @return an English sentence for what is wrong, nothing when it was taken over
    std::optional<std::string> add(const nlohmann::json& script);
    void clear();
    /// Count the request against every rule and say what shall happen to it.
    std::optional<Fault> next(const std::string& method, const std::string& target);
    nlohmann::json state() const; ///< rules with their hits

    FaultBook();
    ~FaultBook();

private:
    struct Rule;
    mutable std::mutex m_guard;
    std::vector<std::unique_ptr<Rule>> m_rules;
};

} // namespace qd::sandbox
