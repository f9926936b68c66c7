#include "support/fake_desk.h"

#include "quarterdeck/base/text.h"
#include "quarterdeck/domain/transition.h"

#include <algorithm>
#include <atomic>
#include <future>

namespace qd::test {

using namespace std::chrono_literals;

struct FakeDesk::Listeners {
    std::mutex mutex;
    std::int64_t next{0};
    std::map<std::int64_t, std::function<void(const std::vector<DeskChange>&)>> all;
};

namespace {
std::atomic<std::thread::id> s_lastAnswer;
}

std::thread::id FakeDesk::lastAnswerThread() { return s_lastAnswer; }

FakeDesk::FakeDesk(UtcMillis now, bool empty, Role role)
    : m_now(now)
    , m_listeners(std::make_shared<Listeners>())
{
    m_me = {.id = {1},
            .name = "Ana Ribeiro",
            .login = "ana",
            .role = role,
            .timezone = "Europe/Lisbon",
            .languages = {"en", "es"}};
    m_people = {m_me};
    m_goals = {{.id = {11}, .name = "Customer service", .nature = GoalNature::CustomerService, .order = 1},
               {.id = {12}, .name = "Reputation", .nature = GoalNature::Reputation, .order = 2},
               {.id = {13}, .name = "Marketing", .nature = GoalNature::Marketing, .order = 3}};
    m_queues = {{.id = {21}, .name = "Customer service", .goal = {11}, .order = 1},
                {.id = {22}, .name = "Reputation", .goal = {12}, .order = 2},
                {.id = {23}, .name = "Marketing", .goal = {13}, .order = 3}};
    if (!empty) fill();
    m_thread = std::thread([this] { work(); });
}

FakeDesk::~FakeDesk()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void FakeDesk::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        std::function<void()> job;
        if (!m_urgent.empty()) {
            job = std::move(m_urgent.front());
            m_urgent.pop_front();
        } else if (!m_paused && !m_jobs.empty()) {
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        } else {
            m_wake.wait_for(lock, 100ms);
            continue;
        }
        m_busy = true;
        lock.unlock();
        job();
        lock.lock();
        m_busy = false;
        m_wake.notify_all();
    }
}

void FakeDesk::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_all();
}

void FakeDesk::inside(const std::function<void()>& job)
{
    std::promise<void> done;
    {
        const std::lock_guard lock(m_mutex);
        m_urgent.emplace_back([&] {
            job();
            done.set_value();
        });
    }
    m_wake.notify_all();
    done.get_future().wait();
}

void FakeDesk::hold(bool on)
{
    {
        const std::lock_guard lock(m_mutex);
        m_paused = on;
    }
    m_wake.notify_all();
}

void FakeDesk::settle()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stop || (m_jobs.empty() && m_urgent.empty() && !m_busy); });
}

std::optional<Error> FakeDesk::failureFor(const std::string& name)
{
    s_lastAnswer = std::this_thread::get_id();
    ++m_calls[name];
    if (m_failNext) return Error{*std::exchange(m_failNext, std::nullopt), "asked to fail"};
    if (const auto it = m_failOnly.find(name); it != m_failOnly.end())
        return Error{it->second, "asked to fail"};
    return std::nullopt;
}

void FakeDesk::tell(DeskChange change)
{
    std::vector<std::function<void(const std::vector<DeskChange>&)>> fns;
    {
        const std::lock_guard lock(m_listeners->mutex);
        for (const auto& entry : m_listeners->all)
            fns.push_back(entry.second);
    }
    for (const auto& fn : fns)
        fn({change});
}

SubscriptionPtr FakeDesk::onChange(std::function<void(const std::vector<DeskChange>&)> fn)
{
    struct Held final : Subscription {
        std::shared_ptr<Listeners> listeners;
        std::int64_t key{0};
        ~Held() override
        {
            const std::lock_guard lock(listeners->mutex);
            listeners->all.erase(key);
        }
    };
    auto held = std::make_unique<Held>();
    const std::lock_guard lock(m_listeners->mutex);
    held->listeners = m_listeners;
    held->key = ++m_listeners->next;
    m_listeners->all[held->key] = std::move(fn);
    return held;
}

// --- hooks

void FakeDesk::failNext(Errc code)
{
    inside([&] { m_failNext = code; });
}

void FakeDesk::failOnly(std::string call, Errc code)
{
    inside([&] {
        if (call.empty()) m_failOnly.clear();
        else m_failOnly[call] = code;
    });
}

ConversationId FakeDesk::conversationOf(const std::string& author)
{
    ConversationId id{};
    inside([&] {
        for (const Talk& talk : m_talks)
            if (talk.contact.name == author) id = talk.conversation.id;
    });
    return id;
}

ConversationId FakeDesk::arrive(const std::string& author, const std::string& text, std::size_t queue,
                                std::optional<int> due)
{
    ConversationId id{};
    inside([&] {
        Talk talk;
        Conversation& c = talk.conversation;
        c.id = id = {nextId()};
        c.platform = "mastodon";
        c.account = m_accounts.empty() ? AccountId{} : m_accounts.front().id;
        c.queue = m_queues.at(queue).id;
        c.goal = m_queues.at(queue).goal;
        c.excerpt = text;
        c.lang = "en";
        c.createdAt = c.updatedAt = m_now;
        c.waitingSince = m_now;
        if (due) {
            c.nextDue = m_now + std::chrono::minutes(*due);
            c.riskAt = m_now + std::chrono::minutes(*due * 4 / 5);
        }
        talk.contact = {.id = {nextId()},
                        .platform = "mastodon",
                        .handle = toLowerAscii(author) + "@mastodon.example",
                        .name = author,
                        .firstSeen = m_now};
        Mention m{.id = {nextId()},
                  .platform = "mastodon",
                  .conversation = id,
                  .author = {.handle = talk.contact.handle, .name = author},
                  .text = text,
                  .createdAt = m_now,
                  .receivedAt = m_now};
        c.newestMention = m.id;
        talk.messages.push_back({.mention = m});
        log(talk, EventType::Received, {}, m_now).mention = m.id;
        m_talks.push_back(std::move(talk));
        tell({DeskChange::Kind::Lists, 0});
    });
    return id;
}

void FakeDesk::colleagueAnswers(ConversationId id, const std::string& text)
{
    inside([&] {
        Talk* talk = find(id);
        if (!talk) return;
        Mention m{.id = {nextId()},
                  .platform = talk->conversation.platform,
                  .conversation = id,
                  .author = {.handle = "acmerail@mastodon.example", .name = "Acme Rail"},
                  .text = text,
                  .createdAt = m_now,
                  .receivedAt = m_now,
                  .own = true};
        talk->messages.push_back({.mention = m});
        log(*talk, EventType::Replied, {2}, m_now).mention = m.id;
        talk->conversation.status = Status::Pending;
        tell({DeskChange::Kind::Conversation, id.value});
    });
}

void FakeDesk::authorEdits(ConversationId id, const std::string& text)
{
    inside([&] {
        Talk* talk = find(id);
        if (!talk || talk->messages.empty()) return;
        Message& message = talk->messages.front();
        message.versions.push_back({message.mention.id, message.mention.text, m_now});
        message.mention.text = text;
        message.mention.editedAt = m_now;
        log(*talk, EventType::AuthorEdited, {}, m_now).mention = message.mention.id;
        tell({DeskChange::Kind::Conversation, id.value});
    });
}

void FakeDesk::setOutbox(OutboxId id, OutboxState state)
{
    inside([&] {
        if (OutboxItem* item = findOutbox(id)) item->state = state;
        tell({DeskChange::Kind::Outbox, id.value});
        if (OutboxItem* item = findOutbox(id))
            tell({DeskChange::Kind::Conversation, item->conversation.value});
    });
}

std::vector<OutboxItem> FakeDesk::outboxNow()
{
    std::vector<OutboxItem> copy;
    inside([&] { copy = m_outbox; });
    return copy;
}

std::vector<Draft> FakeDesk::draftsNow()
{
    std::vector<Draft> copy;
    inside([&] { copy = m_drafts; });
    return copy;
}

Conversation FakeDesk::conversationNow(ConversationId id)
{
    Conversation copy;
    inside([&] {
        if (Talk* talk = find(id)) copy = talk->conversation;
    });
    return copy;
}

std::size_t FakeDesk::notesOf(ConversationId id)
{
    std::size_t count = 0;
    inside([&] {
        if (Talk* talk = find(id)) count = talk->notes.size();
    });
    return count;
}

std::vector<Goal> FakeDesk::goalsNow()
{
    std::vector<Goal> copy;
    inside([&] { copy = m_goals; });
    return copy;
}

std::vector<Person> FakeDesk::peopleNow()
{
    std::vector<Person> copy;
    inside([&] { copy = m_people; });
    return copy;
}

std::size_t FakeDesk::accountsNow()
{
    std::size_t count = 0;
    inside([&] { count = m_accounts.size(); });
    return count;
}

std::string FakeDesk::organisationNow()
{
    std::string name;
    inside([&] { name = m_organisation; });
    return name;
}

int FakeDesk::callsOf(const std::string& name)
{
    int count = 0;
    inside([&] { count = m_calls[name]; });
    return count;
}

// --- reading

FakeDesk::Talk* FakeDesk::find(ConversationId id)
{
    const auto it =
        std::find_if(m_talks.begin(), m_talks.end(), [&](const Talk& t) { return t.conversation.id == id; });
    return it == m_talks.end() ? nullptr : &*it;
}

std::string FakeDesk::nameOfPerson(PersonId id) const
{
    const auto it =
        std::find_if(m_people.begin(), m_people.end(), [&](const Person& p) { return p.id == id; });
    return it == m_people.end() ? std::string() : it->name;
}

Card FakeDesk::cardOf(const Talk& talk) const
{
    const Conversation& c = talk.conversation;
    Card card{.id = c.id,
              .platform = c.platform,
              .author = talk.contact.name.empty() ? talk.contact.handle : talk.contact.name,
              .handle = talk.contact.handle,
              .avatar = talk.contact.avatar,
              .excerpt = c.excerpt,
              .lang = c.lang,
              .queue = c.queue,
              .nature = talk.nature,
              .status = c.status,
              .priority = c.priority,
              .assignee = c.assignee,
              .assigneeName = nameOfPerson(c.assignee),
              .direct = c.direct,
              .starred = c.starred,
              .messages = static_cast<int>(talk.messages.size()),
              .labels = talk.labels,
              .waitingSince = c.waitingSince,
              .snoozedUntil = c.snoozedUntil,
              .due = c.nextDue,
              .riskAt = c.riskAt,
              .dismissedReason = c.dismissedReason,
              .lastEvent = c.lastEvent};
    for (const Queue& queue : m_queues)
        if (queue.id == c.queue) card.queueName = queue.name;
    for (const Account& account : m_accounts)
        if (account.id == c.account) card.account = account.handle;
    for (const Message& message : talk.messages) {
        if (!message.mention.own && !message.stranger)
            card.newestAt = std::max(card.newestAt, message.mention.createdAt);
        if (!message.mention.media.empty()) card.hasMedia = true;
        if (message.mention.sensitive) card.sensitive = true;
    }
    for (const Draft& draft : m_drafts)
        if (draft.conversation == c.id && draft.author == m_me.id && !draft.note) card.hasDraft = true;
    return card;
}

ConversationView FakeDesk::viewOf(const Talk& talk) const
{
    ConversationView view{.conversation = talk.conversation,
                          .contact = talk.contact,
                          .assigneeName = nameOfPerson(talk.conversation.assignee),
                          .labels = talk.labels,
                          .messages = talk.messages,
                          .notes = talk.notes,
                          .events = talk.events,
                          .eventActors = talk.eventActors,
                          .clocks = talk.clocks,
                          .trace = talk.trace};
    const Card card = cardOf(talk);
    view.accountHandle = card.account;
    view.queueName = card.queueName;
    for (const Note& note : talk.notes)
        view.noteAuthors.push_back(nameOfPerson(note.author));
    for (const OutboxItem& item : m_outbox)
        if (item.conversation == talk.conversation.id && item.state != OutboxState::Sent &&
            item.state != OutboxState::Cancelled)
            view.outbox.push_back(item);
    for (const Talk& other : m_talks)
        if (other.contact.handle == talk.contact.handle && other.conversation.id != talk.conversation.id)
            view.otherConversations.push_back(other.conversation);
    return view;
}

bool FakeDesk::fits(const Talk& talk, const ListScope& scope) const
{
    const Conversation& c = talk.conversation;
    const bool asleep = c.snoozedUntil.has_value();
    const bool work =
        (c.status == Status::New || c.status == Status::Open || c.status == Status::OnHold) && !asleep;
    if (scope.queue && c.queue != scope.queue) return false;
    if (!scope.platform.empty() && c.platform != scope.platform) return false;
    switch (scope.kind) {
    case ScopeKind::Queue: return work;
    case ScopeKind::Mine: return work && c.assignee == m_me.id;
    case ScopeKind::Unassigned: return work && !c.assignee;
    case ScopeKind::AtRisk: return work && c.riskAt && *c.riskAt <= m_now && c.nextDue && *c.nextDue >= m_now;
    case ScopeKind::Breached: return work && c.nextDue && *c.nextDue < m_now;
    case ScopeKind::Waiting: return c.status == Status::Pending && !asleep;
    case ScopeKind::Snoozed: return asleep;
    case ScopeKind::Resolved: return c.status == Status::Resolved;
    case ScopeKind::All: return true;
    case ScopeKind::Search: {
        const std::string hay = toLowerAscii(c.excerpt + " " + talk.contact.name + " " + talk.contact.handle);
        return hay.find(toLowerAscii(scope.query)) != std::string::npos;
    }
    }
    return false;
}

void FakeDesk::overview(Reply<DeskOverview> done)
{
    answer<DeskOverview>("overview", std::move(done), [this]() -> Result<DeskOverview> {
        DeskOverview o;
        o.organisation = m_organisation;
        o.views = m_views;
        const auto count = [this](ScopeKind kind) {
            return std::count_if(m_talks.begin(), m_talks.end(),
                                 [&](const Talk& t) { return fits(t, {.kind = kind}); });
        };
        o.mine = count(ScopeKind::Mine);
        o.unassigned = count(ScopeKind::Unassigned);
        o.atRisk = count(ScopeKind::AtRisk);
        o.breached = count(ScopeKind::Breached);
        o.waiting = count(ScopeKind::Waiting);
        o.snoozed = count(ScopeKind::Snoozed);
        for (const Queue& queue : m_queues) {
            QueueLine line{.queue = queue};
            for (const Goal& goal : m_goals)
                if (goal.id == queue.goal) {
                    line.nature = goal.nature;
                    line.goalOrder = goal.order;
                }
            for (const Talk& talk : m_talks) {
                if (talk.conversation.queue != queue.id) continue;
                if (talk.conversation.snoozedUntil) ++line.snoozed;
                else ++line.byStatus[static_cast<std::size_t>(talk.conversation.status)];
                if (fits(talk, {.kind = ScopeKind::AtRisk})) ++line.atRisk;
                if (fits(talk, {.kind = ScopeKind::Breached})) ++line.breached;
            }
            o.queues.push_back(line);
        }
        std::stable_sort(o.queues.begin(), o.queues.end(),
                         [](const QueueLine& a, const QueueLine& b) { return a.goalOrder < b.goalOrder; });
        o.sources = static_cast<int>(m_sources.size());
        o.sourcesWorking = o.sources;
        if (o.sources) o.checkedAt = m_now - 20s;
        for (const OutboxItem& item : m_outbox) {
            if (item.state == OutboxState::Failed || item.state == OutboxState::Unknown ||
                item.state == OutboxState::NeedsReapproval)
                ++o.outboxTrouble;
            else if (item.state != OutboxState::Sent && item.state != OutboxState::Cancelled)
                ++o.outboxWaiting;
        }
        o.sendingHeld = m_held;
        for (const Talk& talk : m_talks)
            if (fits(talk, {.kind = ScopeKind::Unassigned}) &&
                (!o.oldestUnassigned || talk.conversation.createdAt < *o.oldestUnassigned))
                o.oldestUnassigned = talk.conversation.createdAt;
        return o;
    });
}

void FakeDesk::list(ListScope scope, std::string after, int limit, Reply<CardPage> done)
{
    answer<CardPage>("list", std::move(done), [this, scope, after, limit]() -> Result<CardPage> {
        CardPage page{.scope = scope};
        std::vector<Card> all;
        for (const Talk& talk : m_talks)
            if (fits(talk, scope)) all.push_back(cardOf(talk));
        std::stable_sort(all.begin(), all.end(), [&](const Card& a, const Card& b) {
            if (scope.newestFirst || (!a.due && !b.due)) return a.newestAt > b.newestAt;
            if (!a.due || !b.due) return a.due.has_value();
            return *a.due < *b.due;
        });
        const std::size_t from = after.empty() ? 0 : std::stoul(after);
        for (std::size_t i = from; i < all.size() && i < from + static_cast<std::size_t>(limit); ++i)
            page.cards.push_back(all[i]);
        if (from + page.cards.size() < all.size()) page.next = std::to_string(from + page.cards.size());
        if (all.empty() && scope.kind == ScopeKind::Search && startsWithNoCase(scope.query, "dely"))
            page.didYouMean = {"delay"};
        return page;
    });
}

void FakeDesk::card(ConversationId id, Reply<Card> done)
{
    answer<Card>("card", std::move(done), [this, id]() -> Result<Card> {
        if (Talk* talk = find(id)) return cardOf(*talk);
        return fail(Errc::NotFound, "no such conversation");
    });
}

void FakeDesk::conversation(ConversationId id, Reply<ConversationView> done)
{
    answer<ConversationView>("conversation", std::move(done), [this, id]() -> Result<ConversationView> {
        if (Talk* talk = find(id)) return viewOf(*talk);
        return fail(Errc::NotFound, "no such conversation");
    });
}

void FakeDesk::refreshThread(ConversationId id, Reply<ConversationView> done)
{
    conversation(id, std::move(done));
}

void FakeDesk::mentions(std::optional<UtcMillis>, std::string, std::string, std::string, int,
                        Reply<MentionList> done)
{
    answer<MentionList>("mentions", std::move(done), []() -> Result<MentionList> { return MentionList{}; });
}

void FakeDesk::conversations(ConversationQuery, Reply<ConversationList> done)
{
    answer<ConversationList>("conversations", std::move(done), [this]() -> Result<ConversationList> {
        ConversationList list;
        for (const Talk& talk : m_talks)
            list.conversations.push_back(talk.conversation);
        return list;
    });
}

Event& FakeDesk::log(Talk& talk, EventType type, PersonId by, UtcMillis at)
{
    Event event{
        .id = {nextId()}, .conversation = talk.conversation.id, .at = at, .recordedAt = at, .type = type};
    if (by) event.actor = {ActorKind::Person, by.value};
    talk.events.push_back(event);
    talk.eventActors.push_back(nameOfPerson(by));
    talk.conversation.lastEvent = event.id;
    return talk.events.back();
}

OutboxItem* FakeDesk::findOutbox(OutboxId id)
{
    const auto it =
        std::find_if(m_outbox.begin(), m_outbox.end(), [&](const OutboxItem& i) { return i.id == id; });
    return it == m_outbox.end() ? nullptr : &*it;
}

} // namespace qd::test
