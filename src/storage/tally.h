#pragma once

#include "quarterdeck/domain/conversation.h"
#include "storage/sql.h"

#include <map>
#include <utility>

namespace qd {

/// What one transaction changes about the counters, summed in memory and written once.
class Tally {
public:
    void arrived(const Conversation& conversation) { count(conversation, 1); }
    void changed(const Conversation& before, const Conversation& after);
    Result<void> flush(SqlSession& session);

private:
    void count(const Conversation& conversation, std::int64_t by);
    using Key = std::pair<std::int64_t, int>; ///< queue or person, status
    std::map<Key, std::int64_t> m_queues;
    std::map<Key, std::int64_t> m_assignees; ///< person 0: nobody
};

} // namespace qd
