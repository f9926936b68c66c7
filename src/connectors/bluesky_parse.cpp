#include "bluesky_parse.h"

#include "bluesky_post.h"
#include "bluesky_tid.h"

#include <algorithm>
#include <unordered_set>

namespace qd::bluesky {
namespace {

using json::Value;

constexpr std::size_t kMaxThread = 4000;

void note(Batch& batch, std::optional<UtcMillis> at)
{
    ++batch.entries;
    if (!at) return;
    if (!batch.newest || *at > *batch.newest) batch.newest = at;
    if (!batch.oldest || *at < *batch.oldest) batch.oldest = at;
}

void keep(Batch& batch, std::optional<RawPost> post, int index, const std::string& why)
{
    if (post) batch.posts.push_back(std::move(*post));
    else batch.skipped.push_back({index, why});
}

std::optional<MentionKind> kindOfReason(const std::string& reason)
{
    if (reason == "mention") return MentionKind::Mention;
    if (reason == "reply") return MentionKind::Reply;
    if (reason == "quote") return MentionKind::Quote;
    return std::nullopt;
}

bool endsWith(const std::string& text, std::string_view end)
{
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// Walks a thread; the stack is ours, so that no depth a server invents can exhaust the machine's.
class ThreadWalk {
public:
    explicit ThreadWalk(const Viewer& viewer) : m_viewer{viewer} {}

    Batch run(const Value& thread)
    {
        m_open.push_back(&thread);
        while (!m_open.empty() && m_batch.posts.size() < kMaxThread && m_index < static_cast<int>(kMaxThread) * 2) {
            const Value& node = *m_open.back();
            m_open.pop_back();
            visit(node);
        }
        std::stable_sort(m_batch.posts.begin(), m_batch.posts.end(), [](const RawPost& a, const RawPost& b) {
            return a.createdAt.value_or(UtcMillis{}) < b.createdAt.value_or(UtcMillis{});
        });
        return std::move(m_batch);
    }

private:
    void visit(const Value& node)
    {
        const int index = m_index++;
        const std::string type = json::text(node, "$type");
        if (json::flag(node, "notFound") || endsWith(type, "#notFoundPost")) {
            std::string uri = json::text(node, "uri");
            if (uri.rfind("at://", 0) == 0) m_batch.posts.push_back(tombstone(std::move(uri)));
        } else if (json::flag(node, "blocked") || endsWith(type, "#blockedPost")) {
            m_batch.skipped.push_back({index, "blocked"});
        } else if (json::object(node, "post").is_object()) {
            std::string why;
            keep(m_batch, parsePostView(json::object(node, "post"), m_viewer, MentionKind::Post, why), index, why);
        } else {
            m_batch.skipped.push_back({index, "not_a_post"});
        }
        ++m_batch.entries;
        for (const auto& reply : json::array(node, "replies")) m_open.push_back(&reply);
        if (const Value& parent = json::object(node, "parent"); parent.is_object()) m_open.push_back(&parent);
    }

    const Viewer& m_viewer;
    Batch m_batch;
    std::vector<const Value*> m_open;
    int m_index{0};
};

} // namespace

std::optional<RawPost> parsePostView(const Value& view, const Viewer& viewer, MentionKind otherwise, std::string& why)
{
    return makePost({json::text(view, "uri"), json::text(view, "cid"), json::object(view, "author"),
                     json::object(view, "record"), json::object(view, "embed"), json::array(view, "labels"),
                     json::object(view, "viewer"), json::text(view, "indexedAt")},
                    viewer, std::nullopt, otherwise, why);
}

std::optional<RawPost> parseRecord(const Value& record, const Viewer& viewer, std::string& why)
{
    const std::string uri = json::text(record, "uri");
    Value author = Value::object();
    const std::string did = parseAtUri(uri).did;
    author["did"] = did.rfind("did:", 0) == 0 || viewer.did.empty() ? did : viewer.did;
    if (!viewer.did.empty() && author["did"] == viewer.did) author["handle"] = viewer.handle;
    return makePost({uri, json::text(record, "cid"), author, json::object(record, "value"), json::nothing(),
                     json::nothing(), json::nothing(), {}},
                    viewer, std::nullopt, MentionKind::Post, why);
}

Batch parseNotifications(const Value& document, const Viewer& viewer)
{
    Batch batch;
    batch.next = json::text(document, "cursor");
    int index = -1;
    for (const auto& item : json::array(document, "notifications")) {
        ++index;
        const std::string indexedAt = json::text(item, "indexedAt");
        note(batch, parseRfc3339(indexedAt));
        const auto kind = kindOfReason(json::text(item, "reason"));
        if (!item.is_object()) batch.skipped.push_back({index, "not_an_object"});
        if (!kind) continue; // likes, follows and the like are no posts
        std::string why;
        keep(batch,
             makePost({json::text(item, "uri"), json::text(item, "cid"), json::object(item, "author"),
                       json::object(item, "record"), json::nothing(), json::array(item, "labels"), json::nothing(),
                       indexedAt},
                      viewer, kind, *kind, why),
             index, why);
    }
    return batch;
}

Batch parsePosts(const Value& document, const Viewer& viewer)
{
    Batch batch;
    batch.next = json::text(document, "cursor");
    int index = 0;
    for (const auto& view : json::array(document, "posts")) {
        std::string why;
        auto post = parsePostView(view, viewer, MentionKind::Post, why);
        note(batch, post ? post->createdAt : parseRfc3339(json::text(view, "indexedAt")));
        keep(batch, std::move(post), index++, why);
    }
    return batch;
}

Batch parseFeed(const Value& document, const Viewer& viewer)
{
    Batch batch;
    batch.next = json::text(document, "cursor");
    int index = -1;
    for (const auto& item : json::array(document, "feed")) {
        ++index;
        const Value& reason = json::object(item, "reason");
        const bool repost = endsWith(json::text(reason, "$type"), "#reasonRepost");
        const bool pinned = endsWith(json::text(reason, "$type"), "#reasonPin");
        const Value& view = json::object(item, "post");
        if (!pinned) note(batch, parseRfc3339(json::text(repost ? reason : view, "indexedAt")));
        std::string why = "repost";
        auto post = repost ? std::nullopt : parsePostView(view, viewer, MentionKind::Post, why);
        keep(batch, std::move(post), index, why);
    }
    return batch;
}

Batch parseRecords(const Value& document, const Viewer& viewer)
{
    Batch batch;
    batch.next = json::text(document, "cursor");
    int index = 0;
    for (const auto& record : json::array(document, "records")) {
        std::string why;
        auto post = parseRecord(record, viewer, why);
        // The list is in the order of its keys, which tell when they were made.
        const auto made = timeOfTid(parseAtUri(json::text(record, "uri")).rkey);
        note(batch, made ? made : post ? post->createdAt : std::nullopt);
        keep(batch, std::move(post), index++, why);
    }
    return batch;
}

Batch parseThread(const Value& thread, const Viewer& viewer) { return ThreadWalk(viewer).run(thread); }

} // namespace qd::bluesky
