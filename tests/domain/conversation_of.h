#pragma once

#include "domain/times.h"
#include "quarterdeck/domain/names.h"
#include "quarterdeck/domain/transition.h"

#include <string>

namespace qd {

inline constexpr Actor kMaria{ActorKind::Person, 7};
inline constexpr Actor kTom{ActorKind::Person, 8};
inline constexpr Actor kHourHand{ActorKind::System, 0};
inline constexpr Actor kApp{ActorKind::Platform, 0};

inline Mention message(const std::string& when, std::int64_t id = 1,
                       const std::string& text = "My train is late")
{
    Mention m;
    m.id = MentionId{id};
    m.platform = "mastodon";
    m.account = AccountId{3};
    m.kind = MentionKind::Mention;
    m.nativeId = std::to_string(id);
    m.nativeKey = "https://mastodon.example/statuses/" + std::to_string(id);
    m.author.nativeId = "77";
    m.author.handle = "jo@mastodon.example";
    m.text = text;
    m.lang = "en";
    m.createdAt = at(when);
    m.receivedAt = at(when);
    return m;
}

inline Mention ownAnswer(const std::string& when, std::int64_t id = 50)
{
    auto m = message(when, id, "We are sorry");
    m.own = true;
    m.inReplyToAuthor = "77";
    return m;
}

inline Routing toQueue(std::int64_t queue = 4, std::int64_t goal = 2)
{
    Routing routing;
    routing.queue = QueueId{queue};
    routing.goal = GoalId{goal};
    return routing;
}

/// A conversation in a state, reached by the doors that lead there.
inline Conversation inState(Status status, const std::string& since = "2026-01-07T10:00:00Z")
{
    const auto start = at(since);
    auto c = begin(message(since), toQueue(), ContactId{6}, start).after;
    c.id = ConversationId{1};
    switch (status) {
    case Status::New: break;
    case Status::Open: c = assign(c, PersonId{7}, kMaria, start).value().after; break;
    case Status::Pending: c = answered(c, ownAnswer(since), OutboxId{9}, kMaria, start).after; break;
    case Status::OnHold:
        c = hold(c, start + std::chrono::hours{5}, "colleague", kMaria, start).value().after;
        break;
    case Status::Resolved: c = resolve(c, "done", kMaria, start).value().after; break;
    case Status::Closed:
        c = close(resolve(c, "done", kMaria, start).value().after, start).value().after;
        break;
    }
    return c;
}

/// "opened assigned": the events of a transition by name.
inline std::string typesOf(const Transition& t)
{
    std::string names;
    for (const auto& event : t.events)
        names += (names.empty() ? "" : " ") + std::string(nameOf(event.type));
    return names;
}

} // namespace qd
