#pragma once

#include "bluesky_parse.h"

/// How one post is put together from the pieces that the different lists give of it.
namespace qd::bluesky {

struct PostPieces {
    std::string uri;
    std::string cid;
    const json::Value& author;    ///< #profileView…, null where the list names none
    const json::Value& record;    ///< app.bsky.feed.post
    const json::Value& embedView; ///< null: pictures are taken from the record
    const json::Value& labels;
    const json::Value& viewerState;
    std::string indexedAt;
};

/// @param kind  what it is to us where the list says so; nullopt: found out from the post, else `otherwise`
std::optional<RawPost> makePost(const PostPieces& pieces, const Viewer& viewer, std::optional<MentionKind> kind,
                                MentionKind otherwise, std::string& why);

/// Pictures, videos and the like of a post, from the view where there is one, else from the record.
std::vector<Media> mediaOf(const json::Value& embedView, const json::Value& recordEmbed, const std::string& did);

/// The URL of a link card, "" = the post has none.
std::string cardOf(const json::Value& recordEmbed);
/// The uri of a quoted post, "" = it quotes nothing.
std::string quotedUri(const json::Value& recordEmbed);

} // namespace qd::bluesky
