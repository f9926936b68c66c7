#include "engine/desk/sending_service.h"

#include "engine/desk/platform_act.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/outbox_table.h"

#include <algorithm>

namespace qd {
namespace {

std::vector<DeskChange> outboxChanges(OutboxId id = {})
{
    return {{DeskChange::Kind::Outbox, id.value}, {DeskChange::Kind::Counts, 0}, {DeskChange::Kind::Sending, 0}};
}

/// The item with the queue it belongs to, so that may() can be asked.
Result<OutboxItem> itemFor(const Ask& ask, Session& session, OutboxId id, Action action)
{
    auto item = loadOutboxItem(session, id);
    if (!item) return item;
    const auto conversation = loadConversation(session, item->conversation);
    if (!conversation) return fail(conversation.error());
    const Scope scope{.queue = conversation->queue, .assignee = item->author};
    if (auto allowed = ask.may(action, scope); !allowed) return fail(allowed.error());
    return item;
}

Draft draftOf(const OutboxItem& item, UtcMillis now)
{
    Draft draft;
    draft.conversation = item.conversation;
    draft.author = item.author;
    draft.inReplyTo = item.inReplyTo;
    draft.visibility = item.visibility;
    draft.text = item.text;
    draft.media = item.media;
    draft.seen = item.seen;
    draft.updatedAt = now;
    return draft;
}

} // namespace

void SendingService::list(std::vector<OutboxState> states, std::string after, int limit, Reply<OutboxList> done)
{
    m_ask.read<OutboxList>(std::move(done), [ask = m_ask, states, after, limit](Session& session) -> Result<OutboxList> {
        if (auto allowed = ask.may(Action::ReadDesk); !allowed) return fail(allowed.error());
        auto page = listOutbox(session, {.states = states, .conversation = {}, .account = {}}, after, std::clamp(limit, 1, 200));
        if (!page) return fail(page.error());
        OutboxList list{.items = {}, .next = std::move(page->next)};
        for (OutboxItem& item : page->items) {
            const auto conversation = loadConversation(session, item.conversation);
            if (!conversation) return fail(conversation.error());
            if (ask.may(Action::ReadDesk, {.queue = conversation->queue})) list.items.push_back(std::move(item));
        }
        return list;
    });
}

void SendingService::show(OutboxId id, Reply<OutboxItem> done)
{
    m_ask.read<OutboxItem>(std::move(done), [ask = m_ask, id](Session& session) {
        return itemFor(ask, session, id, Action::ReadDesk);
    });
}

void SendingService::run(Reply<RunReport> done)
{
    if (auto allowed = m_ask.may(Action::Send); !allowed) return done(fail(allowed.error()));
    m_ask.engine().sending().runDue(std::move(done));
}

void SendingService::cancel(OutboxId id, Reply<OutboxItem> done)
{
    m_ask.change<OutboxItem>(outboxChanges(id), std::move(done), [ask = m_ask, id](Session& session) -> Result<OutboxItem> {
        const auto item = itemFor(ask, session, id, Action::Send);
        if (!item) return item;
        if (item->author != ask.id())
            if (auto allowed = ask.may(Action::HoldSending); !allowed) return fail(allowed.error());
        auto cancelled = cancelOutbox(session, id, ask.actor(), ask.now());
        if (!cancelled) return cancelled;
        // The exact draft comes back, unless its author began another meanwhile.
        const auto begun = loadDraft(session, item->conversation, item->author, false);
        if (!begun) return fail(begun.error());
        if (!*begun)
            if (auto kept = saveDraft(session, draftOf(*item, ask.now())); !kept) return fail(kept.error());
        return cancelled;
    });
}

void SendingService::holdAll(Reply<int> done)
{
    m_ask.change<int>(outboxChanges(), std::move(done), [ask = m_ask](Session& session) -> Result<int> {
        if (auto allowed = ask.may(Action::HoldSending); !allowed) return fail(allowed.error());
        return holdSending(session, ask.actor(), ask.now());
    });
}

void SendingService::releaseAll(Reply<int> done)
{
    m_ask.change<int>(outboxChanges(), std::move(done), [ask = m_ask](Session& session) -> Result<int> {
        if (auto allowed = ask.may(Action::HoldSending); !allowed) return fail(allowed.error());
        return releaseSending(session, ask.actor(), ask.now());
    });
}

void SendingService::approve(OutboxId id, Reply<OutboxItem> done)
{
    auto answer = [ask = m_ask, done = std::move(done)](Result<OutboxItem> item) {
        if (item) ask.engine().sending().wake();
        done(std::move(item));
    };
    m_ask.change<OutboxItem>(outboxChanges(id), std::move(answer), [ask = m_ask, id](Session& session) -> Result<OutboxItem> {
        const auto item = itemFor(ask, session, id, Action::Send);
        if (!item) return item;
        if (item->author != ask.id())
            if (auto allowed = ask.may(Action::HoldSending); !allowed) return fail(allowed.error());
        return releaseOutbox(session, id, ask.actor(), ask.now());
    });
}

void SendingService::settle(OutboxId id, bool sent, Reply<OutboxItem> done)
{
    auto answer = [ask = m_ask, done = std::move(done)](Result<OutboxItem> item) {
        if (item) ask.engine().sending().wake();
        done(std::move(item));
    };
    m_ask.change<OutboxItem>(outboxChanges(id), std::move(answer), [ask = m_ask, id, sent](Session& session) -> Result<OutboxItem> {
        const auto item = itemFor(ask, session, id, Action::SettleUnknown);
        if (!item) return item;
        return settleOutbox(session, id, sent, ask.actor(), ask.setUp()->clocks, ask.now());
    });
}

void SendingService::like(MentionId id, bool on, Reply<bool> done)
{
    actOnMention(m_ask, id, on ? ActionKind::Like : ActionKind::Unlike, Action::Triage, std::move(done));
}

void SendingService::remove(MentionId own, Reply<bool> done)
{
    actOnMention(m_ask, own, ActionKind::Delete, Action::Send, std::move(done));
}

void SendingService::markRead(ConversationId id, Reply<bool> done)
{
    m_ask.read<Conversation>(
        [ask = m_ask, done](Result<Conversation> conversation) {
            if (!conversation) return done(fail(conversation.error()));
            actOnMention(ask, conversation->newestMention, ActionKind::MarkRead, Action::Triage, done);
        },
        [id](Session& session) { return loadConversation(session, id); });
}

} // namespace qd
