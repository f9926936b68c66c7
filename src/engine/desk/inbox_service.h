#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/desk/inbox.h"

namespace qd {

class InboxService final : public Inbox {
public:
    explicit InboxService(const Ask& ask)
        : m_ask{ask}
    {}

    void overview(Reply<DeskOverview> done) override;
    void list(ListScope scope, std::string after, int limit, Reply<CardPage> done) override;
    void card(ConversationId id, Reply<Card> done) override;
    void conversation(ConversationId id, Reply<ConversationView> done) override;
    void refreshThread(ConversationId id, Reply<ConversationView> done) override;
    void mentions(std::optional<UtcMillis> since, std::string platform, std::string query, std::string after, int limit,
                  Reply<MentionList> done) override;
    void conversations(ConversationQuery query, Reply<ConversationList> done) override;

private:
    const Ask& m_ask;
};

} // namespace qd
