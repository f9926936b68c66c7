#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/desk/sources.h"

namespace qd {

struct Connected;

class SourcesService final : public Sources {
public:
    explicit SourcesService(const Ask& ask)
        : m_ask{ask}
    {}

    void connect(NewAccount request, Reply<AccountLine> done) override;
    void signInAgain(AccountId id, std::string secret, Reply<AccountLine> done) override;
    void accounts(Reply<std::vector<AccountLine>> done) override;
    void test(AccountId id, Reply<AccountLine> done) override;
    void removeAccount(AccountId id, Reply<Account> done) override;
    void addSource(AccountId account, SourceKind kind, std::string query, Reply<Source> done) override;
    void removeSource(SourceId id, Reply<Source> done) override;
    void sources(Reply<std::vector<SourceLine>> done) override;
    void pollOnce(std::optional<SourceId> only, ProgressFn progress, Reply<std::vector<PollReport>> done) override;
    void health(Reply<std::vector<HealthReason>> done) override;

private:
    void keepNew(Connected connected, const NewAccount& request, Reply<AccountLine> done);
    void keepAgain(Account before, Connected connected, Reply<AccountLine> done);

    const Ask& m_ask;
};

} // namespace qd
