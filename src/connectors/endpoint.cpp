#include "endpoint.h"

namespace qd {

std::string_view endpointPath(std::string_view endpoint)
{
    if (const auto scheme = endpoint.find("://"); scheme != std::string_view::npos) {
        const auto path = endpoint.find('/', scheme + 3);
        endpoint = path == std::string_view::npos ? std::string_view{} : endpoint.substr(path);
    }
    endpoint = endpoint.substr(0, endpoint.find_first_of("?#"));
    while (!endpoint.empty() && endpoint.front() == '/') endpoint.remove_prefix(1);
    while (!endpoint.empty() && endpoint.back() == '/') endpoint.remove_suffix(1);
    return endpoint;
}

bool endpointFits(std::string_view endpoint, std::string_view pattern)
{
    endpoint = endpointPath(endpoint);
    while (true) {
        const auto endHere = endpoint.find('/');
        const auto endThere = pattern.find('/');
        const auto here = endpoint.substr(0, endHere);
        const auto there = pattern.substr(0, endThere);
        const bool any = !there.empty() && there.front() == ':';
        if (here.empty() || (!any && here != there)) return false;
        if (endHere == std::string_view::npos || endThere == std::string_view::npos) return endHere == endThere;
        endpoint.remove_prefix(endHere + 1);
        pattern.remove_prefix(endThere + 1);
    }
}

} // namespace qd
