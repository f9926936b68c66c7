#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/desk/opener.h"

namespace qd {

class Session;

/// What a new workspace starts with: three ordered goals (customer service, reputation, marketing), a queue for each,
/// a default SLA (first response: target 1 h, limit 24 h) on a calendar that is always open, and the first admin.
/// In the caller's transaction.
Result<void> makeFirstSetUp(Session& session, const InitRequest& request, const std::string& login);

} // namespace qd
