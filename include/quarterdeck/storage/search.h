#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/storage/conversation_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// The users' query language: words, "phrases", AND OR NOT, parentheses, a trailing * for a prefix, author:, platform:,
/// lang:, goal:, queue:, is:(new open pending on_hold resolved closed snoozed mine unassigned direct starred
/// at_risk breached), assignee:, label:, kind:, before:, after:, min-followers:. Dates as YYYY-MM-DD or RFC 3339.
struct SearchRequest {
    std::string query;
    PersonId person{};          ///< for is:mine
    std::vector<QueueId> within;
    UtcMillis now{};
    std::string timezone;       ///< for before: and after: given as dates
    bool asYouType{false};      ///< the last word is a prefix
};

/// Where a query cannot be read: Invalid with the position and what was expected.
Result<void> checkQuery(std::string_view query);

struct SearchPage {
    std::vector<Mention> mentions;       ///< newest first
    std::string next;
    std::vector<std::string> didYouMean; ///< words of the index near to one that matched nothing
};
Result<SearchPage> searchMentions(Session& session, const SearchRequest& request, const std::string& after, int limit);
/// The conversations of the hits, each once, newest hit first.
Result<ConversationPage> searchConversations(Session& session, const SearchRequest& request, const std::string& after,
                                             int limit);

} // namespace qd
