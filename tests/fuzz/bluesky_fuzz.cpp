#include "connectors/bluesky.h"
#include "connectors/bluesky_cursor.h"
#include "connectors/bluesky_facets.h"
#include "connectors/bluesky_parse.h"
#include "connectors/bluesky_tid.h"

#include <array>
#include <cstdint>
#include <cstdlib>

/// The first byte chooses the endpoint, the rest is the body; also a text whose facets are found, written and read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    constexpr std::array<const char*, 8> kEndpoints{
        "app.bsky.notification.listNotifications", "app.bsky.feed.getPostThread", "app.bsky.feed.getTimeline",
        "app.bsky.feed.getPosts", "com.atproto.repo.listRecords", "chat.bsky.convo.getMessages",
        "chat.bsky.convo.getLog", "chat.bsky.convo.listConvos"};
    qd::HttpResponse response;
    response.status = 200;
    response.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    (void)qd::blueskyConnector().decode(kEndpoints[data[0] % kEndpoints.size()], response, qd::fromInt(0));
    (void)qd::bluesky::writeCursor(qd::bluesky::readCursor(response.body));
    (void)qd::bluesky::writeChatCursor(qd::bluesky::readChatCursor(response.body));
    (void)qd::bluesky::writeRef(qd::bluesky::readRef(response.body));
    (void)qd::bluesky::parseAtUri(response.body);
    (void)qd::bluesky::timeOfTid(response.body);
    const auto facets = qd::bluesky::findFacets(response.body);
    for (const auto& facet : facets)
        if (facet.begin >= facet.end || facet.end > response.body.size()) std::abort();
    (void)qd::bluesky::toHtml(response.body, facets);
    return 0;
}
