#pragma once

#include <string>
#include <string_view>

namespace qd {

/// Whether `endpoint` fits a pattern such as "api/v1/statuses/:id/context". A leading slash, a host and a query are
/// ignored; ":name" stands for any one part.
bool endpointFits(std::string_view endpoint, std::string_view pattern);

/// The path of an endpoint as a person may have typed or pasted it.
std::string_view endpointPath(std::string_view endpoint);

} // namespace qd
