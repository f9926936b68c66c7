#include "bluesky_post.h"
#include "quarterdeck/net/url.h"

namespace qd::bluesky {
namespace {

using json::Value;

constexpr std::string_view kCdn = "https://cdn.bsky.app/img/";
constexpr std::string_view kVideo = "https://video.bsky.app/watch/";

std::string typeOf(const Value& embed)
{
    std::string type = json::text(embed, "$type");
    if (const auto hash = type.find('#'); hash != std::string::npos) type.erase(hash);
    return type;
}

/// The part of an embed that holds media: itself, or what stands beside a quoted post.
const Value& mediaPart(const Value& embed)
{
    return typeOf(embed) == "app.bsky.embed.recordWithMedia" ? json::object(embed, "media") : embed;
}

std::string blobCid(const Value& blob)
{
    const std::string link = json::text(json::object(blob, "ref"), "$link");
    return link.empty() ? json::text(blob, "cid") : link; // the form of old records
}

Media imageOf(const Value& image, const std::string& did)
{
    Media media;
    media.kind = MediaKind::Image;
    media.alt = json::text(image, "alt");
    media.url = json::text(image, "fullsize");
    media.previewUrl = json::text(image, "thumb");
    if (!media.url.empty()) return media;
    const std::string cid = blobCid(json::object(image, "image"));
    if (cid.empty() || did.empty()) return media;
    const std::string rest = "/plain/" + did + "/" + percentEncode(cid) + "@jpeg";
    media.url = std::string(kCdn) + "feed_fullsize" + rest;
    media.previewUrl = std::string(kCdn) + "feed_thumbnail" + rest;
    return media;
}

Media videoOf(const Value& embed, const std::string& did)
{
    Media media;
    media.kind = json::text(embed, "presentation") == "gif" ? MediaKind::Gif : MediaKind::Video;
    media.alt = json::text(embed, "alt");
    media.url = json::text(embed, "playlist");
    media.previewUrl = json::text(embed, "thumbnail");
    const std::string cid = blobCid(json::object(embed, "video"));
    if (!media.url.empty() || cid.empty() || did.empty()) return media;
    const std::string base = std::string(kVideo) + percentEncode(did) + "/" + percentEncode(cid);
    media.url = base + "/playlist.m3u8";
    media.previewUrl = base + "/thumbnail.jpg";
    return media;
}

std::vector<Media> readMedia(const Value& embed, const std::string& did)
{
    std::vector<Media> media;
    const std::string type = typeOf(embed);
    if (type == "app.bsky.embed.video") return {videoOf(embed, did)};
    if (type != "app.bsky.embed.images" && type != "app.bsky.embed.gallery") return media;
    const char* list = type == "app.bsky.embed.images" ? "images" : "items";
    for (const auto& image : json::array(embed, list))
        if (image.is_object()) media.push_back(imageOf(image, did));
    return media;
}

} // namespace

std::vector<Media> mediaOf(const Value& embedView, const Value& recordEmbed, const std::string& did)
{
    auto media = readMedia(mediaPart(embedView), did);
    return media.empty() ? readMedia(mediaPart(recordEmbed), did) : media;
}

std::string cardOf(const Value& recordEmbed)
{
    return json::text(json::object(mediaPart(recordEmbed), "external"), "uri");
}

std::string quotedUri(const Value& recordEmbed)
{
    const std::string type = typeOf(recordEmbed);
    const Value& record = json::object(recordEmbed, "record");
    if (type == "app.bsky.embed.record") return json::text(record, "uri");
    if (type == "app.bsky.embed.recordWithMedia") return json::text(json::object(record, "record"), "uri");
    return {};
}

} // namespace qd::bluesky
