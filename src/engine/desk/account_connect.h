#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/connectors/connector.h"
#include "quarterdeck/desk/sources.h"

namespace qd {

/// The conversation with a platform that connects an account, or reads its profile again: step by step over the net
/// and read threads, nobody waits.
void connectPlatform(const Ask& ask, const std::string& platform, ConnectRequest request, Reply<Connected> done);
void readProfile(const Ask& ask, AccountContext context, Reply<Connected> done);

} // namespace qd
