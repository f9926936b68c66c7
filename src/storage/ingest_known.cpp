#include "quarterdeck/base/text.h"
#include "storage/ingest.h"
#include "storage/mention_row.h"
#include "storage/merge.h"

#include <algorithm>

// Posts that are stored: seen by one more source, edited, moved to another root, deleted by their authors.
namespace qd {
namespace {

std::string excerptOf(const Mention& m)
{
    return ellipsize(m.title.empty() ? m.text : m.text.empty() ? m.title : m.title + '\n' + m.text, 280);
}

/// Whether what arrives is the newer wording: pages read from a cache can be older than what is stored.
bool isEdit(const Mention& now, const StoredMention& stored)
{
    if (now.text == stored.text && now.title == stored.title) return false;
    if (stored.editedAt) return now.editedAt && *now.editedAt > *stored.editedAt;
    return true;
}

} // namespace

NewMention* Ingest::pendingOf(const StoredMention& stored)
{
    if (!stored.pending) return nullptr;
    const auto at = std::find_if(m_fresh.rbegin(), m_fresh.rend(), [&](const NewMention& each) { return each.mention.id == stored.id; });
    return at == m_fresh.rend() ? nullptr : &*at;
}

Result<LedgerEntry*> Ingest::livingOf(const StoredMention& stored)
{
    const auto entry = m_ledger.byId(stored.conversation);
    return entry ? m_ledger.living(*entry) : entry;
}

Result<void> Ingest::takeKnown(const Routed& item, StoredMention& stored)
{
    if (stored.pending) { // twice in one batch
        ++m_report.known;
        return {};
    }
    if (m_origin.source) m_seenAgain.push_back(stored.id);
    const bool own = (stored.flags & kOwnFlag) != 0;
    if ((stored.flags & kDeletedFlag) != 0) { // a late page shows it once more; it stays deleted
        ++m_report.known;
        return {};
    }
    const bool adopts = !own && !stored.conversation && !m_origin.threadOnly;
    if (adopts)
        if (auto done = adopt(item, stored); !done) return done;
    const auto edited = edit(item.mention, stored);
    if (!edited) return fail(edited.error());
    ++(adopts ? m_report.fresh : *edited ? m_report.edited : m_report.known);
    return moveRoot(item.mention, stored);
}

/// A post kept as a thread's context turns out to be addressed to us.
Result<void> Ingest::adopt(const Routed& item, StoredMention& stored)
{
    const auto contact = contactOf(item.mention.author, item.mention.createdAt);
    if (!contact) return fail(contact.error());
    auto mention = item.mention;
    mention.id = stored.id;
    if (auto done = takeCustomer(item, mention, *contact, stored); !done) return done;
    stored.flags = flagsOf(mention);
    const auto json = traceJson(item.routing.trace);
    auto done = m_session.run("UPDATE mention SET conversation_id = $2, flags = $3, kind = $4, account_id = $5 WHERE id = $1",
                              {stored.id, mention.conversation, stored.flags, static_cast<int>(mention.kind), mention.account});
    if (done && !item.routing.trace.empty())
        done = m_session.run("INSERT INTO routing_trace (mention_id, trace) VALUES ($1, $2) ON CONFLICT DO NOTHING", {stored.id, json});
    if (!done) return fail(done.error());
    m_report.ids.push_back(stored.id);
    return {};
}

Result<bool> Ingest::edit(const Mention& now, StoredMention& stored)
{
    if (!isEdit(now, stored)) return false;
    const auto contact = contactOf(now.author, now.createdAt);
    if (!contact) return fail(contact.error());
    const auto oldBy = indexedAuthor(stored.extra);
    const auto by = authorWords(now.author);
    const auto extra = extraOf(now, by);
    // One version an instant: a second edit within the millisecond replaces nothing that anybody saw.
    auto done = m_session.run("INSERT INTO mention_version (mention_id, replaced_at, text) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                              {stored.id, m_now, stored.text});
    if (done)
        done = m_session.run("UPDATE mention SET title = $2, text = $3, html = $4, lang = $5, edited_at = $6, extra = $7 WHERE id = $1",
                             {stored.id, now.title, now.text, now.html, now.lang, now.editedAt ? now.editedAt : std::optional{m_now}, extra});
    if (!done) return fail(done.error());
    auto words = replaceWords(m_session, stored.id, mentionWords(stored.title, stored.text), oldBy, mentionWords(now.title, now.text), by);
    if (!words) return fail(words.error());
    stored.title = now.title;
    stored.text = now.text;
    stored.editedAt = now.editedAt ? now.editedAt : std::optional{m_now};
    stored.extra = extra;

    if (!stored.conversation || (stored.flags & kOwnFlag) != 0) return true;
    const auto entry = livingOf(stored);
    if (!entry) return fail(entry.error());
    if (*entry == nullptr) return true;
    auto edited = authorEdited((*entry)->now, stored.id, now.editedAt.value_or(m_now), m_now);
    if (edited.after.newestMention == stored.id) edited.after.excerpt = excerptOf(now);
    m_ledger.apply(**entry, std::move(edited));
    return true;
}

Result<void> Ingest::moveRoot(const Mention& now, StoredMention& stored)
{
    if (now.threadRoot.empty() || now.threadRoot == stored.threadRoot) return {};
    const auto moved = m_session.run("UPDATE mention SET thread_root = $2 WHERE id = $1", {stored.id, now.threadRoot});
    if (!moved) return fail(moved.error());
    stored.threadRoot = now.threadRoot;
    if (!stored.conversation || (stored.flags & kOwnFlag) != 0) return {};

    const auto key = conversationKey(now);
    if (key.rfind("p:", 0) != 0) return {}; // direct talks and single items do not hang on a root
    const auto from = livingOf(stored);
    if (!from) return fail(from.error());
    if (*from == nullptr || (*from)->now.mergedInto || (*from)->now.account != now.account) return {};
    const auto holder = m_ledger.byKey(key);
    if (!holder) return fail(holder.error());
    const auto into = m_ledger.living(*holder);
    if (!into) return fail(into.error());
    if (*into == *from) return {};
    if (*into == nullptr) { // nobody has that root yet: the conversation itself goes there
        if ((*from)->now.key.rfind("p:", 0) != 0) return {};
        (*from)->now.threadRoot = now.threadRoot;
        m_ledger.rekey(**from, key);
        return {};
    }
    if ((*into)->now.contact != (*from)->now.contact || (*into)->now.status == Status::Closed) return {};
    stored.conversation = (*into)->now.id;
    for (auto& fresh : m_fresh)
        if (fresh.mention.conversation == (*from)->now.id) fresh.mention.conversation = stored.conversation;
    return mergeConversations(m_session, m_ledger, **from, **into, m_now);
}

Result<void> Ingest::bury(const std::string& nativeKey)
{
    const auto found = m_lookup.find(nativeKey);
    if (!found) return fail(found.error());
    auto* const stored = *found;
    if (stored == nullptr || (stored->flags & kDeletedFlag) != 0) return {};
    stored->flags |= kDeletedFlag;
    ++m_report.deleted;
    if (auto* const pending = pendingOf(*stored)) {
        pending->mention.deleted = true;
    } else {
        const auto done = m_session.run("UPDATE mention SET flags = $2 WHERE id = $1", {stored->id, stored->flags});
        if (!done) return fail(done.error());
    }
    if (!stored->conversation || (stored->flags & kOwnFlag) != 0) return {};
    const auto entry = livingOf(*stored);
    if (!entry) return fail(entry.error());
    if (*entry == nullptr) return {};
    const auto log = m_ledger.logOf(**entry);
    if (!log) return fail(log.error());
    m_ledger.apply(**entry, authorDeleted((*entry)->now, stored->id, oldestWaiting(*log, lastAnswer(*log), stored->id), m_now));
    return {};
}

} // namespace qd
