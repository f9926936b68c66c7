#include "quarterdeck/storage/ingest_table.h"

#include "storage/desk_test.h"
#include "storage/sql.h"

#include <random>

namespace qd::test {
namespace {

/// Weeks of random arrivals, answers, edits, deletions, merges and triage; what is derived must equal what is recomputed.
class RandomHistory : public DeskTest {
protected:
    Mention anyPost(std::mt19937& dice, double minutes)
    {
        const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(dice() % n); };
        const auto author = "author" + std::to_string(pick(6));
        const auto key = "n" + std::to_string(m_next++);
        Mention m;
        if (m_known.empty() || pick(3) == 0) m = post(key, author, minutes - static_cast<double>(pick(90)));
        else if (pick(3) == 0) m = ownReply(m_known[pick(m_known.size())], key, minutes - static_cast<double>(pick(20)));
        else m = replyTo(m_known[pick(m_known.size())], key, author, minutes - static_cast<double>(pick(40)));
        if (pick(12) == 0) m.threadRoot = "root" + std::to_string(pick(5));
        if (pick(9) == 0 && !m.own) m.history = true;
        if (pick(10) == 0) m.text = "thanks!";
        m_known.push_back(m);
        return m;
    }
    Mention again(std::mt19937& dice, double minutes)
    {
        auto m = m_known[dice() % m_known.size()];
        if (dice() % 2 == 0) {
            m.text = "edited " + std::to_string(dice() % 1000);
            m.editedAt = at(minutes);
        }
        if (dice() % 3 == 0) m.threadRoot = "root" + std::to_string(dice() % 5);
        return m;
    }
    void triage(std::mt19937& dice, double minutes)
    {
        const auto found = must(findMention(*session, "mastodon", m_known[dice() % m_known.size()].nativeKey));
        if (!found || !found->conversation) return;
        const auto now = at(minutes);
        const Actor ada{ActorKind::Person, staff.id.value};
        const auto act = dice() % 9;
        // What makes no sense in the state it finds is refused; nothing may be written then.
        const auto done = session->inTransaction([&] {
            return changeConversation(*session, found->conversation, [&](const Conversation& c) -> Result<Transition> {
                switch (act) {
                case 0: return assign(c, staff.id, ada, now);
                case 1: return resolve(c, "done", ada, now);
                case 2: return snooze(c, now + std::chrono::hours{2}, SnoozeKind::Time, ada, now);
                case 3: return dismiss(c, "spam", ada, now);
                case 4: return reopen(c, ada, now);
                case 5: return hold(c, now + std::chrono::hours{5}, "colleague", ada, now);
                case 6: return moveTo(c, second.id, goal.id, ada, now);
                case 7: return setPriority(c, Priority::High, ada, now);
                default: return close(c, now);
                }
            }, rules, now);
        });
        if (!done) {
            EXPECT_TRUE(done.error().code == Errc::Invalid || done.error().code == Errc::Conflict) << done.error().detail;
        }
    }

    std::vector<Mention> m_known;
    int m_next{0};
};

TEST_P(RandomHistory, WhatIsDerivedEqualsWhatIsRecomputed)
{
    for (unsigned seed = 1; seed <= 4; ++seed) {
        std::mt19937 dice{seed};
        double now = seed * 100'000.0;
        for (int step = 0; step < 60; ++step) {
            now += static_cast<double>(dice() % 400);
            auto page = batch({}, dice() % 3 == 0 ? other.id : source.id);
            for (unsigned i = 0; i < dice() % 6; ++i) page.items.push_back(routed(anyPost(dice, now)));
            if (!m_known.empty() && dice() % 2 == 0) page.items.push_back(routed(again(dice, now)));
            if (!m_known.empty() && dice() % 5 == 0) page.tombstones.push_back(m_known[dice() % m_known.size()].nativeKey);
            if (dice() % 4 == 0) must(saveThread(*session, account.id, page.items, page.tombstones, rules, at(now)));
            else must(saveBatch(*session, page, rules, at(now)));
            for (unsigned i = 0; i < dice() % 3 && !m_known.empty(); ++i) triage(dice, now += 1);
        }
        expectDerivedRight(now);
        if (HasFailure()) return;
    }
    EXPECT_EQ(must(sql(*session).integer("SELECT COUNT(*) FROM mention m WHERE m.conversation_id <> 0 AND NOT EXISTS "
                                         "(SELECT 1 FROM conversation c WHERE c.id = m.conversation_id)")), 0);
    EXPECT_EQ(must(sql(*session).integer("SELECT COUNT(*) FROM mention m JOIN conversation c ON c.id = m.conversation_id WHERE c.merged_into <> 0")), 0);
}

} // namespace

QD_ON_EVERY_ENGINE(RandomHistory);

} // namespace qd::test
