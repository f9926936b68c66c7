#include "quarterdeck/base/ids.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/setup_table.h"
#include "storage/clock_rows.h"
#include "storage/conversation_row.h"
#include "storage/event_row.h"
#include "storage/ledger.h"
#include "storage/mention_row.h"

#include <algorithm>
#include <set>

// One conversation: its row, its log, and the one door through which it changes.
namespace qd {
namespace {

constexpr std::chrono::milliseconds kTailOverlap{5000}; ///< how much later a smaller id may be committed

Contact readContact(const SqlRow& row)
{
    Contact contact;
    contact.id = row.id<ContactId>(0);
    contact.platform = row.string(1);
    contact.nativeId = row.string(2);
    contact.handle = row.string(3);
    contact.name = row.string(4);
    contact.avatar = row.string(5);
    if (!row.isNull(6)) contact.followers = row.integer(6);
    contact.bot = row.boolean(7);
    contact.firstSeen = row.time(8);
    return contact;
}

} // namespace

Result<Conversation> loadConversation(Session& session, ConversationId id)
{
    static const std::string kText = std::string{"SELECT "} + kConversationColumns + " FROM conversation c WHERE c.id = $1";
    Conversation conversation;
    auto read = sql(session).one(kText.c_str(), {id}, "there is no such conversation", [&](const SqlRow& row) { conversation = readConversation(row); });
    if (!read) return fail(read.error());
    return conversation;
}

Result<Contact> loadContact(Session& session, ContactId id)
{
    Contact contact;
    auto read = sql(session).one("SELECT id, platform, native_id, handle, name, avatar, followers, bot, first_seen FROM contact "
                                 "WHERE id = $1", {id}, "contact", [&](const SqlRow& row) { contact = readContact(row); });
    if (!read) return fail(read.error());
    return contact;
}

Result<Conversation> changeConversation(Session& session, ConversationId id, const Change& change, const ClockRules& rules, UtcMillis now)
{
    Ledger ledger{sql(session), rules, now};
    const auto entry = ledger.byId(id);
    if (!entry) return fail(entry.error());
    if (*entry == nullptr) return fail(Errc::NotFound, "there is no such conversation");
    auto transition = change((*entry)->now);
    if (!transition) return fail(transition.error());
    ledger.apply(**entry, std::move(*transition));
    if (auto written = ledger.flush(); !written) return fail(written.error());
    return (*entry)->now;
}

Result<std::vector<Event>> eventsOf(Session& session, ConversationId id) { return fullLogOf(sql(session), id); }

Result<std::vector<Event>> lastUndoable(Session& session, PersonId by, UtcMillis since)
{
    std::vector<Event> acts;
    std::set<std::string> undone;
    const auto read = sql(session).each(
        "SELECT id, conversation_id, at, recorded_at, type, actor_kind, actor_id, reason, mention_id, outbox_id, status_after, data "
        "FROM event WHERE id >= $1 AND recorded_at >= $2 AND actor_kind = $3 AND actor_id = $4 ORDER BY id DESC",
        {firstIdAt(since), since, static_cast<int>(ActorKind::Person), by}, [&](const SqlRow& row) {
            auto event = readEvent(row);
            if (event.type == EventType::Undone) undone.insert(event.data["event"]);
            else if (isUndoable(event)) acts.push_back(std::move(event));
            return true;
        });
    if (!read) return fail(read.error());
    acts.erase(std::remove_if(acts.begin(), acts.end(), [&](const Event& e) { return undone.count(std::to_string(e.id.value)) != 0; }),
               acts.end());
    const auto newest = std::max_element(acts.begin(), acts.end(), [](const Event& a, const Event& b) { return a.recordedAt < b.recordedAt; });
    if (newest == acts.end()) return acts;
    const auto at = newest->recordedAt;
    acts.erase(std::remove_if(acts.begin(), acts.end(), [&](const Event& e) { return e.recordedAt != at; }), acts.end());
    return acts;
}

Result<std::vector<Event>> eventsAfter(Session& session, EventId after, int limit)
{
    std::vector<Event> events;
    const auto overlap = after ? firstIdAt(timeOfId(after.value) - kTailOverlap) : std::int64_t{0};
    // The overlap never eats the limit: what lies beyond `after` is always read on.
    const auto seen = sql(session).integer("SELECT COUNT(*) FROM event WHERE id > $1 AND id <= $2", {overlap, after});
    if (!seen) return fail(seen.error());
    const auto read = sql(session).each(
        "SELECT id, conversation_id, at, recorded_at, type, actor_kind, actor_id, reason, mention_id, outbox_id, status_after, data "
        "FROM event WHERE id > $1 ORDER BY id LIMIT $2",
        {overlap, seen->value_or(0) + limit}, [&](const SqlRow& row) {
            events.push_back(readEvent(row));
            return true;
        });
    if (!read) return fail(read.error());
    return events;
}

Result<std::vector<SlaClock>> clocksOf(Session& session, const Conversation& c, const std::vector<Event>& events,
                                       const ClockRules& rules, UtcMillis now)
{
    const auto choice = chooseClocks(c, rules);
    if (c.history) return std::vector<SlaClock>{};
    if (!c.policy || bearsVersions(c, choice)) {
        if (choice.policy == nullptr) return std::vector<SlaClock>{};
        return runClocks(events, *choice.policy, *choice.calendar, now);
    }
    const auto policy = policyVersion(session, c.policy, c.policyVersion);
    if (!policy) return fail(policy.error());
    const auto calendar = calendarVersion(session, c.calendar, c.calendarVersion);
    if (!calendar) return fail(calendar.error());
    if (!*policy || !*calendar) return std::vector<SlaClock>{};
    return runClocks(events, **policy, **calendar, now);
}

Result<std::vector<Conversation>> conversationsOfContact(Session& session, ContactId contact, ConversationId except, int limit)
{
    static const std::string kText = std::string{"SELECT "} + kConversationColumns +
                                     " FROM conversation c WHERE c.contact_id = $1 AND c.id <> $2 ORDER BY c.id DESC LIMIT $3";
    std::vector<Conversation> conversations;
    if (!contact) return conversations;
    const auto read = sql(session).each(kText.c_str(), {contact, except, limit}, [&](const SqlRow& row) {
        conversations.push_back(readConversation(row));
        return true;
    });
    if (!read) return fail(read.error());
    return conversations;
}

Result<std::vector<Note>> notesOf(Session& session, ConversationId id)
{
    std::vector<Note> notes;
    const auto read = sql(session).each("SELECT id, conversation_id, author_id, text, at FROM note WHERE conversation_id = $1 ORDER BY id",
                                        {id}, [&](const SqlRow& row) {
                                            notes.push_back(Note{row.id<NoteId>(0), row.id<ConversationId>(1), row.id<PersonId>(2),
                                                                 row.string(3), row.time(4)});
                                            return true;
                                        });
    if (!read) return fail(read.error());
    return notes;
}

Result<Note> addNote(Session& session, Note note)
{
    for (int attempt = 0; attempt < 100; ++attempt) {
        note.id = NoteId{session.ids().make(note.at)};
        const auto done = sql(session).run("INSERT INTO note (id, conversation_id, author_id, text, at) VALUES ($1, $2, $3, $4, $5) "
                                           "ON CONFLICT DO NOTHING", {note.id, note.conversation, note.author, note.text, note.at});
        if (!done) return fail(done.error());
        if (*done == 1) return note;
    }
    return fail(Errc::Storage, "note: no free id");
}

// --- clocks by the hour hand -------------------------------------------------------------------------------------

namespace {

Result<std::vector<ConversationId>> idsOf(SqlSession& session, const char* text, SqlSession::Args args)
{
    std::vector<ConversationId> ids;
    const auto read = session.each(text, args, [&](const SqlRow& row) {
        ids.push_back(row.id<ConversationId>(0));
        return true;
    });
    if (!read) return fail(read.error());
    return ids;
}

} // namespace

Result<std::vector<ConversationId>> dueToWake(Session& session, UtcMillis now, int limit)
{
    auto ids = idsOf(sql(session), "SELECT id FROM conversation WHERE snoozed_until IS NOT NULL AND snoozed_until <= $1 "
                                   "ORDER BY snoozed_until, id LIMIT $2", {now, limit});
    if (!ids || static_cast<int>(ids->size()) >= limit) return ids;
    const auto held = idsOf(sql(session), "SELECT id FROM conversation WHERE hold_until IS NOT NULL AND hold_until <= $1 "
                                          "ORDER BY hold_until LIMIT $2", {now, limit});
    if (!held) return held;
    for (const auto id : *held)
        if (static_cast<int>(ids->size()) < limit && std::find(ids->begin(), ids->end(), id) == ids->end()) ids->push_back(id);
    return ids;
}

Result<std::vector<ConversationId>> dueToClose(Session& session, UtcMillis before, int limit)
{
    return idsOf(sql(session), "SELECT id FROM conversation WHERE status = 4 AND resolved_at < $1 ORDER BY id LIMIT $2", {before, limit});
}

Result<std::vector<ConversationId>> staleClocks(Session& session, const ClockRules& rules, ConversationId after, int limit)
{
    static const std::string kText = std::string{"SELECT "} + kConversationColumns +
                                     " FROM conversation c WHERE c.status < 4 AND c.history = 0 AND c.id > $1 ORDER BY c.id";
    std::vector<ConversationId> stale;
    const auto read = sql(session).each(kText.c_str(), {after}, [&](const SqlRow& row) {
        const auto c = readConversation(row);
        if (!bearsVersions(c, chooseClocks(c, rules))) stale.push_back(c.id);
        return static_cast<int>(stale.size()) < limit;
    });
    if (!read) return fail(read.error());
    return stale;
}

Result<void> recomputeClocks(Session& session, ConversationId id, const ClockRules& rules, UtcMillis now)
{
    Ledger ledger{sql(session), rules, now};
    const auto entry = ledger.byId(id);
    if (!entry) return fail(entry.error());
    if (*entry == nullptr) return fail(Errc::NotFound, "there is no such conversation");
    (*entry)->clocksStale = true;
    return ledger.flush();
}

} // namespace qd
