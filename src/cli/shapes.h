#pragma once

#include "quarterdeck/desk/inbox.h"
#include "quarterdeck/desk/sources.h"
#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/domain/event.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/outbox.h"
#include "quarterdeck/domain/sla.h"

#include <nlohmann/json.hpp>

/// The contract's shapes: ids are strings, absent is null, times RFC 3339 UTC with milliseconds.
namespace qd::cli {

using Json = nlohmann::json;

template <class Tag>
Json idOf(Id<Tag> id)
{
    return id ? Json(std::to_string(id.value)) : Json(nullptr);
}
Json textOrNull(const std::string& text);
Json timeOrNull(const std::optional<UtcMillis>& time);

Json shapeOf(const Mention& mention, QueueId queue = {}, GoalId goal = {});
Json shapeOf(const Conversation& conversation, const std::vector<SlaClock>& clocks = {}, const std::vector<std::string>& labels = {});
Json shapeOf(const SlaClock& clock);
Json shapeOf(const Event& event);
Json shapeOf(const OutboxItem& item);
Json shapeOf(const TraceStep& step);
Json shapeOf(const AccountLine& line);
Json shapeOf(const Source& source);
Json shapeOf(const SourceLine& line);
Json shapeOf(const PollReport& report);
Json shapeOf(const Error& error);

} // namespace qd::cli
