#pragma once

#include "json_read.h"
#include "quarterdeck/connectors/connector.h"

#include <optional>
#include <string>
#include <vector>

/// The AT Protocol's records and views as posts. Pure and total.
/// @source lexicons app.bsky.feed.defs, app.bsky.feed.post, app.bsky.notification.listNotifications
namespace qd::bluesky {

/// Through whose eyes a post is read.
struct Viewer {
    std::string did; ///< "" = unknown
    std::string handle;
};
Viewer viewerOf(const Account& account);

/// What a later reply needs; kept as RawPost::replyRef.
struct Ref {
    std::string uri;
    std::string cid;
};
struct ReplyRef {
    Ref post;
    Ref root;              ///< of the thread; the post itself where it begins one
    bool closed{false};    ///< the thread's gate keeps us from answering
    std::string like;      ///< uri of our like
    std::string convo;     ///< direct messages: the conversation
};
std::string writeRef(const ReplyRef& ref);
ReplyRef readRef(std::string_view text);

/// Posts with what could not be read, and where the page stands in its list.
struct Batch {
    std::vector<RawPost> posts;
    std::vector<Skipped> skipped;
    int entries{0};
    std::optional<UtcMillis> newest{};
    std::optional<UtcMillis> oldest{};
    std::string next; ///< the platform's cursor, "" = the end
};

/// A #postView. nullopt and a code in `why` for what is no post.
std::optional<RawPost> parsePostView(const json::Value& view, const Viewer& viewer, MentionKind otherwise,
                                     std::string& why);
/// A record as com.atproto.repo hands it out: {uri, cid, value}; written by the owner of the repository.
std::optional<RawPost> parseRecord(const json::Value& record, const Viewer& viewer, std::string& why);

Batch parseNotifications(const json::Value& document, const Viewer& viewer); ///< mention, reply and quote
Batch parsePosts(const json::Value& document, const Viewer& viewer);         ///< {posts: [#postView]}
Batch parseFeed(const json::Value& document, const Viewer& viewer);          ///< {feed: [#feedViewPost]}
Batch parseRecords(const json::Value& document, const Viewer& viewer);       ///< {records: […]}
/// A #threadViewPost and all that hangs on it, oldest first; what was deleted comes as a tombstone. Walks without
/// recursion, at most 4,000 posts.
Batch parseThread(const json::Value& thread, const Viewer& viewer);

RawPost tombstone(std::string uri);

} // namespace qd::bluesky
