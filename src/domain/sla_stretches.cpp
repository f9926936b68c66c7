#include "domain/sla_timeline.h"

#include <algorithm>

namespace qd {
namespace {

/// Reads a log once, front to back, and keeps what is being measured.
class Measuring {
public:
    void take(const Event& event);
    std::vector<Stretch> finish() && { return std::move(m_stretches); }

private:
    struct Waiting {
        MentionId mention;
        UtcMillis at;
    };
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    void onReceived(const Event& event);
    void onReplied(const Event& event);
    void onSettled(const Event& event, Ending ofOthers, Ending ofResolution);
    void onReopened(const Event& event);
    void onDeleted(const Event& event);

    std::size_t start(Metric metric, UtcMillis at, MentionId by);
    void startResponse() // at the oldest message that waits
    {
        const auto& oldest = m_waiting.front();
        m_response =
            start(m_responded ? Metric::NextResponse : Metric::FirstResponse, oldest.at, oldest.mention);
    }
    void end(std::size_t& going, const Event& event, Ending ending);
    void goOn(std::size_t& going, std::size_t stretch);

    std::vector<Stretch> m_stretches;
    std::vector<Waiting> m_waiting; ///< unanswered messages, oldest first
    std::size_t m_response{kNone};  ///< index of what is going
    std::size_t m_periodic{kNone};
    std::size_t m_resolution{kNone};
    bool m_written{false}; ///< the customer has written
    bool m_responded{false};
    bool m_settled{false};                 ///< resolved, dismissed or closed
    std::vector<Waiting> m_settledWaiting; ///< who waited when it was settled
    std::size_t m_settledResponse{kNone};
    std::size_t m_settledResolution{kNone};
};

std::size_t Measuring::start(Metric metric, UtcMillis at, MentionId by)
{
    m_stretches.push_back({metric, at, by, std::nullopt, {}, Ending::None});
    return m_stretches.size() - 1;
}

void Measuring::end(std::size_t& going, const Event& event, Ending ending)
{
    if (going == kNone) return;
    auto& stretch = m_stretches[going];
    stretch.stop = std::max(event.at, stretch.start);
    stretch.endedBy = event.id;
    stretch.ending = ending;
    going = kNone;
}

void Measuring::goOn(std::size_t& going, std::size_t index)
{
    if (index == kNone || going != kNone) return;
    auto& stretch = m_stretches[index];
    stretch.stop.reset();
    stretch.endedBy = {};
    stretch.ending = Ending::None;
    going = index;
}

void Measuring::onReceived(const Event& event)
{
    m_written = true;
    m_waiting.push_back({event.mention, event.at});
    if (m_response == kNone) startResponse();
    if (m_resolution == kNone && m_settledResolution == kNone)
        m_resolution = start(Metric::Resolution, event.at, event.mention);
}

void Measuring::onReplied(const Event& event)
{
    if (!m_written) return; // we wrote first: there was nothing to answer
    end(m_response, event, Ending::Reached);
    end(m_periodic, event, Ending::Reached);
    m_responded = true;
    m_waiting.clear();
    m_settledWaiting.clear();
    if (!m_settled) m_periodic = start(Metric::PeriodicUpdate, event.at, event.mention);
}

void Measuring::onSettled(const Event& event, Ending ofOthers, Ending ofResolution)
{
    if (m_settled) return;
    m_settled = true;
    m_settledResponse = m_response;
    m_settledResolution = m_resolution;
    m_settledWaiting = std::move(m_waiting);
    m_waiting.clear();
    end(m_response, event, ofOthers);
    end(m_periodic, event, ofOthers);
    end(m_resolution, event, ofResolution);
    if (ofResolution == Ending::Dismissed) m_settledResolution = kNone;
}

void Measuring::onReopened(const Event& event)
{
    m_settled = false;
    goOn(m_resolution, m_settledResolution);
    m_settledResolution = kNone;
    // Written before it was settled, seen after: that message never stopped waiting.
    const bool waited =
        event.mention && std::any_of(m_settledWaiting.begin(), m_settledWaiting.end(),
                                     [&](const Waiting& w) { return w.mention == event.mention; });
    if (waited && m_response == kNone) {
        m_waiting = std::move(m_settledWaiting);
        if (m_settledResponse != kNone) goOn(m_response, m_settledResponse);
        else startResponse();
        if (m_resolution == kNone)
            m_resolution = start(Metric::Resolution, m_waiting.front().at, m_waiting.front().mention);
    }
    m_settledWaiting.clear();
    m_settledResponse = kNone;
}

void Measuring::onDeleted(const Event& event)
{
    const auto gone = std::find_if(m_waiting.begin(), m_waiting.end(),
                                   [&](const Waiting& w) { return w.mention == event.mention; });
    if (gone == m_waiting.end()) return;
    const bool oldest = gone == m_waiting.begin();
    m_waiting.erase(gone);
    if (!oldest) return;
    end(m_response, event, Ending::Dropped);
    if (!m_waiting.empty()) startResponse();
    else if (!m_responded) end(m_resolution, event, Ending::Dropped);
}

void Measuring::take(const Event& event)
{
    switch (event.type) {
    case EventType::Received:
        if (asksForAnswer(event)) onReceived(event);
        break;
    case EventType::Replied:
        if (event.reason != "history") onReplied(event);
        break;
    case EventType::Resolved: onSettled(event, Ending::Dropped, Ending::Reached); break;
    case EventType::Dismissed: onSettled(event, Ending::Dismissed, Ending::Dismissed); break;
    case EventType::Reopened: onReopened(event); break;
    case EventType::AuthorDeleted: onDeleted(event); break;
    default: break; // notes, labels, bots, failed sends: no clock cares
    }
}

} // namespace

std::vector<Stretch> stretchesOf(const EventOrder& events)
{
    Measuring measuring;
    for (const auto* event : events)
        measuring.take(*event);
    return std::move(measuring).finish();
}

} // namespace qd
