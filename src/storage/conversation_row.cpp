#include "storage/conversation_row.h"

#include <algorithm>
#include <charconv>

namespace qd {
namespace {

std::vector<LabelId> readLabels(std::string_view json)
{
    std::vector<LabelId> labels;
    const auto* at = json.data();
    const auto* const end = at + json.size();
    while (at < end) {
        std::int64_t id = 0;
        const auto read = std::from_chars(at, end, id);
        if (read.ec == std::errc{}) labels.push_back(LabelId{id});
        at = read.ptr == at ? at + 1 : read.ptr;
    }
    return labels;
}

Result<std::optional<Conversation>> loadOne(SqlSession& session, const char* sql, SqlArg key)
{
    std::optional<Conversation> found;
    const auto read = session.each(sql, {key}, [&](const SqlRow& row) {
        found = readConversation(row);
        return false;
    });
    if (!read) return fail(read.error());
    return found;
}

bool sameIndexed(const Conversation& a, const Conversation& b)
{
    return a.key == b.key && a.contact == b.contact && a.queue == b.queue && a.status == b.status
           && a.snoozedUntil == b.snoozedUntil && a.holdUntil == b.holdUntil && a.assignee == b.assignee
           && a.threadRoot == b.threadRoot && a.nextDue == b.nextDue && a.riskAt == b.riskAt;
}

Result<void> updatePlain(SqlSession& session, const Conversation& c)
{
    const auto labels = labelsJson(c.labels);
    const auto done = session.run(
        "UPDATE conversation SET goal_id = $2, substatus = $3, snooze_kind = $4, priority = $5, starred = $6, muted = $7, "
        "dismissed_reason = $8, merged_into = $9, excerpt = $10, lang = $11, labels = $12, waiting_since = $13, "
        "newest_mention = $14, policy_id = $15, policy_version = $16, calendar_id = $17, calendar_version = $18, "
        "last_event = $19, created_at = $20, updated_at = $21, resolved_at = $22, history = $23 WHERE id = $1",
        {c.id, c.goal, c.substatus, static_cast<int>(c.snoozeKind), static_cast<int>(c.priority), c.starred, c.muted,
         c.dismissedReason, c.mergedInto, c.excerpt, c.lang, labels, c.waitingSince, c.newestMention, c.policy,
         c.policyVersion, c.calendar, c.calendarVersion, c.lastEvent, c.createdAt, c.updatedAt, c.resolvedAt, c.history});
    if (!done) return fail(done.error());
    return {};
}

Result<void> updateIndexed(SqlSession& session, const Conversation& c)
{
    const auto done = session.run(
        "UPDATE conversation SET key = $2, contact_id = $3, queue_id = $4, status = $5, snoozed_until = $6, hold_until = $7, "
        "assignee_id = $8, thread_root = $9, next_due = $10, risk_at = $11, due_sort = $12 WHERE id = $1",
        {c.id, c.key, c.contact, c.queue, static_cast<int>(c.status), c.snoozedUntil, c.holdUntil, c.assignee, c.threadRoot,
         c.nextDue, c.riskAt, dueSortOf(c)});
    if (!done) return fail(done.error());
    return {};
}

} // namespace

Conversation readConversation(const SqlRow& row)
{
    Conversation c;
    c.id = row.id<ConversationId>(0);
    c.key = row.string(1);
    c.platform = row.string(2);
    c.account = row.id<AccountId>(3);
    c.contact = row.id<ContactId>(4);
    c.queue = row.id<QueueId>(5);
    c.goal = row.id<GoalId>(6);
    c.status = static_cast<Status>(row.integer(7));
    c.substatus = row.string(8);
    c.snoozedUntil = row.timeOrNone(9);
    c.snoozeKind = static_cast<SnoozeKind>(row.integer(10));
    c.holdUntil = row.timeOrNone(11);
    c.priority = static_cast<Priority>(row.integer(12));
    c.assignee = row.id<PersonId>(13);
    c.direct = row.boolean(14);
    c.history = row.boolean(15);
    c.starred = row.boolean(16);
    c.muted = row.boolean(17);
    c.dismissedReason = row.string(18);
    c.mergedInto = row.id<ConversationId>(19);
    c.threadRoot = row.string(20);
    c.excerpt = row.string(21);
    c.lang = row.string(22);
    c.labels = readLabels(row.text(23));
    c.waitingSince = row.timeOrNone(24);
    c.newestMention = row.id<MentionId>(25);
    c.nextDue = row.timeOrNone(26);
    c.riskAt = row.timeOrNone(27);
    c.policy = row.id<PolicyId>(28);
    c.policyVersion = static_cast<int>(row.integer(29));
    c.calendar = row.id<CalendarId>(30);
    c.calendarVersion = static_cast<int>(row.integer(31));
    c.lastEvent = row.id<EventId>(32);
    c.createdAt = row.time(33);
    c.updatedAt = row.time(34);
    c.resolvedAt = row.timeOrNone(35);
    return c;
}

std::string labelsJson(const std::vector<LabelId>& labels)
{
    auto sorted = labels;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::string out = "[";
    for (const auto label : sorted) {
        if (out.size() > 1) out += ',';
        out += std::to_string(label.value);
    }
    return out + "]";
}

std::int64_t dueSortOf(const Conversation& c) { return c.nextDue ? toInt(*c.nextDue) : kNoDue; }

Result<std::optional<Conversation>> conversationForUpdate(SqlSession& session, ConversationId id)
{
    static const std::string kRead = std::string{"SELECT "} + kConversationColumns + " FROM conversation c WHERE c.id = $1";
    static const std::string kLocked = kRead + " FOR UPDATE";
    // SQLite has one writer at a time: its transaction is the lock.
    return loadOne(session, session.engine() == EngineKind::Sqlite ? kRead.c_str() : kLocked.c_str(), id);
}

Result<std::optional<Conversation>> conversationByKey(SqlSession& session, const std::string& key)
{
    static const std::string kRead = std::string{"SELECT "} + kConversationColumns + " FROM conversation c WHERE c.key = $1";
    static const std::string kLocked = kRead + " FOR UPDATE";
    return loadOne(session, session.engine() == EngineKind::Sqlite ? kRead.c_str() : kLocked.c_str(), key);
}

Result<void> insertConversation(SqlSession& session, const Conversation& c)
{
    const auto labels = labelsJson(c.labels);
    const auto done = session.run(
        "INSERT INTO conversation (id, key, platform, account_id, contact_id, queue_id, goal_id, status, substatus, "
        "snoozed_until, snooze_kind, hold_until, priority, assignee_id, direct, history, starred, muted, dismissed_reason, "
        "merged_into, thread_root, excerpt, lang, labels, waiting_since, newest_mention, next_due, risk_at, due_sort, "
        "policy_id, policy_version, calendar_id, calendar_version, last_event, created_at, updated_at, resolved_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "
        "$24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)",
        {c.id, c.key, c.platform, c.account, c.contact, c.queue, c.goal, static_cast<int>(c.status), c.substatus,
         c.snoozedUntil, static_cast<int>(c.snoozeKind), c.holdUntil, static_cast<int>(c.priority), c.assignee, c.direct,
         c.history, c.starred, c.muted, c.dismissedReason, c.mergedInto, c.threadRoot, c.excerpt, c.lang, labels,
         c.waitingSince, c.newestMention, c.nextDue, c.riskAt, dueSortOf(c), c.policy, c.policyVersion, c.calendar,
         c.calendarVersion, c.lastEvent, c.createdAt, c.updatedAt, c.resolvedAt});
    if (!done) return fail(done.error());
    return {};
}

Result<void> updateConversation(SqlSession& session, const Conversation& before, const Conversation& after)
{
    if (!sameIndexed(before, after))
        if (auto done = updateIndexed(session, after); !done) return done;
    return updatePlain(session, after);
}

} // namespace qd
