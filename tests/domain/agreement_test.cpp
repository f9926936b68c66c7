#include "domain/conversation_of.h"
#include "quarterdeck/domain/sla.h"
#include "quarterdeck/domain/transition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace qd {
namespace {

using namespace std::chrono_literals;

/// A conversation that lives through chance: the row as the transitions leave it, and the log that they
/// wrote.
class Life {
public:
    explicit Life(unsigned seed) : m_dice(seed)
    {
        take(begin(nextMessage(), toQueue(), ContactId{6}, m_now));
        m_row.id = ConversationId{1};
    }

    void step()
    {
        m_now += std::chrono::seconds{roll(1, 7200)};
        m_before = m_row;
        m_unansweredBefore = m_unanswered;
        switch (roll(0, 13)) {
        case 0:
        case 1:
        case 2: take(receive(m_row, nextMessage(), {}, m_now)); break;
        case 3:
        case 4: reply(); break;
        case 5: keep(resolve(m_row, "done", kMaria, m_now), true); break;
        case 6: keep(reopen(m_row, kMaria, m_now)); break;
        case 7: keep(dismiss(m_row, "spam", kMaria, m_now), true); break;
        case 8: keep(snooze(m_row, m_now + 2h, SnoozeKind::Time, kMaria, m_now)); break;
        case 9: keep(wake(m_row, "person", m_now)); break;
        case 10: keep(hold(m_row, m_now + 5h, "colleague", kMaria, m_now)); break;
        case 11: keep(endHold(m_row, m_now)); break;
        case 12: remove(); break;
        case 13: takeBack(); break;
        }
    }

    Status statusByLog() const
    {
        auto events = m_log;
        std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
            return a.at != b.at ? a.at < b.at : a.id < b.id;
        });
        auto status = Status::New;
        for (const auto& event : events)
            status = event.statusAfter.value_or(status);
        return status;
    }

    std::optional<UtcMillis> waitByClock() const
    {
        SlaPolicy policy;
        policy.targets = {{Metric::FirstResponse, 1h, {}}, {Metric::NextResponse, 1h, {}}};
        for (const auto& clock : runClocks(m_log, policy, alwaysOpen(), m_now))
            if (!clock.stop) return clock.start;
        return std::nullopt;
    }

    const Conversation& row() const { return m_row; }
    std::string story() const
    {
        std::string text;
        for (const auto& e : m_log)
            text += std::to_string(e.id.value) + " " + show(e.at) + " " + std::string(nameOf(e.type)) + " m" +
                    std::to_string(e.mention.value) + "\n";
        return text;
    }

private:
    int roll(int low, int high) { return std::uniform_int_distribution<int>(low, high)(m_dice); }

    /// Now and then one that was written up to an hour ago and found late.
    Mention nextMessage()
    {
        const auto late = std::chrono::seconds{roll(0, 3) == 0 ? roll(0, 3600) : 0};
        auto m = message(show(m_now - late), ++m_lastMessage);
        m_unanswered.push_back({m.id, m.createdAt});
        return m;
    }

    void take(Transition t)
    {
        m_row = std::move(t.after);
        for (auto& event : t.events) {
            event.id = EventId{++m_lastEvent};
            event.conversation = ConversationId{1};
            m_log.push_back(std::move(event));
        }
    }

    void keep(Result<Transition> t, bool settles = false)
    {
        if (!t || t->events.empty()) return;
        take(std::move(*t));
        if (settles) m_unanswered.clear();
        m_undoable = m_log.back();
        m_rowBefore = m_before;
        m_listBefore = m_unansweredBefore;
    }

    void reply()
    {
        const auto written = m_now - std::chrono::seconds{roll(0, 1) ? roll(0, 600) : 0};
        std::erase_if(m_unanswered, [&](const auto& m) { return m.second <= written; });
        std::optional<UtcMillis> left;
        for (const auto& m : m_unanswered)
            left = left ? std::min(*left, m.second) : m.second;
        take(answered(m_row, ownAnswer(show(written), 1000 + roll(0, 100)), OutboxId{1}, kMaria, m_now,
                      roll(0, 1) == 0, left));
        m_undoable.reset();
    }

    void remove()
    {
        if (m_unanswered.empty()) return;
        const auto gone = m_unanswered.begin() + roll(0, static_cast<int>(m_unanswered.size()) - 1);
        const auto mention = gone->first;
        m_unanswered.erase(gone);
        std::optional<UtcMillis> left;
        for (const auto& m : m_unanswered)
            left = left ? std::min(*left, m.second) : m.second;
        take(authorDeleted(m_row, mention, left, m_now));
        m_undoable.reset();
    }

    void takeBack()
    {
        if (!m_undoable || m_log.back().id != m_undoable->id) return;
        auto back = undo(m_row, *m_undoable, kMaria, m_now);
        if (!back) return;
        take(std::move(*back));
        m_unanswered = m_listBefore;
        m_undoable.reset();
    }

    std::mt19937 m_dice;
    UtcMillis m_now{at("2026-03-26T10:00:00Z")};
    Conversation m_row, m_before, m_rowBefore;
    std::vector<Event> m_log;
    std::optional<Event> m_undoable;
    std::vector<std::pair<MentionId, UtcMillis>> m_unanswered, m_unansweredBefore, m_listBefore;
    std::int64_t m_lastMessage{0};
    std::int64_t m_lastEvent{100};
};

TEST(Agreement, TheLogTheClocksAndTheRowTellTheSameStory)
{
    for (unsigned seed = 1; seed <= 400; ++seed) {
        Life life(seed);
        for (int step = 0; step < 40; ++step) {
            life.step();
            ASSERT_EQ(nameOf(life.statusByLog()), nameOf(life.row().status)) << "seed " << seed << "\n"
                                                                             << life.story();
            ASSERT_EQ(life.waitByClock(), life.row().waitingSince) << "seed " << seed << "\n" << life.story();
        }
    }
}

} // namespace
} // namespace qd
