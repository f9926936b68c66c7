#pragma once

#include "domain/times.h"
#include "quarterdeck/domain/event.h"
#include "quarterdeck/domain/sla.h"

#include <string>
#include <vector>

namespace qd {

/// A conversation's log written by hand, a line an event; ids count up, so the order of the lines is the
/// order in which we learnt of things.
class Log {
public:
    Event& add(EventType type, const std::string& when, std::optional<Status> status = std::nullopt)
    {
        Event event;
        event.id = EventId{++m_last};
        event.conversation = ConversationId{1};
        event.at = event.recordedAt = at(when);
        event.type = type;
        event.statusAfter = status;
        m_events.push_back(std::move(event));
        return m_events.back();
    }
    Log& received(const std::string& when, std::int64_t mention = 0)
    {
        add(EventType::Received, when).mention = MentionId{mention ? mention : ++m_mention};
        return *this;
    }
    Log& replied(const std::string& when, std::optional<Status> status = Status::Pending)
    {
        add(EventType::Replied, when, status);
        return *this;
    }
    Log& resolved(const std::string& when) { return then(EventType::Resolved, when, Status::Resolved); }
    Log& reopened(const std::string& when) { return then(EventType::Reopened, when, Status::Open); }
    Log& then(EventType type, const std::string& when, std::optional<Status> status = std::nullopt)
    {
        add(type, when, status);
        return *this;
    }
    Log& deleted(const std::string& when, std::int64_t mention)
    {
        add(EventType::AuthorDeleted, when).mention = MentionId{mention};
        return *this;
    }
    Log& snoozed(const std::string& when, const std::string& until)
    {
        add(EventType::Snoozed, when).data = {{"until", std::to_string(toInt(at(until)))}, {"kind", "time"}};
        return *this;
    }
    Log& undone(const std::string& when, std::int64_t event)
    {
        add(EventType::Undone, when).data = {{"event", std::to_string(event)}};
        return *this;
    }
    std::int64_t last() const { return m_last; }
    std::vector<Event> events() const { return m_events; }
    std::vector<Event>& lines() { return m_events; }

private:
    std::vector<Event> m_events;
    std::int64_t m_last{100};
    std::int64_t m_mention{0};
};

inline SlaPolicy policyOf(std::vector<SlaTarget> targets)
{
    SlaPolicy policy;
    policy.id = PolicyId{9};
    policy.version = 2;
    policy.targets = std::move(targets);
    policy.calendar = CalendarId{5};
    return policy;
}

inline SlaPolicy only(Metric metric, std::chrono::milliseconds target)
{
    return policyOf({{metric, target, {}}});
}

inline std::vector<SlaClock> clocksAt(const Log& log, const SlaPolicy& policy, const Calendar& calendar,
                                      const std::string& now)
{
    const auto events = log.events();
    return runClocks(events, policy, calendar, at(now));
}

} // namespace qd
