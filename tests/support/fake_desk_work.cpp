// The changing half of FakeDesk: triage, answering, sending, sources and set-up.
#include "quarterdeck/domain/transition.h"
#include "support/fake_desk.h"

#include <algorithm>
#include <type_traits>

namespace qd::test {

using namespace std::chrono_literals;

namespace {

template <class Row>
auto findRow(std::vector<Row>& rows, decltype(Row::id) id)
{
    return std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
}

} // namespace

void FakeDesk::act(Talk& talk, const TriageAct& what)
{
    Conversation& c = talk.conversation;
    const auto close = [&](EventType type, const std::string& reason) {
        c.status = Status::Resolved;
        c.resolvedAt = m_now;
        c.nextDue.reset();
        c.riskAt.reset();
        c.snoozedUntil.reset();
        log(talk, type, m_me.id, m_now).reason = reason;
    };
    std::visit(
        [&](const auto& a) {
            using A = std::decay_t<decltype(a)>;
            if constexpr (std::is_same_v<A, Assign>) {
                c.assignee = a.to;
                if (c.status == Status::New) c.status = Status::Open;
                log(talk, EventType::Assigned, m_me.id, m_now).data["to"] = std::to_string(a.to.value);
            } else if constexpr (std::is_same_v<A, Resolve>) {
                close(EventType::Resolved, a.reason);
            } else if constexpr (std::is_same_v<A, Dismiss>) {
                c.dismissedReason = a.reason.empty() ? "no_reply_needed" : a.reason;
                close(EventType::Dismissed, c.dismissedReason);
            } else if constexpr (std::is_same_v<A, Reopen>) {
                c.status = Status::Open;
                log(talk, EventType::Reopened, m_me.id, m_now);
            } else if constexpr (std::is_same_v<A, Snooze>) {
                c.snoozedUntil = a.until;
                c.snoozeKind = a.kind;
                log(talk, EventType::Snoozed, m_me.id, m_now);
            } else if constexpr (std::is_same_v<A, Unsnooze>) {
                c.snoozedUntil.reset();
                log(talk, EventType::Woken, m_me.id, m_now);
            } else if constexpr (std::is_same_v<A, Hold>) {
                c.status = Status::OnHold;
                log(talk, EventType::StatusChanged, m_me.id, m_now).statusAfter = Status::OnHold;
            } else if constexpr (std::is_same_v<A, Move>) {
                c.queue = a.to;
                log(talk, EventType::Moved, m_me.id, m_now);
            } else if constexpr (std::is_same_v<A, SetPriority>) {
                c.priority = a.to;
                log(talk, EventType::PriorityChanged, m_me.id, m_now);
            } else if constexpr (std::is_same_v<A, Relabel>) {
                for (const auto& name : a.remove)
                    std::erase(talk.labels, name);
                for (const auto& name : a.add)
                    if (std::find(talk.labels.begin(), talk.labels.end(), name) == talk.labels.end())
                        talk.labels.push_back(name);
                log(talk, EventType::Labelled, m_me.id, m_now);
            } else if constexpr (std::is_same_v<A, AddNote>) {
                talk.notes.push_back(
                    {.id = {nextId()}, .conversation = c.id, .author = m_me.id, .text = a.text, .at = m_now});
                log(talk, EventType::Noted, m_me.id, m_now);
            } else if constexpr (std::is_same_v<A, Escalate>) {
                c.assignee = a.to ? a.to : m_people.back().id;
                c.priority = Priority::Urgent;
                log(talk, EventType::Escalated, m_me.id, m_now).reason = a.reason;
            } else if constexpr (std::is_same_v<A, Star>) {
                c.starred = a.on;
                log(talk, EventType::Starred, m_me.id, m_now);
            } else if constexpr (std::is_same_v<A, Mute>) {
                c.muted = a.on;
                log(talk, EventType::Muted, m_me.id, m_now);
            }
        },
        what);
}

void FakeDesk::apply(std::vector<ConversationId> to, TriageAct what, Reply<Triaged> done)
{
    answer<Triaged>("apply", std::move(done), [this, to, what]() -> Result<Triaged> {
        Undoable undoable;
        Triaged result;
        for (const ConversationId id : to) {
            Talk* talk = find(id);
            if (!talk) {
                if (to.size() == 1) return fail(Errc::NotFound, "no such conversation");
                result.refused.push_back(id);
                continue;
            }
            undoable.before.push_back(*talk);
            act(*talk, what);
            result.after.push_back(talk->conversation);
            tell({DeskChange::Kind::Conversation, id.value});
        }
        m_undo.push_back(std::move(undoable));
        return result;
    });
}

void FakeDesk::undo(Reply<Triaged> done)
{
    answer<Triaged>("undo", std::move(done), [this]() -> Result<Triaged> {
        if (m_undo.empty()) return fail(Errc::NotFound, "nothing to undo");
        Triaged result;
        for (const Talk& before : m_undo.back().before)
            if (Talk* talk = find(before.conversation.id)) {
                *talk = before;
                log(*talk, EventType::Undone, m_me.id, m_now);
                result.after.push_back(talk->conversation);
                tell({DeskChange::Kind::Conversation, before.conversation.id.value});
            }
        m_undo.pop_back();
        return result;
    });
}

void FakeDesk::nextOpening(ConversationId, Reply<UtcMillis> done)
{
    answer<UtcMillis>("nextOpening", std::move(done), [this]() -> Result<UtcMillis> { return m_now + 14h; });
}

// --- answering

void FakeDesk::open(ConversationId id, Reply<ComposerContext> done)
{
    answer<ComposerContext>("open", std::move(done), [this, id]() -> Result<ComposerContext> {
        Talk* talk = find(id);
        if (!talk) return fail(Errc::NotFound, "no such conversation");
        ComposerContext c{.conversation = id,
                          .mayReply = talk->conversation.platform != "feed",
                          .target = talk->conversation.newestMention,
                          .targetHandle = talk->contact.handle,
                          .seen = talk->conversation.lastEvent,
                          .templates = m_templates,
                          .undoHold = m_undoHold};
        if (!c.mayReply) c.whyNot = "read_only_source";
        for (const Account& account : m_accounts)
            if (account.id == talk->conversation.account) c.account = account;
        c.visibility = talk->conversation.direct ? Visibility::Direct : Visibility::Public;
        c.choices = talk->conversation.direct
                        ? std::vector{Visibility::Direct}
                        : std::vector{Visibility::Public, Visibility::Unlisted, Visibility::Direct};
        if (c.account.platform == "bluesky") c.choices = {Visibility::Public};
        for (const Draft& draft : m_drafts)
            if (draft.conversation == id) (draft.note ? c.noteDraft : c.draft) = draft;
        return c;
    });
}

void FakeDesk::saveDraft(Draft draft, Reply<Draft> done)
{
    answer<Draft>("saveDraft", std::move(done), [this, draft]() mutable -> Result<Draft> {
        const auto same = [&](const Draft& d) {
            return d.conversation == draft.conversation && d.note == draft.note;
        };
        std::erase_if(m_drafts, same);
        draft.author = m_me.id;
        draft.updatedAt = m_now;
        if (!draft.text.empty()) {
            draft.id = {nextId()};
            m_drafts.push_back(draft);
        }
        return draft;
    });
}

void FakeDesk::drafts(Reply<std::vector<Draft>> done)
{
    answer<std::vector<Draft>>("drafts", std::move(done),
                               [this]() -> Result<std::vector<Draft>> { return m_drafts; });
}

void FakeDesk::check(ReplyRequest request, Reply<std::vector<GuardLine>> done)
{
    answer<std::vector<GuardLine>>("check", std::move(done), [request]() -> Result<std::vector<GuardLine>> {
        std::vector<GuardLine> lines;
        if (request.text.find('@') != std::string::npos && request.text.find(".example") != std::string::npos)
            lines.push_back({true, "personal_data:email", 0, 0});
        for (const Attachment& media : request.media)
            if (media.alt.empty()) lines.push_back({false, "alt_missing", 0, 0});
        if (request.text.find("@stranger") != std::string::npos)
            lines.push_back({false, "handle_unaddressed", 0, 0});
        if (request.text.find("\u200B") != std::string::npos)
            lines.push_back({false, "invisible_characters", 0, 0});
        return lines;
    });
}

Result<OutboxItem> FakeDesk::put(const ReplyRequest& request)
{
    Talk* talk = find(request.conversation);
    if (!talk) return fail(Errc::NotFound, "no such conversation");
    if (request.seen)
        for (const Event& event : talk->events)
            if (event.id > request.seen &&
                (event.type == EventType::Replied || event.type == EventType::AuthorEdited ||
                 event.type == EventType::AuthorDeleted || event.type == EventType::Received))
                return fail(Errc::Conflict, "changed since you looked");
    OutboxItem item{.id = {nextId()},
                    .conversation = request.conversation,
                    .inReplyTo = talk->conversation.newestMention,
                    .account = talk->conversation.account,
                    .author = m_me.id,
                    .recipient = talk->contact.handle,
                    .visibility = request.visibility.value_or(Visibility::Public),
                    .text = request.text,
                    .media = request.media,
                    .state = m_held ? OutboxState::Paused : OutboxState::UndoHold,
                    .notBefore = m_now + request.hold.value_or(15s),
                    .seen = request.seen,
                    .resolveAfter = request.resolveAfter,
                    .createdAt = m_now};
    m_outbox.push_back(item);
    log(*talk, EventType::SendQueued, m_me.id, m_now).outbox = item.id;
    std::erase_if(m_drafts,
                  [&](const Draft& d) { return d.conversation == request.conversation && !d.note; });
    if (request.resolveAfter) act(*talk, Resolve{});
    tell({DeskChange::Kind::Outbox, item.id.value});
    tell({DeskChange::Kind::Conversation, request.conversation.value});
    return item;
}

void FakeDesk::send(ReplyRequest request, Reply<OutboxItem> done)
{
    answer<OutboxItem>("send", std::move(done), [this, request] { return put(request); });
}

// --- the outbox

void FakeDesk::list(std::vector<OutboxState> states, std::string, int, Reply<OutboxList> done)
{
    answer<OutboxList>("outbox", std::move(done), [this, states]() -> Result<OutboxList> {
        OutboxList list;
        for (const OutboxItem& item : m_outbox)
            if (states.empty() || std::find(states.begin(), states.end(), item.state) != states.end())
                list.items.push_back(item);
        return list;
    });
}

void FakeDesk::show(OutboxId id, Reply<OutboxItem> done)
{
    answer<OutboxItem>("show", std::move(done), [this, id]() -> Result<OutboxItem> {
        if (OutboxItem* item = findOutbox(id)) return *item;
        return fail(Errc::NotFound, "no such item");
    });
}

void FakeDesk::run(Reply<RunReport> done)
{
    answer<RunReport>("run", std::move(done), []() -> Result<RunReport> { return RunReport{}; });
}

void FakeDesk::cancel(OutboxId id, Reply<OutboxItem> done)
{
    answer<OutboxItem>("cancel", std::move(done), [this, id]() -> Result<OutboxItem> {
        OutboxItem* item = findOutbox(id);
        if (!item) return fail(Errc::NotFound, "no such item");
        if (item->state == OutboxState::Sent || item->state == OutboxState::Sending)
            return fail(Errc::Conflict, "on the wire already");
        item->state = OutboxState::Cancelled;
        if (Talk* talk = find(item->conversation)) {
            m_drafts.push_back({.id = {nextId()},
                                .conversation = item->conversation,
                                .author = m_me.id,
                                .visibility = item->visibility,
                                .text = item->text,
                                .media = item->media,
                                .updatedAt = m_now});
            log(*talk, EventType::SendCancelled, m_me.id, m_now);
            if (item->resolveAfter) act(*talk, Reopen{});
        }
        tell({DeskChange::Kind::Outbox, id.value});
        tell({DeskChange::Kind::Conversation, item->conversation.value});
        return *item;
    });
}

void FakeDesk::holdAll(Reply<int> done)
{
    answer<int>("holdAll", std::move(done), [this]() -> Result<int> {
        m_held = true;
        int count = 0;
        for (OutboxItem& item : m_outbox)
            if (item.state == OutboxState::UndoHold || item.state == OutboxState::Queued ||
                item.state == OutboxState::FailedRetry) {
                item.state = OutboxState::Paused;
                ++count;
            }
        tell({DeskChange::Kind::Sending, 0});
        return count;
    });
}

void FakeDesk::releaseAll(Reply<int> done)
{
    answer<int>("releaseAll", std::move(done), [this]() -> Result<int> {
        m_held = false;
        int count = 0;
        for (OutboxItem& item : m_outbox)
            if (item.state == OutboxState::Paused) {
                item.state = OutboxState::NeedsReapproval;
                ++count;
            }
        tell({DeskChange::Kind::Sending, 0});
        return count;
    });
}

void FakeDesk::approve(OutboxId id, Reply<OutboxItem> done)
{
    answer<OutboxItem>("approve", std::move(done), [this, id]() -> Result<OutboxItem> {
        OutboxItem* item = findOutbox(id);
        if (!item) return fail(Errc::NotFound, "no such item");
        item->state = OutboxState::Queued;
        tell({DeskChange::Kind::Outbox, id.value});
        return *item;
    });
}

void FakeDesk::settle(OutboxId id, bool sent, Reply<OutboxItem> done)
{
    answer<OutboxItem>("settle", std::move(done), [this, id, sent]() -> Result<OutboxItem> {
        OutboxItem* item = findOutbox(id);
        if (!item) return fail(Errc::NotFound, "no such item");
        item->state = sent ? OutboxState::Sent : OutboxState::Queued;
        tell({DeskChange::Kind::Outbox, id.value});
        tell({DeskChange::Kind::Conversation, item->conversation.value});
        return *item;
    });
}

void FakeDesk::like(MentionId, bool on, Reply<bool> done)
{
    answer<bool>("like", std::move(done), [on]() -> Result<bool> { return on; });
}
void FakeDesk::remove(MentionId, Reply<bool> done)
{
    answer<bool>("removePost", std::move(done), []() -> Result<bool> { return true; });
}
void FakeDesk::markRead(ConversationId, Reply<bool> done)
{
    answer<bool>("markRead", std::move(done), []() -> Result<bool> { return true; });
}

// --- sources

void FakeDesk::connect(NewAccount request, Reply<AccountLine> done)
{
    answer<AccountLine>("connect", std::move(done), [this, request]() -> Result<AccountLine> {
        if (request.secret == "wrong") return fail(Errc::Auth, "the token was refused");
        if (request.server.empty()) return fail(Errc::Invalid, "no server address");
        Account account{.id = {nextId()},
                        .platform = request.platform,
                        .server = request.server,
                        .handle = request.handle.empty() ? "acmerail@mastodon.example" : request.handle,
                        .name = "Acme Rail",
                        .connectedAt = m_now};
        account.capabilities.canReply = request.platform != "feed";
        m_accounts.push_back(account);
        AccountLine line{.account = account};
        for (const SourceKind kind : {SourceKind::Mentions, SourceKind::Messages, SourceKind::Own}) {
            m_sources.push_back(
                {.id = {nextId()}, .account = account.id, .kind = kind, .connectedAt = m_now});
            line.sources.push_back(m_sources.back());
        }
        tell({DeskChange::Kind::Source, account.id.value});
        return line;
    });
}

void FakeDesk::signInAgain(AccountId id, std::string secret, Reply<AccountLine> done)
{
    answer<AccountLine>("signInAgain", std::move(done), [this, id, secret]() -> Result<AccountLine> {
        const auto it = findRow(m_accounts, id);
        if (it == m_accounts.end()) return fail(Errc::NotFound, "no such account");
        if (secret == "wrong") return fail(Errc::Auth, "the token was refused");
        it->state = AccountState::Working;
        tell({DeskChange::Kind::Source, id.value});
        return AccountLine{.account = *it};
    });
}

void FakeDesk::accounts(Reply<std::vector<AccountLine>> done)
{
    answer<std::vector<AccountLine>>("accounts", std::move(done),
                                     [this]() -> Result<std::vector<AccountLine>> {
                                         std::vector<AccountLine> lines;
                                         for (const Account& account : m_accounts) {
                                             lines.push_back({.account = account});
                                             for (const Source& source : m_sources)
                                                 if (source.account == account.id)
                                                     lines.back().sources.push_back(source);
                                         }
                                         return lines;
                                     });
}

void FakeDesk::test(AccountId id, Reply<AccountLine> done)
{
    answer<AccountLine>("test", std::move(done), [this, id]() -> Result<AccountLine> {
        const auto it = findRow(m_accounts, id);
        if (it == m_accounts.end()) return fail(Errc::NotFound, "no such account");
        return AccountLine{.account = *it};
    });
}

void FakeDesk::removeAccount(AccountId id, Reply<Account> done)
{
    answer<Account>("removeAccount", std::move(done), [this, id]() -> Result<Account> {
        const auto it = findRow(m_accounts, id);
        if (it == m_accounts.end()) return fail(Errc::NotFound, "no such account");
        const Account gone = *it;
        m_accounts.erase(it);
        std::erase_if(m_sources, [&](const Source& s) { return s.account == id; });
        tell({DeskChange::Kind::Source, id.value});
        return gone;
    });
}

void FakeDesk::addSource(AccountId account, SourceKind kind, std::string query, Reply<Source> done)
{
    answer<Source>("addSource", std::move(done), [this, account, kind, query]() -> Result<Source> {
        m_sources.push_back(
            {.id = {nextId()}, .account = account, .kind = kind, .query = query, .connectedAt = m_now});
        tell({DeskChange::Kind::Source, 0});
        return m_sources.back();
    });
}

void FakeDesk::removeSource(SourceId id, Reply<Source> done)
{
    answer<Source>("removeSource", std::move(done), [this, id]() -> Result<Source> {
        const auto it = findRow(m_sources, id);
        if (it == m_sources.end()) return fail(Errc::NotFound, "no such source");
        const Source gone = *it;
        m_sources.erase(it);
        tell({DeskChange::Kind::Source, 0});
        return gone;
    });
}

void FakeDesk::sources(Reply<std::vector<SourceLine>> done)
{
    answer<std::vector<SourceLine>>("sources", std::move(done), [this]() -> Result<std::vector<SourceLine>> {
        std::vector<SourceLine> lines;
        for (const Source& source : m_sources) {
            SourceLine line{.source = source,
                            .health = {.source = source.id, .lastSuccess = m_now - 20s},
                            .nextPoll = m_now + 40s};
            if (const auto it = findRow(m_accounts, source.account); it != m_accounts.end())
                line.account = *it;
            lines.push_back(line);
        }
        return lines;
    });
}

void FakeDesk::pollOnce(std::optional<SourceId>, ProgressFn, Reply<std::vector<PollReport>> done)
{
    answer<std::vector<PollReport>>("pollOnce", std::move(done), []() -> Result<std::vector<PollReport>> {
        return std::vector<PollReport>{};
    });
}

void FakeDesk::health(Reply<std::vector<HealthReason>> done)
{
    answer<std::vector<HealthReason>>("health", std::move(done), []() -> Result<std::vector<HealthReason>> {
        return std::vector<HealthReason>{};
    });
}

void FakeDesk::fetch(std::string url, Reply<std::string> done)
{
    answer<std::string>("fetch", std::move(done), [url]() -> Result<std::string> {
        if (url.rfind("file:", 0) == 0) return url.substr(5);
        return fail(Errc::NotFound, "no picture here");
    });
}

// --- set-up

void FakeDesk::configuration(Reply<Configuration> done)
{
    answer<Configuration>("configuration", std::move(done), [this]() -> Result<Configuration> {
        return Configuration{.organisation = m_organisation,
                             .timezone = m_timezone,
                             .undoHold = m_undoHold,
                             .me = m_me,
                             .people = m_people,
                             .goals = m_goals,
                             .queues = m_queues,
                             .labels = m_labels,
                             .views = m_views,
                             .templates = m_templates};
    });
}

void FakeDesk::setUndoHold(std::chrono::seconds hold, Reply<Configuration> done)
{
    post([this, hold] {
        m_undoHold = hold;
        tell({DeskChange::Kind::Setup, 0});
    });
    configuration(std::move(done));
}

void FakeDesk::rename(std::string organisation, std::string timezone, Reply<Configuration> done)
{
    post([this, organisation, timezone] {
        m_organisation = organisation;
        m_timezone = timezone;
        tell({DeskChange::Kind::Setup, 0});
    });
    configuration(std::move(done));
}

namespace {
template <class Row>
Row keep(std::vector<Row>& rows, Row row, std::int64_t fresh)
{
    const auto it = findRow(rows, row.id);
    if (it != rows.end()) return *it = row;
    row.id = {fresh};
    rows.push_back(row);
    return row;
}
} // namespace

void FakeDesk::save(Person row, Reply<Person> done)
{
    answer<Person>("savePerson", std::move(done),
                   [this, row]() -> Result<Person> { return keep(m_people, row, nextId()); });
}
void FakeDesk::save(Goal row, Reply<Goal> done)
{
    answer<Goal>("saveGoal", std::move(done), [this, row]() -> Result<Goal> {
        auto kept = keep(m_goals, row, nextId());
        tell({DeskChange::Kind::Setup, 0});
        return kept;
    });
}
void FakeDesk::save(Queue row, Reply<Queue> done)
{
    answer<Queue>("saveQueue", std::move(done), [this, row]() -> Result<Queue> {
        auto kept = keep(m_queues, row, nextId());
        tell({DeskChange::Kind::Setup, 0});
        return kept;
    });
}
void FakeDesk::save(Label row, Reply<Label> done)
{
    answer<Label>("saveLabel", std::move(done),
                  [this, row]() -> Result<Label> { return keep(m_labels, row, nextId()); });
}
void FakeDesk::save(View row, Reply<View> done)
{
    answer<View>("saveView", std::move(done),
                 [this, row]() -> Result<View> { return keep(m_views, row, nextId()); });
}
void FakeDesk::save(Template row, Reply<Template> done)
{
    answer<Template>("saveTemplate", std::move(done),
                     [this, row]() -> Result<Template> { return keep(m_templates, row, nextId()); });
}
void FakeDesk::save(Rule row, Reply<Rule> done)
{
    answer<Rule>("saveRule", std::move(done), [row]() -> Result<Rule> { return row; });
}
void FakeDesk::save(SlaPolicy row, Reply<SlaPolicy> done)
{
    answer<SlaPolicy>("savePolicy", std::move(done), [row]() -> Result<SlaPolicy> { return row; });
}
void FakeDesk::save(Calendar row, Reply<Calendar> done)
{
    answer<Calendar>("saveCalendar", std::move(done), [row]() -> Result<Calendar> { return row; });
}
void FakeDesk::remove(PersonId id, Reply<bool> done)
{
    answer<bool>("removePerson", std::move(done), [this, id]() -> Result<bool> {
        return std::erase_if(m_people, [&](const Person& p) { return p.id == id; }) > 0;
    });
}
void FakeDesk::remove(GoalId id, Reply<bool> done)
{
    answer<bool>("removeGoal", std::move(done), [this, id]() -> Result<bool> {
        return std::erase_if(m_goals, [&](const Goal& g) { return g.id == id; }) > 0;
    });
}
void FakeDesk::remove(QueueId id, Reply<bool> done)
{
    answer<bool>("removeQueue", std::move(done), [this, id]() -> Result<bool> {
        return std::erase_if(m_queues, [&](const Queue& q) { return q.id == id; }) > 0;
    });
}
void FakeDesk::remove(LabelId, Reply<bool> done)
{
    answer<bool>("remove", std::move(done), []() -> Result<bool> { return true; });
}
void FakeDesk::remove(ViewId, Reply<bool> done)
{
    answer<bool>("remove", std::move(done), []() -> Result<bool> { return true; });
}
void FakeDesk::remove(TemplateId, Reply<bool> done)
{
    answer<bool>("remove", std::move(done), []() -> Result<bool> { return true; });
}
void FakeDesk::remove(RuleId, Reply<bool> done)
{
    answer<bool>("remove", std::move(done), []() -> Result<bool> { return true; });
}
void FakeDesk::remove(PolicyId, Reply<bool> done)
{
    answer<bool>("remove", std::move(done), []() -> Result<bool> { return true; });
}
void FakeDesk::remove(CalendarId, Reply<bool> done)
{
    answer<bool>("remove", std::move(done), []() -> Result<bool> { return true; });
}
void FakeDesk::testRule(Rule, int, Reply<RuleTest> done)
{
    answer<RuleTest>("testRule", std::move(done), []() -> Result<RuleTest> { return RuleTest{}; });
}
void FakeDesk::importHolidays(CalendarId, std::string, Reply<Calendar> done)
{
    answer<Calendar>("importHolidays", std::move(done), []() -> Result<Calendar> { return Calendar{}; });
}

// --- care of the database

void FakeDesk::check(ProgressFn, Reply<std::vector<CheckDifference>> done)
{
    answer<std::vector<CheckDifference>>(
        "checkWorkspace", std::move(done),
        []() -> Result<std::vector<CheckDifference>> { return std::vector<CheckDifference>{}; });
}
void FakeDesk::backup(std::filesystem::path, ProgressFn, Reply<bool> done)
{
    answer<bool>("backup", std::move(done), []() -> Result<bool> { return true; });
}
void FakeDesk::exportTo(std::filesystem::path, ProgressFn, Reply<bool> done)
{
    answer<bool>("export", std::move(done), []() -> Result<bool> { return true; });
}
void FakeDesk::importFrom(std::filesystem::path, ProgressFn, Reply<bool> done)
{
    answer<bool>("import", std::move(done), []() -> Result<bool> { return true; });
}

} // namespace qd::test
