#include "connectors/mastodon.h"
#include "connectors/mastodon_cursor.h"
#include "connectors/mastodon_ref.h"

#include <array>
#include <cstdint>

/// The first byte chooses the endpoint, the rest is the body; read by decode(), and as a cursor and a reference.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    constexpr std::array<const char*, 8> kEndpoints{
        "api/v1/notifications", "api/v2/notifications", "api/v1/conversations",  "api/v1/statuses/:id/context",
        "api/v1/statuses/:id",  "api/v2/search",        "api/v1/timelines/home", "api/v2/instance"};
    qd::HttpResponse response;
    response.status = 200;
    response.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    const qd::Connector& connector = qd::mastodonConnector();
    (void)connector.decode(kEndpoints[data[0] % kEndpoints.size()], response, qd::fromInt(0));
    (void)qd::mastodon::writeCursor(qd::mastodon::readCursor(response.body));
    (void)qd::mastodon::writeRef(qd::mastodon::readRef(response.body));
    (void)qd::mastodon::readLinks(response.body);
    qd::ConnectRequest wish;
    wish.server = "a.example";
    (void)connector.acceptConnect(wish, R"({"step":"/api/v2/instance","id":"1","acct":"a"})", response);
    return 0;
}
