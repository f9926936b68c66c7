#include "storage/list_plan.h"

#include <algorithm>

namespace qd {
namespace {

bool isDone(Status status) { return status == Status::Resolved || status == Status::Closed; }

bool hasDone(const ConversationFilter& f)
{
    return f.kind == ListKind::Resolved || std::any_of(f.statuses.begin(), f.statuses.end(), isDone);
}

/// Builds one scan's condition; values are numbered as they come.
class ScanWriter {
public:
    ScanWriter(const char* index, std::string start) { m_scan.index = index, m_scan.where = std::move(start); }

    ScanWriter& with(const std::string& condition, SqlArg value)
    {
        m_scan.args.push_back(value);
        m_scan.where += " AND " + condition + " $" + std::to_string(m_scan.args.size());
        return *this;
    }
    ScanWriter& with(const std::string& condition)
    {
        m_scan.where += " AND " + condition;
        return *this;
    }
    template <class List, class Value>
    ScanWriter& oneOf(const char* column, const List& list, Value value)
    {
        std::string text;
        for (const auto& item : list) {
            m_scan.args.push_back(value(item));
            text += (text.empty() ? "$" : ", $") + std::to_string(m_scan.args.size());
        }
        m_scan.where += std::string{" AND "} + column + " IN (" + text + ")";
        return *this;
    }
    /// What the filter narrows besides what the index was chosen by.
    ScanWriter& narrowed(const ConversationFilter& f, bool byQueue, bool byAssignee, bool hidesSnoozed)
    {
        if (hidesSnoozed) {
            m_scan.args.push_back(f.now);
            m_scan.where += " AND (c.snoozed_until IS NULL OR c.snoozed_until <= $" + std::to_string(m_scan.args.size()) + ")";
        }
        if (!f.statuses.empty()) oneOf("c.status", f.statuses, [](Status s) { return SqlArg{static_cast<int>(s)}; });
        if (!f.platform.empty()) with("c.platform =", f.platform);
        if (!byQueue && f.queue) with("c.queue_id =", f.queue);
        if (!byQueue && !f.within.empty()) oneOf("c.queue_id", f.within, [](QueueId id) { return SqlArg{id}; });
        if (!byAssignee && f.assignee) with("c.assignee_id =", f.assignee);
        return *this;
    }
    ListScan take() { return std::move(m_scan); }

private:
    ListScan m_scan;
};

ListPlan donePlan(const ConversationFilter& f)
{
    ListPlan plan{"done", "c.id", true, {}};
    auto statuses = f.statuses;
    if (statuses.empty()) statuses = {Status::Resolved, Status::Closed};
    std::sort(statuses.begin(), statuses.end());
    statuses.erase(std::unique(statuses.begin(), statuses.end()), statuses.end());
    auto rest = f;
    rest.statuses.clear();
    for (const auto status : statuses)
        plan.scans.push_back(ScanWriter{"conversation_status", "c.merged_into = 0"}
                                 .with("c.status =", static_cast<int>(status))
                                 .narrowed(rest, false, false, false)
                                 .take());
    return plan;
}

ListPlan snoozedPlan(const ConversationFilter& f)
{
    ListPlan plan{"snoozed", "c.snoozed_until", false, {}};
    plan.scans.push_back(ScanWriter{"conversation_snoozed", "c.snoozed_until IS NOT NULL AND c.status < 4"}
                             .with("c.snoozed_until >", f.now)
                             .narrowed(f, false, false, false)
                             .take());
    return plan;
}

ListPlan alarmPlan(const ConversationFilter& f)
{
    const bool breached = f.kind == ListKind::Breached;
    ListPlan plan{breached ? "breached" : "at_risk", "c.next_due", false, {}};
    ScanWriter scan{"conversation_overdue", "c.next_due IS NOT NULL"};
    if (breached) scan.with("c.next_due <=", f.now);
    else scan.with("c.next_due >", f.now).with("c.risk_at <=", f.now);
    plan.scans.push_back(scan.narrowed(f, false, false, false).take());
    return plan;
}

ListPlan waitingPlan(const ConversationFilter& f)
{
    const bool newest = f.sort == ListSort::Newest;
    ListPlan plan{"waiting", newest ? "c.id" : "c.due_sort", newest, {}};
    plan.scans.push_back(ScanWriter{newest ? "conversation_status" : "conversation_pending_due", "c.status = 2"}
                             .narrowed(f, false, false, true)
                             .take());
    return plan;
}

ListPlan unassignedPlan(const ConversationFilter& f)
{
    ListPlan plan{"unassigned", "c.due_sort", false, {}};
    if (f.sort == ListSort::Due) {
        plan.scans.push_back(ScanWriter{"conversation_unassigned_due", "c.status < 2 AND c.assignee_id = 0"}
                                 .narrowed(f, false, true, true)
                                 .take());
        return plan;
    }
    plan.sort = "c.id";
    plan.descending = true;
    for (const char* status : {"c.assignee_id = 0 AND c.status = 0", "c.assignee_id = 0 AND c.status = 1"})
        plan.scans.push_back(ScanWriter{"conversation_status", status}.narrowed(f, false, true, true).take());
    return plan;
}

ListPlan assigneePlan(const ConversationFilter& f)
{
    const bool newest = f.sort == ListSort::Newest;
    ListPlan plan{"mine", newest ? "c.id" : "c.due_sort", newest, {}};
    if (!f.assignee) return plan; // nobody has nothing
    plan.scans.push_back(ScanWriter{"conversation_mine_due", "c.status < 4 AND c.assignee_id <> 0"}
                             .with("c.assignee_id =", f.assignee)
                             .narrowed(f, false, true, true)
                             .take());
    return plan;
}

ListPlan queuePlan(const ConversationFilter& f, const std::vector<QueueId>& queues)
{
    const bool newest = f.sort == ListSort::Newest;
    ListPlan plan{"queue", newest ? "c.id" : "c.due_sort", newest, {}};
    for (const auto queue : queues)
        plan.scans.push_back(ScanWriter{newest ? "conversation_queue_newest" : "conversation_queue_due", "c.status < 4"}
                                 .with("c.queue_id =", queue)
                                 .narrowed(f, true, false, true)
                                 .take());
    return plan;
}

ListPlan chosen(const ConversationFilter& f, const std::vector<QueueId>& queues)
{
    if (f.kind == ListKind::Snoozed) return snoozedPlan(f);
    if (f.kind == ListKind::AtRisk || f.kind == ListKind::Breached) return alarmPlan(f);
    if (hasDone(f)) return donePlan(f);
    switch (f.kind) {
    case ListKind::Waiting: return waitingPlan(f);
    case ListKind::Unassigned: return unassignedPlan(f);
    case ListKind::Mine: return assigneePlan(f);
    default: break;
    }
    if (f.queue) return queuePlan(f, {f.queue});
    if (f.assignee) return assigneePlan(f);
    return queuePlan(f, queues);
}

} // namespace

bool asksQueueByQueue(const ConversationFilter& f)
{
    return (f.kind == ListKind::All || f.kind == ListKind::Queue) && !f.queue && !f.assignee && !hasDone(f);
}

ListPlan planList(const ConversationFilter& f, const std::vector<QueueId>& queues)
{
    const bool forbidden = f.queue && !f.within.empty() && std::find(f.within.begin(), f.within.end(), f.queue) == f.within.end();
    auto plan = chosen(f, queues);
    if (forbidden || (f.kind == ListKind::Queue && !f.queue)) plan.scans.clear();
    plan.name += std::to_string(static_cast<int>(f.kind)) + plan.sort;
    return plan;
}

std::string scanText(EngineKind engine, const ListPlan& plan, const ListScan& scan, bool hasCursor)
{
    const std::string order = plan.descending ? " DESC" : "";
    const bool byId = plan.sort == "c.id";
    const auto at = scan.args.size();
    std::string text = "SELECT " + plan.sort + ", c.id FROM conversation c";
    if (engine == EngineKind::Sqlite) text += std::string{" INDEXED BY "} + scan.index;
    text += " WHERE " + scan.where;
    if (hasCursor)
        text += " AND (" + plan.sort + ", c.id) " + (plan.descending ? "<" : ">") + " ($" + std::to_string(at + 1) + ", $"
                + std::to_string(at + 2) + ")";
    text += " ORDER BY " + plan.sort + order + (byId ? "" : ", c.id" + order);
    return text + " LIMIT $" + std::to_string(at + (hasCursor ? 3 : 1));
}

} // namespace qd
