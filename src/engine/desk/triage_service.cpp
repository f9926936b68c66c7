#include "engine/desk/triage_service.h"

#include "quarterdeck/base/text.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/setup_table.h"

#include <algorithm>

namespace qd {
namespace {

constexpr std::size_t kMostAtOnce = 500;
constexpr std::chrono::hours kUndoable{24};

/// Ids that the act's words stand for, found or made once for all its conversations.
struct Prepared {
    std::vector<LabelId> add, remove;
    QueueId queue{};
    GoalId goal{};
    PersonId person{};
};

Result<Prepared> prepareLabels(const Relabel& act, Session& session, const SetUpSnapshot& setUp)
{
    Prepared prepared;
    const auto find = [&](const std::string& name) {
        return std::ranges::find_if(setUp.setup.labels, [&](const Label& label) { return foldText(label.name) == foldText(name); });
    };
    for (const std::string& name : act.add) {
        if (trim(name).empty()) return fail(Errc::Invalid, "a label needs a name");
        if (const auto known = find(name); known != setUp.setup.labels.end()) {
            prepared.add.push_back(known->id);
            continue;
        }
        auto made = saveLabel(session, {{}, std::string{trim(name)}});
        if (!made) return fail(made.error());
        prepared.add.push_back(made->id);
    }
    for (const std::string& name : act.remove)
        if (const auto known = find(name); known != setUp.setup.labels.end()) prepared.remove.push_back(known->id);
    return prepared;
}

Result<Prepared> prepareMove(const Move& act, const SetUpSnapshot& setUp)
{
    const Queue* queue = setUp.queue(act.to);
    if (!queue || queue->archived) return fail(Errc::NotFound, "there is no such queue");
    Prepared prepared;
    prepared.queue = queue->id;
    prepared.goal = queue->goal;
    return prepared;
}

Result<Prepared> preparePerson(PersonId id, const SetUpSnapshot& setUp, bool firstManager)
{
    Prepared prepared;
    if (!id && firstManager) {
        const auto manager = std::ranges::find_if(setUp.setup.people, [](const Person& p) {
            return p.active && (p.role == Role::Manager || p.role == Role::Admin);
        });
        if (manager == setUp.setup.people.end()) return fail(Errc::NotFound, "there is no manager to escalate to");
        id = manager->id;
    }
    const Person* person = setUp.person(id);
    if (id && (!person || !person->active)) return fail(Errc::NotFound, "there is no such person");
    prepared.person = id;
    return prepared;
}

Result<Prepared> prepare(const TriageAct& act, Session& session, const SetUpSnapshot& setUp)
{
    if (const auto* relabel = std::get_if<Relabel>(&act)) return prepareLabels(*relabel, session, setUp);
    if (const auto* move = std::get_if<Move>(&act)) return prepareMove(*move, setUp);
    if (const auto* assign = std::get_if<Assign>(&act)) return preparePerson(assign->to, setUp, false);
    if (const auto* escalate = std::get_if<Escalate>(&act)) return preparePerson(escalate->to, setUp, true);
    if (const auto* note = std::get_if<AddNote>(&act); note && trim(note->text).empty())
        return fail(Errc::Invalid, "the note is empty");
    return Prepared{};
}

std::string reasonOf(const Dismiss& act, const Conversation& conversation)
{
    if (!act.reason.empty()) return act.reason;
    return conversation.direct ? "no_reply_needed" : "not_for_us";
}

/// What the act makes of one conversation.
struct Applied {
    Session& session;
    const Prepared& prepared;
    const Conversation& before;
    Actor by;
    UtcMillis now;

    Result<Transition> operator()(const Assign&) const { return assign(before, prepared.person, by, now); }
    Result<Transition> operator()(const Resolve& act) const { return resolve(before, act.reason, by, now); }
    Result<Transition> operator()(const Reopen&) const { return reopen(before, by, now); }
    Result<Transition> operator()(const Dismiss& act) const { return dismiss(before, reasonOf(act, before), by, now); }
    Result<Transition> operator()(const Snooze& act) const { return snooze(before, act.until, act.kind, by, now); }
    Result<Transition> operator()(const Unsnooze&) const { return wake(before, "person", now); }
    Result<Transition> operator()(const Hold& act) const { return hold(before, act.until, act.reason, by, now); }
    Result<Transition> operator()(const Move&) const { return moveTo(before, prepared.queue, prepared.goal, by, now); }
    Result<Transition> operator()(const SetPriority& act) const { return setPriority(before, act.to, by, now); }
    Result<Transition> operator()(const Relabel&) const { return relabel(before, prepared.add, prepared.remove, by, now); }
    Result<Transition> operator()(const Escalate& act) const { return escalate(before, prepared.person, act.reason, by, now); }
    Result<Transition> operator()(const Star& act) const { return star(before, act.on, by, now); }
    Result<Transition> operator()(const Mute& act) const { return mute(before, act.on, by, now); }
    Result<Transition> operator()(const AddNote& act) const
    {
        auto note = addNote(session, {{}, before.id, PersonId{by.id}, act.text, now});
        if (!note) return fail(note.error());
        return noted(before, note->id, by, now);
    }
};

Result<void> allowed(const Ask& ask, const TriageAct& act, const Conversation& before)
{
    if (auto may = ask.may(Action::Triage, {.queue = before.queue}); !may) return may;
    const auto* assign = std::get_if<Assign>(&act);
    if (assign && assign->to && assign->to != ask.id()) return ask.may(Action::AssignOthers, {.queue = before.queue});
    if (assign && before.assignee && before.assignee != ask.id())
        return ask.may(Action::AssignOthers, {.queue = before.queue});
    return {};
}

std::vector<DeskChange> changesOf(const std::vector<ConversationId>& ids)
{
    std::vector<DeskChange> changes{{DeskChange::Kind::Lists, 0}, {DeskChange::Kind::Counts, 0}};
    for (const ConversationId id : ids) changes.push_back({DeskChange::Kind::Conversation, id.value});
    return changes;
}

bool isRefusal(const Error& error)
{
    return error.code == Errc::Invalid || error.code == Errc::Conflict || error.code == Errc::Forbidden;
}

} // namespace

void TriageService::apply(std::vector<ConversationId> to, TriageAct act, Reply<Triaged> done)
{
    if (to.empty() || to.size() > kMostAtOnce)
        return done(fail(Errc::Invalid, "between 1 and 500 conversations can be changed at once"));
    auto changes = changesOf(to);
    m_ask.change<Triaged>(std::move(changes), std::move(done), [ask = m_ask, to = std::move(to), act = std::move(act)](Session& session) -> Result<Triaged> {
        const SetUpPtr setUp = ask.setUp();
        const UtcMillis now = ask.now();
        const auto prepared = prepare(act, session, *setUp);
        if (!prepared) return fail(prepared.error());
        Triaged triaged;
        for (const ConversationId id : to) {
            const auto change = [&](const Conversation& before) -> Result<Transition> {
                if (auto may = allowed(ask, act, before); !may) return fail(may.error());
                return std::visit(Applied{session, *prepared, before, ask.actor(), now}, act);
            };
            auto after = changeConversation(session, id, change, setUp->clocks, now);
            if (after) triaged.after.push_back(std::move(*after));
            else if (to.size() > 1 && isRefusal(after.error())) triaged.refused.push_back(id);
            else return fail(after.error());
        }
        if (std::holds_alternative<Relabel>(act))
            if (auto reloaded = ask.engine().setUp().reload(session); !reloaded) return fail(reloaded.error());
        return triaged;
    });
}

void TriageService::undo(Reply<Triaged> done)
{
    m_ask.change<Triaged>(changesOf({}), std::move(done), [ask = m_ask](Session& session) -> Result<Triaged> {
        const UtcMillis now = ask.now();
        const SetUpPtr setUp = ask.setUp();
        const auto last = lastUndoable(session, ask.id(), now - kUndoable);
        if (!last) return fail(last.error());
        if (last->empty()) return fail(Errc::NotFound, "there is nothing to undo");
        Triaged triaged;
        for (const Event& event : *last) {
            const auto change = [&](const Conversation& before) { return qd::undo(before, event, ask.actor(), now); };
            auto after = changeConversation(session, event.conversation, change, setUp->clocks, now);
            if (!after) return fail(after.error());
            triaged.after.push_back(std::move(*after));
        }
        return triaged;
    });
}

void TriageService::nextOpening(ConversationId id, Reply<UtcMillis> done)
{
    m_ask.read<UtcMillis>(std::move(done), [ask = m_ask, id](Session& session) -> Result<UtcMillis> {
        const auto conversation = loadConversation(session, id);
        if (!conversation) return fail(conversation.error());
        const SetUpPtr setUp = ask.setUp();
        const Calendar* calendar = setUp->calendar(conversation->calendar);
        if (!calendar && !setUp->setup.calendars.empty()) calendar = &setUp->setup.calendars.front();
        if (!calendar) return fail(Errc::NotFound, "there is no calendar");
        auto opens = qd::nextOpening(*calendar, ask.now());
        if (opens && *opens <= ask.now()) return fail(Errc::Invalid, "business hours are on now", "Give a time instead.");
        return opens;
    });
}

} // namespace qd
