#include "bluesky_chat.h"
#include "bluesky_send.h"
#include "bluesky_session.h"

#include <algorithm>

namespace qd::bluesky {
namespace {

using namespace std::chrono_literals;

constexpr int kMaxPages = 5;

/// A look's own progress stands beside the send's, which names the conversation.
struct Look {
    std::string page;
    int pages{0};
};

Look readLook(std::string_view text)
{
    const json::Value in = json::parse(text);
    return {json::text(in, "page"), json::intWithin(in, "pages", 0, 1000, 0)};
}

std::string ownDid(const AccountContext& context)
{
    const std::string did = readSession(context.secret).did;
    return did.empty() ? context.account.nativeId : did;
}

/// The record's key is ours: it is there, or it is not.
VerifyOutcome acceptRecord(const AccountContext& context, const OutboxItem& item, const HttpResponse& response,
                           const std::vector<std::string>& bound)
{
    VerifyOutcome outcome;
    const auto document = readXrpc(response);
    if (!document) {
        // Older servers say InvalidRequest where the lexicon names RecordNotFound.
        const bool absent = response.status == 400 && (document.error().code == Errc::NotFound ||
                                                       errorName(response) == "InvalidRequest");
        outcome.kind = absent ? VerifyOutcome::Kind::Absent : VerifyOutcome::Kind::Undecided;
        return outcome;
    }
    const std::string uri = json::text(*document, "uri");
    if (uri.empty() || std::find(bound.begin(), bound.end(), uri) != bound.end()) return outcome;
    outcome.kind = VerifyOutcome::Kind::Found;
    outcome.sent = {uri, uri, "https://bsky.app/profile/" + ownDid(context) + "/post/" + rkeyOf(item),
                    parseRfc3339(json::text(json::object(*document, "value"), "createdAt"))};
    return outcome;
}

VerifyOutcome acceptMessages(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                             const HttpResponse& response, const std::vector<std::string>& bound)
{
    VerifyOutcome outcome;
    outcome.progress = progress;
    const auto document = readXrpc(response);
    if (!document || !item.startedAt || !json::member(*document, "messages").is_array()) return outcome;
    const std::string convo = convoOf(item, readProgress(item.progress));
    const UtcMillis from = *item.startedAt - 2min;
    const Messages messages =
        parseMessages(*document, {convo, {}, 0, {}}, {ownDid(context), context.account.handle});
    const Batch& batch = messages.batch;
    const json::Value& list = json::array(*document, "messages");
    for (const auto& entry : list) {
        const std::string id = json::text(entry, "id");
        const std::string key = messageKey(convo, id);
        const auto at = parseRfc3339(json::text(entry, "sentAt"));
        const bool ours = json::text(json::object(entry, "sender"), "did") == ownDid(context);
        const bool fits = ours && !id.empty() && at && *at >= from && json::text(entry, "text") == item.text;
        if (!fits || std::find(bound.begin(), bound.end(), key) != bound.end()) continue;
        outcome.kind = VerifyOutcome::Kind::Found; // newest first: the last that fits is the oldest
        outcome.sent = {id, key, "https://bsky.app/messages/" + convo, at};
    }
    if (outcome.kind == VerifyOutcome::Kind::Found) return outcome;
    const bool covered = batch.entries == 0 || batch.next.empty() || (batch.oldest && *batch.oldest < from);
    if (covered) {
        outcome.kind = batch.skipped.empty() ? VerifyOutcome::Kind::Absent : VerifyOutcome::Kind::Undecided;
        return outcome;
    }
    const Look look = readLook(progress);
    if (look.pages + 1 >= kMaxPages || batch.next == look.page) return outcome;
    outcome.kind = VerifyOutcome::Kind::More;
    outcome.progress = json::dump({{"page", batch.next}, {"pages", look.pages + 1}});
    return outcome;
}

} // namespace

Result<HttpRequest> planVerify(const AccountContext& context, const OutboxItem& item, std::string_view progress)
{
    if (!isDirect(item))
        return get(context, "com.atproto.repo.getRecord",
                   {{"repo", ownDid(context)}, {"collection", "app.bsky.feed.post"}, {"rkey", rkeyOf(item)}});
    const std::string convo = convoOf(item, readProgress(item.progress));
    if (convo.empty()) return fail(Errc::Invalid, "the conversation is not known");
    std::vector<std::pair<std::string, std::string>> fields{{"convoId", convo}, {"limit", "50"}};
    if (const Look look = readLook(progress); !look.page.empty()) fields.emplace_back("cursor", look.page);
    return toChat(get(context, "chat.bsky.convo.getMessages", fields));
}

VerifyOutcome acceptVerify(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                           const HttpResponse& response, const std::vector<std::string>& bound)
{
    return isDirect(item) ? acceptMessages(context, item, progress, response, bound)
                          : acceptRecord(context, item, response, bound);
}

} // namespace qd::bluesky
