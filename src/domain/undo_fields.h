#pragma once

#include "quarterdeck/domain/conversation.h"
#include "quarterdeck/domain/event.h"

namespace qd {

/// Write into event.data, for each field that an act changed, "before.<field>" and "after.<field>": what undo
/// needs to put it back, and to see whether somebody changed it since. Labels are kept apart, one by one.
void recordChange(const Conversation& before, const Conversation& after, Event& event);

enum class FieldsBack { Done, ChangedSince, Unreadable };

/// Put every recorded field of `conversation` back. On anything but Done the conversation is as it was.
FieldsBack putFieldsBack(const Event& event, Conversation& conversation);

} // namespace qd
