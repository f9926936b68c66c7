#include "quarterdeck/domain/event.h"

#include "quarterdeck/domain/transition.h"

namespace qd {

bool asksForAnswer(const Event& event)
{
    if (event.type != EventType::Received) return false;
    return event.reason != "history" && event.reason != "thanks" && event.reason != "muted" &&
           event.reason != "dismissed";
}

bool blocksSending(const Event& event)
{
    if (event.reason == "history") return false; // found late, but written long before
    return event.type == EventType::Replied || event.type == EventType::Received ||
           event.type == EventType::AuthorEdited || event.type == EventType::AuthorDeleted;
}

} // namespace qd
