#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/status.h"

#include <optional>
#include <string>
#include <vector>

namespace qd {

enum class SnoozeKind { None, Time, BusinessHours, Issue };

/// All messages with one person on one topic in one channel; what staff work on.
struct Conversation {
    ConversationId id{};
    std::string key; ///< unique: direct "d:<account>:<platform conversation>", public "p:<account>:<root key>:<author>", single "m:<platform>:<native key>"
    std::string platform;
    AccountId account{};
    ContactId contact{};
    QueueId queue{};
    GoalId goal{};
    Status status{Status::New};
    std::string substatus;
    std::optional<UtcMillis> snoozedUntil{};
    SnoozeKind snoozeKind{SnoozeKind::None};
    std::optional<UtcMillis> holdUntil{}; ///< on_hold: when it comes back by itself
    Priority priority{Priority::Normal};
    PersonId assignee{};
    bool direct{false};
    bool history{false};
    bool starred{false};
    bool muted{false};
    std::string dismissedReason;      ///< "" = not dismissed
    ConversationId mergedInto{};
    std::string threadRoot;           ///< native key
    std::string excerpt;              ///< of the newest customer message, at most 280 graphemes
    std::string lang;
    std::vector<LabelId> labels;
    std::optional<UtcMillis> waitingSince{}; ///< oldest unanswered customer message
    MentionId newestMention{};               ///< of the customer
    std::optional<UtcMillis> nextDue{};      ///< earliest due of a running clock; nullopt: no clock runs
    std::optional<UtcMillis> riskAt{};       ///< when that clock has used 80 %
    PolicyId policy{};
    int policyVersion{0};
    CalendarId calendar{};
    int calendarVersion{0};
    EventId lastEvent{};
    UtcMillis createdAt{};  ///< of its first message
    UtcMillis updatedAt{};
    std::optional<UtcMillis> resolvedAt{};
};

/// Which conversation a message belongs to: Conversation::key. Direct = (account, the platform's conversation, or the
/// thread and counterpart where the platform has none); public = (account, thread root, counterpart); posts of feeds
/// and searches, articles and reviews = the item itself. For an own answer the counterpart is whom it answers.
std::string conversationKey(const Mention& mention);

/// The person behind one or more handles.
struct Contact {
    ContactId id{};
    std::string platform;
    std::string nativeId;
    std::string handle;
    std::string name;
    std::string avatar;
    std::optional<std::int64_t> followers{};
    bool bot{false};
    UtcMillis firstSeen{};
};

/// A message only colleagues see.
struct Note {
    NoteId id{};
    ConversationId conversation{};
    PersonId author{};
    std::string text;
    UtcMillis at{};
};

} // namespace qd
