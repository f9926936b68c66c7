#pragma once

#include "quarterdeck/desk/call.h"
#include "quarterdeck/domain/outbox.h"

#include <string>
#include <vector>

namespace qd {

struct OutboxList {
    std::vector<OutboxItem> items;
    std::string next;
};

struct RunReport {
    int sent{0}, failed{0}, retried{0}, unknown{0}, waiting{0};
};

/// The outbox. @errors Forbidden, NotFound, Conflict (on the wire already, or decided by another)
class Sending {
public:
    virtual ~Sending() = default;
    virtual void list(std::vector<OutboxState> states, std::string after, int limit, Reply<OutboxList> done) = 0;
    virtual void show(OutboxId id, Reply<OutboxItem> done) = 0;
    /// Send what is due now and settle what is unknown; answers when nothing due is left.
    virtual void run(Reply<RunReport> done) = 0;
    /// Undo send: the item is cancelled and its exact text becomes the draft again.
    virtual void cancel(OutboxId id, Reply<OutboxItem> done) = 0;
    virtual void holdAll(Reply<int> done) = 0;
    virtual void releaseAll(Reply<int> done) = 0;           ///< lifts the hold; each paused one waits for approve()
    virtual void approve(OutboxId id, Reply<OutboxItem> done) = 0;
    virtual void settle(OutboxId id, bool sent, Reply<OutboxItem> done) = 0; ///< an unknown one, by a person's eyes
    virtual void like(MentionId id, bool on, Reply<bool> done) = 0;
    virtual void remove(MentionId own, Reply<bool> done) = 0;                ///< delete our own post
    virtual void markRead(ConversationId id, Reply<bool> done) = 0;
};

} // namespace qd
