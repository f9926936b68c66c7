#include "domain/sla_timeline.h"

#include <algorithm>
#include <charconv>

namespace qd {
namespace {

std::optional<std::int64_t> numberIn(const Event& event, const char* name)
{
    const auto found = event.data.find(name);
    if (found == event.data.end()) return std::nullopt;
    const auto& text = found->second;
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool earlier(const Event* a, const Event* b) { return a->at != b->at ? a->at < b->at : a->id < b->id; }

/// Follows the status and the snooze of a log, and notes when a reason to pause begins and ends.
class PauseWatch {
public:
    explicit PauseWatch(const PauseRules& rules) : m_rules(rules) {}

    void take(const Event& event)
    {
        passSnoozeEnd(event.at);
        if (event.statusAfter) m_status = *event.statusAfter;
        if (event.type == EventType::Snoozed) {
            const auto until = numberIn(event, "until");
            m_snoozed = true;
            m_snoozeEnd = until ? std::optional(fromInt(*until)) : std::nullopt;
        } else if (event.type == EventType::Woken || m_status == Status::Resolved ||
                   m_status == Status::Closed) {
            m_snoozed = false;
        }
        turn(event.at);
    }

    std::vector<PauseSpan> finish(UtcMillis now)
    {
        passSnoozeEnd(now);
        if (!m_why.empty())
            m_pauses.push_back(
                {m_since, std::nullopt, m_why == "snoozed" ? m_snoozeEnd : std::nullopt, m_why});
        return std::move(m_pauses);
    }

private:
    std::string_view reason() const
    {
        if (m_rules.resolved && (m_status == Status::Resolved || m_status == Status::Closed))
            return "resolved";
        if (m_rules.pending && m_status == Status::Pending) return "pending";
        if (m_rules.onHold && m_status == Status::OnHold) return "on_hold";
        if (m_rules.snoozed && m_snoozed) return "snoozed";
        return {};
    }

    /// A snooze is over when its time has come, whether or not anything ran to wake it.
    void passSnoozeEnd(UtcMillis at)
    {
        if (!m_snoozed || !m_snoozeEnd || *m_snoozeEnd > at) return;
        m_snoozed = false;
        turn(*m_snoozeEnd);
    }

    void turn(UtcMillis at)
    {
        const auto why = reason();
        if (why == m_why) return;
        if (!m_why.empty() && m_since < at) m_pauses.push_back({m_since, at, std::nullopt, m_why});
        m_why = why;
        m_since = at;
    }

    PauseRules m_rules;
    Status m_status{Status::New};
    bool m_snoozed{false};
    std::optional<UtcMillis> m_snoozeEnd;
    std::string_view m_why;
    UtcMillis m_since{};
    std::vector<PauseSpan> m_pauses;
};

} // namespace

EventOrder clockOrder(std::span<const Event> events, UtcMillis now)
{
    EventOrder order;
    order.reserve(events.size());
    std::vector<std::int64_t> undone;
    for (const auto& event : events) {
        if (event.at > now) continue;
        order.push_back(&event);
        if (event.type != EventType::Undone) continue;
        if (const auto id = numberIn(event, "event")) undone.push_back(*id);
    }
    if (!undone.empty())
        order.erase(std::remove_if(order.begin(), order.end(),
                                   [&undone](const Event* event) {
                                       return std::find(undone.begin(), undone.end(), event->id.value) !=
                                              undone.end();
                                   }),
                    order.end());
    if (!std::is_sorted(order.begin(), order.end(), earlier))
        std::stable_sort(order.begin(), order.end(), earlier);
    return order;
}

std::vector<PauseSpan> pausesOf(const EventOrder& events, const PauseRules& rules, UtcMillis now)
{
    if (!rules.resolved && !rules.pending && !rules.onHold && !rules.snoozed) return {};
    PauseWatch watch(rules);
    for (const auto* event : events)
        watch.take(*event);
    return watch.finish(now);
}

} // namespace qd
