#pragma once

#include "quarterdeck/desk/call.h"
#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/domain/event.h"
#include "quarterdeck/domain/goal.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/outbox.h"
#include "quarterdeck/domain/rule.h"
#include "quarterdeck/domain/sla.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace qd {

/// One goal queue in the rail.
struct QueueLine {
    Queue queue;
    GoalNature nature{GoalNature::CustomerService};
    int goalOrder{0};
    std::array<std::int64_t, kStatusCount> byStatus{};
    std::int64_t snoozed{0};
    std::int64_t atRisk{0};
    std::int64_t breached{0};
    std::int64_t work() const { return byStatus[0] + byStatus[1] + byStatus[3]; } ///< new, open, on_hold
};

/// Everything the rail and the title bar count.
struct DeskOverview {
    std::string organisation;
    std::int64_t mine{0}, unassigned{0}, atRisk{0}, breached{0}, waiting{0}, snoozed{0};
    std::vector<QueueLine> queues; ///< in the goals' order
    std::vector<View> views;
    int sourcesWorking{0};
    int sources{0};
    std::optional<UtcMillis> checkedAt{}; ///< the oldest last success of the working sources
    std::int64_t outboxWaiting{0};        ///< undo_hold, scheduled, queued, sending, failed_retry
    std::int64_t outboxTrouble{0};        ///< failed, unknown, needs_reapproval
    bool sendingHeld{false};
    std::optional<UtcMillis> oldestUnassigned{};
};

enum class ScopeKind { Queue, Mine, Unassigned, AtRisk, Breached, Waiting, Snoozed, Resolved, All, Search };

/// Which list is shown.
struct ListScope {
    ScopeKind kind{ScopeKind::Mine};
    QueueId queue{};
    std::string query;        ///< Search: the users' language
    bool asYouType{false};
    std::string platform;     ///< "" = all
    bool newestFirst{false};  ///< else by due
    bool operator==(const ListScope&) const = default;
};

/// A conversation as a card shows it; nothing to look up.
struct Card {
    ConversationId id{};
    std::string platform;
    std::string account;      ///< our handle
    std::string author;       ///< display name, or handle where there is none
    std::string handle;
    std::string avatar;       ///< URL, through Pictures
    std::string excerpt;
    std::string lang;
    std::string queueName;
    QueueId queue{};
    GoalNature nature{GoalNature::CustomerService};
    Status status{Status::New};
    Priority priority{Priority::Normal};
    PersonId assignee{};
    std::string assigneeName; ///< "" = nobody
    bool direct{false};
    bool starred{false};
    bool sensitive{false};
    bool hasMedia{false};
    int messages{1};
    std::vector<std::string> labels;
    UtcMillis newestAt{};     ///< of the customer's newest message
    std::optional<UtcMillis> waitingSince{};
    std::optional<UtcMillis> snoozedUntil{};
    std::optional<UtcMillis> due{};
    std::optional<UtcMillis> riskAt{};
    std::string dismissedReason;
    bool hasDraft{false};     ///< of this person
    EventId lastEvent{};
    bool operator==(const Card&) const = default;
};

struct CardPage {
    ListScope scope;
    std::vector<Card> cards;
    std::string next; ///< "" = the end
    std::vector<std::string> didYouMean;
};

/// One entry of the thread view, oldest first.
struct Message {
    Mention mention;
    bool stranger{false}; ///< another conversation of the same thread
    std::vector<MentionVersion> versions;
    std::optional<OutboxItem> outbox{}; ///< where it is one of ours that left from here, or waits to
};

/// A conversation with all that its panes show.
struct ConversationView {
    Conversation conversation;
    Contact contact;
    std::string accountHandle;
    std::string queueName;
    std::string assigneeName;
    std::vector<std::string> labels;
    std::vector<Message> messages;  ///< the thread, strangers included
    std::vector<Note> notes;
    std::vector<std::string> noteAuthors; ///< names, one a note
    std::vector<OutboxItem> outbox; ///< not sent yet or in trouble
    std::vector<Event> events;
    std::vector<std::string> eventActors; ///< names for people, rules' names for rules, "" else; one an event
    std::vector<SlaClock> clocks;
    std::vector<TraceStep> trace;
    std::vector<Conversation> otherConversations; ///< of the same contact, newest first, at most 20
};

struct MentionList {
    std::vector<Mention> mentions;
    std::vector<QueueId> queues; ///< of their conversations; one a mention
    std::vector<GoalId> goals;
    std::string next;
};

/// Reading: counts, lists, conversations, search. Nothing here changes a row.
/// @errors Forbidden, Invalid (a query or cursor that cannot be read), NotFound, Storage
class Inbox {
public:
    virtual ~Inbox() = default;
    virtual void overview(Reply<DeskOverview> done) = 0;
    virtual void list(ListScope scope, std::string after, int limit, Reply<CardPage> done) = 0;
    virtual void card(ConversationId id, Reply<Card> done) = 0;
    virtual void conversation(ConversationId id, Reply<ConversationView> done) = 0;
    /// Fetch the thread from the platform and store it; the view after it.  @errors also Network, Auth, RateLimited
    virtual void refreshThread(ConversationId id, Reply<ConversationView> done) = 0;
    virtual void mentions(std::optional<UtcMillis> since, std::string platform, std::string query, std::string after,
                          int limit, Reply<MentionList> done) = 0;
    /// Conversations for scripts, in due order; filters as the command line's.
    struct ConversationQuery {
        QueueId queue{};
        std::optional<Status> status{};
        PersonId assignee{};
        std::string after;
        int limit{50};
    };
    struct ConversationList {
        std::vector<Conversation> conversations;
        std::string next;
    };
    virtual void conversations(ConversationQuery query, Reply<ConversationList> done) = 0;
};

} // namespace qd
