#include "quarterdeck/storage/conversation_table.h"
#include "storage/conversation_row.h"
#include "storage/cursor_text.h"
#include "storage/list_plan.h"

#include <algorithm>

namespace qd {
namespace {

constexpr int kMostCards = 500;

/// Joined, so that a card needs nothing else.
std::string rowText()
{
    return std::string{"SELECT "} + kConversationColumns +
           ", k.native_id, k.handle, k.name, k.avatar, k.followers, k.bot, k.first_seen, m.flags, m.extra, "
           "(SELECT COUNT(*) FROM mention x WHERE x.conversation_id = c.id AND x.conversation_id <> 0 AND (x.flags & 1) = 0) "
           "FROM conversation c LEFT JOIN contact k ON k.id = c.contact_id LEFT JOIN mention m ON m.id = c.newest_mention "
           "WHERE c.id = $1";
}

ConversationRow readRow(const SqlRow& row)
{
    constexpr int k = kConversationColumnCount;
    ConversationRow out;
    out.conversation = readConversation(row);
    out.contact.id = out.conversation.contact;
    out.contact.platform = out.conversation.platform;
    if (!row.isNull(k)) {
        out.contact.nativeId = row.string(k);
        out.contact.handle = row.string(k + 1);
        out.contact.name = row.string(k + 2);
        out.contact.avatar = row.string(k + 3);
        if (!row.isNull(k + 4)) out.contact.followers = row.integer(k + 4);
        out.contact.bot = row.boolean(k + 5);
        out.contact.firstSeen = row.time(k + 6);
    }
    if (!row.isNull(k + 7)) {
        out.newestSensitive = (row.integer(k + 7) & 8) != 0;
        out.hasMedia = row.text(k + 8).find("\"media\":[") != std::string_view::npos;
    }
    out.messages = static_cast<int>(row.integer(k + 9));
    return out;
}

Result<std::vector<Cursor>> keysOf(SqlSession& session, const ListPlan& plan, const ListScan& scan, std::optional<Cursor> after, int limit)
{
    const auto text = scanText(session.engine(), plan, scan, after.has_value());
    auto args = scan.args;
    if (after) {
        args.emplace_back(after->sort);
        args.emplace_back(after->id);
    }
    args.emplace_back(limit);
    std::vector<Cursor> keys;
    const auto read = session.eachOnce(text, args, [&](const SqlRow& row) {
        keys.push_back(Cursor{row.integer(0), row.integer(1)});
        return true;
    });
    if (!read) return fail(read.error());
    return keys;
}

bool before(const ListPlan& plan, const Cursor& a, const Cursor& b)
{
    return plan.descending ? std::tie(a.sort, a.id) > std::tie(b.sort, b.id) : std::tie(a.sort, a.id) < std::tie(b.sort, b.id);
}

Result<std::vector<QueueId>> queuesAtWork(SqlSession& session)
{
    std::vector<QueueId> queues;
    const auto read = session.each("SELECT queue_id FROM counter_queue WHERE status < 4 GROUP BY queue_id HAVING SUM(n) > 0",
                                   {}, [&](const SqlRow& row) {
                                       queues.push_back(row.id<QueueId>(0));
                                       return true;
                                   });
    if (!read) return fail(read.error());
    return queues;
}

} // namespace

Result<ConversationPage> listConversations(Session& session, const ConversationFilter& filter, const std::string& after, int limit)
{
    limit = std::clamp(limit, 1, kMostCards);
    std::vector<QueueId> queues;
    if (asksQueueByQueue(filter)) {
        auto known = filter.within.empty() ? queuesAtWork(sql(session)) : Result<std::vector<QueueId>>{filter.within};
        if (!known) return fail(known.error());
        queues = std::move(*known);
    }
    const auto plan = planList(filter, queues);
    std::optional<Cursor> from;
    if (!after.empty()) {
        const auto read = readCursor(plan.name, after);
        if (!read) return fail(read.error());
        from = *read;
    }

    std::vector<Cursor> keys;
    for (const auto& scan : plan.scans) {
        const auto some = keysOf(sql(session), plan, scan, from, limit + 1);
        if (!some) return fail(some.error());
        keys.insert(keys.end(), some->begin(), some->end());
    }
    std::sort(keys.begin(), keys.end(), [&](const Cursor& a, const Cursor& b) { return before(plan, a, b); });

    ConversationPage page;
    if (static_cast<int>(keys.size()) > limit) {
        keys.resize(static_cast<std::size_t>(limit));
        page.next = writeCursor(plan.name, keys.back());
    }
    for (const auto& key : keys) {
        auto row = loadRow(session, ConversationId{key.id});
        if (!row) return fail(row.error());
        page.rows.push_back(std::move(*row));
    }
    return page;
}

Result<ConversationRow> loadRow(Session& session, ConversationId id)
{
    static const std::string kText = rowText();
    ConversationRow found;
    auto read = sql(session).one(kText.c_str(), {id}, "there is no such conversation", [&](const SqlRow& row) { found = readRow(row); });
    if (!read) return fail(read.error());
    return found;
}

} // namespace qd
