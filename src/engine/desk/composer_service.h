#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/desk/composer.h"

namespace qd {

class ComposerService final : public Composer {
public:
    explicit ComposerService(const Ask& ask)
        : m_ask{ask}
    {}

    void open(ConversationId id, Reply<ComposerContext> done) override;
    void saveDraft(Draft draft, Reply<Draft> done) override;
    void drafts(Reply<std::vector<Draft>> done) override;
    void check(ReplyRequest request, Reply<std::vector<GuardLine>> done) override;
    void send(ReplyRequest request, Reply<OutboxItem> done) override;

private:
    const Ask& m_ask;
};

} // namespace qd
