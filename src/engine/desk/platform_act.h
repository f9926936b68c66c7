#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/connectors/connector.h"

namespace qd {

/// A small act on one post at its platform: like, unlike, delete our own, mark read. Asks may() first.
/// @errors Forbidden, NotFound, Invalid (not possible there), Network, Auth, RateLimited
void actOnMention(const Ask& ask, MentionId id, ActionKind kind, Action permission, Reply<bool> done);

} // namespace qd
