#include "storage/mention_lookup.h"

#include "storage/bulk.h"
#include "storage/mention_row.h"

#include <algorithm>

namespace qd {
namespace {

constexpr const char* kByKeySqlite =
    "SELECT m.id, m.conversation_id, m.native_key, m.title, m.text, m.created_at, m.edited_at, "
    "m.in_reply_to, m.thread_root, m.flags, m.extra FROM mention m "
    "WHERE m.platform = $1 AND m.native_key = $2";
constexpr const char* kByKeyPostgres =
    "SELECT m.id, m.conversation_id, m.native_key, m.title, m.text, m.created_at, m.edited_at, "
    "m.in_reply_to, m.thread_root, m.flags, m.extra FROM mention_key y JOIN mention m ON m.id = y.mention_id "
    "WHERE y.platform = $1 AND y.native_key = $2";
constexpr const char* kOwnByParent =
    "SELECT m.id, m.conversation_id, m.native_key, m.title, m.text, m.created_at, m.edited_at, "
    "m.in_reply_to, m.thread_root, m.flags, m.extra FROM mention m "
    "WHERE m.in_reply_to = $1 AND (m.flags & 1) <> 0 AND m.platform = $2 ORDER BY m.id";

} // namespace

StoredMention readStoredMention(const SqlRow& row)
{
    StoredMention m;
    m.id = row.id<MentionId>(0);
    m.conversation = row.id<ConversationId>(1);
    m.nativeKey = row.string(2);
    m.title = row.string(3);
    m.text = row.string(4);
    m.createdAt = row.time(5);
    m.editedAt = row.timeOrNone(6);
    m.inReplyTo = row.string(7);
    m.threadRoot = row.string(8);
    m.flags = static_cast<int>(row.integer(9));
    m.extra = row.string(10);
    return m;
}

StoredMention* MentionLookup::keep(StoredMention mention)
{
    if (const auto known = m_byKey.find(mention.nativeKey); known != m_byKey.end() && known->second != nullptr)
        return known->second;
    m_rows.push_back(std::move(mention));
    return m_byKey[m_rows.back().nativeKey] = &m_rows.back();
}

Result<void> MentionLookup::prefetch(std::vector<std::string> keys, std::vector<std::string> parents)
{
    if (m_session.engine() == EngineKind::Sqlite) return {}; // a look-up is a function call there
    const auto once = [](std::vector<std::string>& list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    once(keys);
    once(parents);
    for (const auto& key : keys) m_byKey.emplace(key, nullptr);
    for (const auto& parent : parents) m_ownByParent[parent];
    const auto found = [&](StoredMention mention, bool byParent) {
        auto* const row = keep(std::move(mention));
        if (byParent) m_ownByParent[row->inReplyTo].push_back(row);
    };
    if (auto done = bulk::mentionsByKey(m_session, m_platform, keys, [&](StoredMention m) { found(std::move(m), false); }); !done)
        return done;
    return bulk::ownMentionsByParent(m_session, m_platform, parents, [&](StoredMention m) { found(std::move(m), true); });
}

Result<StoredMention*> MentionLookup::find(const std::string& nativeKey)
{
    if (nativeKey.empty()) return nullptr;
    if (const auto known = m_byKey.find(nativeKey); known != m_byKey.end()) return known->second;
    auto& slot = m_byKey[nativeKey];
    const auto read = m_session.each(m_session.engine() == EngineKind::Sqlite ? kByKeySqlite : kByKeyPostgres,
                                     {m_platform, nativeKey}, [&](const SqlRow& row) {
                                         m_rows.push_back(readStoredMention(row));
                                         slot = &m_rows.back();
                                         return false;
                                     });
    if (!read) return fail(read.error());
    return slot;
}

Result<std::vector<StoredMention*>> MentionLookup::ownRepliesTo(const std::string& nativeKey)
{
    auto known = m_ownByParent.find(nativeKey);
    if (known == m_ownByParent.end()) {
        known = m_ownByParent.emplace(nativeKey, std::vector<StoredMention*>{}).first;
        const auto read = m_session.each(kOwnByParent, {nativeKey, m_platform}, [&](const SqlRow& row) {
            known->second.push_back(keep(readStoredMention(row)));
            return true;
        });
        if (!read) return fail(read.error());
    }
    auto replies = known->second;
    if (const auto pending = m_pendingOwn.find(nativeKey); pending != m_pendingOwn.end())
        replies.insert(replies.end(), pending->second.begin(), pending->second.end());
    return replies;
}

Result<std::string> MentionLookup::keyOfNativeId(AccountId account, const std::string& nativeId)
{
    std::string key;
    for (const auto& row : m_rows)
        if (row.pending && row.nativeId == nativeId) return row.nativeKey;
    const auto read = m_session.each("SELECT native_key FROM mention WHERE native_id = $1 AND native_id <> native_key AND account_id = $2",
                                     {nativeId, account}, [&](const SqlRow& row) {
                                         key = row.string(0);
                                         return false;
                                     });
    if (!read) return fail(read.error());
    return key;
}

std::string parentById(AccountId account, const std::string& nativeId)
{
    return "id:" + std::to_string(account.value) + ":" + nativeId;
}

StoredMention* MentionLookup::addPending(StoredMention mention)
{
    mention.pending = true;
    m_rows.push_back(std::move(mention));
    auto* const row = &m_rows.back();
    m_byKey[row->nativeKey] = row;
    if ((row->flags & kOwnFlag) != 0 && !row->inReplyTo.empty()) m_pendingOwn[row->inReplyTo].push_back(row);
    return row;
}

} // namespace qd
