#pragma once

#include "quarterdeck/connectors/connector.h"

namespace qd {

/// Bluesky and every server of the AT Protocol. @thread any; lives for ever
const Connector& blueskyConnector() noexcept;

} // namespace qd
