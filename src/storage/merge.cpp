#include "storage/merge.h"

#include <algorithm>

namespace qd {
namespace {

Event mergedEvent(const char* name, ConversationId other, UtcMillis now)
{
    Event event;
    event.at = event.recordedAt = now;
    event.type = EventType::Merged;
    event.actor = Actor{ActorKind::System, 0};
    event.reason = "same_root";
    event.data = {{name, std::to_string(other.value)}};
    return event;
}

Transition closedInto(const Conversation& before, ConversationId into, UtcMillis now)
{
    Transition t{before, {mergedEvent("into", into, now)}};
    t.after.status = Status::Closed;
    t.after.mergedInto = into;
    t.after.snoozedUntil.reset();
    t.after.snoozeKind = SnoozeKind::None;
    t.after.holdUntil.reset();
    t.after.waitingSince.reset();
    t.after.updatedAt = now;
    t.events.front().statusAfter = Status::Closed;
    return t;
}

Transition takingIn(const Conversation& before, const Conversation& from, UtcMillis now)
{
    Transition t{before, {mergedEvent("from", from.id, now)}};
    auto& after = t.after;
    if (from.newestMention > after.newestMention) {
        after.newestMention = from.newestMention;
        after.excerpt = from.excerpt;
        after.lang = from.lang;
    }
    after.createdAt = std::min(after.createdAt, from.createdAt);
    after.priority = std::max(after.priority, from.priority);
    after.starred = after.starred || from.starred;
    after.history = after.history && from.history;
    if (!after.assignee) after.assignee = from.assignee;
    after.labels.insert(after.labels.end(), from.labels.begin(), from.labels.end());
    std::sort(after.labels.begin(), after.labels.end());
    after.labels.erase(std::unique(after.labels.begin(), after.labels.end()), after.labels.end());
    if (from.waitingSince) {
        after.waitingSince = after.waitingSince ? std::min(*after.waitingSince, *from.waitingSince) : from.waitingSince;
        if (after.status != Status::New && after.status != Status::Open) {
            after.status = Status::Open;
            after.resolvedAt.reset();
            after.holdUntil.reset();
            after.dismissedReason.clear();
            t.events.front().statusAfter = Status::Open;
        }
    }
    after.updatedAt = now;
    return t;
}

} // namespace

Result<void> mergeConversations(SqlSession& session, Ledger& ledger, LedgerEntry& from, LedgerEntry& into, UtcMillis now)
{
    const auto source = from.now;
    const auto theirs = ledger.logOf(from);
    if (!theirs) return fail(theirs.error());
    // Its clocks are the other's from here on, and so is what they measured.
    for (const auto& event : *theirs) {
        const auto given = session.run("DELETE FROM measure WHERE event_id = $1", {event.id});
        if (!given) return fail(given.error());
    }
    into.taken.push_back(&from);
    ledger.apply(from, closedInto(source, into.now.id, now));
    ledger.apply(into, takingIn(into.now, source, now));

    for (const char* move : {"UPDATE mention SET conversation_id = $2 WHERE conversation_id = $1",
                             "UPDATE note SET conversation_id = $2 WHERE conversation_id = $1",
                             "UPDATE outbox SET conversation_id = $2 WHERE conversation_id = $1",
                             "UPDATE draft SET conversation_id = $2 WHERE conversation_id = $1 AND NOT EXISTS (SELECT 1 FROM draft d "
                             "WHERE d.conversation_id = $2 AND d.author_id = draft.author_id AND d.note = draft.note)"}) {
        const auto done = session.run(move, {source.id, into.now.id});
        if (!done) return fail(done.error());
    }
    return {};
}

} // namespace qd
