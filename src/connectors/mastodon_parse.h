#pragma once

#include "json_read.h"
#include "quarterdeck/connectors/connector.h"

#include <optional>
#include <string>
#include <vector>

/// Mastodon's entities as posts. Pure and total; GoToSocial and Pleroma send the same entities.
/// @source docs.joinmastodon.org entities Status, Notification, Conversation, Context (docs/connectors/mastodon.md)
namespace qd::mastodon {

/// Through whose eyes a status is read.
struct Viewer {
    std::string id;     ///< our account's id, "" = unknown
    std::string domain; ///< what local handles end in, "" = the host of the author's page
};
Viewer viewerOf(const Account& account);

/// Posts with what could not be read, and where the page stands in its list.
struct Batch {
    std::vector<RawPost> posts;
    std::vector<Skipped> skipped;
    int entries{0};                     ///< on the page, posts or not
    std::string newest;                 ///< greatest paging id, "" on an empty page
    std::string oldest;                 ///< smallest paging id
    std::optional<UtcMillis> oldestAt{}; ///< the earliest time on the page
    std::vector<std::string> threads;   ///< statuses of direct conversations that have earlier messages
};

/// What the list around a status told about it.
struct SeenAs {
    std::string conversation;
    std::string notification;
};

/// One status; `otherwise` is its kind when it neither answers, mentions nor messages us.
/// nullopt, and a code in `why`, for boosts and for what has no id.
std::optional<RawPost> parseStatus(const json::Value& status, const Viewer& viewer, MentionKind otherwise,
                                   std::string& why, const SeenAs& seen = {});

Batch parseStatuses(const json::Value& list, const Viewer& viewer, MentionKind otherwise);
/// v1 notifications; only mentions and quotes are posts, the rest passes silently.
Batch parseNotifications(const json::Value& list, const Viewer& viewer);
/// v2 grouped notifications.
Batch parseGroupedNotifications(const json::Value& document, const Viewer& viewer);
/// Conversations as their last statuses; pages by the id of those.
Batch parseConversations(const json::Value& list, const Viewer& viewer);

/// {ancestors, descendants} around `known`, oldest first, each with its parent and the thread's root.
Batch parseContext(const json::Value& document, const Viewer& viewer, const std::string& knownId,
                   const std::string& knownKey);

/// Give posts that answer each other their parents' keys.
void linkParents(std::vector<RawPost>& posts, const std::string& knownId = {}, const std::string& knownKey = {});

} // namespace qd::mastodon
