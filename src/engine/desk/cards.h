#pragma once

#include "engine/set_up_book.h"
#include "quarterdeck/desk/inbox.h"
#include "quarterdeck/storage/conversation_table.h"

#include <unordered_map>
#include <unordered_set>

namespace qd {

/// Names for ids, gathered once a page.
struct CardNames {
    const SetUpSnapshot& setUp;
    std::unordered_map<AccountId, std::string> accounts;        ///< handles
    std::unordered_set<ConversationId> drafts;                  ///< of the person who looks
};

Card cardOf(const ConversationRow& row, const CardNames& names);
std::vector<std::string> labelNames(const std::vector<LabelId>& ids, const SetUpSnapshot& setUp);

} // namespace qd
