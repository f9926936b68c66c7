#include "bluesky_chat.h"
#include "bluesky_facets.h"
#include "bluesky_post.h"

namespace qd::bluesky {
namespace {

using json::Value;

bool endsWith(const std::string& text, std::string_view end)
{
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

ChatCursor::Convo convoOf(const Value& view)
{
    ChatCursor::Convo convo{json::text(view, "id"), {}, 0, {}};
    for (const auto& member : json::array(view, "members"))
        convo.members.push_back({json::text(member, "did"), json::text(member, "handle"),
                                 json::text(member, "displayName"), json::text(member, "avatar")});
    return convo;
}

Author authorOf(const std::string& did, const ChatCursor::Convo& convo)
{
    Author author;
    author.nativeId = author.handle = did;
    for (const auto& member : convo.members) {
        if (member.did != did) continue;
        if (!member.handle.empty() && member.handle != "handle.invalid") author.handle = member.handle;
        author.name = member.name;
        author.avatar = member.avatar;
    }
    return author;
}

void keep(Batch& batch, const Value& message, const ChatCursor::Convo& convo, const Viewer& viewer, int index)
{
    std::string why;
    ++batch.entries;
    auto post = parseMessage(message, convo, viewer, why);
    const auto at = parseRfc3339(json::text(message, "sentAt"));
    if (at && (!batch.oldest || *at < *batch.oldest)) batch.oldest = at;
    if (at && (!batch.newest || *at > *batch.newest)) batch.newest = at;
    if (post) batch.posts.push_back(std::move(*post));
    else if (why != "system_message") batch.skipped.push_back({index, why});
}

} // namespace

std::string messageKey(const std::string& convo, const std::string& message)
{
    return "convo/" + convo + "/" + message;
}

std::optional<RawPost> parseMessage(const Value& message, const ChatCursor::Convo& convo, const Viewer& viewer,
                                    std::string& why)
{
    const std::string type = json::text(message, "$type");
    const std::string id = json::text(message, "id");
    why = !message.is_object()                     ? "not_an_object"
          : endsWith(type, "#systemMessageView")   ? "system_message"
          : id.empty() || convo.id.empty()         ? "no_id"
                                                   : "";
    if (!why.empty()) return std::nullopt;
    if (endsWith(type, "#deletedMessageView")) return tombstone(messageKey(convo.id, id));

    RawPost post;
    post.platform = "bluesky";
    post.kind = MentionKind::Message;
    post.visibility = Visibility::Direct;
    post.nativeId = id;
    post.nativeKey = messageKey(convo.id, id);
    post.conversation = convo.id;
    post.author = authorOf(json::text(json::object(message, "sender"), "did"), convo);
    post.own = !viewer.did.empty() && post.author.nativeId == viewer.did;
    const std::string text = json::text(message, "text");
    const auto facets = readFacets(json::member(message, "facets"), text);
    post.bodyIsHtml = !facets.empty();
    post.body = post.bodyIsHtml ? toHtml(text, facets) : text;
    post.createdAt = parseRfc3339(json::text(message, "sentAt"));
    post.url = "https://bsky.app/messages/" + convo.id;
    for (const auto& member : convo.members)
        if (member.did != viewer.did && member.did != post.author.nativeId && !member.handle.empty())
            post.addressed.push_back(member.handle);
    ReplyRef ref;
    ref.convo = convo.id;
    post.replyRef = writeRef(ref);
    return post;
}

ConvoList parseConvos(const Value& document)
{
    ConvoList list;
    list.next = json::text(document, "cursor");
    for (const auto& view : json::array(document, "convos")) {
        ConvoList::Entry entry{convoOf(view), json::text(view, "rev"),
                               parseRfc3339(json::text(json::object(view, "lastMessage"), "sentAt"))};
        if (!entry.convo.id.empty()) list.convos.push_back(std::move(entry));
    }
    return list;
}

Messages parseMessages(const Value& document, const ChatCursor::Convo& convo, const Viewer& viewer)
{
    Messages messages;
    messages.batch.next = json::text(document, "cursor");
    int index = 0;
    for (const auto& message : json::array(document, "messages")) {
        keep(messages.batch, message, convo, viewer, index++);
        const std::string rev = json::text(message, "rev");
        if (!rev.empty() && (messages.oldestRev.empty() || rev < messages.oldestRev)) messages.oldestRev = rev;
    }
    return messages;
}

Batch parseLastMessages(const Value& document, const Viewer& viewer)
{
    Batch batch;
    batch.next = json::text(document, "cursor");
    int index = -1;
    for (const auto& view : json::array(document, "convos")) {
        ++index;
        const Value& last = json::object(view, "lastMessage");
        if (last.is_object()) keep(batch, last, convoOf(view), viewer, index);
    }
    return batch;
}

Batch parseLog(const Value& document, const Viewer& viewer)
{
    Batch batch;
    batch.next = json::text(document, "cursor");
    int index = -1;
    for (const auto& entry : json::array(document, "logs")) {
        ++index;
        const std::string type = json::text(entry, "$type");
        const bool holds = endsWith(type, "#logCreateMessage") || endsWith(type, "#logDeleteMessage");
        if (holds) keep(batch, json::object(entry, "message"), {json::text(entry, "convoId"), {}, 0, {}}, viewer, index);
    }
    return batch;
}

} // namespace qd::bluesky
