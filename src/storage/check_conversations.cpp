#include "storage/check.h"

#include "quarterdeck/domain/names.h"
#include "quarterdeck/domain/sla.h"
#include "quarterdeck/storage/setup_table.h"
#include "storage/clock_rows.h"
#include "storage/conversation_row.h"
#include "storage/event_row.h"

#include <algorithm>
#include <map>
#include <utility>

namespace qd {
namespace {

std::string shown(const std::optional<UtcMillis>& at)
{
    return at ? std::to_string(toInt(*at)) : std::string{"none"};
}

/// The versions that rows bear, each read once.
class Versions {
public:
    explicit Versions(SqlSession& session) : m_session{session} {}

    /// Both, or nullptrs where the workspace does not know one.
    Result<ClockChoice> of(PolicyId policy, int policyVersion, CalendarId calendar, int calendarVersion)
    {
        auto& keptPolicy = m_policies[{policy, policyVersion}];
        if (!keptPolicy) {
            auto read = qd::policyVersion(m_session, policy, policyVersion);
            if (!read) return fail(read.error());
            keptPolicy = std::move(*read);
        }
        auto& keptCalendar = m_calendars[{calendar, calendarVersion}];
        if (!keptCalendar) {
            auto read = qd::calendarVersion(m_session, calendar, calendarVersion);
            if (!read) return fail(read.error());
            keptCalendar = std::move(*read);
        }
        if (!keptPolicy || !keptCalendar) return ClockChoice{};
        return ClockChoice{&*keptPolicy, &*keptCalendar};
    }

private:
    SqlSession& m_session;
    std::map<std::pair<PolicyId, int>, std::optional<SlaPolicy>> m_policies;
    std::map<std::pair<CalendarId, int>, std::optional<Calendar>> m_calendars;
};

void checkStatus(CheckRun& run, const Conversation& c, const std::vector<Event>& own)
{
    const auto id = std::to_string(c.id.value);
    const auto last = std::find_if(own.rbegin(), own.rend(), [](const Event& event) { return event.statusAfter.has_value(); });
    if (last != own.rend() && *last->statusAfter != c.status)
        run.differ("status", id, std::string{nameOf(c.status)}, std::string{nameOf(*last->statusAfter)});
    if (!own.empty() && own.back().id != c.lastEvent)
        run.differ("status", id + "/last_event", std::to_string(c.lastEvent.value), std::to_string(own.back().id.value));
}

Result<void> checkDue(CheckRun& run, const Conversation& c, const std::vector<Event>& log, Versions& versions)
{
    std::optional<UtcMillis> due;
    if (c.policy && !c.history && !c.mergedInto) {
        auto choice = versions.of(c.policy, c.policyVersion, c.calendar, c.calendarVersion);
        if (!choice) return fail(choice.error());
        if (choice->policy == nullptr) {
            run.differ("clock", std::to_string(c.id.value), "version " + std::to_string(c.policyVersion), "a version that is there");
            return {};
        }
        due = nextDue(runClocks(log, *choice->policy, *choice->calendar, run.now), *choice->policy, *choice->calendar).due;
        // A clock that pauses until something happens is stored as it stood when the row was written.
        if (due != c.nextDue)
            due = nextDue(runClocks(log, *choice->policy, *choice->calendar, c.updatedAt), *choice->policy, *choice->calendar).due;
    }
    if (due != c.nextDue) run.differ("clock", std::to_string(c.id.value), shown(c.nextDue), shown(due));
    return {};
}

struct MeasureRow {
    EventId event{};
    Metric metric{};
    std::string value; ///< started/stopped/business ms
    PolicyId policy{};
    int policyVersion{0};
    CalendarId calendar{};
    int calendarVersion{0};
};

std::string valueOf(UtcMillis start, UtcMillis stop, std::int64_t business, bool met)
{
    return std::to_string(toInt(start)) + "/" + std::to_string(toInt(stop)) + "/" + std::to_string(business) + (met ? "/met" : "/breached");
}

Result<std::vector<MeasureRow>> measuresOf(SqlSession& session, ConversationId id)
{
    std::vector<MeasureRow> rows;
    auto read = session.each("SELECT event_id, metric, started_at, at, business_ms, met, policy_id, policy_version, calendar_id, calendar_version"
                             " FROM measure WHERE event_id IN (SELECT id FROM event WHERE conversation_id = $1)",
                             {id}, [&](const SqlRow& row) {
                                 rows.push_back({row.id<EventId>(0), static_cast<Metric>(row.integer(1)),
                                                 valueOf(row.time(2), row.time(3), row.integer(4), row.boolean(5)), row.id<PolicyId>(6),
                                                 static_cast<int>(row.integer(7)), row.id<CalendarId>(8), static_cast<int>(row.integer(9))});
                                 return true;
                             });
    if (!read) return fail(read.error());
    return rows;
}

bool ended(const SlaClock& clock)
{
    return clock.stop && clock.endedBy && clock.phase != ClockPhase::Cancelled;
}

std::string nameOfMeasure(EventId event, Metric metric)
{
    return std::to_string(event.value) + "/" + std::string{nameOf(metric)};
}

/// Each stored measure, by the versions it was made with.
Result<void> checkStored(CheckRun& run, const std::vector<MeasureRow>& rows, const std::vector<Event>& log, Versions& versions)
{
    for (const auto& row : rows) {
        auto choice = versions.of(row.policy, row.policyVersion, row.calendar, row.calendarVersion);
        if (!choice) return fail(choice.error());
        std::string expected = "none";
        if (choice->policy != nullptr)
            for (const auto& clock : runClocks(log, *choice->policy, *choice->calendar, run.now))
                if (ended(clock) && clock.endedBy == row.event && clock.metric == row.metric)
                    expected = valueOf(clock.start, *clock.stop, clock.used.count(), clock.phase == ClockPhase::Met);
        if (expected != row.value) run.differ("measure", nameOfMeasure(row.event, row.metric), row.value, expected);
    }
    return {};
}

/// A clock that ended without a measure. Where versions changed on the way, those that ended before had others.
Result<void> checkMissing(CheckRun& run, const Conversation& c, const std::vector<MeasureRow>& rows, const std::vector<Event>& log,
                          Versions& versions)
{
    const bool oneVersion = std::none_of(log.begin(), log.end(), [](const Event& event) {
        return event.type == EventType::PolicyChanged || event.type == EventType::CalendarChanged || event.type == EventType::Merged;
    });
    if (!c.policy || c.history || c.mergedInto || !oneVersion) return {};
    auto choice = versions.of(c.policy, c.policyVersion, c.calendar, c.calendarVersion);
    if (!choice) return fail(choice.error());
    if (choice->policy == nullptr) return {};
    for (const auto& clock : runClocks(log, *choice->policy, *choice->calendar, run.now)) {
        const bool stored = std::any_of(rows.begin(), rows.end(), [&](const MeasureRow& row) {
            return row.event == clock.endedBy && row.metric == clock.metric;
        });
        if (ended(clock) && !stored)
            run.differ("measure", nameOfMeasure(clock.endedBy, clock.metric), "none",
                       valueOf(clock.start, *clock.stop, clock.used.count(), clock.phase == ClockPhase::Met));
    }
    return {};
}

Result<void> checkOne(CheckRun& run, const Conversation& c, Versions& versions)
{
    auto own = ownEventsOf(run.session, c.id);
    if (!own) return fail(own.error());
    auto log = fullLogOf(run.session, c.id);
    if (!log) return fail(log.error());
    checkStatus(run, c, *own);
    if (auto done = checkDue(run, c, *log, versions); !done) return done;
    if (c.mergedInto) return {}; // its measures are the other's
    auto rows = measuresOf(run.session, c.id);
    if (!rows) return fail(rows.error());
    if (auto done = checkStored(run, *rows, *log, versions); !done) return done;
    return checkMissing(run, c, *rows, *log, versions);
}

} // namespace

Result<void> checkConversations(CheckRun& run)
{
    static const std::string kText = std::string{"SELECT "} + kConversationColumns + " FROM conversation c WHERE c.id > $1 ORDER BY c.id LIMIT 500";
    Versions versions{run.session};
    ConversationId last{};
    for (std::vector<Conversation> part;; part.clear()) {
        auto read = run.session.each(kText.c_str(), {last}, [&](const SqlRow& row) {
            part.push_back(readConversation(row));
            return true;
        });
        if (!read) return read;
        if (part.empty()) return {};
        for (const auto& conversation : part)
            if (auto done = checkOne(run, conversation, versions); !done) return done;
        last = part.back().id;
        if (auto going = run.step(static_cast<std::int64_t>(part.size())); !going) return going;
    }
}

} // namespace qd
