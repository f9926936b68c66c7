#include "mastodon_send.h"

#include "mastodon_parse.h"
#include "mastodon_read.h"
#include "mastodon_ref.h"
#include "multipart.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/net/url.h"
#include "reply.h"
#include "send_outcome.h"

#include <algorithm>

namespace qd::mastodon {
namespace {

using namespace std::chrono_literals;

constexpr int kMaxPolls = 30; ///< looks at an upload that the server still works on, two seconds apart
constexpr std::chrono::milliseconds kPollWait = 2s;

/// What has been done of a send.
struct Progress {
    std::vector<std::string> uploaded; ///< ids of media that are ready, in order
    std::string processing;            ///< the id of one that is not yet
    int polls{0};
};

Progress readProgress(std::string_view text)
{
    const json::Value in = json::parse(text);
    Progress progress;
    for (const auto& id : json::array(in, "uploaded")) progress.uploaded.push_back(json::asText(id));
    progress.processing = json::text(in, "processing");
    progress.polls = json::intWithin(in, "polls", 0, 1'000'000, 0);
    return progress;
}

std::string writeProgress(const Progress& progress)
{
    json::Value out{{"uploaded", progress.uploaded}};
    if (!progress.processing.empty()) {
        out["processing"] = progress.processing;
        out["polls"] = progress.polls;
    }
    return json::dump(out);
}

bool mediaLeft(const OutboxItem& item, const Progress& progress)
{
    return progress.uploaded.size() < item.media.size();
}

bool isNameByte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

/// Whether "@acct" stands in the text as a word of its own.
bool names(const std::string& lowerText, const std::string& acct)
{
    const std::string wanted = "@" + toLowerAscii(acct);
    for (auto at = lowerText.find(wanted); at != std::string::npos; at = lowerText.find(wanted, at + 1)) {
        const auto end = at + wanted.size();
        const bool startsWord = at == 0 || !(isNameByte(lowerText[at - 1]) || lowerText[at - 1] == '@');
        if (!startsWord) continue;
        if (end == lowerText.size()) return true;
        const char next = lowerText[end];
        const bool dotInside = next == '.' && end + 1 < lowerText.size() && isNameByte(lowerText[end + 1]);
        const bool longer = isNameByte(next) || next == '@' || (dotInside && acct.find('@') != std::string::npos);
        if (!longer) return true;
    }
    return false;
}

/// "maria@our.server" is "maria" to our server.
std::string acctOf(const std::string& handle, const std::string& domain)
{
    const auto at = handle.find('@');
    const bool local = at != std::string::npos && !domain.empty() && handle.substr(at + 1) == domain;
    return local ? handle.substr(0, at) : handle;
}

std::string statusBody(const AccountContext& context, const OutboxItem& item, const Progress& progress)
{
    const std::string text = addressedText(item, viewerOf(context.account).domain);
    json::Value body{{"status", text}, {"visibility", visibilityOf(item)}};
    if (!item.targetNativeId.empty()) body["in_reply_to_id"] = item.targetNativeId;
    if (!item.lang.empty()) body["language"] = item.lang;
    if (!progress.uploaded.empty()) body["media_ids"] = progress.uploaded;
    return json::dump(body);
}

SendRequest uploadRequest(const AccountContext& context, const Attachment& media, std::string_view bytes,
                          const std::string& seed)
{
    const Multipart form = makeMultipart({{"file", std::string(bytes), media.mimeType, "media"},
                                          {"description", media.alt, {}, {}}},
                                         seed);
    HttpRequest http = request(context, "POST", "/api/v2/media");
    http.headers.emplace_back("Content-Type", form.contentType);
    http.body = form.body;
    http.deadline = 120s;
    return {std::move(http), false, false};
}

SendOutcome acceptUpload(Progress progress, const HttpResponse& response, UtcMillis now)
{
    if (auto failed = failedBeforePosting(response, now)) return *failed;
    const std::string id = json::id(json::parse(response.body), "id");
    const bool polling = !progress.processing.empty();
    if (id.empty() && !polling) return retryLater({Errc::BadReply, "the upload has no id"}, writeProgress(progress));
    const bool ready = response.status == 200;
    SendOutcome outcome;
    outcome.kind = SendOutcome::Kind::More;
    if (ready) {
        progress.uploaded.push_back(polling ? progress.processing : id);
        progress.processing.clear();
        progress.polls = 0;
    } else {
        if (!polling) progress.processing = id;
        outcome.error = Error{Errc::Busy, "the server works on the upload", kPollWait};
        if (++progress.polls > kMaxPolls) {
            progress = Progress{progress.uploaded, {}, 0}; // start this upload afresh, later
            return retryLater({Errc::Network, "the server does not finish the upload"}, writeProgress(progress));
        }
    }
    outcome.progress = writeProgress(progress);
    return outcome;
}

SendOutcome acceptStatus(const AccountContext& context, const Progress& progress, const HttpResponse& response,
                         UtcMillis now)
{
    // GoToSocial turns requests away before it looks at them when it is busy, and says when to come back.
    const bool throttled = response.status == 503 && !response.headers.get("retry-after").empty() &&
                           context.account.capabilities.software.rfind("gotosocial ", 0) == 0;
    SendOutcome outcome = outcomeOfPublishing(response, now, throttled);
    outcome.progress = writeProgress(progress);
    if (outcome.kind != SendOutcome::Kind::Sent) return outcome;
    const json::Value status = json::parse(response.body);
    outcome.sent.nativeId = json::id(status, "id");
    outcome.sent.nativeKey = json::text(status, "uri");
    outcome.sent.url = json::text(status, "url");
    outcome.sent.at = parseRfc3339(json::text(status, "created_at"));
    if (outcome.sent.nativeKey.empty()) outcome.sent.nativeKey = outcome.sent.url;
    const bool unreadable = outcome.sent.nativeId.empty() || outcome.sent.nativeKey.empty();
    if (unreadable) outcome.kind = SendOutcome::Kind::Unknown; // a 200 of a proxy, perhaps: look
    return outcome;
}

} // namespace

std::string_view visibilityOf(const OutboxItem& item)
{
    if (item.visibility == Visibility::Direct || readRef(item.targetReplyRef).visibility == "direct") return "direct";
    switch (item.visibility) {
    case Visibility::Public: return "public";
    case Visibility::Unlisted: return "unlisted";
    case Visibility::Followers: return "private";
    case Visibility::Direct: break;
    }
    return "direct";
}

std::string addressedText(const OutboxItem& item, const std::string& domain)
{
    const ReplyRef ref = readRef(item.targetReplyRef);
    std::vector<std::string> people;
    const bool direct = visibilityOf(item) == "direct";
    if (direct) people = ref.people;
    else if (!ref.people.empty()) people = {ref.people.front()};
    if (people.empty() && !item.recipient.empty()) people.push_back(acctOf(item.recipient, domain));
    for (const auto& handle : item.addressed) {
        std::string acct = acctOf(handle, domain);
        if (std::find(people.begin(), people.end(), acct) == people.end()) people.push_back(std::move(acct));
    }
    const std::string lower = toLowerAscii(item.text);
    std::string prefix;
    for (const auto& acct : people)
        if (!names(lower, acct)) prefix += "@" + acct + " ";
    return prefix + item.text;
}

std::optional<std::size_t> nextMedia(const OutboxItem& item, std::string_view progressText)
{
    const Progress progress = readProgress(progressText);
    if (!progress.processing.empty() || !mediaLeft(item, progress)) return std::nullopt;
    return progress.uploaded.size();
}

Result<SendRequest> planSend(const AccountContext& context, const OutboxItem& item, std::string_view progressText,
                             std::string_view mediaBytes)
{
    const Progress progress = readProgress(progressText);
    if (!progress.processing.empty())
        return SendRequest{request(context, "GET", "/api/v1/media/" + percentEncode(progress.processing)), false,
                           false};
    if (mediaLeft(item, progress)) {
        if (mediaBytes.empty()) return fail(Errc::Invalid, "the attachment is empty");
        return uploadRequest(context, item.media[progress.uploaded.size()], mediaBytes, item.operationKey);
    }
    SendRequest send{postJson(context, "/api/v1/statuses", statusBody(context, item, progress)), true,
                     context.account.capabilities.honoursIdempotencyKey};
    send.http.headers.emplace_back("Idempotency-Key", item.operationKey);
    return send;
}

SendOutcome acceptSend(const AccountContext& context, const OutboxItem& item, std::string_view progressText,
                       const HttpResponse& response, UtcMillis now)
{
    Progress progress = readProgress(progressText);
    if (!progress.processing.empty() || mediaLeft(item, progress)) {
        SendOutcome outcome = acceptUpload(progress, response, now);
        if (outcome.progress.empty()) outcome.progress = writeProgress(progress);
        return outcome;
    }
    return acceptStatus(context, progress, response, now);
}

} // namespace qd::mastodon
