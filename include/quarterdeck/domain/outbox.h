#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/domain/mention.h"

#include <optional>
#include <string>
#include <vector>

namespace qd {

enum class OutboxState {
    Draft,
    AwaitingApproval,
    ChangesRequested,
    Rejected,
    Superseded,
    Scheduled,
    UndoHold,
    Queued,
    Sending,
    Sent,
    FailedRetry,
    Failed,
    Unknown,
    Paused,
    NeedsReapproval,
    Cancelled,
};

struct Attachment {
    std::string path; ///< inside the workspace's media folder
    std::string mimeType;
    std::string alt;
    std::int64_t bytes{0};
};

/// One reply on its way out. Recipient, account and text are frozen at Send.
struct OutboxItem {
    OutboxId id{};
    ConversationId conversation{};
    MentionId inReplyTo{};
    AccountId account{};
    PersonId author{};
    std::string recipient;         ///< handle shown at Send
    std::string recipientNativeId; ///< what the platform is told
    std::vector<std::string> addressed; ///< further handles that get it
    Visibility visibility{Visibility::Public};
    std::string text;
    std::string lang;
    std::vector<Attachment> media;
    std::string targetNativeId;
    std::string targetNativeKey;
    std::string targetReplyRef;       ///< the connector's own
    std::string nativeConversation;   ///< direct messages
    OutboxState state{OutboxState::UndoHold};
    int attempts{0};
    UtcMillis notBefore{};
    std::string operationKey; ///< one a logical post: idempotency key, and what rkey and TID are made from
    std::string progress;     ///< the connector's own: uploads done, record made
    std::optional<UtcMillis> startedAt{}; ///< of the attempt under way or last made
    int looks{0};                         ///< how often an unknown outcome was looked for
    std::string nativeId;
    std::string nativeKey;
    std::string url;
    std::string error; ///< Errc name, "" = none
    EventId seen{};    ///< the newest event the writer had seen
    bool resolveAfter{false};
    UtcMillis createdAt{};
    std::optional<UtcMillis> sentAt{}; ///< the platform's time
};

/// The moves that may be made; everything else is a fault of ours.
bool mayBecome(OutboxState from, OutboxState to);

/// Whether the item may still reach the platform by itself.
bool isLive(OutboxState state);

/// Text being written, one a conversation and person; never touched by changes to the conversation.
struct Draft {
    DraftId id{};
    ConversationId conversation{};
    PersonId author{};
    bool note{false}; ///< a note's draft is a row of its own: it can never turn into a reply
    MentionId inReplyTo{};
    Visibility visibility{Visibility::Public};
    std::string text;
    std::vector<Attachment> media;
    EventId seen{};
    UtcMillis updatedAt{};
};

} // namespace qd
