#pragma once

#include "quarterdeck/desk/desk.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace qd::test {

/// The desk in memory, for tests and pictures of the window: the demo's kind of work, answers on a thread of
/// its own like the engine's. State is touched by that thread alone; the hooks below hand their work to it
/// and wait.
class FakeDesk final : public Desk,
                       Inbox,
                       Triage,
                       Composer,
                       Sending,
                       Sources,
                       Pictures,
                       SetUp,
                       Workspace,
                       Changes {
public:
    /// @param empty  no accounts and no conversations, as after first run's first step
    explicit FakeDesk(UtcMillis now, bool empty = false, Role role = Role::Admin);
    ~FakeDesk() override;

    const Person& me() const override { return m_me; }
    Inbox& inbox() override { return *this; }
    Triage& triage() override { return *this; }
    Composer& composer() override { return *this; }
    Sending& sending() override { return *this; }
    Sources& sources() override { return *this; }
    Pictures& pictures() override { return *this; }
    SetUp& setUp() override { return *this; }
    Workspace& workspace() override { return *this; }
    Changes& changes() override { return *this; }

    // What a test makes happen, or looks at.
    void hold(bool on);       ///< keep calls unanswered until let go; they are answered in order
    void failNext(Errc code); ///< the next call that is answered fails
    void
    failOnly(std::string call,
             Errc code); ///< every call of that name ("send", "connect", …), until Errc is taken back by ""
    void settle();       ///< wait until everything asked so far is answered
    ConversationId arrive(const std::string& author, const std::string& text, std::size_t queue = 0,
                          std::optional<int> dueMinutes = 60);
    void colleagueAnswers(ConversationId id, const std::string& text);
    void authorEdits(ConversationId id, const std::string& text);
    void setOutbox(OutboxId id, OutboxState state);
    ConversationId conversationOf(const std::string& author);
    std::vector<OutboxItem> outboxNow();
    std::vector<Draft> draftsNow();
    Conversation conversationNow(ConversationId id);
    std::size_t notesOf(ConversationId id);
    std::vector<Goal> goalsNow();
    std::vector<Person> peopleNow();
    std::size_t accountsNow();
    std::string organisationNow();
    int callsOf(const std::string& name); ///< how often a call was made
    static std::thread::id lastAnswerThread();

private:
    struct Talk {
        Conversation conversation;
        Contact contact;
        GoalNature nature{GoalNature::CustomerService};
        std::vector<Message> messages;
        std::vector<Note> notes;
        std::vector<Event> events;
        std::vector<std::string> eventActors;
        std::vector<SlaClock> clocks;
        std::vector<TraceStep> trace;
        std::vector<std::string> labels;
    };
    struct Undoable {
        std::vector<Talk> before;
    };

    // Inbox
    void overview(Reply<DeskOverview> done) override;
    void list(ListScope scope, std::string after, int limit, Reply<CardPage> done) override;
    void card(ConversationId id, Reply<Card> done) override;
    void conversation(ConversationId id, Reply<ConversationView> done) override;
    void refreshThread(ConversationId id, Reply<ConversationView> done) override;
    void mentions(std::optional<UtcMillis> since, std::string platform, std::string query, std::string after,
                  int limit, Reply<MentionList> done) override;
    void conversations(ConversationQuery query, Reply<ConversationList> done) override;
    // Triage
    void apply(std::vector<ConversationId> to, TriageAct act, Reply<Triaged> done) override;
    void undo(Reply<Triaged> done) override;
    void nextOpening(ConversationId id, Reply<UtcMillis> done) override;
    // Composer
    void open(ConversationId id, Reply<ComposerContext> done) override;
    void saveDraft(Draft draft, Reply<Draft> done) override;
    void drafts(Reply<std::vector<Draft>> done) override;
    void check(ReplyRequest request, Reply<std::vector<GuardLine>> done) override;
    void send(ReplyRequest request, Reply<OutboxItem> done) override;
    // Sending
    void list(std::vector<OutboxState> states, std::string after, int limit, Reply<OutboxList> done) override;
    void show(OutboxId id, Reply<OutboxItem> done) override;
    void run(Reply<RunReport> done) override;
    void cancel(OutboxId id, Reply<OutboxItem> done) override;
    void holdAll(Reply<int> done) override;
    void releaseAll(Reply<int> done) override;
    void approve(OutboxId id, Reply<OutboxItem> done) override;
    void settle(OutboxId id, bool sent, Reply<OutboxItem> done) override;
    void like(MentionId id, bool on, Reply<bool> done) override;
    void remove(MentionId own, Reply<bool> done) override;
    void markRead(ConversationId id, Reply<bool> done) override;
    // Sources
    void connect(NewAccount request, Reply<AccountLine> done) override;
    void signInAgain(AccountId id, std::string secret, Reply<AccountLine> done) override;
    void accounts(Reply<std::vector<AccountLine>> done) override;
    void test(AccountId id, Reply<AccountLine> done) override;
    void removeAccount(AccountId id, Reply<Account> done) override;
    void addSource(AccountId account, SourceKind kind, std::string query, Reply<Source> done) override;
    void removeSource(SourceId id, Reply<Source> done) override;
    void sources(Reply<std::vector<SourceLine>> done) override;
    void pollOnce(std::optional<SourceId> only, ProgressFn progress,
                  Reply<std::vector<PollReport>> done) override;
    void health(Reply<std::vector<HealthReason>> done) override;
    // Pictures
    void fetch(std::string url, Reply<std::string> done) override;
    // SetUp
    void configuration(Reply<Configuration> done) override;
    void rename(std::string organisation, std::string timezone, Reply<Configuration> done) override;
    void setUndoHold(std::chrono::seconds hold, Reply<Configuration> done) override;
    void save(Person person, Reply<Person> done) override;
    void save(Goal goal, Reply<Goal> done) override;
    void save(Queue queue, Reply<Queue> done) override;
    void save(Label label, Reply<Label> done) override;
    void save(View view, Reply<View> done) override;
    void save(Template reply, Reply<Template> done) override;
    void save(Rule rule, Reply<Rule> done) override;
    void save(SlaPolicy policy, Reply<SlaPolicy> done) override;
    void save(Calendar calendar, Reply<Calendar> done) override;
    void remove(PersonId id, Reply<bool> done) override;
    void remove(GoalId id, Reply<bool> done) override;
    void remove(QueueId id, Reply<bool> done) override;
    void remove(LabelId id, Reply<bool> done) override;
    void remove(ViewId id, Reply<bool> done) override;
    void remove(TemplateId id, Reply<bool> done) override;
    void remove(RuleId id, Reply<bool> done) override;
    void remove(PolicyId id, Reply<bool> done) override;
    void remove(CalendarId id, Reply<bool> done) override;
    void testRule(Rule rule, int last, Reply<RuleTest> done) override;
    void importHolidays(CalendarId id, std::string ics, Reply<Calendar> done) override;
    // Workspace
    void check(ProgressFn progress, Reply<std::vector<CheckDifference>> done) override;
    void backup(std::filesystem::path file, ProgressFn progress, Reply<bool> done) override;
    void exportTo(std::filesystem::path folder, ProgressFn progress, Reply<bool> done) override;
    void importFrom(std::filesystem::path folder, ProgressFn progress, Reply<bool> done) override;
    // Changes
    SubscriptionPtr onChange(std::function<void(const std::vector<DeskChange>&)> fn) override;

    void post(std::function<void()> job);
    void work();
    void inside(const std::function<void()>& job); ///< run on the desk's thread and wait, also while held
    template <class T, class Fn>
    void answer(const std::string& name, Reply<T> done, Fn make);
    std::optional<Error> failureFor(const std::string& name);
    void tell(DeskChange change);
    std::int64_t nextId() { return ++m_nextId; }
    Talk* find(ConversationId id);
    Card cardOf(const Talk& talk) const;
    ConversationView viewOf(const Talk& talk) const;
    bool fits(const Talk& talk, const ListScope& scope) const;
    std::string nameOfPerson(PersonId id) const;
    Event& log(Talk& talk, EventType type, PersonId by, UtcMillis at);
    void act(Talk& talk, const TriageAct& act);
    OutboxItem* findOutbox(OutboxId id);
    Result<OutboxItem> put(const ReplyRequest& request);

    void fill();

    UtcMillis m_now;
    Person m_me;
    std::string m_organisation{"Acme Rail"};
    std::string m_timezone{"UTC"};
    std::chrono::seconds m_undoHold{15};
    std::vector<Person> m_people;
    std::vector<Goal> m_goals;
    std::vector<Queue> m_queues;
    std::vector<Label> m_labels;
    std::vector<View> m_views;
    std::vector<Template> m_templates;
    std::vector<Account> m_accounts;
    std::vector<Source> m_sources;
    std::vector<Talk> m_talks;
    std::vector<OutboxItem> m_outbox;
    std::vector<Draft> m_drafts;
    std::vector<Undoable> m_undo;
    bool m_held{false};
    std::int64_t m_nextId{1000};
    std::map<std::string, int> m_calls;
    std::optional<Errc> m_failNext;
    std::map<std::string, Errc> m_failOnly;

    struct Listeners;
    std::shared_ptr<Listeners> m_listeners; // shared with the subscriptions, which may outlive the desk
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_jobs;
    std::deque<std::function<void()>> m_urgent;
    bool m_busy{false};
    bool m_paused{false};
    bool m_stop{false};
    std::thread m_thread; // last: it uses all above
};

template <class T, class Fn>
void FakeDesk::answer(const std::string& name, Reply<T> done, Fn make)
{
    post([this, name, done = std::move(done), make = std::move(make)]() mutable {
        if (auto error = failureFor(name)) done(fail(*error));
        else done(make());
    });
}

} // namespace qd::test
