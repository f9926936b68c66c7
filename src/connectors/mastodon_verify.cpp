#include "mastodon_parse.h"
#include "mastodon_read.h"
#include "mastodon_ref.h"
#include "mastodon_send.h"
#include "quarterdeck/net/url.h"
#include "reply.h"

#include <algorithm>

namespace qd::mastodon {
namespace {

using namespace std::chrono_literals;

constexpr int kMaxPages = 5;
constexpr const char* kPageSize = "40";

struct Look {
    std::string below; ///< the next page is older than this
    int pages{0};
};

Look readLook(std::string_view text)
{
    const json::Value in = json::parse(text);
    return {json::text(in, "below"), json::intWithin(in, "pages", 0, 1000, 0)};
}

bool isTheSend(const RawPost& post, const OutboxItem& item, UtcMillis from, const std::vector<std::string>& bound)
{
    return post.own && post.inReplyToId == item.targetNativeId && post.createdAt && *post.createdAt >= from &&
           std::find(bound.begin(), bound.end(), post.nativeKey) == bound.end();
}

} // namespace

Result<HttpRequest> planVerify(const AccountContext& context, const OutboxItem& item, std::string_view progress)
{
    if (!item.startedAt) return fail(Errc::Invalid, "the send was never begun");
    const Look look = readLook(progress);
    FormFields fields{{"limit", kPageSize}, {"exclude_reblogs", "true"}};
    if (!look.below.empty()) fields.emplace_back("max_id", look.below);
    return request(context, "GET",
                   withQuery("/api/v1/accounts/" + percentEncode(context.account.nativeId) + "/statuses", fields));
}

VerifyOutcome acceptVerify(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                           const HttpResponse& response, const std::vector<std::string>& bound)
{
    VerifyOutcome outcome;
    outcome.progress = progress;
    const auto document = readJson(response);
    if (!document || !document->is_array() || !item.startedAt) return outcome;
    const UtcMillis from = *item.startedAt - 2min;
    const Batch batch = parseStatuses(*document, viewerOf(context.account), MentionKind::Post);

    // The oldest that fits: a second one may be somebody's answer from the platform's own app.
    const RawPost* found = nullptr;
    for (const auto& post : batch.posts)
        if (isTheSend(post, item, from, bound) && (found == nullptr || *post.createdAt < *found->createdAt))
            found = &post;
    if (found != nullptr) {
        outcome.kind = VerifyOutcome::Kind::Found;
        outcome.sent = {found->nativeId, found->nativeKey, found->url, found->createdAt};
        return outcome;
    }
    const bool whole = batch.skipped.empty();
    const bool covered = batch.entries == 0 || (batch.oldestAt && *batch.oldestAt < from);
    if (covered) {
        outcome.kind = whole ? VerifyOutcome::Kind::Absent : VerifyOutcome::Kind::Undecided;
        return outcome;
    }
    const Look look = readLook(progress);
    const bool onward = !batch.oldest.empty() && (look.below.empty() || idLess(batch.oldest, look.below));
    if (!whole || !onward || look.pages + 1 >= kMaxPages) return outcome;
    outcome.kind = VerifyOutcome::Kind::More;
    outcome.progress = json::dump({{"below", batch.oldest}, {"pages", look.pages + 1}});
    return outcome;
}

} // namespace qd::mastodon
