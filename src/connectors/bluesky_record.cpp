#include "bluesky_parse.h"
#include "bluesky_send.h"
#include "bluesky_tid.h"
#include "quarterdeck/base/text.h"

#include <algorithm>

namespace qd::bluesky {
namespace {

constexpr std::size_t kMaxHandles = 10; ///< looked up for one post

json::Value refOf(const Ref& ref) { return {{"uri", ref.uri}, {"cid", ref.cid}}; }

json::Value imagesOf(const OutboxItem& item, const Progress& progress)
{
    json::Value images = json::Value::array();
    for (std::size_t i = 0; i < progress.blobs.size() && i < item.media.size(); ++i)
        images.push_back({{"alt", item.media[i].alt}, {"image", progress.blobs[i]}});
    return {{"$type", "app.bsky.embed.images"}, {"images", std::move(images)}};
}

/// What the network shows as the time of writing: of the first attempt, when the post waited for its hour.
UtcMillis writtenAt(const OutboxItem& item)
{
    return item.startedAt && *item.startedAt > item.createdAt ? *item.startedAt : item.createdAt;
}

/// Known without asking: the frozen recipient.
std::string knownDid(const OutboxItem& item, const std::string& handle)
{
    const bool isRecipient = toLowerAscii(item.recipient) == handle && item.recipientNativeId.rfind("did:", 0) == 0;
    return isRecipient ? item.recipientNativeId : std::string{};
}

} // namespace

Progress readProgress(std::string_view text)
{
    const json::Value in = json::parse(text);
    Progress progress;
    const json::Value& dids = json::object(in, "dids");
    if (dids.is_object())
        for (const auto& entry : dids.items()) progress.dids[entry.key()] = json::asText(entry.value());
    for (const auto& blob : json::array(in, "blobs")) progress.blobs.push_back(blob);
    progress.convo = json::text(in, "convo");
    progress.record = json::object(in, "record");
    return progress;
}

std::string writeProgress(const Progress& progress)
{
    json::Value out = json::Value::object();
    if (!progress.dids.empty()) out["dids"] = progress.dids;
    if (!progress.blobs.empty()) out["blobs"] = progress.blobs;
    if (!progress.convo.empty()) out["convo"] = progress.convo;
    if (progress.record.is_object()) out["record"] = progress.record;
    return out.empty() ? std::string{} : json::dump(out);
}

bool isDirect(const OutboxItem& item)
{
    return item.visibility == Visibility::Direct || !readRef(item.targetReplyRef).convo.empty();
}

std::string convoOf(const OutboxItem& item, const Progress& progress)
{
    const std::string fromTarget = readRef(item.targetReplyRef).convo;
    if (!fromTarget.empty()) return fromTarget;
    return item.nativeConversation.empty() ? progress.convo : item.nativeConversation;
}

std::string unresolvedHandle(const OutboxItem& item, const Progress& progress)
{
    if (progress.record.is_object() || progress.dids.size() >= kMaxHandles) return {};
    for (const auto& facet : findFacets(item.text)) {
        if (facet.kind != Facet::Kind::Mention || progress.dids.count(facet.target) != 0) continue;
        if (knownDid(item, facet.target).empty()) return facet.target;
    }
    return {};
}

json::Value facetsOf(const OutboxItem& item, const Progress& progress)
{
    std::vector<Facet> facets;
    for (auto& facet : findFacets(item.text)) {
        if (facet.kind == Facet::Kind::Mention) {
            const auto found = progress.dids.find(facet.target);
            const std::string did = found != progress.dids.end() ? found->second : knownDid(item, facet.target);
            if (did.empty()) continue;
            facet.target = did;
        }
        facets.push_back(std::move(facet));
    }
    return writeFacets(facets);
}

json::Value makeRecord(const OutboxItem& item, const Progress& progress)
{
    json::Value record{{"$type", "app.bsky.feed.post"},
                       {"text", item.text},
                       {"createdAt", formatRfc3339(writtenAt(item))}};
    if (auto facets = facetsOf(item, progress); !facets.empty()) record["facets"] = std::move(facets);
    if (!item.lang.empty()) record["langs"] = json::Value::array({item.lang});
    const ReplyRef ref = readRef(item.targetReplyRef);
    if (!ref.post.uri.empty()) record["reply"] = {{"root", refOf(ref.root)}, {"parent", refOf(ref.post)}};
    if (!progress.blobs.empty()) record["embed"] = imagesOf(item, progress);
    return record;
}

std::string rkeyOf(const OutboxItem& item) { return makeTid(item.createdAt, item.operationKey); }

SendStep nextStep(const OutboxItem& item, const Progress& progress)
{
    const bool direct = isDirect(item);
    if (direct && convoOf(item, progress).empty()) return SendStep::FindConvo;
    if (!unresolvedHandle(item, progress).empty()) return SendStep::Resolve;
    if (direct) return SendStep::Message;
    return progress.blobs.size() < item.media.size() ? SendStep::Upload : SendStep::Publish;
}

} // namespace qd::bluesky
