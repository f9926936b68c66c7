#include "mastodon_parse.h"

#include "mastodon_ref.h"
#include "quarterdeck/net/url.h"

#include <algorithm>
#include <unordered_map>

namespace qd::mastodon {
namespace {

using json::Value;

std::string hostOf(const std::string& url)
{
    const auto begin = url.find("://");
    if (begin == std::string::npos) return {};
    const auto end = url.find_first_of("/?#", begin + 3);
    return url.substr(begin + 3, end == std::string::npos ? end : end - begin - 3);
}

/// "maria" of our own server becomes "maria@its.domain".
std::string fullHandle(const Value& account, const Viewer& viewer)
{
    std::string acct = json::text(account, "acct");
    if (acct.empty()) acct = json::text(account, "username");
    if (acct.empty() || acct.find('@') != std::string::npos) return acct;
    const std::string domain = viewer.domain.empty() ? hostOf(json::text(account, "url")) : viewer.domain;
    return domain.empty() ? acct : acct + "@" + domain;
}

Author parseAuthor(const Value& account, const Viewer& viewer)
{
    Author author;
    author.nativeId = json::id(account, "id");
    author.handle = fullHandle(account, viewer);
    author.name = json::text(account, "display_name");
    author.followers = json::integer(account, "followers_count");
    author.avatar = json::text(account, "avatar_static");
    if (author.avatar.empty()) author.avatar = json::text(account, "avatar");
    author.bot = json::flag(account, "bot");
    return author;
}

/// Unknown names (another server's own) are read as the narrowest audience that has readers besides those addressed.
Visibility parseVisibility(const std::string& name)
{
    if (name == "public") return Visibility::Public;
    if (name == "unlisted" || name == "local") return Visibility::Unlisted;
    if (name == "direct") return Visibility::Direct;
    return Visibility::Followers;
}

Media parseMedia(const Value& attachment)
{
    const std::string type = json::text(attachment, "type");
    Media media;
    media.kind = type == "image"   ? MediaKind::Image
                 : type == "video" ? MediaKind::Video
                 : type == "gifv"  ? MediaKind::Gif
                 : type == "audio" ? MediaKind::Audio
                                   : MediaKind::Other;
    media.url = json::text(attachment, "url");
    if (media.url.empty()) media.url = json::text(attachment, "remote_url");
    media.previewUrl = json::text(attachment, "preview_url");
    media.alt = json::text(attachment, "description");
    return media;
}

bool quotesUs(const Value& status, const Viewer& viewer)
{
    if (viewer.id.empty()) return false;
    const Value& quoted = json::object(json::object(status, "quote"), "quoted_status");
    return json::id(json::object(quoted, "account"), "id") == viewer.id;
}

MentionKind kindOf(const Value& status, const RawPost& post, const Viewer& viewer, bool mentionsUs,
                   MentionKind otherwise)
{
    if (post.visibility == Visibility::Direct) return MentionKind::Message;
    const bool answers = !post.inReplyToId.empty();
    if (answers && (viewer.id.empty() || post.inReplyToAuthor == viewer.id)) return MentionKind::Reply;
    if (quotesUs(status, viewer)) return MentionKind::Quote;
    if (mentionsUs) return MentionKind::Mention;
    return answers && otherwise == MentionKind::Post ? MentionKind::Reply : otherwise;
}

/// Everybody who takes part in a direct message besides us: who that is makes the conversation, so that a message
/// belongs to the same one whichever list it came from.
std::string participantsKey(const RawPost& post, const Value& mentions, const Viewer& viewer)
{
    std::vector<std::string> ids;
    if (!post.own) ids.push_back(post.author.nativeId);
    for (const auto& mention : mentions) {
        std::string id = json::id(mention, "id");
        if (!id.empty() && id != viewer.id) ids.push_back(std::move(id));
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::string key;
    for (const auto& id : ids) key += (key.empty() ? "" : ",") + id;
    return key.empty() ? viewer.id : key;
}

void addPeople(const Value& status, const Viewer& viewer, RawPost& post, ReplyRef& ref)
{
    const std::string author = json::text(json::object(status, "account"), "acct");
    if (!post.own && !author.empty()) ref.people.push_back(author);
    for (const auto& mention : json::array(status, "mentions")) {
        if (!viewer.id.empty() && json::id(mention, "id") == viewer.id) continue;
        const std::string acct = json::text(mention, "acct");
        if (acct.empty()) continue;
        post.addressed.push_back(fullHandle(mention, viewer));
        if (std::find(ref.people.begin(), ref.people.end(), acct) == ref.people.end()) ref.people.push_back(acct);
    }
}

/// Move the page's marks over one entry.
void note(Batch& batch, const std::string& id, std::optional<UtcMillis> at)
{
    ++batch.entries;
    if (!id.empty()) {
        if (batch.newest.empty() || idLess(batch.newest, id)) batch.newest = id;
        if (batch.oldest.empty() || idLess(id, batch.oldest)) batch.oldest = id;
    }
    if (at && (!batch.oldestAt || *at < *batch.oldestAt)) batch.oldestAt = at;
}

void keep(Batch& batch, std::optional<RawPost> post, int index, const std::string& why)
{
    if (post) batch.posts.push_back(std::move(*post));
    else batch.skipped.push_back({index, why});
}

bool isPostType(const std::string& type) { return type == "mention" || type == "quote"; }

} // namespace

Viewer viewerOf(const Account& account)
{
    Viewer viewer{account.nativeId, {}};
    const auto at = account.handle.find('@');
    viewer.domain = at == std::string::npos ? hostOf(account.server) : account.handle.substr(at + 1);
    return viewer;
}

std::optional<RawPost> parseStatus(const Value& status, const Viewer& viewer, MentionKind otherwise,
                                   std::string& why, const SeenAs& seen)
{
    why = !status.is_object() ? "not_an_object" : json::object(status, "reblog").is_object() ? "boost" : "";
    if (!why.empty()) return std::nullopt;
    RawPost post;
    post.platform = "mastodon";
    post.nativeId = json::id(status, "id");
    post.url = json::text(status, "url");
    post.nativeKey = json::text(status, "uri");
    if (post.nativeKey.empty()) post.nativeKey = post.url;
    if (post.nativeId.empty() || post.nativeKey.empty()) {
        why = "no_id";
        return std::nullopt;
    }
    if (post.url.empty()) post.url = post.nativeKey;
    post.author = parseAuthor(json::object(status, "account"), viewer);
    post.own = !viewer.id.empty() && post.author.nativeId == viewer.id;
    post.body = json::text(status, "content");
    post.spoiler = json::text(status, "spoiler_text");
    post.lang = json::text(status, "language");
    post.createdAt = parseRfc3339(json::text(status, "created_at"));
    post.editedAt = parseRfc3339(json::text(status, "edited_at"));
    post.inReplyToId = json::id(status, "in_reply_to_id");
    post.inReplyToAuthor = json::id(status, "in_reply_to_account_id");
    if (post.inReplyToId.empty()) post.threadRoot = post.nativeKey;
    const std::string visibility = json::text(status, "visibility");
    post.visibility = parseVisibility(visibility);
    post.sensitive = json::flag(status, "sensitive");
    for (const auto& attachment : json::array(status, "media_attachments"))
        if (attachment.is_object()) post.media.push_back(parseMedia(attachment));

    const Value& mentions = json::array(status, "mentions");
    const bool mentionsUs = !viewer.id.empty() && std::any_of(mentions.begin(), mentions.end(), [&](const Value& m) {
        return json::id(m, "id") == viewer.id;
    });
    post.kind = kindOf(status, post, viewer, mentionsUs, otherwise);
    if (post.visibility == Visibility::Direct) post.conversation = participantsKey(post, mentions, viewer);
    ReplyRef ref{post.nativeId, visibility, {}, seen.conversation, seen.notification};
    addPeople(status, viewer, post, ref);
    post.replyRef = writeRef(ref);
    return post;
}

Batch parseStatuses(const Value& list, const Viewer& viewer, MentionKind otherwise)
{
    Batch batch;
    int index = 0;
    for (const auto& status : json::arrayOrEmpty(list)) {
        std::string why;
        note(batch, json::id(status, "id"), parseRfc3339(json::text(status, "created_at")));
        keep(batch, parseStatus(status, viewer, otherwise, why), index++, why);
    }
    linkParents(batch.posts);
    return batch;
}

Batch parseNotifications(const Value& list, const Viewer& viewer)
{
    Batch batch;
    int index = -1;
    for (const auto& notification : json::arrayOrEmpty(list)) {
        ++index;
        const std::string id = json::id(notification, "id");
        note(batch, id, parseRfc3339(json::text(notification, "created_at")));
        const std::string type = json::text(notification, "type");
        const Value& status = json::object(notification, "status");
        if (!notification.is_object()) batch.skipped.push_back({index, "not_an_object"});
        if (!isPostType(type) || !status.is_object()) continue;
        std::string why;
        const auto kind = type == "quote" ? MentionKind::Quote : MentionKind::Mention;
        keep(batch, parseStatus(status, viewer, kind, why, {{}, id}), index, why);
    }
    linkParents(batch.posts);
    return batch;
}

Batch parseGroupedNotifications(const Value& document, const Viewer& viewer)
{
    std::unordered_map<std::string, const Value*> statuses;
    for (const auto& status : json::array(document, "statuses")) statuses.emplace(json::id(status, "id"), &status);
    Batch batch;
    int index = -1;
    for (const auto& group : json::array(document, "notification_groups")) {
        ++index;
        note(batch, json::id(group, "most_recent_notification_id"),
             parseRfc3339(json::text(group, "latest_page_notification_at")));
        const std::string type = json::text(group, "type");
        const auto found = statuses.find(json::id(group, "status_id"));
        if (!isPostType(type) || found == statuses.end()) continue;
        std::string why;
        const auto kind = type == "quote" ? MentionKind::Quote : MentionKind::Mention;
        keep(batch, parseStatus(*found->second, viewer, kind, why), index, why);
    }
    linkParents(batch.posts);
    return batch;
}

Batch parseConversations(const Value& list, const Viewer& viewer)
{
    Batch batch;
    int index = -1;
    for (const auto& conversation : json::arrayOrEmpty(list)) {
        ++index;
        const Value& status = json::object(conversation, "last_status");
        note(batch, json::id(status, "id"), parseRfc3339(json::text(status, "created_at")));
        if (!conversation.is_object()) batch.skipped.push_back({index, "not_an_object"});
        if (!status.is_object()) continue; // its last message was deleted
        std::string why;
        auto post = parseStatus(status, viewer, MentionKind::Message, why, {json::id(conversation, "id"), {}});
        if (post && !post->inReplyToId.empty()) batch.threads.push_back(post->nativeId);
        keep(batch, std::move(post), index, why);
    }
    linkParents(batch.posts);
    return batch;
}

Batch parseContext(const Value& document, const Viewer& viewer, const std::string& knownId,
                   const std::string& knownKey)
{
    Batch batch = parseStatuses(json::array(document, "ancestors"), viewer, MentionKind::Post);
    const std::string root = !batch.posts.empty() ? batch.posts.front().nativeKey : knownKey;
    Batch after = parseStatuses(json::array(document, "descendants"), viewer, MentionKind::Post);
    for (auto& skip : after.skipped) batch.skipped.push_back({skip.index + batch.entries, skip.why});
    batch.entries += after.entries;
    std::move(after.posts.begin(), after.posts.end(), std::back_inserter(batch.posts));
    linkParents(batch.posts, knownId, knownKey);
    for (auto& post : batch.posts)
        if (!root.empty()) post.threadRoot = root;
    std::stable_sort(batch.posts.begin(), batch.posts.end(), [](const RawPost& a, const RawPost& b) {
        return a.createdAt.value_or(UtcMillis{}) < b.createdAt.value_or(UtcMillis{});
    });
    return batch;
}

void linkParents(std::vector<RawPost>& posts, const std::string& knownId, const std::string& knownKey)
{
    const auto open = [](const RawPost& post) { return !post.inReplyToId.empty() && post.inReplyTo.empty(); };
    if (std::none_of(posts.begin(), posts.end(), open)) return;
    std::unordered_map<std::string, std::string> keys;
    if (!knownId.empty()) keys.emplace(knownId, knownKey);
    for (const auto& post : posts) keys.emplace(post.nativeId, post.nativeKey);
    for (auto& post : posts) {
        if (!open(post)) continue;
        if (const auto found = keys.find(post.inReplyToId); found != keys.end()) post.inReplyTo = found->second;
    }
}

} // namespace qd::mastodon
