#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/desk/triage.h"

namespace qd {

class TriageService final : public Triage {
public:
    explicit TriageService(const Ask& ask)
        : m_ask{ask}
    {}

    void apply(std::vector<ConversationId> to, TriageAct act, Reply<Triaged> done) override;
    void undo(Reply<Triaged> done) override;
    void nextOpening(ConversationId id, Reply<UtcMillis> done) override;

private:
    const Ask& m_ask;
};

} // namespace qd
