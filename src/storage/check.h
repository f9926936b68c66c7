#pragma once

#include "quarterdeck/storage/upkeep.h"
#include "storage/sql.h"

#include <vector>

namespace qd {

/// What `workspace check` finds, and how far it is.
class CheckRun {
public:
    CheckRun(SqlSession& in, const ClockRules& inForce, UtcMillis at, const Progress& progress)
        : session{in}, rules{inForce}, now{at}, m_progress{progress}
    {
    }

    void differ(const char* kind, std::string id, std::string stored, std::string expected)
    {
        if (found.size() < 10'000) found.push_back({kind, std::move(id), std::move(stored), std::move(expected)});
    }
    Result<void> step(std::int64_t items);

    SqlSession& session;
    const ClockRules& rules;
    const UtcMillis now;
    std::vector<Difference> found;
    std::int64_t total{0};

private:
    const Progress& m_progress;
    std::int64_t m_done{0};
};

Result<void> checkRows(CheckRun& run);          ///< check_rows.cpp: integrity, references, counters
Result<void> checkConversations(CheckRun& run); ///< check_conversations.cpp: status, clocks, measures
Result<void> checkWords(CheckRun& run);         ///< check_words.cpp: the index of words

} // namespace qd
