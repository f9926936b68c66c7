#include "quarterdeck/base/ids.h"
#include "storage/array_text.h"
#include "storage/bulk.h"
#include "storage/conversation_row.h"
#include "storage/event_row.h"
#include "storage/mention_row.h"

#include <algorithm>
#include <unordered_map>

namespace qd::bulk {
namespace {

/// `types` names each column's: 'i' BIGINT, 't' TEXT.
std::string unnested(std::string_view types)
{
    std::string text;
    for (std::size_t i = 0; i < types.size(); ++i)
        text += (i == 0 ? "CAST($" : ", CAST($") + std::to_string(i + 1) + (types[i] == 'i' ? " AS BIGINT[])" : " AS TEXT[])");
    return "unnest(" + text + ")";
}

/// @return rows written
Result<std::int64_t> insert(SqlSession& session, const std::string& into, std::string_view types, ArrayColumns& columns,
                            const std::string& rest)
{
    if (columns.rows() == 0) return 0;
    std::vector<SqlArg> args;
    for (std::size_t i = 0; i < columns.size(); ++i) args.emplace_back(columns[i].text());
    return session.runOnce("INSERT INTO " + into + " SELECT * FROM " + unnested(types) + ' ' + rest, args);
}

Result<void> insertAll(SqlSession& session, const std::string& into, std::string_view types, ArrayColumns& columns)
{
    const auto rows = columns.rows();
    const auto done = insert(session, into, types, columns, "ON CONFLICT DO NOTHING");
    if (!done) return fail(done.error());
    if (*done != static_cast<std::int64_t>(rows)) return fail(Errc::Busy, "an id or a key was taken meanwhile");
    return {};
}

/// A tsvector of our own words, position by position: PostgreSQL's parser would cut some of them otherwise.
std::string vectorText(const std::string& words)
{
    constexpr int kMostPositions = 16383;
    constexpr std::size_t kLongestWord = 2000; // PostgreSQL refuses more than 2046 bytes
    std::string text;
    int position = 0;
    for (std::size_t at = 0; at < words.size();) {
        auto end = words.find(' ', at);
        if (end == std::string::npos) end = words.size();
        if (end > at && end - at < kLongestWord) {
            position = std::min(position + 1, kMostPositions);
            text += (text.empty() ? "'" : " '") + words.substr(at, end - at) + "':" + std::to_string(position);
        }
        at = end + 1;
    }
    return text;
}

} // namespace

Result<void> insertEvents(SqlSession& session, std::vector<Event*>& events, UtcMillis now)
{
    ArrayColumns columns{12};
    std::int64_t last = 0;
    auto at = now;
    for (auto* event : events) {
        auto id = session.ids().make(at);
        while (id <= last) id = session.ids().make(at += std::chrono::milliseconds{1}); // the sequence went round
        event->id = EventId{last = id};
        std::optional<int> status;
        if (event->statusAfter) status = static_cast<int>(*event->statusAfter);
        columns.add(id, event->conversation, event->at, event->recordedAt, static_cast<int>(event->type),
                    static_cast<int>(event->actor.kind), event->actor.id, event->reason, event->mention, event->outbox, status,
                    eventDataJson(*event));
    }
    return insertAll(session, "event (id, conversation_id, at, recorded_at, type, actor_kind, actor_id, reason, mention_id, outbox_id, "
                              "status_after, data)", "iiiiiiitiiit", columns);
}

Result<void> insertConversations(SqlSession& session, const std::vector<const Conversation*>& conversations)
{
    ArrayColumns columns{37};
    for (const auto* each : conversations) {
        const auto& c = *each;
        columns.add(c.id, c.key, c.platform, c.account, c.contact, c.queue, c.goal, static_cast<int>(c.status), c.substatus,
                    c.snoozedUntil, static_cast<int>(c.snoozeKind), c.holdUntil, static_cast<int>(c.priority), c.assignee, c.direct,
                    c.history, c.starred, c.muted, c.dismissedReason, c.mergedInto, c.threadRoot, c.excerpt, c.lang,
                    labelsJson(c.labels), c.waitingSince, c.newestMention, c.nextDue, c.riskAt, dueSortOf(c), c.policy,
                    c.policyVersion, c.calendar, c.calendarVersion, c.lastEvent, c.createdAt, c.updatedAt, c.resolvedAt);
    }
    return insertAll(session,
                     "conversation (id, key, platform, account_id, contact_id, queue_id, goal_id, status, substatus, snoozed_until, "
                     "snooze_kind, hold_until, priority, assignee_id, direct, history, starred, muted, dismissed_reason, merged_into, "
                     "thread_root, excerpt, lang, labels, waiting_since, newest_mention, next_due, risk_at, due_sort, policy_id, "
                     "policy_version, calendar_id, calendar_version, last_event, created_at, updated_at, resolved_at)",
                     "i" "tt" "iiiii" "t" "iiiiiiiii" "t" "i" "tttt" "iiiiiiiiiiiii", columns);
}

Result<void> insertMentions(SqlSession& session, const std::vector<NewMention>& mentions)
{
    ArrayColumns keys{3};
    ArrayColumns rows{21};
    ArrayColumns words{3};
    ArrayColumns traces{2};
    std::unordered_map<std::int64_t, std::vector<MentionId>> sources;
    for (const auto& fresh : mentions) {
        const auto& m = fresh.mention;
        const auto by = authorWords(m.author);
        keys.add(m.platform, m.nativeKey, m.id);
        rows.add(m.id, m.platform, m.account, static_cast<int>(m.kind), m.nativeId, m.nativeKey, m.conversation, fresh.contact, m.title,
                 m.text, m.html, m.lang, m.url, m.createdAt, m.receivedAt, m.editedAt, m.inReplyTo, m.threadRoot,
                 static_cast<int>(m.visibility), flagsOf(m), extraOf(m, by));
        words.add(m.id, vectorText(mentionWords(m.title, m.text)), vectorText(by));
        if (!fresh.trace.empty()) traces.add(m.id, traceJson(fresh.trace));
        if (fresh.source) sources[fresh.source.value].push_back(m.id);
    }
    auto done = insertAll(session, "mention_key (platform, native_key, mention_id)", "tti", keys);
    if (done)
        done = insertAll(session, "mention (id, platform, account_id, kind, native_id, native_key, conversation_id, contact_id, title, text, "
                                  "html, lang, url, created_at, received_at, edited_at, in_reply_to, thread_root, visibility, flags, extra)",
                         "itiittiitttttiiittiit", rows);
    if (done && words.rows() > 0) {
        const auto written = session.runOnce("INSERT INTO mention_words (mention_id, words, author) SELECT a, CAST(b AS tsvector), CAST(c AS tsvector) "
                                             "FROM unnest(CAST($1 AS BIGINT[]), CAST($2 AS TEXT[]), CAST($3 AS TEXT[])) AS x (a, b, c)",
                                             {words[0].text(), words[1].text(), words[2].text()});
        if (!written) return fail(written.error());
    }
    if (done && traces.rows() > 0) {
        const auto written = insert(session, "routing_trace (mention_id, trace)", "it", traces, "ON CONFLICT DO NOTHING");
        if (!written) return fail(written.error());
    }
    if (!done) return done;
    for (const auto& [source, ids] : sources)
        if (auto added = bulk::addSources(session, ids, SourceId{source}); !added) return added;
    return {};
}

Result<void> addSources(SqlSession& session, const std::vector<MentionId>& mentions, SourceId source)
{
    ArrayColumns columns{2};
    for (const auto id : mentions) columns.add(id, source);
    const auto done = insert(session, "mention_source (mention_id, source_id)", "ii", columns, "ON CONFLICT DO NOTHING");
    if (!done) return fail(done.error());
    return {};
}

Result<void> addWords(SqlSession& session, MentionId id, const std::string& words, const std::string& author)
{
    const auto text = vectorText(words);
    const auto by = vectorText(author);
    const auto done = session.run("INSERT INTO mention_words (mention_id, words, author) VALUES ($1, CAST($2 AS tsvector), CAST($3 AS tsvector))",
                                  {id, text, by});
    if (!done) return fail(done.error());
    return {};
}

Result<void> replaceWords(SqlSession& session, MentionId id, const std::string& words, const std::string& author)
{
    const auto text = vectorText(words);
    const auto by = vectorText(author);
    const auto done = session.run("UPDATE mention_words SET words = CAST($2 AS tsvector), author = CAST($3 AS tsvector) "
                                  "WHERE org_id = qd_org() AND mention_id = $1", {id, text, by});
    if (!done) return fail(done.error());
    return {};
}

namespace {

constexpr const char* kStoredColumns =
    "m.id, m.conversation_id, m.native_key, m.title, m.text, m.created_at, m.edited_at, m.in_reply_to, "
    "m.thread_root, m.flags, m.extra";

Result<void> readMany(SqlSession& session, const std::string& text, const std::string& platform, const std::vector<std::string>& keys,
                      const EachMention& found)
{
    if (keys.empty()) return {};
    ArrayText list;
    for (const auto& key : keys) list.add(key);
    return session.eachOnce(text, {platform, list.text()}, [&](const SqlRow& row) {
        found(readStoredMention(row));
        return true;
    });
}

} // namespace

Result<void> mentionsByKey(SqlSession& session, const std::string& platform, const std::vector<std::string>& keys, const EachMention& found)
{
    static const std::string kText = std::string{"SELECT "} + kStoredColumns +
                                     " FROM mention_key y JOIN mention m ON m.id = y.mention_id "
                                     "WHERE y.platform = $1 AND y.native_key = ANY (CAST($2 AS TEXT[]))";
    return readMany(session, kText, platform, keys, found);
}

Result<void> ownMentionsByParent(SqlSession& session, const std::string& platform, const std::vector<std::string>& parents,
                                 const EachMention& found)
{
    static const std::string kText = std::string{"SELECT "} + kStoredColumns +
                                     " FROM mention m WHERE m.platform = $1 AND (m.flags & 1) "
                                     "<> 0 AND m.in_reply_to = ANY (CAST($2 AS TEXT[])) ORDER BY m.id";
    return readMany(session, kText, platform, parents, found);
}

} // namespace qd::bulk
