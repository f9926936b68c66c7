#include "storage/event_row.h"

#include "quarterdeck/base/ids.h"
#include "storage/bulk.h"
#include "storage/json_text.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

namespace qd {
namespace {

/// The conversations whose events belong to `log` too, as its Merged events say.
std::vector<ConversationId> mergedInto(const std::vector<Event>& log)
{
    std::vector<ConversationId> ids;
    for (const auto& event : log) {
        if (event.type != EventType::Merged) continue;
        const auto from = event.data.find("from");
        if (from == event.data.end()) continue;
        std::int64_t id = 0;
        std::from_chars(from->second.data(), from->second.data() + from->second.size(), id);
        if (id != 0) ids.push_back(ConversationId{id});
    }
    return ids;
}

Result<void> insertOneByOne(SqlSession& session, std::vector<Event*>& events, UtcMillis now)
{
    std::int64_t last = 0;
    auto at = now;
    for (auto* event : events) {
        const auto data = eventDataJson(*event);
        for (int attempt = 0;; ++attempt) {
            auto id = session.ids().make(at);
            while (id <= last) id = session.ids().make(at += std::chrono::milliseconds{1}); // the sequence went round
            const auto written = session.run(
                "INSERT INTO event (id, conversation_id, at, recorded_at, type, actor_kind, actor_id, reason, mention_id, "
                "outbox_id, status_after, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
                "ON CONFLICT DO NOTHING",
                {id, event->conversation, event->at, event->recordedAt, static_cast<int>(event->type),
                 static_cast<int>(event->actor.kind), event->actor.id, event->reason, event->mention, event->outbox,
                 event->statusAfter ? SqlArg{static_cast<int>(*event->statusAfter)} : SqlArg{}, data});
            if (!written) return fail(written.error());
            if (*written == 1) {
                event->id = EventId{last = id};
                break;
            }
            if (attempt == 100) return fail(Errc::Storage, "event: no free id");
            at += std::chrono::milliseconds{1};
        }
    }
    return {};
}

} // namespace

bool isMessageEvent(EventType type)
{
    switch (type) {
    case EventType::Received:
    case EventType::Replied:
    case EventType::BotReplied:
    case EventType::AuthorEdited:
    case EventType::AuthorDeleted: return true;
    default: return false;
    }
}

Event readEvent(const SqlRow& row)
{
    Event event;
    event.id = row.id<EventId>(0);
    event.conversation = row.id<ConversationId>(1);
    event.at = row.time(2);
    event.recordedAt = row.time(3);
    event.type = static_cast<EventType>(row.integer(4));
    event.actor = Actor{static_cast<ActorKind>(row.integer(5)), row.integer(6)};
    event.reason = row.string(7);
    event.mention = row.id<MentionId>(8);
    event.outbox = row.id<OutboxId>(9);
    if (!row.isNull(10)) event.statusAfter = static_cast<Status>(row.integer(10));
    if (const auto text = row.text(11); !text.empty()) {
        const auto data = nlohmann::json::parse(text, nullptr, false);
        if (data.is_object())
            for (const auto& [key, value] : data.items())
                if (value.is_string()) event.data.emplace(key, value.get<std::string>());
    }
    return event;
}

std::string eventDataJson(const Event& event)
{
    if (event.data.empty()) return {};
    std::string out = "{";
    for (const auto& [key, value] : event.data) {
        if (out.size() > 1) out += ',';
        appendJsonText(out, key);
        out += ':';
        appendJsonText(out, value);
    }
    return out + "}";
}

Result<std::vector<Event>> ownEventsOf(SqlSession& session, ConversationId id)
{
    std::vector<Event> events;
    const auto read = session.each("SELECT id, conversation_id, at, recorded_at, type, actor_kind, actor_id, reason, mention_id, "
                                   "outbox_id, status_after, data FROM event WHERE conversation_id = $1 ORDER BY id",
                                   {id}, [&](const SqlRow& row) {
                                       events.push_back(readEvent(row));
                                       return true;
                                   });
    if (!read) return fail(read.error());
    return events;
}

Result<std::vector<Event>> fullLogOf(SqlSession& session, ConversationId id)
{
    auto log = ownEventsOf(session, id);
    if (!log) return log;
    std::set<std::int64_t> seen{id.value};
    auto open = mergedInto(*log);
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (!seen.insert(open[i].value).second) continue;
        const auto theirs = ownEventsOf(session, open[i]);
        if (!theirs) return fail(theirs.error());
        for (const auto& event : *theirs)
            if (isMessageEvent(event.type)) log->push_back(event);
        const auto further = mergedInto(*theirs);
        open.insert(open.end(), further.begin(), further.end());
    }
    if (seen.size() > 1)
        std::stable_sort(log->begin(), log->end(),
                         [](const Event& a, const Event& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); });
    return log;
}

Result<void> insertEvents(SqlSession& session, std::vector<Event*>& events, UtcMillis now)
{
    return session.engine() == EngineKind::Sqlite ? insertOneByOne(session, events, now) : bulk::insertEvents(session, events, now);
}

} // namespace qd
