#pragma once

#include "quarterdeck/connectors/connector.h"

namespace qd {

/// RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, CDF and JSON Feed: read only. docs/connectors/feed.md
const Connector& feedConnector() noexcept;

} // namespace qd
