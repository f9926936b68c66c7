#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/desk/sources.h"
#include "quarterdeck/storage/database.h"

#include <vector>

namespace qd {

/// What is wrong with a workspace, for monitoring; empty = healthy.
Result<std::vector<HealthReason>> workspaceHealth(Session& session, const WorkspaceUrl& url, UtcMillis now);

} // namespace qd
