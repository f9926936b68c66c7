#include "mastodon_parse.h"
#include "mastodon_read.h"
#include "mastodon_ref.h"
#include "quarterdeck/net/url.h"
#include "reply.h"

#include <algorithm>
#include <unordered_map>

namespace qd::mastodon {

Result<HttpRequest> planThread(const AccountContext& context, const Mention& mention)
{
    if (mention.nativeId.empty()) return fail(Errc::Invalid, "the mention has no id on its server");
    return request(context, "GET", "/api/v1/statuses/" + percentEncode(mention.nativeId) + "/context");
}

Result<Page> acceptThread(const AccountContext& context, const Mention& mention, const HttpResponse& response,
                          UtcMillis now)
{
    auto document = readJson(response, now);
    if (!document) return fail(document.error());
    if (!document->is_object()) return fail(Errc::BadReply, "a thread is an object");
    Batch batch = parseContext(*document, viewerOf(context.account), mention.nativeId, mention.nativeKey);
    Page page;
    page.posts = std::move(batch.posts);
    page.skipped = std::move(batch.skipped);
    page.notBefore = quietUntil(response, now);
    return page;
}

std::optional<HttpRequest> planSweep(const AccountContext& context, const std::vector<Mention>& known)
{
    if (known.size() == 1 && !known.front().nativeId.empty())
        return request(context, "GET", "/api/v1/statuses/" + percentEncode(known.front().nativeId));
    // One status a request would cost more than it tells: servers without the list are not swept.
    if (!isMastodon(context.account, 4, 3)) return std::nullopt;
    FormFields ids;
    for (const auto& mention : known)
        if (!mention.nativeId.empty()) ids.emplace_back("id[]", mention.nativeId);
    if (ids.empty()) return std::nullopt;
    return request(context, "GET", withQuery("/api/v1/statuses", ids));
}

Result<Page> acceptSweep(const AccountContext& context, const std::vector<Mention>& known,
                         const HttpResponse& response, UtcMillis now)
{
    const bool gone = known.size() == 1 && (response.status == 404 || response.status == 410);
    auto document = gone ? Result<json::Value>{json::Value::array()} : readJson(response, now);
    if (!document) return fail(document.error());
    if (known.size() == 1 && document->is_object()) *document = json::Value::array({std::move(*document)});
    if (!document->is_array()) return fail(Errc::BadReply, "statuses are a list");
    Batch batch = parseStatuses(*document, viewerOf(context.account), MentionKind::Post);
    std::unordered_map<std::string, RawPost*> found;
    for (auto& post : batch.posts) found.emplace(post.nativeId, &post);

    Page page;
    for (const auto& mention : known) {
        if (mention.nativeId.empty()) continue;
        const auto at = found.find(mention.nativeId);
        if (at == found.end()) {
            const bool unreadable = !batch.skipped.empty();
            if (unreadable) continue; // it may be the one that stands but cannot be read
            RawPost tombstone;
            tombstone.platform = "mastodon";
            tombstone.kind = mention.kind;
            tombstone.nativeId = mention.nativeId;
            tombstone.nativeKey = mention.nativeKey;
            tombstone.deleted = true;
            page.posts.push_back(std::move(tombstone));
        } else if (at->second->editedAt && at->second->editedAt != mention.editedAt) {
            at->second->kind = mention.kind;
            page.posts.push_back(std::move(*at->second));
        }
    }
    page.skipped = std::move(batch.skipped);
    page.notBefore = quietUntil(response, now);
    return page;
}

} // namespace qd::mastodon
