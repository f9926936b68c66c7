#pragma once

#include "quarterdeck/storage/ingest_table.h"
#include "storage/ledger.h"
#include "storage/mention_lookup.h"
#include "storage/mention_write.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace qd {

/// What a batch came from.
struct IngestOrigin {
    std::string platform;
    SourceId source{};       ///< 0: a thread, read around a post
    UtcMillis connectedAt{}; ///< of the source, or the account: what happened before is history
    bool threadOnly{false};  ///< strangers' posts are context, nobody's work
};

/// One batch on its way into the database: each item is looked up, turned into transitions by the domain, and written
/// at the end. Used once, inside a transaction.
class Ingest {
public:
    Ingest(SqlSession& session, const ClockRules& rules, UtcMillis now, IngestOrigin origin);

    Result<SaveReport> save(const std::vector<Routed>& items, const std::vector<std::string>& tombstones);

private:
    Result<void> prefetch(const std::vector<Routed>& items, const std::vector<std::string>& tombstones);
    Result<void> take(const Routed& item);
    Result<void> write();

    // ingest_fresh.cpp
    Result<void> takeFresh(const Routed& item);
    Result<void> nameParent(Mention& mention);
    Result<std::vector<StoredMention*>> ownRepliesTo(const Mention& mention);
    Result<void> takeOwn(NewMention& fresh, StoredMention& stored);
    Result<void> takeCustomer(const Routed& item, Mention& mention, ContactId contact, StoredMention& stored);
    Result<LedgerEntry*> conversationFor(const Mention& mention, ContactId contact);
    Result<LedgerEntry*> ofSameAuthor(const std::string& nativeKey, const Mention& mention, ContactId contact);
    Result<void> answer(LedgerEntry& entry, const Mention& own, bool boundToOutbox);
    Result<bool> bornByOutbox(const std::string& nativeKey);
    Result<ContactId> contactOf(const Author& author, UtcMillis seen);

    // ingest_known.cpp
    Result<void> takeKnown(const Routed& item, StoredMention& stored);
    Result<void> adopt(const Routed& item, StoredMention& stored);
    Result<bool> edit(const Mention& now, StoredMention& stored);
    Result<void> moveRoot(const Mention& now, StoredMention& stored);
    Result<void> bury(const std::string& nativeKey);
    Result<LedgerEntry*> livingOf(const StoredMention& stored);
    NewMention* pendingOf(const StoredMention& stored);

    SqlSession& m_session;
    const ClockRules& m_rules;
    UtcMillis m_now;
    IngestOrigin m_origin;
    Ledger m_ledger;
    MentionLookup m_lookup;
    std::vector<NewMention> m_fresh;
    std::vector<MentionId> m_seenAgain; ///< known ones that this source shows too
    std::unordered_map<std::string, std::pair<Author, ContactId>> m_contacts;
    MentionIds m_ids;
    SaveReport m_report;
};

/// The oldest customer message of a log that asks for an answer, is not deleted, and was written after `answeredAt`.
std::optional<UtcMillis> oldestWaiting(const std::vector<Event>& log, std::optional<UtcMillis> answeredAt, MentionId without = {});
/// When one of us last answered.
std::optional<UtcMillis> lastAnswer(const std::vector<Event>& log);

} // namespace qd
