#include "bluesky_send.h"

#include "bluesky_chat.h"
#include "bluesky_parse.h"
#include "bluesky_session.h"
#include "bluesky_tid.h"
#include "send_outcome.h"

namespace qd::bluesky {
namespace {

using namespace std::chrono_literals;

std::string ownDid(const AccountContext& context)
{
    const std::string did = readSession(context.secret).did;
    return did.empty() ? context.account.nativeId : did;
}

/// What makes a post impossible before anything is asked.
std::optional<Error> obstacle(const OutboxItem& item)
{
    if (isDirect(item))
        return item.media.empty() ? std::nullopt
                                  : std::optional<Error>(Error{Errc::Invalid, "direct messages take no pictures"});
    const ReplyRef ref = readRef(item.targetReplyRef);
    if (ref.closed) return Error{Errc::Forbidden, "the thread's author does not let this account answer"};
    const bool answers = !item.targetNativeKey.empty() || !item.targetNativeId.empty();
    const bool whole = !ref.post.uri.empty() && !ref.post.cid.empty() && !ref.root.uri.empty() && !ref.root.cid.empty();
    if (answers && !whole) return Error{Errc::Invalid, "the post to answer is not known well enough"};
    return std::nullopt;
}

SendRequest publishRequest(const AccountContext& context, const OutboxItem& item, Progress progress)
{
    if (!progress.record.is_object()) progress.record = makeRecord(item, progress);
    // putRecord with the same key and the same bytes changes nothing and answers the same.
    const json::Value body{{"repo", ownDid(context)},
                           {"collection", "app.bsky.feed.post"},
                           {"rkey", rkeyOf(item)},
                           {"record", progress.record}};
    return {post(context, "com.atproto.repo.putRecord", json::dump(body)), true, true, writeProgress(progress)};
}

SendRequest messageRequest(const AccountContext& context, const OutboxItem& item, const Progress& progress)
{
    json::Value message{{"text", item.text}};
    if (auto facets = facetsOf(item, progress); !facets.empty()) message["facets"] = std::move(facets);
    const json::Value body{{"convoId", convoOf(item, progress)}, {"message", std::move(message)}};
    return {toChat(post(context, "chat.bsky.convo.sendMessage", json::dump(body))), true, false, std::nullopt};
}

SendRequest uploadRequest(const AccountContext& context, const Attachment& media, std::string_view bytes)
{
    HttpRequest http = get(context, "com.atproto.repo.uploadBlob");
    http.method = "POST";
    http.headers.emplace_back("Content-Type", media.mimeType);
    http.body = std::string(bytes);
    http.deadline = 120s;
    return {std::move(http), false, false, std::nullopt};
}

/// Token errors come as 400 here: a fresh one mends them, nothing was posted.
void mendToken(SendOutcome& outcome, const HttpResponse& response, UtcMillis now)
{
    auto refusal = refusalOfXrpc(response, now);
    if (!refusal) return;
    const bool untouched = response.status >= 400 && response.status < 500;
    if (untouched && (refusal->code == Errc::Auth || refusal->code == Errc::RateLimited))
        outcome.kind = SendOutcome::Kind::Retry;
    outcome.error = std::move(refusal);
}

SendOutcome more(const Progress& progress)
{
    SendOutcome outcome;
    outcome.kind = SendOutcome::Kind::More;
    outcome.progress = writeProgress(progress);
    return outcome;
}

SendOutcome acceptResolve(const OutboxItem& item, Progress progress, const HttpResponse& response, UtcMillis now)
{
    const auto document = readXrpc(response, now);
    const bool nobody = !document && (document.error().code == Errc::Invalid || document.error().code == Errc::NotFound);
    if (!document && !nobody) return retryLater(document.error(), writeProgress(progress));
    const std::string did = document ? json::text(*document, "did") : std::string{};
    progress.dids[unresolvedHandle(item, progress)] = did.rfind("did:", 0) == 0 ? did : std::string{};
    return more(progress);
}

SendOutcome acceptPreparation(SendStep step, Progress progress, const HttpResponse& response, UtcMillis now)
{
    if (auto failed = failedBeforePosting(response, now)) {
        mendToken(*failed, response, now);
        failed->progress = writeProgress(progress);
        return *failed;
    }
    const json::Value document = json::parse(response.body);
    const bool upload = step == SendStep::Upload;
    const json::Value& blob = json::object(document, "blob");
    const std::string convo = json::text(json::object(document, "convo"), "id");
    if (upload ? !blob.is_object() : convo.empty())
        return retryLater({Errc::BadReply, "the answer is not complete"}, writeProgress(progress));
    if (upload) progress.blobs.push_back(blob);
    else progress.convo = convo;
    return more(progress);
}

SendOutcome acceptPost(const AccountContext& context, const OutboxItem& item, const Progress& progress,
                       const HttpResponse& response, UtcMillis now)
{
    SendOutcome outcome = outcomeOfPublishing(response, now);
    mendToken(outcome, response, now);
    outcome.progress = writeProgress(progress);
    if (outcome.kind != SendOutcome::Kind::Sent) return outcome;
    const std::string uri = json::text(json::parse(response.body), "uri");
    if (parseAtUri(uri).rkey != rkeyOf(item)) outcome.kind = SendOutcome::Kind::Unknown;
    const std::string written = json::text(progress.record, "createdAt");
    outcome.sent = {uri, uri, "https://bsky.app/profile/" + ownDid(context) + "/post/" + rkeyOf(item),
                    parseRfc3339(written)};
    return outcome;
}

SendOutcome acceptMessage(const OutboxItem& item, const Progress& progress, const HttpResponse& response, UtcMillis now)
{
    SendOutcome outcome = outcomeOfPublishing(response, now);
    mendToken(outcome, response, now);
    outcome.progress = writeProgress(progress);
    if (outcome.kind != SendOutcome::Kind::Sent) return outcome;
    const json::Value message = json::parse(response.body);
    const std::string id = json::text(message, "id");
    const std::string convo = convoOf(item, progress);
    if (id.empty()) outcome.kind = SendOutcome::Kind::Unknown;
    outcome.sent = {id, messageKey(convo, id), "https://bsky.app/messages/" + convo,
                    parseRfc3339(json::text(message, "sentAt"))};
    return outcome;
}

} // namespace

std::optional<std::size_t> nextMedia(const OutboxItem& item, std::string_view progressText)
{
    const Progress progress = readProgress(progressText);
    if (nextStep(item, progress) != SendStep::Upload) return std::nullopt;
    return progress.blobs.size();
}

Result<SendRequest> planSend(const AccountContext& context, const OutboxItem& item, std::string_view progressText,
                             std::string_view mediaBytes)
{
    if (auto why = obstacle(item)) return fail(std::move(*why));
    Progress progress = readProgress(progressText);
    switch (nextStep(item, progress)) {
    case SendStep::Resolve:
        return SendRequest{get(context, "com.atproto.identity.resolveHandle",
                               {{"handle", unresolvedHandle(item, progress)}}),
                           false, false, std::nullopt};
    case SendStep::FindConvo:
        return SendRequest{
            toChat(get(context, "chat.bsky.convo.getConvoForMembers", {{"members", item.recipientNativeId}})), false,
            false, std::nullopt};
    case SendStep::Upload:
        if (mediaBytes.empty()) return fail(Errc::Invalid, "the attachment is empty");
        return uploadRequest(context, item.media[progress.blobs.size()], mediaBytes);
    case SendStep::Message: return messageRequest(context, item, progress);
    case SendStep::Publish: break;
    }
    return publishRequest(context, item, std::move(progress));
}

SendOutcome acceptSend(const AccountContext& context, const OutboxItem& item, std::string_view progressText,
                       const HttpResponse& response, UtcMillis now)
{
    Progress progress = readProgress(progressText);
    const SendStep step = nextStep(item, progress);
    switch (step) {
    case SendStep::Resolve: return acceptResolve(item, std::move(progress), response, now);
    case SendStep::FindConvo:
    case SendStep::Upload: return acceptPreparation(step, std::move(progress), response, now);
    case SendStep::Message: return acceptMessage(item, progress, response, now);
    case SendStep::Publish: break;
    }
    if (!progress.record.is_object()) progress.record = makeRecord(item, progress);
    return acceptPost(context, item, progress, response, now);
}

} // namespace qd::bluesky
