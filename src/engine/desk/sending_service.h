#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/desk/sending.h"

namespace qd {

class SendingService final : public Sending {
public:
    explicit SendingService(const Ask& ask)
        : m_ask{ask}
    {}

    void list(std::vector<OutboxState> states, std::string after, int limit, Reply<OutboxList> done) override;
    void show(OutboxId id, Reply<OutboxItem> done) override;
    void run(Reply<RunReport> done) override;
    void cancel(OutboxId id, Reply<OutboxItem> done) override;
    void holdAll(Reply<int> done) override;
    void releaseAll(Reply<int> done) override;
    void approve(OutboxId id, Reply<OutboxItem> done) override;
    void settle(OutboxId id, bool sent, Reply<OutboxItem> done) override;
    void like(MentionId id, bool on, Reply<bool> done) override;
    void remove(MentionId own, Reply<bool> done) override;
    void markRead(ConversationId id, Reply<bool> done) override;

private:
    const Ask& m_ask;
};

} // namespace qd
