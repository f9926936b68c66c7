#include "bluesky_post.h"

#include "bluesky_facets.h"
#include "bluesky_tid.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace qd::bluesky {
namespace {

using json::Value;

constexpr std::string_view kPostType = "app.bsky.feed.post";

Author authorOf(const Value& profile, const std::string& did)
{
    Author author;
    author.nativeId = json::text(profile, "did");
    if (author.nativeId.empty()) author.nativeId = did;
    author.handle = json::text(profile, "handle");
    if (author.handle.empty() || author.handle == "handle.invalid") author.handle = author.nativeId;
    author.name = json::text(profile, "displayName");
    author.avatar = json::text(profile, "avatar");
    author.followers = json::integer(profile, "followersCount");
    for (const auto& label : json::array(profile, "labels"))
        if (json::text(label, "val") == "bot" && !json::flag(label, "neg")) author.bot = true;
    return author;
}

bool isSensitiveValue(const std::string& value)
{
    constexpr std::array<std::string_view, 9> kValues{"porn",  "sexual",        "nudity", "graphic-media", "gore",
                                                      "nsfl",  "corpse", "!hide",  "!takedown"};
    return std::find(kValues.begin(), kValues.end(), value) != kValues.end();
}

bool isSensitive(const Value& labels, const Value& record)
{
    const auto hides = [](const Value& label) {
        return !json::flag(label, "neg") && isSensitiveValue(json::text(label, "val"));
    };
    const Value& given = json::arrayOrEmpty(labels);
    const Value& own = json::array(json::object(record, "labels"), "values");
    return std::any_of(given.begin(), given.end(), hides) || std::any_of(own.begin(), own.end(), hides);
}

/// Replies carry their thread; what begins one is its own root.
void readReply(const Value& record, RawPost& post, ReplyRef& ref)
{
    const Value& reply = json::object(record, "reply");
    const Value& parent = json::object(reply, "parent");
    const Value& root = json::object(reply, "root");
    post.inReplyTo = json::text(parent, "uri");
    post.inReplyToId = post.inReplyTo;
    post.inReplyToAuthor = parseAtUri(post.inReplyTo).did;
    ref.root = {json::text(root, "uri"), json::text(root, "cid")};
    if (ref.root.uri.empty() || ref.root.cid.empty()) ref.root = {json::text(parent, "uri"), json::text(parent, "cid")};
    if (ref.root.uri.empty() || ref.root.cid.empty()) ref.root = ref.post;
    post.threadRoot = ref.root.uri;
}

std::string escaped(std::string_view text)
{
    const std::string html = toHtml(text, {});
    return html.substr(3, html.size() - 7); // without its <p>
}

void readText(const Value& record, const Viewer& viewer, RawPost& post, bool& mentionsUs)
{
    const std::string text = json::text(record, "text");
    const auto facets = readFacets(json::member(record, "facets"), text);
    for (const auto& facet : facets) {
        if (facet.kind != Facet::Kind::Mention) continue;
        if (facet.target == viewer.did) mentionsUs = true;
        else if (text[facet.begin] == '@') post.addressed.push_back(text.substr(facet.begin + 1, facet.end - facet.begin - 1));
    }
    const std::string card = cardOf(json::object(record, "embed"));
    const bool cardIsNew = !card.empty() && card.rfind("http", 0) == 0 &&
                           std::none_of(facets.begin(), facets.end(), [&](const Facet& f) { return f.target == card; });
    post.bodyIsHtml = !facets.empty() || cardIsNew;
    post.body = post.bodyIsHtml ? toHtml(text, facets) : text;
    if (cardIsNew) post.body += "<p><a href=\"" + escaped(card) + "\">" + escaped(card) + "</a></p>";
}

MentionKind kindOf(const RawPost& post, const Value& record, const Viewer& viewer, bool mentionsUs,
                   MentionKind otherwise)
{
    const bool known = !viewer.did.empty();
    if (known && post.inReplyToAuthor == viewer.did) return MentionKind::Reply;
    if (known && parseAtUri(quotedUri(json::object(record, "embed"))).did == viewer.did) return MentionKind::Quote;
    if (mentionsUs) return MentionKind::Mention;
    return !post.inReplyTo.empty() && otherwise == MentionKind::Post ? MentionKind::Reply : otherwise;
}

/// The client's word where it is not later than the moment the network saw the post.
std::optional<UtcMillis> timeOf(const Value& record, const std::string& indexedAt)
{
    const auto claimed = parseRfc3339(json::text(record, "createdAt"));
    const auto seen = parseRfc3339(indexedAt);
    if (claimed && seen) return std::min(*claimed, *seen);
    return claimed ? claimed : seen;
}

} // namespace

Viewer viewerOf(const Account& account) { return {account.nativeId, account.handle}; }

std::string writeRef(const ReplyRef& ref)
{
    if (!ref.convo.empty()) return json::dump({{"convo", ref.convo}});
    Value out{{"uri", ref.post.uri},
              {"cid", ref.post.cid},
              {"root", {{"uri", ref.root.uri}, {"cid", ref.root.cid}}}};
    if (ref.closed) out["replyDisabled"] = true;
    if (!ref.like.empty()) out["like"] = ref.like;
    return json::dump(out);
}

ReplyRef readRef(std::string_view text)
{
    const Value in = json::parse(text);
    const Value& root = json::object(in, "root");
    ReplyRef ref;
    ref.post = {json::text(in, "uri"), json::text(in, "cid")};
    ref.root = {json::text(root, "uri"), json::text(root, "cid")};
    ref.closed = json::flag(in, "replyDisabled");
    ref.like = json::text(in, "like");
    ref.convo = json::text(in, "convo");
    return ref;
}

std::optional<RawPost> makePost(const PostPieces& pieces, const Viewer& viewer, std::optional<MentionKind> kind,
                                MentionKind otherwise, std::string& why)
{
    const std::string type = json::text(pieces.record, "$type");
    why = !pieces.record.is_object()            ? "no_record"
          : !type.empty() && type != kPostType ? "not_a_post"
          : pieces.uri.empty()                 ? "no_uri"
                                               : "";
    if (!why.empty()) return std::nullopt;
    const AtUri uri = parseAtUri(pieces.uri);
    RawPost post;
    post.platform = "bluesky";
    post.author = authorOf(pieces.author, uri.did);
    post.nativeId = pieces.uri;
    // Keys hold the DID: a handle may move to another account.
    const bool byHandle = !uri.did.empty() && uri.did.rfind("did:", 0) != 0 && !post.author.nativeId.empty();
    post.nativeKey = byHandle ? "at://" + post.author.nativeId + "/" + uri.collection + "/" + uri.rkey : pieces.uri;
    if (!uri.rkey.empty()) post.url = "https://bsky.app/profile/" + post.author.handle + "/post/" + uri.rkey;
    post.own = !viewer.did.empty() && post.author.nativeId == viewer.did;
    post.createdAt = timeOf(pieces.record, pieces.indexedAt);
    for (const auto& lang : json::array(pieces.record, "langs"))
        if (post.lang.empty()) post.lang = json::asText(lang);
    post.media = mediaOf(pieces.embedView, json::object(pieces.record, "embed"), post.author.nativeId);
    post.sensitive = isSensitive(pieces.labels, pieces.record);

    bool mentionsUs = false;
    readText(pieces.record, viewer, post, mentionsUs);
    ReplyRef ref;
    ref.post = {post.nativeKey, pieces.cid};
    ref.closed = json::flag(pieces.viewerState, "replyDisabled");
    ref.like = json::text(pieces.viewerState, "like");
    readReply(pieces.record, post, ref);
    post.replyRef = writeRef(ref);
    post.kind = kind ? *kind : kindOf(post, pieces.record, viewer, mentionsUs, otherwise);
    return post;
}

RawPost tombstone(std::string uri)
{
    RawPost gone;
    gone.platform = "bluesky";
    gone.nativeId = uri;
    gone.nativeKey = std::move(uri);
    gone.deleted = true;
    return gone;
}

} // namespace qd::bluesky
