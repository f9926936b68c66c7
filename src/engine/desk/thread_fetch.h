#pragma once

#include "engine/desk/ask.h"

namespace qd {

/// Fetch the thread around the conversation's newest customer message and store it; nothing to fetch is no failure.
/// Chained over the net and store threads, nobody waits.
void fetchThread(const Ask& ask, ConversationId id, Reply<bool> done);

} // namespace qd
