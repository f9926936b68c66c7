#pragma once

#include "engine/set_up_book.h"
#include "quarterdeck/desk/inbox.h"

namespace qd {

class Session;

/// Everything the panes of one conversation show, gathered in one read.
Result<ConversationView> viewConversation(Session& session, ConversationId id, const SetUpSnapshot& setUp, UtcMillis now);

} // namespace qd
