#include "bluesky_read.h"

#include "bluesky_chat.h"
#include "bluesky_cursor.h"
#include "bluesky_parse.h"
#include "bluesky_session.h"
#include "reply.h"

#include <algorithm>

namespace qd::bluesky {
namespace {

using namespace std::chrono_literals;

constexpr int kMaxPages = 200;

/// Lists are ordered by times that clients and indexers set: what comes late lies a little below the top.
constexpr std::chrono::milliseconds kOverlap = 15min;

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string withoutHash(std::string_view tag)
{
    while (!tag.empty() && tag.front() == '#') tag.remove_prefix(1);
    return std::string(tag);
}

/// Everything made before this moment was read already, or is not wanted.
UtcMillis boundOf(const Stream& stream, const Cursor& cursor)
{
    return cursor.upTo ? *cursor.upTo - kOverlap : stream.since;
}

struct Call {
    std::string_view nsid;
    Fields fields;
};

Result<Call> callFor(const Stream& stream, const Cursor& cursor)
{
    const std::string bound = formatRfc3339(boundOf(stream, cursor));
    const std::string& query = stream.source.query;
    switch (stream.source.kind) {
    case SourceKind::Mentions:
        return Call{"app.bsky.notification.listNotifications",
                    {{"limit", "100"}, {"reasons", "mention"}, {"reasons", "reply"}, {"reasons", "quote"}}};
    case SourceKind::Own:
        return Call{"com.atproto.repo.listRecords",
                    {{"repo", stream.context.account.nativeId}, {"collection", "app.bsky.feed.post"}, {"limit", "50"}}};
    case SourceKind::Search:
        return Call{"app.bsky.feed.searchPosts", {{"q", query}, {"sort", "latest"}, {"since", bound}, {"limit", "100"}}};
    case SourceKind::Hashtag:
        return Call{"app.bsky.feed.searchPosts",
                    {{"q", "#" + withoutHash(query)},
                     {"tag", withoutHash(query)},
                     {"sort", "latest"},
                     {"since", bound},
                     {"limit", "100"}}};
    case SourceKind::Timeline: return Call{"app.bsky.feed.getTimeline", {{"limit", "100"}}};
    case SourceKind::Messages:
    case SourceKind::Comments: break;
    }
    return fail(Errc::Invalid, "bluesky has no such source");
}

const char* listNameOf(SourceKind kind)
{
    if (kind == SourceKind::Mentions) return "notifications";
    if (kind == SourceKind::Own) return "records";
    return kind == SourceKind::Timeline ? "feed" : "posts";
}

Batch batchOf(const Stream& stream, const json::Value& document)
{
    const Viewer viewer = viewerOf(stream.context.account);
    if (stream.source.kind == SourceKind::Mentions) return parseNotifications(document, viewer);
    if (stream.source.kind == SourceKind::Own) return parseRecords(document, viewer);
    if (stream.source.kind == SourceKind::Timeline) return parseFeed(document, viewer);
    return parsePosts(document, viewer);
}

/// Whether nothing new can follow. Searches are ordered by a time that posts may lie about: there the whole page
/// must be old. A page without entries says nothing; only a missing cursor ends the list.
bool passedBound(const Stream& stream, const Batch& batch, UtcMillis bound)
{
    const bool loose = stream.source.kind == SourceKind::Search || stream.source.kind == SourceKind::Hashtag;
    const auto& judged = loose ? batch.newest : batch.oldest;
    return judged && *judged < bound;
}

void step(const Stream& stream, Cursor& cursor, const Batch& batch, UtcMillis now, Page& page)
{
    Cursor::Walk walk = cursor.walk.value_or(Cursor::Walk{});
    const std::string asked = walk.page;
    // The platform's clock may run ahead of a lying post's, never the mark ahead of ours.
    if (batch.newest && walk.newest == UtcMillis{}) walk.newest = std::min(*batch.newest, now);
    ++walk.pages;
    const bool over = batch.next.empty() || batch.next == asked || passedBound(stream, batch, boundOf(stream, cursor));
    const bool capped = walk.pages >= kMaxPages;
    if (!over && !capped) {
        walk.page = batch.next;
        cursor.walk = walk;
        page.more = true;
        return;
    }
    page.gap = capped && !over;
    if (walk.newest != UtcMillis{} && (!cursor.upTo || *cursor.upTo < walk.newest)) cursor.upTo = walk.newest;
    if (walk.pages == 1) page.checkedUpTo = now;
    else page.checkedUpTo = cursor.upTo; // what came during the walk is the next one's
    cursor.walk.reset();
}

} // namespace

Result<HttpRequest> planRead(const Stream& stream, std::string_view cursorText)
{
    if (stream.source.kind == SourceKind::Messages) return planMessages(stream, cursorText);
    const Cursor cursor = readCursor(cursorText);
    auto call = callFor(stream, cursor);
    if (!call) return fail(call.error());
    if (cursor.walk && !cursor.walk->page.empty()) call->fields.emplace_back("cursor", cursor.walk->page);
    return get(stream.context, call->nsid, call->fields);
}

Result<Page> acceptRead(const Stream& stream, std::string_view cursorText, const HttpResponse& response, UtcMillis now)
{
    if (stream.source.kind == SourceKind::Messages) return acceptMessages(stream, cursorText, response, now);
    Cursor cursor = readCursor(cursorText);
    auto document = readXrpc(response, now);
    if (!document) {
        // A page cursor that has gone stale: begin the walk again rather than ask for it for ever.
        if (document.error().code != Errc::Invalid || !cursor.walk) return fail(document.error());
        cursor.walk.reset();
        Page page;
        page.next = writeCursor(cursor);
        return page;
    }
    if (!json::member(*document, listNameOf(stream.source.kind)).is_array())
        return fail(Errc::BadReply, "the answer holds no list");

    Batch batch = batchOf(stream, *document);
    Page page;
    page.notBefore = quietUntil(response, now);
    const bool firstRead = !cursor.upTo;
    step(stream, cursor, batch, now, page);
    for (auto& post : batch.posts)
        if (!firstRead || post.createdAt.value_or(now) >= stream.since) page.posts.push_back(std::move(post));
    page.skipped = std::move(batch.skipped);
    page.next = writeCursor(cursor);
    return page;
}

} // namespace qd::bluesky
