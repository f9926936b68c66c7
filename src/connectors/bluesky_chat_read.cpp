#include "bluesky_chat.h"
#include "bluesky_session.h"
#include "reply.h"

namespace qd::bluesky {
namespace {

constexpr int kListPages = 100;
constexpr int kMessagePages = 40;

/// Servers outside the big network may have no chat service behind them: they answer with an error of their own.
bool hasNoChat(const ChatCursor& cursor, const HttpResponse& response)
{
    const bool neverRead = cursor.rev.empty() && !cursor.walking;
    return neverRead && (response.status >= 500 || response.status == 404);
}

/// The answer's JSON, or why direct messages cannot be read.
Result<json::Value> readChat(const HttpResponse& response, UtcMillis now)
{
    auto document = readXrpc(response, now);
    if (document || tokenExpired(response)) return document;
    const Errc code = document.error().code;
    if (code != Errc::Auth && code != Errc::Forbidden) return document;
    // App passwords are made without access to messages unless asked.
    return fail(Errc::Forbidden, document.error().detail,
                "make an app password that allows access to direct messages, and connect the account with it");
}

void finishList(ChatCursor& cursor, UtcMillis now, Page& page)
{
    if (cursor.rev < cursor.top) cursor.rev = cursor.top;
    cursor = ChatCursor{cursor.rev, false, {}, {}, 0, {}};
    page.checkedUpTo = now;
}

/// What is next after a page: a conversation, the list's next page, or the end.
void goOn(ChatCursor& cursor, UtcMillis now, Page& page)
{
    if (cursor.todo.empty() && cursor.page.empty()) finishList(cursor, now, page);
    else page.more = true;
    page.next = writeChatCursor(cursor);
}

Result<Page> acceptList(const Stream& stream, ChatCursor cursor, const HttpResponse& response, UtcMillis now)
{
    if (hasNoChat(cursor, response)) {
        Page none;
        none.notBefore = now + std::chrono::hours{1};
        none.skipped.push_back({0, "no_chat_service"});
        none.next = writeChatCursor(cursor);
        return none;
    }
    auto document = readChat(response, now);
    if (!document) return fail(document.error());
    if (!json::member(*document, "convos").is_array()) return fail(Errc::BadReply, "conversations are a list");
    ConvoList list = parseConvos(*document);
    Page page;
    page.notBefore = quietUntil(response, now);
    cursor.walking = true;
    bool anyNew = false;
    for (auto& entry : list.convos) {
        if (cursor.top < entry.rev) cursor.top = entry.rev;
        const bool changed = cursor.rev.empty() ? entry.lastAt && *entry.lastAt >= stream.since
                                                : cursor.rev < entry.rev;
        if (!changed) continue;
        anyNew = true;
        cursor.todo.push_back(std::move(entry.convo));
    }
    ++cursor.pages;
    const bool capped = cursor.pages >= kListPages && !list.next.empty();
    page.gap = capped && anyNew;
    cursor.page = anyNew && !capped ? list.next : std::string{};
    goOn(cursor, now, page);
    return page;
}

Result<Page> acceptConvo(const Stream& stream, ChatCursor cursor, const HttpResponse& response, UtcMillis now)
{
    ChatCursor::Convo& convo = cursor.todo.front();
    auto document = readChat(response, now);
    Page page;
    page.notBefore = quietUntil(response, now);
    if (!document) {
        const bool lost = document.error().code == Errc::Invalid || document.error().code == Errc::NotFound;
        if (!lost) return fail(document.error());
        cursor.todo.erase(cursor.todo.begin()); // we left it, or it is gone
        page.skipped.push_back({0, "conversation_gone"});
        goOn(cursor, now, page);
        return page;
    }
    if (!json::member(*document, "messages").is_array()) return fail(Errc::BadReply, "messages are a list");
    Messages read = parseMessages(*document, convo, viewerOf(stream.context.account));
    for (auto& post : read.batch.posts)
        if (post.deleted || !cursor.rev.empty() || post.createdAt.value_or(now) >= stream.since)
            page.posts.push_back(std::move(post));
    page.skipped = std::move(read.batch.skipped);

    ++convo.pages;
    const bool reachedKnown = !cursor.rev.empty() && !read.oldestRev.empty() && read.oldestRev <= cursor.rev;
    const bool reachedHistory = cursor.rev.empty() && read.batch.oldest && *read.batch.oldest < stream.since;
    const bool stuck = read.batch.next.empty() || read.batch.next == convo.page || read.batch.entries == 0;
    const bool capped = convo.pages >= kMessagePages;
    if (reachedKnown || reachedHistory || stuck || capped) {
        page.gap = capped && !reachedKnown && !reachedHistory && !stuck;
        cursor.todo.erase(cursor.todo.begin());
    } else {
        convo.page = read.batch.next;
    }
    goOn(cursor, now, page);
    return page;
}

} // namespace

Result<HttpRequest> planMessages(const Stream& stream, std::string_view cursorText)
{
    const ChatCursor cursor = readChatCursor(cursorText);
    std::vector<std::pair<std::string, std::string>> fields{{"limit", "100"}};
    if (!cursor.todo.empty()) {
        const auto& convo = cursor.todo.front();
        fields.emplace_back("convoId", convo.id);
        if (!convo.page.empty()) fields.emplace_back("cursor", convo.page);
        return toChat(get(stream.context, "chat.bsky.convo.getMessages", fields));
    }
    if (!cursor.page.empty()) fields.emplace_back("cursor", cursor.page);
    return toChat(get(stream.context, "chat.bsky.convo.listConvos", fields));
}

Result<Page> acceptMessages(const Stream& stream, std::string_view cursorText, const HttpResponse& response,
                            UtcMillis now)
{
    ChatCursor cursor = readChatCursor(cursorText);
    if (!cursor.todo.empty()) return acceptConvo(stream, std::move(cursor), response, now);
    return acceptList(stream, std::move(cursor), response, now);
}

} // namespace qd::bluesky
