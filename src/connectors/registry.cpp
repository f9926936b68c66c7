#include "bluesky.h"
#include "mastodon.h"
#include "quarterdeck/connectors/connector.h"
#ifdef QD_HAS_FEED
#include "feed.h"
#endif

#include <array>

namespace qd {
namespace {

constexpr std::array kMakers{
    &mastodonConnector,
    &blueskyConnector,
#ifdef QD_HAS_FEED
    &feedConnector,
#endif
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
