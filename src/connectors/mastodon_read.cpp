#include "mastodon_read.h"

#include "mastodon_cursor.h"
#include "mastodon_parse.h"
#include "mastodon_ref.h"
#include "quarterdeck/net/url.h"
#include "reply.h"

#include <algorithm>

namespace qd::mastodon {
namespace {

using namespace std::chrono_literals;

constexpr int kFirstReadPages = 250; ///< of the history: 20,000 mentions
constexpr int kSearchPages = 10;

/// Posts of other servers get ids made from the time they were written, and arrive later than that: what is not
/// numbered by arrival is read again a little.
constexpr std::chrono::milliseconds kOverlap = 10min;

bool arrivesOutOfOrder(SourceKind kind)
{
    return kind == SourceKind::Hashtag || kind == SourceKind::Timeline || kind == SourceKind::Search;
}

std::chrono::milliseconds overlapOf(SourceKind kind) { return arrivesOutOfOrder(kind) ? kOverlap : 0ms; }

std::string withoutHash(std::string_view tag)
{
    while (!tag.empty() && tag.front() == '#') tag.remove_prefix(1);
    return std::string(tag);
}

FormFields mentionFields(const Account& account)
{
    FormFields fields{{"types[]", "mention"}, {"limit", "80"}};
    if (isMastodon(account, 4, 5)) fields.emplace_back("types[]", "quote");
    // Servers may put mentions by newcomers aside; a company wants to hear them.
    if (isMastodon(account, 4, 3)) fields.emplace_back("include_filtered", "true");
    return fields;
}

struct ListCall {
    std::string path;
    FormFields fields;
};

Result<ListCall> callFor(const Stream& stream)
{
    const Account& account = stream.context.account;
    switch (stream.source.kind) {
    case SourceKind::Mentions: return ListCall{"/api/v1/notifications", mentionFields(account)};
    case SourceKind::Messages: return ListCall{"/api/v1/conversations", {{"limit", "40"}}};
    case SourceKind::Timeline: return ListCall{"/api/v1/timelines/home", {{"limit", "40"}}};
    case SourceKind::Own:
        return ListCall{"/api/v1/accounts/" + percentEncode(account.nativeId) + "/statuses",
                        {{"limit", "40"}, {"exclude_reblogs", "true"}}};
    case SourceKind::Hashtag:
        return ListCall{"/api/v1/timelines/tag/" + percentEncode(withoutHash(stream.source.query)), {{"limit", "40"}}};
    case SourceKind::Search:
        return ListCall{"/api/v2/search", {{"q", stream.source.query}, {"type", "statuses"}, {"limit", "40"}}};
    case SourceKind::Comments: break;
    }
    return fail(Errc::Invalid, "mastodon has no such source");
}

bool walksDown(const Stream& stream, const Cursor& cursor)
{
    return cursor.down || cursor.newest.empty() || stream.source.kind == SourceKind::Search;
}

Batch batchOf(const Stream& stream, const json::Value& document, const HttpResponse& response)
{
    const Viewer viewer = viewerOf(stream.context.account);
    if (stream.source.kind == SourceKind::Mentions) return parseNotifications(document, viewer);
    if (stream.source.kind == SourceKind::Search)
        return parseStatuses(json::array(document, "statuses"), viewer, MentionKind::Post);
    if (stream.source.kind != SourceKind::Messages) return parseStatuses(document, viewer, MentionKind::Post);
    Batch batch = parseConversations(document, viewer);
    // Conversations page by an id that only the Link header names.
    const PageLinks links = readLinks(response.headers.get("link"));
    if (!links.minId.empty()) batch.newest = links.minId;
    if (!links.maxId.empty()) batch.oldest = links.maxId;
    return batch;
}

/// One page of a walk towards older entries.
void stepDown(const Stream& stream, Cursor& cursor, const Batch& batch, UtcMillis now, Page& page)
{
    const bool search = stream.source.kind == SourceKind::Search;
    Cursor::Down down = cursor.down.value_or(Cursor::Down{});
    if (down.top.empty()) down.top = batch.newest;
    ++down.pages;
    const bool stuck = !down.below.empty() && !idLess(batch.oldest, down.below);
    const bool reachedHistory = batch.oldestAt && *batch.oldestAt < stream.since;
    const bool reachedKnown = search && !cursor.older.id.empty() && !idLess(cursor.older.id, batch.oldest);
    const bool capped = down.pages >= (search ? kSearchPages : kFirstReadPages);
    const bool over = batch.entries == 0 || batch.oldest.empty() || stuck || reachedHistory || reachedKnown;
    if (!over && !capped) {
        down.below = batch.oldest;
        cursor.down = down;
        page.more = true;
        return;
    }
    page.gap = capped && !over;
    const bool onePage = down.pages == 1;
    if (cursor.newest.empty() || idLess(cursor.newest, down.top)) cursor.newest = down.top;
    cursor.down.reset();
    mark(cursor, now, overlapOf(stream.source.kind));
    // What came while the pages were read lies above the walk's top: a list that can be read upwards goes on there.
    page.more = !onePage && !search && !cursor.newest.empty();
    if (!page.more) page.checkedUpTo = now;
}

/// One page of the walk towards newer entries; it ends on the empty page.
void stepUp(const Stream& stream, Cursor& cursor, const Batch& batch, UtcMillis now, Page& page)
{
    const auto overlap = overlapOf(stream.source.kind);
    const std::string from = !cursor.position.empty() ? cursor.position
                             : overlap.count() != 0   ? cursor.older.id
                                                      : cursor.newest;
    const bool advanced = !batch.newest.empty() && idLess(from, batch.newest);
    if (advanced) {
        if (idLess(cursor.newest, batch.newest)) cursor.newest = batch.newest;
        if (overlap.count() != 0) cursor.position = batch.newest;
        page.more = true;
        return;
    }
    cursor.position.clear();
    mark(cursor, now, overlap);
    page.checkedUpTo = now;
}

/// The earlier messages of one direct conversation.
Result<Page> acceptThreadOfMessages(const Stream& stream, Cursor cursor, const HttpResponse& response, UtcMillis now)
{
    cursor.threads.erase(cursor.threads.begin());
    Page page;
    page.more = true;
    page.notBefore = quietUntil(response, now);
    page.next = writeCursor(cursor);
    auto document = readJson(response, now);
    if (!document) {
        const bool vanished = document.error().code == Errc::NotFound || document.error().code == Errc::Forbidden;
        if (vanished) return page;
        return fail(document.error());
    }
    Batch batch = parseContext(*document, viewerOf(stream.context.account), {}, {});
    for (auto& post : batch.posts)
        if (post.visibility == Visibility::Direct && post.createdAt.value_or(now) >= stream.since)
            page.posts.push_back(std::move(post));
    page.skipped = std::move(batch.skipped);
    return page;
}

bool hasListShape(const Stream& stream, const json::Value& document)
{
    return stream.source.kind == SourceKind::Search ? document.is_object() : document.is_array();
}

} // namespace

HttpRequest request(const AccountContext& context, std::string method, const std::string& pathAndQuery)
{
    HttpRequest http;
    http.method = std::move(method);
    http.url = context.account.server + pathAndQuery;
    http.headers = {{"Accept", "application/json"}};
    http.bearer = tokenOf(context.secret);
    http.allowPrivateHost = context.account.privateHost;
    return http;
}

HttpRequest postJson(const AccountContext& context, const std::string& path, std::string body)
{
    HttpRequest http = request(context, "POST", path);
    http.headers.emplace_back("Content-Type", "application/json");
    http.body = std::move(body);
    return http;
}

Result<HttpRequest> planRead(const Stream& stream, std::string_view cursorText)
{
    const Cursor cursor = readCursor(cursorText);
    if (!cursor.threads.empty())
        return request(stream.context, "GET",
                       "/api/v1/statuses/" + percentEncode(cursor.threads.front()) + "/context");
    auto call = callFor(stream);
    if (!call) return fail(call.error());
    if (walksDown(stream, cursor)) {
        if (cursor.down && !cursor.down->below.empty()) call->fields.emplace_back("max_id", cursor.down->below);
    } else if (!cursor.position.empty()) {
        call->fields.emplace_back("min_id", cursor.position);
    } else {
        const bool again = arrivesOutOfOrder(stream.source.kind) && !cursor.older.id.empty();
        call->fields.emplace_back("min_id", again ? cursor.older.id : cursor.newest);
    }
    return request(stream.context, "GET", withQuery(call->path, call->fields));
}

Result<Page> acceptRead(const Stream& stream, std::string_view cursorText, const HttpResponse& response, UtcMillis now)
{
    Cursor cursor = readCursor(cursorText);
    if (!cursor.threads.empty()) return acceptThreadOfMessages(stream, std::move(cursor), response, now);
    auto document = readJson(response, now);
    if (!document) return fail(document.error());
    if (!hasListShape(stream, *document)) return fail(Errc::BadReply, "the answer is not a list");

    Batch batch = batchOf(stream, *document, response);
    Page page;
    page.notBefore = quietUntil(response, now);
    const bool down = walksDown(stream, cursor);
    if (down) stepDown(stream, cursor, batch, now, page);
    else stepUp(stream, cursor, batch, now, page);
    for (auto& post : batch.posts)
        if (!down || post.createdAt.value_or(now) >= stream.since) page.posts.push_back(std::move(post));
    page.skipped = std::move(batch.skipped);
    cursor.threads = std::move(batch.threads);
    if (!cursor.threads.empty()) {
        page.more = true;
        page.checkedUpTo.reset();
    }
    page.next = writeCursor(cursor);
    return page;
}

} // namespace qd::mastodon
