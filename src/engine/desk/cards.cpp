#include "engine/desk/cards.h"

#include "quarterdeck/base/ids.h"

#include <algorithm>

namespace qd {

std::vector<std::string> labelNames(const std::vector<LabelId>& ids, const SetUpSnapshot& setUp)
{
    std::vector<std::string> names;
    for (const LabelId id : ids) {
        const auto label = std::ranges::find(setUp.setup.labels, id, &Label::id);
        if (label != setUp.setup.labels.end()) names.push_back(label->name);
    }
    return names;
}

Card cardOf(const ConversationRow& row, const CardNames& names)
{
    const Conversation& c = row.conversation;
    Card card;
    card.id = c.id;
    card.platform = c.platform;
    if (const auto at = names.accounts.find(c.account); at != names.accounts.end()) card.account = at->second;
    card.author = row.contact.name.empty() ? row.contact.handle : row.contact.name;
    card.handle = row.contact.handle;
    card.avatar = row.contact.avatar;
    card.excerpt = c.excerpt;
    card.lang = c.lang;
    card.queue = c.queue;
    if (const Queue* queue = names.setUp.queue(c.queue)) card.queueName = queue->name;
    if (const Goal* goal = names.setUp.goal(c.goal)) card.nature = goal->nature;
    card.status = c.status;
    card.priority = c.priority;
    card.assignee = c.assignee;
    if (const Person* person = names.setUp.person(c.assignee)) card.assigneeName = person->name;
    card.direct = c.direct;
    card.starred = c.starred;
    card.sensitive = row.newestSensitive;
    card.hasMedia = row.hasMedia;
    card.messages = row.messages;
    card.labels = labelNames(c.labels, names.setUp);
    card.newestAt = c.newestMention ? timeOfId(c.newestMention.value) : c.createdAt;
    card.waitingSince = c.waitingSince;
    card.snoozedUntil = c.snoozedUntil;
    card.due = c.nextDue;
    card.riskAt = c.riskAt;
    card.dismissedReason = c.dismissedReason;
    card.hasDraft = names.drafts.contains(c.id);
    card.lastEvent = c.lastEvent;
    return card;
}

} // namespace qd
