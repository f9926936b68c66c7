#include "sandbox/bluesky_api.h"

#include "sandbox/graphemes.h"
#include "sandbox/stamp.h"

#include <algorithm>

namespace qd::sandbox::bluesky {
namespace {

using nlohmann::json;

constexpr std::size_t kGraphemes = 300, kBytes = 3000;

bool isText(const json& object, const char* key) { return object.contains(key) && object[key].is_string(); }

bool isLanguage(const json& value)
{
    if (!value.is_string()) return false;
    const std::string tag = value;
    const std::string primary = tag.substr(0, tag.find('-'));
    const auto letters = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
    return primary.size() >= 2 && primary.size() <= 8 && std::all_of(tag.begin(), tag.end(), letters);
}

bool insideCodePoint(const std::string& text, std::size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

} // namespace

/// The real server checks the shape of a reference only. The sandbox also wants it to point at what is there, with
/// the cid it has: a reply that hangs in the air is a mistake a test should see.
std::optional<std::string> Api::wrongRef(const json& ref, bool mustBeHere)
{
    if (!ref.is_object() || !isText(ref, "uri") || !isText(ref, "cid")) return "must have the properties \"uri\" and \"cid\"";
    const std::string uri = ref["uri"];
    if (!uri.starts_with("at://did:")) return "uri must be a valid at-uri";
    if (!ref["cid"].get<std::string>().starts_with("baf")) return "cid must be a cid string";
    const Record* target = m_state.liveRecord(uri);
    if (!target) return mustBeHere ? std::optional<std::string>("points at a record that does not exist") : std::nullopt;
    if (target->cid != ref["cid"].get<std::string>()) return "cid does not match the record";
    return std::nullopt;
}

std::optional<std::string> Api::wrongFacets(const json& record, const std::string& text)
{
    if (!record.contains("facets")) return std::nullopt;
    if (!record["facets"].is_array()) return "Record/facets must be an array";
    for (const json& facet : record["facets"]) {
        const json index = facet.is_object() ? facet.value("index", json()) : json();
        const bool numbers = index.is_object() && index.contains("byteStart") && index.contains("byteEnd") &&
                             index["byteStart"].is_number_integer() && index["byteEnd"].is_number_integer();
        if (!numbers) return "Record/facets/0/index must be an object";
        const long start = index["byteStart"], end = index["byteEnd"];
        if (start < 0 || end < start || end > static_cast<long>(text.size())) return "Record/facets/0/index lies outside the text";
        if (insideCodePoint(text, static_cast<std::size_t>(start)) || insideCodePoint(text, static_cast<std::size_t>(end)))
            return "Record/facets/0/index splits a character";
        if (!facet.contains("features") || !facet["features"].is_array()) return "Record/facets/0/features must be an array";
        for (const json& feature : facet["features"]) {
            const std::string type = feature.is_object() && isText(feature, "$type") ? feature["$type"].get<std::string>() : "";
            if (type == "app.bsky.richtext.facet#mention") {
                if (!isText(feature, "did") || !feature["did"].get<std::string>().starts_with("did:")) return "Record/facets/0/features/0/did must be a did";
            } else if (type == "app.bsky.richtext.facet#link") {
                if (!isText(feature, "uri") || feature["uri"].get<std::string>().find(':') == std::string::npos) return "Record/facets/0/features/0/uri must be a uri";
            } else if (type == "app.bsky.richtext.facet#tag") {
                if (!isText(feature, "tag") || graphemeCount(feature["tag"].get<std::string>()) > 64) return "Record/facets/0/features/0/tag must not be longer than 64 graphemes";
            } else if (type.empty()) {
                return "Record/facets/0/features/0 must have a $type";
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> Api::wrongEmbed(const json& embed)
{
    const std::string type = embed.is_object() && isText(embed, "$type") ? embed["$type"].get<std::string>() : "";
    if (type.empty()) return "Record/embed must have a $type";
    if (type == "app.bsky.embed.record") {
        const auto wrong = wrongRef(embed.value("record", json()), true);
        return wrong ? std::optional("Record/embed/record " + *wrong) : std::nullopt;
    }
    if (type == "app.bsky.embed.external") {
        const json external = embed.value("external", json());
        const bool whole = external.is_object() && isText(external, "uri") && isText(external, "title") && isText(external, "description");
        return whole ? std::nullopt : std::optional<std::string>("Record/embed/external must have the properties \"uri\", \"title\" and \"description\"");
    }
    if (type != "app.bsky.embed.images") return std::nullopt;
    if (!embed.contains("images") || !embed["images"].is_array()) return "Record/embed/images must be an array";
    if (embed["images"].size() > 4) return "Record/embed/images must not have more than 4 elements";
    for (const json& image : embed["images"]) {
        if (!image.is_object() || !isText(image, "alt")) return "Record/embed/images/0 must have the property \"alt\"";
        const json blob = image.value("image", json());
        const json ref = blob.is_object() ? blob.value("ref", json()) : json();
        if (!ref.is_object() || !isText(ref, "$link")) return "Record/embed/images/0/image should be a blob ref";
        const auto held = m_state.blobs.find(ref["$link"].get<std::string>());
        if (held == m_state.blobs.end()) return "Could not find blob: " + ref["$link"].get<std::string>();
        if (held->second.bytes.size() > 2'000'000) return "Record/embed/images/0/image must not be larger than 2000000 bytes";
        if (!held->second.mime.starts_with("image/")) return "Record/embed/images/0/image must be an image";
    }
    return std::nullopt;
}

std::optional<std::string> Api::wrongPost(const json& record)
{
    if (!isText(record, "text")) return "Record must have the property \"text\"";
    const std::string text = record["text"];
    if (!validUtf8(text)) return "Record/text must be valid UTF-8";
    if (text.size() > kBytes) return "Record/text must not be longer than 3000 characters";
    if (graphemeCount(text) > kGraphemes) return "Record/text must not be longer than 300 graphemes";
    if (auto wrong = wrongFacets(record, text)) return wrong;
    if (record.contains("langs")) {
        if (!record["langs"].is_array()) return "Record/langs must be an array";
        if (record["langs"].size() > 3) return "Record/langs must not have more than 3 elements";
        if (!std::all_of(record["langs"].begin(), record["langs"].end(), isLanguage))
            return "Record/langs/0 must be a well-formed BCP 47 language tag";
    }
    if (record.contains("tags") && (!record["tags"].is_array() || record["tags"].size() > 8)) return "Record/tags must not have more than 8 elements";
    if (record.contains("reply")) {
        const json& reply = record["reply"];
        for (const char* end : {"root", "parent"}) {
            const auto wrong = wrongRef(reply.is_object() ? reply.value(end, json()) : json(), std::string_view(end) == "parent");
            if (wrong) return "Record/reply/" + std::string(end) + " " + *wrong;
        }
        const Record* parent = m_state.liveRecord(reply["parent"]["uri"]);
        const std::string above = parent->value.contains("reply") ? parent->value["reply"]["root"]["uri"].get<std::string>() : parent->uri;
        if (reply["root"]["uri"] != above) return "Record/reply/root is not the root of the thread";
    }
    return record.contains("embed") ? wrongEmbed(record["embed"]) : std::nullopt;
}

std::optional<std::string> Api::wrongRecord(const std::string& collection, const json& record)
{
    if (!record.is_object()) return "Record must be an object";
    if (!isText(record, "$type")) return "Record must have the property \"$type\"";
    if (record["$type"] != collection) return "Invalid $type: expected " + collection + ", got " + record["$type"].get<std::string>();
    if (!isText(record, "createdAt")) return "Record must have the property \"createdAt\"";
    if (!readDatetime(record["createdAt"].get<std::string>())) return "Record/createdAt must be an valid atproto datetime (both RFC-3339 and ISO-8601)";
    if (collection == "app.bsky.feed.post") return wrongPost(record);
    if (collection == "app.bsky.feed.like" || collection == "app.bsky.feed.repost") {
        const auto wrong = wrongRef(record.value("subject", json()), true);
        return wrong ? std::optional("Record/subject " + *wrong) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace qd::sandbox::bluesky
