#include "quarterdeck/storage/conversation_table.h"
#include "storage/mention_row.h"

#include <algorithm>

// Mentions by id, key, conversation and thread, with their versions and traces.
namespace qd {
namespace {

Result<std::vector<Mention>> mentionsWhere(SqlSession& session, const char* text, SqlSession::Args args)
{
    std::vector<Mention> mentions;
    const auto read = session.each(text, args, [&](const SqlRow& row) {
        mentions.push_back(readMention(row));
        return true;
    });
    if (!read) return fail(read.error());
    return mentions;
}

std::string selecting(const char* where) { return std::string{"SELECT "} + kMentionColumns + kMentionTables + where; }

} // namespace

Result<std::vector<Mention>> mentionsOf(Session& session, ConversationId id)
{
    static const std::string kText = selecting("WHERE m.conversation_id = $1 AND m.conversation_id <> 0 ORDER BY m.id");
    return mentionsWhere(sql(session), kText.c_str(), {id});
}

Result<std::vector<Mention>> mentionsOfThread(Session& session, const std::string& platform, const std::string& threadRoot, int limit)
{
    static const std::string kText = selecting("WHERE m.thread_root = $1 AND m.thread_root <> '' AND m.thread_root <> m.native_key AND m.platform = $2 "
                                               "ORDER BY m.id DESC LIMIT $3");
    auto mentions = mentionsWhere(sql(session), kText.c_str(), {threadRoot, platform, limit});
    if (!mentions) return mentions;
    std::reverse(mentions->begin(), mentions->end());
    // The root's own row is found by its key, whatever it says of itself: it is the first of its thread.
    const bool hasRoot = std::any_of(mentions->begin(), mentions->end(), [&](const Mention& m) { return m.nativeKey == threadRoot; });
    if (hasRoot || threadRoot.empty() || static_cast<int>(mentions->size()) >= limit) return mentions;
    const auto root = findMention(session, platform, threadRoot);
    if (!root) return fail(root.error());
    if (*root) mentions->insert(std::upper_bound(mentions->begin(), mentions->end(), **root,
                                                 [](const Mention& a, const Mention& b) { return a.id < b.id; }), **root);
    return mentions;
}

Result<std::vector<Mention>> mentionsInWork(Session& session, AccountId account, ConversationId after, int limit)
{
    // By queue first: work is a small, indexed part of all conversations; "+ 0" keeps the walk off the whole table.
    static const std::string kText =
        std::string{"SELECT "} + kMentionColumns +
        " FROM conversation c JOIN mention m ON m.id = c.newest_mention LEFT JOIN contact k ON k.id = m.contact_id "
        "WHERE c.queue_id IN (SELECT id FROM queue) AND c.status < 4 AND c.account_id = $1 AND c.id + 0 > $2 "
        "AND (m.flags & 5) = 0 ORDER BY c.id LIMIT $3";
    return mentionsWhere(sql(session), kText.c_str(), {account, after, limit});
}

Result<std::vector<MentionVersion>> versionsOf(Session& session, MentionId id)
{
    std::vector<MentionVersion> versions;
    const auto read = sql(session).each("SELECT text, replaced_at FROM mention_version WHERE mention_id = $1 ORDER BY replaced_at",
                                        {id}, [&](const SqlRow& row) {
                                            versions.push_back(MentionVersion{id, row.string(0), row.time(1)});
                                            return true;
                                        });
    if (!read) return fail(read.error());
    return versions;
}

Result<std::vector<TraceStep>> traceOf(Session& session, MentionId id)
{
    std::vector<TraceStep> trace;
    const auto read = sql(session).each("SELECT trace FROM routing_trace WHERE mention_id = $1", {id}, [&](const SqlRow& row) {
        trace = readTrace(row.text(0));
        return false;
    });
    if (!read) return fail(read.error());
    return trace;
}

Result<Mention> loadMention(Session& session, MentionId id)
{
    static const std::string kText = selecting("WHERE m.id = $1");
    auto mentions = mentionsWhere(sql(session), kText.c_str(), {id});
    if (!mentions) return fail(mentions.error());
    if (mentions->empty()) return fail(Errc::NotFound, "mention");
    return std::move(mentions->front());
}

Result<std::optional<Mention>> findMention(Session& session, const std::string& platform, const std::string& nativeKey)
{
    static const std::string kSqlite = selecting("WHERE m.platform = $1 AND m.native_key = $2");
    static const std::string kPostgres = selecting("JOIN mention_key y ON y.mention_id = m.id WHERE y.platform = $1 AND y.native_key = $2");
    auto mentions = mentionsWhere(sql(session), session.engine() == EngineKind::Sqlite ? kSqlite.c_str() : kPostgres.c_str(),
                                  {platform, nativeKey});
    if (!mentions) return fail(mentions.error());
    if (mentions->empty()) return std::nullopt;
    return std::optional{std::move(mentions->front())};
}

} // namespace qd
