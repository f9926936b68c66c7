#include "storage/mention_write.h"

#include "quarterdeck/base/ids.h"
#include "storage/bulk.h"
#include "storage/mention_row.h"

namespace qd {
namespace {

Result<void> done(Result<std::int64_t> ran)
{
    if (!ran) return fail(ran.error());
    return {};
}

Result<void> insertRow(SqlSession& session, const NewMention& fresh, const std::string& extra)
{
    const auto& m = fresh.mention;
    return done(session.run(
        "INSERT INTO mention (id, platform, account_id, kind, native_id, native_key, conversation_id, contact_id, title, text, "
        "html, lang, url, created_at, received_at, edited_at, in_reply_to, thread_root, visibility, flags, extra) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        {m.id, m.platform, m.account, static_cast<int>(m.kind), m.nativeId, m.nativeKey, m.conversation, fresh.contact, m.title,
         m.text, m.html, m.lang, m.url, m.createdAt, m.receivedAt, m.editedAt, m.inReplyTo, m.threadRoot,
         static_cast<int>(m.visibility), flagsOf(m), extra}));
}

Result<void> insertWords(SqlSession& session, MentionId id, const std::string& words, const std::string& author)
{
    return done(session.run("INSERT INTO mention_fts (rowid, words, author) VALUES ($1, $2, $3)", {id, words, author}));
}

Result<void> insertTrace(SqlSession& session, const NewMention& fresh)
{
    if (fresh.trace.empty()) return {};
    const auto json = traceJson(fresh.trace);
    return done(session.run("INSERT INTO routing_trace (mention_id, trace) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                            {fresh.mention.id, json}));
}

struct ContactRow {
    ContactId id{};
    bool differs{false};
};

Result<std::optional<ContactRow>> findContact(SqlSession& session, const std::string& platform, const Author& author)
{
    std::optional<ContactRow> found;
    const auto read = session.each("SELECT id, handle, name, avatar, followers, bot FROM contact WHERE platform = $1 AND native_id = $2",
                                   {platform, author.nativeId}, [&](const SqlRow& row) {
                                       const auto newer = [&](int column, const std::string& value) {
                                           return !value.empty() && row.text(column) != value;
                                       };
                                       const bool followers =
                                           author.followers && (row.isNull(4) || row.integer(4) != *author.followers);
                                       found = ContactRow{row.id<ContactId>(0), newer(1, author.handle) || newer(2, author.name)
                                                                                    || newer(3, author.avatar) || followers
                                                                                    || row.boolean(5) != author.bot};
                                       return false;
                                   });
    if (!read) return fail(read.error());
    return found;
}

Result<void> updateContact(SqlSession& session, ContactId id, const Author& author)
{
    return done(session.run(
        "UPDATE contact SET handle = CASE WHEN $2 = '' THEN handle ELSE $2 END, name = CASE WHEN $3 = '' THEN name ELSE $3 END, "
        "avatar = CASE WHEN $4 = '' THEN avatar ELSE $4 END, followers = COALESCE($5, followers), bot = $6 WHERE id = $1",
        {id, author.handle, author.name, author.avatar, author.followers, author.bot}));
}

} // namespace

Result<MentionId> MentionIds::draw(SqlSession& session, UtcMillis at)
{
    const bool looks = session.engine() == EngineKind::Sqlite; // bulk::insertMentions() looks by itself
    if (looks && !m_highest) {
        const auto highest = session.integer("SELECT COALESCE(MAX(id), 0) FROM mention");
        if (!highest) return fail(highest.error());
        m_highest = highest->value_or(0);
    }
    for (int attempt = 0; attempt < 10'000; ++attempt) {
        const MentionId id{session.ids().make(at)};
        if (attempt > 3) at += std::chrono::milliseconds{1}; // that millisecond is crowded
        if (m_drawn.count(id) != 0) continue;
        if (looks && id.value <= *m_highest) {
            const auto taken = session.integer("SELECT 1 FROM mention WHERE id = $1", {id});
            if (!taken) return fail(taken.error());
            if (*taken) continue;
        }
        m_drawn.insert(id);
        return id;
    }
    return fail(Errc::Storage, "mention: no free id");
}

Result<void> insertMentions(SqlSession& session, const std::vector<NewMention>& mentions)
{
    if (session.engine() == EngineKind::Postgres) return bulk::insertMentions(session, mentions);
    for (const auto& fresh : mentions) {
        const auto by = authorWords(fresh.mention.author);
        if (auto row = insertRow(session, fresh, extraOf(fresh.mention, by)); !row) return row;
        if (auto words = insertWords(session, fresh.mention.id, mentionWords(fresh.mention.title, fresh.mention.text), by); !words)
            return words;
        if (auto trace = insertTrace(session, fresh); !trace) return trace;
        if (fresh.source)
            if (auto seen = addSources(session, {fresh.mention.id}, fresh.source); !seen) return seen;
    }
    return {};
}

Result<void> addSources(SqlSession& session, const std::vector<MentionId>& mentions, SourceId source)
{
    if (session.engine() == EngineKind::Postgres) return bulk::addSources(session, mentions, source);
    for (const auto id : mentions) {
        const auto added = session.run("INSERT INTO mention_source (mention_id, source_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                                       {id, source});
        if (!added) return fail(added.error());
    }
    return {};
}

Result<void> addWords(SqlSession& session, MentionId id, const std::string& words, const std::string& author)
{
    return session.engine() == EngineKind::Postgres ? bulk::addWords(session, id, words, author) : insertWords(session, id, words, author);
}

Result<void> replaceWords(SqlSession& session, MentionId id, const std::string& oldWords, const std::string& oldAuthor,
                          const std::string& words, const std::string& author)
{
    if (session.engine() == EngineKind::Postgres) return bulk::replaceWords(session, id, words, author);
    auto removed = done(session.run("INSERT INTO mention_fts (mention_fts, rowid, words, author) VALUES ('delete', $1, $2, $3)",
                                    {id, oldWords, oldAuthor}));
    if (!removed) return removed;
    return insertWords(session, id, words, author);
}

Result<ContactId> keepContact(SqlSession& session, const std::string& platform, const Author& author, UtcMillis seen)
{
    if (author.nativeId.empty()) return ContactId{};
    for (int attempt = 0; attempt < 1000; ++attempt) {
        const auto known = findContact(session, platform, author);
        if (!known) return fail(known.error());
        if (*known) {
            if ((*known)->differs)
                if (auto updated = updateContact(session, (*known)->id, author); !updated) return fail(updated.error());
            return (*known)->id;
        }
        const ContactId id{session.ids().make(seen + std::chrono::milliseconds{attempt})};
        const auto made = session.run("INSERT INTO contact (id, platform, native_id, handle, name, avatar, followers, bot, first_seen) "
                                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
                                      {id, platform, author.nativeId, author.handle, author.name, author.avatar, author.followers,
                                       author.bot, seen});
        if (!made) return fail(made.error());
        if (*made == 1) return id; // else the id was taken, or another process made the contact
    }
    return fail(Errc::Storage, "contact: no free id");
}

} // namespace qd
