// Any bytes as a feed: charset, repair, libxml2's SAX, JSON Feed, and what becomes of the items.
#include "connectors/feed_item.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/normalise.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto document = qd::feed::parseFeed(bytes, {}, "https://news.example/feed");
    if (!document) return 0;
    for (const auto& item : document->items) {
        qd::RawPost post;
        post.title = item.title;
        post.body = item.body;
        post.bodyIsHtml = !item.bodyIsPlain;
        post.url = item.link;
        post.media = item.media;
        const auto mention = qd::normalise(std::move(post), {});
        if (!qd::isValidUtf8(mention.text) || !qd::isValidUtf8(mention.title)) std::abort();
    }
    return 0;
}
