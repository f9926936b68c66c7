#include "engine/sweep.h"

#include "engine/ingest.h"
#include "quarterdeck/base/log.h"
#include "quarterdeck/storage/conversation_table.h"

namespace qd {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kPause = 10min;
constexpr int kAtOnce = 25; // what every platform takes in one request

} // namespace

bool Sweep::isDue(AccountId account, double haste) const
{
    const std::scoped_lock lock{m_mutex};
    const auto turn = m_turns.find(account);
    if (turn == m_turns.end()) return true;
    const std::chrono::milliseconds pause{static_cast<std::int64_t>(static_cast<double>(kPause.count()) / haste)};
    return m_parts.clock.now() - turn->second.last >= pause;
}

void Sweep::run(const AccountContext& context, std::function<void(int)> done)
{
    ConversationId after;
    {
        const std::scoped_lock lock{m_mutex};
        Turn& turn = m_turns[context.account.id];
        turn.last = m_parts.clock.now();
        after = turn.upTo;
    }
    m_parts.store.post([this, context, after, done = std::move(done)](Session& session) {
        auto known = mentionsInWork(session, context.account.id, after, kAtOnce);
        {
            const std::scoped_lock lock{m_mutex};
            Turn& turn = m_turns[context.account.id];
            turn.upTo = known && static_cast<int>(known->size()) == kAtOnce ? known->back().conversation : ConversationId{};
        }
        if (!known || known->empty()) return done(0);
        ask(context, std::move(*known), done);
    });
}

void Sweep::ask(const AccountContext& context, std::vector<Mention> known, std::function<void(int)> done)
{
    const Connector* connector = findConnector(context.account.platform);
    auto request = connector ? connector->planSweep(context, known) : std::nullopt;
    if (!request || !m_parts.accounts.budget(context.account.id).allow(m_parts.clock.now())) return done(0);
    m_parts.http.send(forAccount(std::move(*request), context.account), [this, context, connector, known = std::move(known), done](HttpOutcome outcome) {
        if (!outcome) return done(0);
        // Parsed and stored in one job: a sweep is small, and nobody waits for it.
        const bool queued = m_parts.store.post([this, context, connector, known, done, answer = std::move(*outcome)](Session& session) {
            const UtcMillis now = m_parts.clock.now();
            m_parts.accounts.budget(context.account.id).note(answer.headers, answer.status, now);
            auto page = connector->acceptSweep(context, known, answer, now);
            if (!page) return done(0);
            const SetUpPtr setUp = m_parts.setUp.current();
            const Digested digested = digest(std::move(page->posts), context.account, fromInt(0), *setUp, now);
            const auto saved = session.inTransaction([&] {
                return saveThread(session, context.account.id, digested.items, digested.tombstones, setUp->clocks, now);
            });
            if (!saved) {
                logWarning("sweep: what it found could not be stored");
                return done(0);
            }
            std::vector<DeskChange> changes;
            for (const ConversationId id : saved->conversations) changes.push_back({DeskChange::Kind::Conversation, id.value});
            if (!changes.empty()) m_parts.changes.tell(std::move(changes));
            done(saved->edited + saved->deleted);
        });
        if (!queued) done(0);
    });
}

} // namespace qd
