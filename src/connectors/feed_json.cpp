#include "feed_item.h"
#include "json_read.h"
#include "quarterdeck/base/text.h"

#include <algorithm>

namespace qd::feed {
namespace {

/// A name, however the version writes its authors.
std::string authorOf(const json::Value& from)
{
    for (const auto& author : json::array(from, "authors")) {
        if (auto name = json::text(author, "name"); !name.empty()) return name;
    }
    const auto& one = json::member(from, "author");
    return one.is_string() ? json::asText(one) : json::text(one, "name");
}

void addMedia(std::vector<Media>& media, const std::string& link, std::string_view type,
              std::string_view base)
{
    auto url = absoluteLink(link, base);
    const bool known = std::ranges::any_of(media, [&url](const Media& m) { return m.url == url; });
    if (url.empty() || known || media.size() >= kMaxItemMedia) return;
    const auto kind = mediaKindOf(type, {}, url);
    media.push_back({.kind = kind, .url = std::move(url), .previewUrl = {}, .alt = {}});
}

Item readItem(const json::Value& raw, std::string id, std::string_view feedUrl)
{
    Item item;
    item.id = std::move(id);
    item.link = absoluteLink(json::text(raw, "url"), feedUrl);
    if (item.link.empty()) item.link = absoluteLink(json::text(raw, "external_url"), feedUrl);
    item.title = escapeHtml(json::text(raw, "title"));
    item.body = json::text(raw, "content_html");
    if (item.body.empty()) {
        item.body = json::text(raw, "content_text");
        item.bodyIsPlain = true;
    }
    const auto summary = json::text(raw, "summary");
    if (item.body.empty()) item.body = summary;
    else item.summary = escapeHtml(summary);
    item.author = authorOf(raw);
    item.lang = json::text(raw, "language");
    item.published = parseDate(json::text(raw, "date_published"));
    item.updated = parseDate(json::text(raw, "date_modified"));
    addMedia(item.media, json::text(raw, "image"), "image", feedUrl);
    if (item.media.empty()) addMedia(item.media, json::text(raw, "banner_image"), "image", feedUrl);
    for (const auto& file : json::array(raw, "attachments")) {
        addMedia(item.media, json::text(file, "url"), json::text(file, "mime_type"), feedUrl);
    }
    return item;
}

} // namespace

Result<Document> parseJsonFeed(std::string_view text, std::string_view feedUrl)
{
    const auto root = json::parse(text);
    const auto& items = json::member(root, "items");
    if (!root.is_object() || !items.is_array()) return fail(Errc::BadReply, "the answer is not a JSON Feed");
    Document document;
    document.format = "json";
    document.title = escapeHtml(json::text(root, "title"));
    document.link = absoluteLink(json::text(root, "home_page_url"), feedUrl);
    document.author = authorOf(root);
    document.lang = json::text(root, "language");
    int index = 0;
    for (const auto& raw : items) {
        if (document.items.size() >= kMaxItems) {
            document.cut = true;
            break;
        }
        auto id = json::id(raw, "id");
        if (trim(id).empty()) {
            document.skipped.push_back({index++, raw.is_object() ? "no_id" : "not_an_object"});
            continue;
        }
        ++index;
        auto& item = document.items.emplace_back(readItem(raw, std::move(id), feedUrl));
        if (item.author.empty()) item.author = document.author;
        if (item.lang.empty()) item.lang = document.lang;
    }
    return document;
}

} // namespace qd::feed
