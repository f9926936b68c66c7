#include "engine/desk/conversation_view.h"

#include "engine/desk/cards.h"
#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/outbox_table.h"

#include <algorithm>
#include <charconv>

namespace qd {
namespace {

constexpr int kMostMessages = 400;
constexpr int kMostOutbox = 100;
constexpr int kMostOthers = 20;

std::string actorName(const Actor& actor, const SetUpSnapshot& setUp)
{
    if (actor.kind == ActorKind::Person) {
        const Person* person = setUp.person(PersonId{actor.id});
        return person ? person->name : std::string{};
    }
    if (actor.kind == ActorKind::Rule) {
        const auto rule = std::ranges::find(setUp.setup.rules, RuleId{actor.id}, &Rule::id);
        return rule == setUp.setup.rules.end() ? std::string{} : rule->name;
    }
    return {};
}

template <class RowId>
RowId idIn(const std::string& text)
{
    RowId id;
    std::from_chars(text.data(), text.data() + text.size(), id.value);
    return id;
}

/// What an action points at, by its name today; ids are for the log, not for people.
std::string targetName(const RuleAction& action, const SetUpSnapshot& setUp)
{
    switch (action.kind) {
    case RuleActionKind::Queue:
    case RuleActionKind::Move:
        if (const Queue* queue = setUp.queue(idIn<QueueId>(action.value))) return queue->name;
        break;
    case RuleActionKind::Assign:
        if (const Person* person = setUp.person(idIn<PersonId>(action.value))) return person->name;
        break;
    case RuleActionKind::Label: {
        const auto names = labelNames({idIn<LabelId>(action.value)}, setUp);
        if (!names.empty()) return names.front();
        break;
    }
    case RuleActionKind::Priority:
    case RuleActionKind::Dismiss:
    case RuleActionKind::Stop: break;
    }
    return action.value;
}

bool standsInThread(OutboxState state) { return state == OutboxState::Sent; }

Result<std::vector<Mention>> threadOf(Session& session, const Conversation& conversation)
{
    auto own = mentionsOf(session, conversation.id);
    if (!own || conversation.direct || conversation.threadRoot.empty()) return own;
    auto thread = mentionsOfThread(session, conversation.platform, conversation.threadRoot, kMostMessages);
    if (!thread) return thread;
    for (Mention& mention : *own)
        if (std::ranges::find(*thread, mention.id, &Mention::id) == thread->end()) thread->push_back(std::move(mention));
    std::ranges::sort(*thread, {}, &Mention::id);
    return thread;
}

Result<void> addMessages(ConversationView& view, Session& session, const std::vector<OutboxItem>& sent)
{
    auto mentions = threadOf(session, view.conversation);
    if (!mentions) return fail(mentions.error());
    for (Mention& mention : *mentions) {
        Message message;
        message.stranger = mention.conversation != view.conversation.id && !mention.own;
        if (mention.editedAt) {
            auto versions = versionsOf(session, mention.id);
            if (!versions) return fail(versions.error());
            message.versions = std::move(*versions);
        }
        const auto ours = std::ranges::find(sent, mention.nativeKey, &OutboxItem::nativeKey);
        if (mention.own && ours != sent.end()) message.outbox = *ours;
        message.mention = std::move(mention);
        view.messages.push_back(std::move(message));
    }
    return {};
}

Result<void> addOthers(ConversationView& view, Session& session)
{
    auto others = conversationsOfContact(session, view.conversation.contact, view.conversation.id, kMostOthers);
    if (!others) return fail(others.error());
    view.otherConversations = std::move(*others);
    return {};
}

} // namespace

Result<ConversationView> viewConversation(Session& session, ConversationId id, const SetUpSnapshot& setUp, UtcMillis now)
{
    ConversationView view;
    auto conversation = loadConversation(session, id);
    if (!conversation) return fail(conversation.error());
    view.conversation = std::move(*conversation);
    auto contact = loadContact(session, view.conversation.contact);
    if (!contact) return fail(contact.error());
    view.contact = std::move(*contact);
    auto account = loadAccount(session, view.conversation.account);
    if (!account) return fail(account.error());
    view.accountHandle = account->handle;
    if (const Queue* queue = setUp.queue(view.conversation.queue)) view.queueName = queue->name;
    if (const Person* person = setUp.person(view.conversation.assignee)) view.assigneeName = person->name;
    view.labels = labelNames(view.conversation.labels, setUp);

    auto outbox = listOutbox(session, {.states = {}, .conversation = id, .account = {}}, "", kMostOutbox);
    if (!outbox) return fail(outbox.error());
    std::vector<OutboxItem> sent;
    for (OutboxItem& item : outbox->items)
        (standsInThread(item.state) ? sent : view.outbox).push_back(std::move(item));
    if (auto added = addMessages(view, session, sent); !added) return fail(added.error());

    auto notes = notesOf(session, id);
    if (!notes) return fail(notes.error());
    view.notes = std::move(*notes);
    for (const Note& note : view.notes) view.noteAuthors.push_back(actorName({ActorKind::Person, note.author.value}, setUp));

    auto events = eventsOf(session, id);
    if (!events) return fail(events.error());
    view.events = std::move(*events);
    for (const Event& event : view.events) view.eventActors.push_back(actorName(event.actor, setUp));

    auto clocks = clocksOf(session, view.conversation, view.events, setUp.clocks, now);
    if (!clocks) return fail(clocks.error());
    view.clocks = std::move(*clocks);
    if (const auto first = std::ranges::find_if(view.messages, [](const Message& m) { return !m.stranger && !m.mention.own; });
        first != view.messages.end()) {
        auto trace = traceOf(session, first->mention.id);
        if (!trace) return fail(trace.error());
        view.trace = std::move(*trace);
        for (TraceStep& step : view.trace)
            for (RuleAction& action : step.did) action.value = targetName(action, setUp);
    }
    if (auto added = addOthers(view, session); !added) return fail(added.error());
    return view;
}

} // namespace qd
