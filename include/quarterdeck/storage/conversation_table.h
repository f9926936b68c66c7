#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/domain/event.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/rule.h"
#include "quarterdeck/domain/transition.h"
#include "quarterdeck/storage/ingest_table.h"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace qd {

class Session;

Result<Conversation> loadConversation(Session& session, ConversationId id);
Result<Contact> loadContact(Session& session, ContactId id);

/// The one door through which a conversation changes: loads it for update, asks `change` what comes after, and
/// writes conversation, events, counters, clocks and measures. Inside the caller's transaction.
using Change = std::function<Result<Transition>(const Conversation&)>;
Result<Conversation> changeConversation(Session& session, ConversationId id, const Change& change,
                                        const ClockRules& rules, UtcMillis now);

/// The log, oldest first.
Result<std::vector<Event>> eventsOf(Session& session, ConversationId id);
/// The person's last act that can be undone and has not been: every event it wrote (a bulk act wrote one a
/// conversation, all with one recorded_at), newest act first by recorded_at. Empty = nothing to undo.
Result<std::vector<Event>> lastUndoable(Session& session, PersonId by, UtcMillis since);
/// Events written after `after`, in id order, at most `limit`; with an overlap so that a smaller id that was
/// committed later is not missed (the caller drops those it has seen).
Result<std::vector<Event>> eventsAfter(Session& session, EventId after, int limit);

/// Messages of the conversation, oldest first (its own rows, not the thread's strangers).
Result<std::vector<Mention>> mentionsOf(Session& session, ConversationId id);
/// Everything stored of a thread, oldest first, at most `limit` newest.
Result<std::vector<Mention>> mentionsOfThread(Session& session, const std::string& platform,
                                              const std::string& threadRoot, int limit);
Result<std::vector<MentionVersion>> versionsOf(Session& session, MentionId id);
Result<std::vector<TraceStep>> traceOf(Session& session, MentionId id);
Result<Mention> loadMention(Session& session, MentionId id);
Result<std::optional<Mention>> findMention(Session& session, const std::string& platform, const std::string& nativeKey);

Result<std::vector<Note>> notesOf(Session& session, ConversationId id);
Result<Note> addNote(Session& session, Note note); ///< the row only; the event comes by changeConversation

/// All clocks as they stand at `now`, by the versions the conversation carries (current ones where it has none yet).
Result<std::vector<SlaClock>> clocksOf(Session& session, const Conversation& conversation,
                                       const std::vector<Event>& events, const ClockRules& rules, UtcMillis now);
/// The newest customer message of each conversation that is work (new, open, pending, on_hold) on this account, not
/// deleted, in order of conversation id after `after`: what a sweep asks the platform about.
Result<std::vector<Mention>> mentionsInWork(Session& session, AccountId account, ConversationId after, int limit);
/// The contact's other conversations, newest first.
Result<std::vector<Conversation>> conversationsOfContact(Session& session, ContactId contact, ConversationId except,
                                                         int limit);

// --- lists -----------------------------------------------------------------------------------------------------

enum class ListKind { All, Queue, Mine, Unassigned, AtRisk, Breached, Waiting, Snoozed, Resolved };
enum class ListSort { Due, Newest };

struct ConversationFilter {
    ListKind kind{ListKind::All};
    QueueId queue{};              ///< Queue, or narrows
    PersonId assignee{};          ///< Mine, or narrows
    std::vector<Status> statuses; ///< empty = those that are work: new, open, pending, on_hold
    std::string platform;         ///< "" = any
    std::vector<QueueId> within;  ///< the queues this person may see; empty = all
    ListSort sort{ListSort::Due};
    UtcMillis now{};              ///< decides snoozed, at risk, breached
};

/// A conversation as a list shows it: everything joined, nothing to look up.
struct ConversationRow {
    Conversation conversation;
    Contact contact;
    int messages{0};       ///< of the customer
    bool newestSensitive{false};
    bool hasMedia{false};
};

struct ConversationPage {
    std::vector<ConversationRow> rows;
    std::string next; ///< opaque; "" = the end
};

/// One index range scan. `after` is a page's `next` or "".  @errors Invalid: a cursor that is none
Result<ConversationPage> listConversations(Session& session, const ConversationFilter& filter,
                                           const std::string& after, int limit);
Result<ConversationRow> loadRow(Session& session, ConversationId id);

struct QueueCounts {
    QueueId queue{};
    std::array<std::int64_t, kStatusCount> byStatus{};
    std::int64_t snoozed{0};
    std::int64_t atRisk{0};
    std::int64_t breached{0};
};
Result<std::vector<QueueCounts>> countQueues(Session& session, UtcMillis now);

struct DeskCounts {
    std::int64_t mine{0};       ///< new, open, on_hold of the person
    std::int64_t unassigned{0}; ///< new, open without assignee
    std::int64_t atRisk{0};
    std::int64_t breached{0};
    std::int64_t waiting{0};    ///< pending
    std::int64_t snoozed{0};
    std::optional<UtcMillis> oldestUnassigned{}; ///< waiting_since (or created_at) of the first in due order
};
Result<DeskCounts> countDesk(Session& session, PersonId person, UtcMillis now);

/// Single items, newest first. `query` in the users' language, "" = all.
struct MentionFilter {
    std::optional<UtcMillis> since{};
    std::string platform;
    std::string query;
    bool withOwn{false};
};
struct MentionPage {
    std::vector<Mention> rows;
    std::string next;
};
Result<MentionPage> listMentions(Session& session, const MentionFilter& filter, const std::string& after, int limit,
                                 UtcMillis now);

// --- clocks by the hour hand -------------------------------------------------------------------------------------

/// Conversations whose snooze or hold is over at `now` (no look-back window), at most `limit`.
Result<std::vector<ConversationId>> dueToWake(Session& session, UtcMillis now, int limit);
/// Conversations resolved before `before` and not closed yet.
Result<std::vector<ConversationId>> dueToClose(Session& session, UtcMillis before, int limit);
/// Running conversations whose policy or calendar version is not the current one, at most `limit`, after `after`.
Result<std::vector<ConversationId>> staleClocks(Session& session, const ClockRules& rules, ConversationId after,
                                                int limit);
/// Recompute next_due, policy and calendar of one conversation from its log.
Result<void> recomputeClocks(Session& session, ConversationId id, const ClockRules& rules, UtcMillis now);

} // namespace qd
