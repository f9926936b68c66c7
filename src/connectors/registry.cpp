#include "bluesky.h"
#include "feed.h"
#include "mastodon.h"
#include "quarterdeck/connectors/connector.h"

#include <array>

namespace qd {
namespace {

constexpr std::array kMakers{
    &mastodonConnector,
    &blueskyConnector,
    &feedConnector,
};

} // namespace

const Connector* findConnector(std::string_view platform) noexcept
{
    for (const auto& maker : kMakers)
        if (maker().platform() == platform) return &maker();
    return nullptr;
}

std::vector<std::string_view> platforms()
{
    std::vector<std::string_view> names;
    for (const auto& maker : kMakers) names.push_back(maker().platform());
    return names;
}

} // namespace qd
