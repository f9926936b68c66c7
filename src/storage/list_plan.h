#pragma once

#include "quarterdeck/storage/conversation_table.h"
#include "storage/sql.h"

#include <string>
#include <vector>

namespace qd {

/// One range of one index.
struct ListScan {
    const char* index{nullptr}; ///< which one it means: SQLite is told, so that no plan can drift
    std::string where;
    std::vector<SqlArg> args;
};

/// A list as index ranges whose merge is the list; every scan is read in (sort, id) order from the cursor on.
struct ListPlan {
    std::string name; ///< goes into cursors
    std::string sort; ///< column of `conversation c`
    bool descending{false};
    std::vector<ListScan> scans; ///< none: the list is empty
};

/// Whether planList() wants the queues to read: a list over several queues is the merge of theirs.
bool asksQueueByQueue(const ConversationFilter& filter);
ListPlan planList(const ConversationFilter& filter, const std::vector<QueueId>& queues);

/// The statement of a scan: (sort, id) of at most $last rows after the cursor, which comes before that.
std::string scanText(EngineKind engine, const ListPlan& plan, const ListScan& scan, bool hasCursor);

} // namespace qd
