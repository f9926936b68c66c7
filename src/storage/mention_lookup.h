#pragma once

#include "quarterdeck/domain/mention.h"
#include "storage/sql.h"

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace qd {

/// What ingest has to know about a mention that is stored, or about to be.
struct StoredMention {
    MentionId id{};
    ConversationId conversation{};
    std::string nativeKey;
    std::string nativeId; ///< of pending ones only
    std::string title;
    std::string text;
    UtcMillis createdAt{};
    std::optional<UtcMillis> editedAt{};
    std::string inReplyTo;
    std::string threadRoot;
    int flags{0};
    std::string extra;
    bool pending{false}; ///< of this batch: its row is written at the end
    bool context{false}; ///< pending without a conversation, as a stranger's post
};

/// What stands for a parent whose key the platform did not tell and that is not stored yet; ownRepliesTo() finds its
/// answers by it once the parent comes.
std::string parentById(AccountId account, const std::string& nativeId);

/// The columns of mention_lookup.cpp, in their order.
StoredMention readStoredMention(const SqlRow& row);

/// Mentions of one platform by native key and by parent, each looked for once a batch.
class MentionLookup {
public:
    MentionLookup(SqlSession& session, std::string platform) : m_session{session}, m_platform{std::move(platform)} {}

    /// Read many at once, where that saves round trips.
    Result<void> prefetch(std::vector<std::string> keys, std::vector<std::string> parents);

    Result<StoredMention*> find(const std::string& nativeKey);                ///< nullptr: not there
    Result<std::vector<StoredMention*>> ownRepliesTo(const std::string& nativeKey);
    /// The native key of the post with this id on the account's server; "" where it is not stored.
    Result<std::string> keyOfNativeId(AccountId account, const std::string& nativeId);
    StoredMention* addPending(StoredMention mention);

private:
    StoredMention* keep(StoredMention mention);

    SqlSession& m_session;
    std::string m_platform;
    std::deque<StoredMention> m_rows;
    std::unordered_map<std::string, StoredMention*> m_byKey;
    std::unordered_map<std::string, std::vector<StoredMention*>> m_ownByParent; ///< of parents that were asked for
    std::unordered_map<std::string, std::vector<StoredMention*>> m_pendingOwn;
};

} // namespace qd
