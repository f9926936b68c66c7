#pragma once

#include "sandbox/wire.h"
#include "sandbox/stamp.h"

#include <mutex>
#include <string>

namespace qd::sandbox {

/// One JSON line a request served, written before the answer leaves, so that whoever has the answer finds the
/// line. Holds no token, no body and no query values but ids. @thread any
class Journal {
public:
    explicit Journal(const std::string& path); ///< empty: keeps nothing
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    bool good() const { return m_path.empty() || m_file >= 0; }

    /// @param status  what the client will see; 0 when it gets no answer
    void write(UtcMillis at, const Call& call, int status, const Answer& answer, const std::string& fault);

private:
    std::string m_path;
    int m_file = -1;
    std::mutex m_guard;
    long m_number = 0;
};

} // namespace qd::sandbox
