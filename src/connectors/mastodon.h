#pragma once

#include "quarterdeck/connectors/connector.h"

namespace qd {

/// Mastodon and the servers that speak its API: GoToSocial, Pleroma, Akkoma. @thread any; lives for ever
const Connector& mastodonConnector() noexcept;

} // namespace qd
