#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qd {

/// What an item is to us. Names on the wire and in the database: names.h.
enum class MentionKind { Mention, Reply, Message, Comment, Quote, Post, Review, Article };

enum class Visibility { Public, Unlisted, Followers, Direct };

enum class MediaKind { Image, Video, Gif, Audio, Other };

struct Media {
    MediaKind kind{MediaKind::Other};
    std::string url;
    std::string previewUrl; ///< a still or thumbnail; "" = none
    std::string alt;        ///< "" = the author wrote none
    bool operator==(const Media&) const = default;
};

/// Who wrote an item, as the platform describes the writer.
struct Author {
    std::string nativeId; ///< opaque, stable (account id, DID); for feeds the name itself
    std::string handle;   ///< "maria@mastodon.example", "maria.bsky.social"; no leading '@'
    std::string name;     ///< display name, "" = none
    std::optional<std::int64_t> followers{};
    std::string avatar; ///< https URL or ""
    bool bot{false};
    bool operator==(const Author&) const = default;
};

/// A post as its platform worded it: parsed, but not yet cleaned or judged. Made by connectors only.
struct RawPost {
    std::string platform; ///< "mastodon", "bluesky", "feed"
    MentionKind kind{MentionKind::Mention};
    std::string nativeId;  ///< what the API is called with
    std::string nativeKey; ///< with platform, the dedupe key: Mastodon uri, at-uri, feed "url#id"
    Author author;
    std::string title;    ///< feeds; may hold HTML
    std::string body;     ///< HTML when bodyIsHtml, else plain text with `links` applied
    bool bodyIsHtml{true};
    std::string spoiler;  ///< content warning, part of the message
    std::string lang;     ///< BCP 47 as the platform says, "" = it does not
    std::string url;      ///< for people
    std::optional<UtcMillis> createdAt{}; ///< absent or unreadable: first-seen time is used
    std::optional<UtcMillis> editedAt{};
    std::string inReplyTo;       ///< native key of the parent, "" = none or unknown
    std::string inReplyToId;     ///< native id of the parent, known even where its key is not (Mastodon); "" = none
    std::string inReplyToAuthor; ///< native id of the parent's author, "" = unknown
    std::string threadRoot;      ///< native key of the thread's first post, "" = unknown (then the parent, then itself)
    std::string conversation;    ///< direct messages: the platform's conversation id
    Visibility visibility{Visibility::Public};
    std::vector<std::string> addressed; ///< handles mentioned in it, without our own
    std::vector<Media> media;
    bool sensitive{false};
    bool own{false};     ///< written by the account that polled it
    bool deleted{false}; ///< a tombstone: only nativeKey counts
    std::string replyRef; ///< the connector's own JSON, handed back to planSend (at-uri + cid, participants, …)
};

/// An item that concerns us, cleaned.
struct Mention {
    MentionId id{};
    std::string platform;
    AccountId account{}; ///< ours: the one it was seen through first
    MentionKind kind{MentionKind::Mention};
    std::string nativeId;
    std::string nativeKey;
    ConversationId conversation{};
    Author author;
    std::string title;
    std::string text; ///< plain UTF-8, for people and search
    std::string html; ///< allow-listed markup (p, br, a, lists, emphasis), safe to show; "" = text says it all
    std::string lang; ///< ISO 639-1, "" = unknown
    std::string url;
    UtcMillis createdAt{};
    UtcMillis receivedAt{};
    std::optional<UtcMillis> editedAt{};
    bool deleted{false};
    std::string inReplyTo;
    std::string inReplyToId; ///< to find the parent among the account's mentions when inReplyTo is ""; not stored
    std::string inReplyToAuthor;
    std::string threadRoot;
    std::string nativeConversation;
    Visibility visibility{Visibility::Public};
    std::vector<std::string> addressed;
    std::vector<Media> media;
    bool sensitive{false};
    bool own{false};     ///< ours, from here or from the platform's own app
    bool history{false}; ///< from before its source was connected: stored, never work
    std::string replyRef;
    std::vector<std::string> labels;
};

/// One version of a mention's text that an edit replaced.
struct MentionVersion {
    MentionId mention{};
    std::string text;
    UtcMillis replacedAt{};
};

} // namespace qd
