#pragma once

#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/ingest_table.h"
#include "quarterdeck/storage/setup_table.h"
#include "storage/engines.h"

#include <string>
#include <vector>

namespace qd::test {

/// A workspace with one goal, two queues, an account, two sources and a one-hour first response; times in minutes after
/// the connect.
class DeskTest : public EngineTest {
protected:
    DeskTest();

    static UtcMillis at(double minutes);
    Mention post(const std::string& key, const std::string& author, double minutes, const std::string& text = "hello there") const;
    Mention replyTo(const Mention& parent, const std::string& key, const std::string& author, double minutes) const;
    Mention ownReply(const Mention& parent, const std::string& key, double minutes) const;
    Routed routed(Mention mention) const;

    IngestBatch batch(std::vector<Mention> mentions, SourceId from = {}) const;
    /// Stored `minutes` after the connect (or with the newest mention).
    SaveReport save(std::vector<Mention> mentions, double minutes = -1, SourceId from = {});
    SaveReport saveThreadOf(std::vector<Mention> mentions, double minutes);

    Mention stored(const std::string& key);
    Conversation conversationOf(const std::string& key); ///< of the mention with that native key
    std::vector<EventType> typesOf(ConversationId id);
    Conversation change(ConversationId id, const Change& change, double minutes);
    std::int64_t count(const char* table);
    /// Counters, clocks and measures, recomputed from scratch: fails the test where one differs.
    void expectDerivedRight(double minutes);

    Person staff;
    Goal goal;
    Queue queue, second;
    Account account;
    Source source, other;
    ClockRules rules;
};

} // namespace qd::test
