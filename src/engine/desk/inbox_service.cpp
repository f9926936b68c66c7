#include "engine/desk/inbox_service.h"

#include "engine/desk/cards.h"
#include "engine/desk/conversation_view.h"
#include "engine/desk/thread_fetch.h"
#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/outbox_table.h"
#include "quarterdeck/storage/search.h"

#include <algorithm>

namespace qd {
namespace {

constexpr int kMostRows = 200;

int bounded(int limit) { return std::clamp(limit, 1, kMostRows); }

ListKind listKindOf(ScopeKind kind)
{
    switch (kind) {
    case ScopeKind::Queue: return ListKind::Queue;
    case ScopeKind::Mine: return ListKind::Mine;
    case ScopeKind::Unassigned: return ListKind::Unassigned;
    case ScopeKind::AtRisk: return ListKind::AtRisk;
    case ScopeKind::Breached: return ListKind::Breached;
    case ScopeKind::Waiting: return ListKind::Waiting;
    case ScopeKind::Snoozed: return ListKind::Snoozed;
    case ScopeKind::Resolved: return ListKind::Resolved;
    case ScopeKind::All:
    case ScopeKind::Search: break;
    }
    return ListKind::All;
}

/// A list of work shows what the rail counts as work: what waits for the customer has a list of its own.
std::vector<Status> listStatuses(ScopeKind kind)
{
    if (kind != ScopeKind::Queue && kind != ScopeKind::Mine) return {};
    return {Status::New, Status::Open, Status::OnHold};
}

Result<CardNames> namesFor(Session& session, const SetUpSnapshot& setUp, PersonId me)
{
    CardNames names{setUp, {}, {}};
    const auto accounts = loadAccounts(session);
    if (!accounts) return fail(accounts.error());
    for (const Account& account : *accounts) names.accounts.emplace(account.id, account.handle);
    const auto drafts = draftsOf(session, me);
    if (!drafts) return fail(drafts.error());
    for (const Draft& draft : *drafts) names.drafts.insert(draft.conversation);
    return names;
}

std::vector<QueueLine> queueLines(const SetUpSnapshot& setUp, const Person& me, const std::vector<QueueCounts>& counts)
{
    std::vector<QueueLine> lines;
    for (const Queue& queue : setUp.setup.queues) {
        if (queue.archived || !may(me, Action::ReadDesk, {.queue = queue.id})) continue;
        QueueLine line;
        line.queue = queue;
        if (const Goal* goal = setUp.goal(queue.goal)) {
            line.nature = goal->nature;
            line.goalOrder = goal->order;
        }
        if (const auto at = std::ranges::find(counts, queue.id, &QueueCounts::queue); at != counts.end()) {
            line.byStatus = at->byStatus;
            line.snoozed = at->snoozed;
            line.atRisk = at->atRisk;
            line.breached = at->breached;
        }
        lines.push_back(std::move(line));
    }
    std::ranges::sort(lines, {}, [](const QueueLine& l) { return std::pair{l.goalOrder, l.queue.order}; });
    return lines;
}

Result<void> countSources(Session& session, DeskOverview& overview)
{
    const auto sources = loadSources(session);
    if (!sources) return fail(sources.error());
    const auto health = loadAllHealth(session);
    if (!health) return fail(health.error());
    for (const Source& source : *sources) {
        if (!source.enabled) continue;
        ++overview.sources;
        const auto at = std::ranges::find(*health, source.id, &SourceHealth::source);
        if (at == health->end() || at->failures > 0) continue;
        ++overview.sourcesWorking;
        if (at->lastSuccess && (!overview.checkedAt || *at->lastSuccess < *overview.checkedAt))
            overview.checkedAt = at->lastSuccess;
    }
    return {};
}

} // namespace

void InboxService::overview(Reply<DeskOverview> done)
{
    m_ask.read<DeskOverview>(std::move(done), [ask = m_ask](Session& session) -> Result<DeskOverview> {
        const auto me = ask.me();
        if (!me) return fail(me.error());
        const SetUpPtr setUp = ask.setUp();
        const UtcMillis now = ask.now();
        DeskOverview overview;
        overview.organisation = setUp->setup.name;
        const auto desk = countDesk(session, me->id, now);
        if (!desk) return fail(desk.error());
        overview.mine = desk->mine;
        overview.unassigned = desk->unassigned;
        overview.atRisk = desk->atRisk;
        overview.breached = desk->breached;
        overview.waiting = desk->waiting;
        overview.snoozed = desk->snoozed;
        overview.oldestUnassigned = desk->oldestUnassigned;
        const auto counts = countQueues(session, now);
        if (!counts) return fail(counts.error());
        overview.queues = queueLines(*setUp, *me, *counts);
        for (const View& view : setUp->setup.views)
            if (!view.owner || view.owner == me->id) overview.views.push_back(view);
        if (auto counted = countSources(session, overview); !counted) return fail(counted.error());
        const auto outbox = countOutbox(session);
        if (!outbox) return fail(outbox.error());
        overview.outboxWaiting = outbox->waiting;
        overview.outboxTrouble = outbox->trouble;
        const auto held = isSendingHeld(session);
        if (!held) return fail(held.error());
        overview.sendingHeld = *held;
        return overview;
    });
}

void InboxService::list(ListScope scope, std::string after, int limit, Reply<CardPage> done)
{
    m_ask.read<CardPage>(std::move(done), [ask = m_ask, scope, after, limit](Session& session) -> Result<CardPage> {
        const auto me = ask.me();
        if (!me) return fail(me.error());
        if (auto allowed = ask.may(Action::ReadDesk, {.queue = scope.queue}); !allowed) return fail(allowed.error());
        const SetUpPtr setUp = ask.setUp();
        CardPage page{.scope = scope};
        Result<ConversationPage> rows = fail(Errc::Invalid, "no such list");
        if (scope.kind == ScopeKind::Search) {
            const SearchRequest request{.query = scope.query,
                                        .person = me->id,
                                        .within = me->queues,
                                        .now = ask.now(),
                                        .timezone = me->timezone,
                                        .asYouType = scope.asYouType};
            rows = searchConversations(session, request, after, bounded(limit));
            if (rows && rows->rows.empty() && after.empty() && !scope.asYouType)
                if (auto near = searchMentions(session, request, "", 1)) page.didYouMean = std::move(near->didYouMean);
        } else {
            const ConversationFilter filter{.kind = listKindOf(scope.kind),
                                            .queue = scope.queue,
                                            .assignee = scope.kind == ScopeKind::Mine ? me->id : PersonId{},
                                            .statuses = listStatuses(scope.kind),
                                            .platform = scope.platform,
                                            .within = me->queues,
                                            .sort = scope.newestFirst ? ListSort::Newest : ListSort::Due,
                                            .now = ask.now()};
            rows = listConversations(session, filter, after, bounded(limit));
        }
        if (!rows) return fail(rows.error());
        const auto names = namesFor(session, *setUp, me->id);
        if (!names) return fail(names.error());
        for (const ConversationRow& row : rows->rows) page.cards.push_back(cardOf(row, *names));
        page.next = rows->next;
        return page;
    });
}

void InboxService::card(ConversationId id, Reply<Card> done)
{
    m_ask.read<Card>(std::move(done), [ask = m_ask, id](Session& session) -> Result<Card> {
        const auto row = loadRow(session, id);
        if (!row) return fail(row.error());
        if (auto allowed = ask.may(Action::ReadDesk, {.queue = row->conversation.queue}); !allowed)
            return fail(allowed.error());
        const SetUpPtr setUp = ask.setUp();
        const auto names = namesFor(session, *setUp, ask.id());
        if (!names) return fail(names.error());
        return cardOf(*row, *names);
    });
}

void InboxService::conversation(ConversationId id, Reply<ConversationView> done)
{
    m_ask.read<ConversationView>(std::move(done), [ask = m_ask, id](Session& session) -> Result<ConversationView> {
        auto view = viewConversation(session, id, *ask.setUp(), ask.now());
        if (!view) return view;
        if (auto allowed = ask.may(Action::ReadDesk, {.queue = view->conversation.queue}); !allowed)
            return fail(allowed.error());
        return view;
    });
}

void InboxService::refreshThread(ConversationId id, Reply<ConversationView> done)
{
    fetchThread(m_ask, id, [this, id, done = std::move(done)](Result<bool> fetched) {
        if (!fetched) return done(fail(fetched.error()));
        conversation(id, done);
    });
}

void InboxService::mentions(std::optional<UtcMillis> since, std::string platform, std::string query, std::string after,
                            int limit, Reply<MentionList> done)
{
    const MentionFilter filter{since, std::move(platform), std::move(query), false};
    m_ask.read<MentionList>(std::move(done), [ask = m_ask, filter, after, limit](Session& session) -> Result<MentionList> {
        if (auto allowed = ask.may(Action::ReadDesk); !allowed) return fail(allowed.error());
        auto page = listMentions(session, filter, after, bounded(limit), ask.now());
        if (!page) return fail(page.error());
        MentionList list{.next = std::move(page->next)};
        for (Mention& mention : page->rows) {
            Conversation of;
            if (mention.conversation) {
                auto loaded = loadConversation(session, mention.conversation);
                if (!loaded) return fail(loaded.error());
                of = std::move(*loaded);
            }
            if (!ask.may(Action::ReadDesk, {.queue = of.queue})) continue; // of a queue this person does not work in
            list.queues.push_back(of.queue);
            list.goals.push_back(of.goal);
            mention.labels = labelNames(of.labels, *ask.setUp());
            list.mentions.push_back(std::move(mention));
        }
        return list;
    });
}

void InboxService::conversations(ConversationQuery query, Reply<ConversationList> done)
{
    m_ask.read<ConversationList>(std::move(done), [ask = m_ask, query](Session& session) -> Result<ConversationList> {
        const auto me = ask.me();
        if (!me) return fail(me.error());
        if (auto allowed = ask.may(Action::ReadDesk, {.queue = query.queue}); !allowed) return fail(allowed.error());
        ConversationFilter filter{.queue = query.queue, .assignee = query.assignee, .within = me->queues, .now = ask.now()};
        if (query.status) filter.statuses = {*query.status};
        auto rows = listConversations(session, filter, query.after, bounded(query.limit));
        if (!rows) return fail(rows.error());
        ConversationList list{.next = std::move(rows->next)};
        for (ConversationRow& row : rows->rows) list.conversations.push_back(std::move(row.conversation));
        return list;
    });
}

} // namespace qd
