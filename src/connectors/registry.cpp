#include "bluesky.h"
#include "feed.h"
#include "mastodon.h"
#include "quarterdeck/connectors/connector.h"

#include <array>

namespace qd {
namespace {

std::array<const Connector*, 3> all() noexcept
{
    return {&mastodonConnector(), &blueskyConnector(), &feedConnector()};
}

} // namespace

const Connector* findConnector(std::string_view platform) noexcept
{
    for (const Connector* connector : all())
        if (connector->platform() == platform) return connector;
    return nullptr;
}

std::vector<std::string_view> platforms()
{
    std::vector<std::string_view> names;
    for (const Connector* connector : all()) names.push_back(connector->platform());
    return names;
}

} // namespace qd
