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
        EventId logged;
    };
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    void onReceived(const Event& event);
    void onReplied(const Event& event);
    void onSettled(const Event& event, Ending ofOthers, Ending ofResolution);
    void onReopened();
    void onDeleted(const Event& event);

    bool endWait(const Event& event);
    void goOnWaiting();
    std::size_t start(Metric metric, UtcMillis at, MentionId by);
    void end(std::size_t& going, const Event& event, Ending ending);

    std::vector<Stretch> m_stretches;
    std::vector<Waiting> m_waiting; ///< unanswered messages, oldest first
    std::size_t m_response{kNone};  ///< index of what is going
    std::size_t m_periodic{kNone};
    std::size_t m_resolution{kNone};
    bool m_written{false}; ///< the customer has written
    bool m_responded{false};
    bool m_settled{false};                  ///< resolved, dismissed or closed
    std::size_t m_settledResolution{kNone}; ///< goes on when it is reopened
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

void Measuring::onReceived(const Event& event)
{
    m_written = true;
    m_waiting.push_back({event.mention, event.at, event.id});
    goOnWaiting();
}

/// What waits is measured, unless it is already.
void Measuring::goOnWaiting()
{
    if (m_waiting.empty()) return;
    const auto& oldest = m_waiting.front();
    if (m_response == kNone)
        m_response =
            start(m_responded ? Metric::NextResponse : Metric::FirstResponse, oldest.at, oldest.mention);
    if (m_resolution == kNone && m_settledResolution == kNone)
        m_resolution = start(Metric::Resolution, oldest.at, oldest.mention);
}

/// `event` ends the wait of every message logged before it. A message that we learnt of later, though it was
/// written before, waits on: nobody had read it. False: somebody waited, and none of them is concerned.
bool Measuring::endWait(const Event& event)
{
    const auto read = std::stable_partition(m_waiting.begin(), m_waiting.end(), [&](const Waiting& w) {
        return event.id && w.logged > event.id;
    });
    if (read == m_waiting.end() && !m_waiting.empty()) return false;
    m_waiting.erase(read, m_waiting.end());
    return true;
}

void Measuring::onReplied(const Event& event)
{
    if (!m_written) return; // we wrote first: there was nothing to answer
    if (endWait(event)) {
        end(m_response, event, Ending::Reached);
        m_responded = true;
    }
    end(m_periodic, event, Ending::Reached);
    if (!m_settled) m_periodic = start(Metric::PeriodicUpdate, event.at, event.mention);
    goOnWaiting();
}

void Measuring::onSettled(const Event& event, Ending ofOthers, Ending ofResolution)
{
    if (m_settled) return;
    m_settled = true;
    if (endWait(event)) end(m_response, event, ofOthers);
    end(m_periodic, event, ofOthers);
    m_settledResolution = ofResolution == Ending::Reached ? m_resolution : kNone;
    end(m_resolution, event, ofResolution);
    goOnWaiting();
}

void Measuring::onReopened()
{
    m_settled = false;
    if (m_settledResolution != kNone &&
        m_resolution == kNone) { // one clock from the first message to the last resolve
        auto& stretch = m_stretches[m_settledResolution];
        stretch.stop.reset();
        stretch.endedBy = {};
        stretch.ending = Ending::None;
        m_resolution = m_settledResolution;
    }
    m_settledResolution = kNone;
    goOnWaiting();
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
    if (m_waiting.empty() && !m_responded) end(m_resolution, event, Ending::Dropped);
    goOnWaiting();
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
    case EventType::Reopened: onReopened(); break;
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
