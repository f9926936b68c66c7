#pragma once

#include "quarterdeck/domain/transition.h"
#include "quarterdeck/storage/ingest_table.h"
#include "storage/sql.h"
#include "storage/tally.h"

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace qd {

/// A conversation in the hands of one transaction.
struct LedgerEntry {
    Conversation before;       ///< as stored; meaningless while `fresh`
    Conversation now;
    bool fresh{false};
    std::vector<Event> events; ///< to be written
    std::vector<Event> log;    ///< written before, messages of merged ones included; filled by Ledger::logOf()
    bool logLoaded{false};
    std::vector<LedgerEntry*> taken; ///< merged into it by this transaction
    bool clocksStale{false};   ///< recompute although nothing happened
};

/// Everything one transaction does to conversations: loaded once, changed in memory by the domain's transitions, then
/// written with events, clocks, measures and counters by flush(). The only writer of those tables.
class Ledger {
public:
    Ledger(SqlSession& session, const ClockRules& rules, UtcMillis now);

    /// nullptr where there is none. Entries stay where they are until the ledger goes.
    Result<LedgerEntry*> byId(ConversationId id);
    Result<LedgerEntry*> byKey(const std::string& key);
    /// Follows merges to the conversation that lives.
    Result<LedgerEntry*> living(LedgerEntry* entry);

    /// A new conversation: draws its id, claims `key` (its former holder gives it up) and numbers nothing else.
    Result<LedgerEntry*> add(Transition begun, const std::string& key);
    void apply(LedgerEntry& entry, Transition transition);
    void rekey(LedgerEntry& entry, const std::string& key);

    /// Everything that was logged, this transaction's events included, by (at, id); new ones have no id yet.
    Result<std::vector<Event>> logOf(LedgerEntry& entry);

    Result<void> flush();
    std::vector<ConversationId> touched() const; ///< what the next flush() writes

private:
    LedgerEntry* keep(Conversation stored);
    Result<bool> isFree(ConversationId id);
    Result<void> loadLog(LedgerEntry& entry);
    std::vector<Event> wholeLog(const LedgerEntry& entry) const;
    Result<void> write(LedgerEntry& entry);

    SqlSession& m_session;
    const ClockRules& m_rules;
    UtcMillis m_now;
    Tally m_tally;
    std::optional<std::int64_t> m_highest; ///< conversation stored when the first was added: ids above are free
    std::deque<LedgerEntry> m_entries;
    std::unordered_map<ConversationId, LedgerEntry*> m_byId;
    std::unordered_map<std::string, LedgerEntry*> m_byKey; ///< nullptr: looked for, not there
};

} // namespace qd
