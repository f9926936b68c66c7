#include "engine/desk/setup_service.h"

#include "engine/clock_hand.h"
#include "engine/desk/setup_checks.h"
#include "engine/desk/undo_hold.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/setup_table.h"

#include <algorithm>

namespace qd {
namespace {

constexpr int kMostTrials = 5000;

/// Every change of set-up goes this way: may(), check, write, read the set-up again, tell.
template <class T, class Work>
void changeSetUp(const Ask& ask, Action permission, Reply<T> done, Work work)
{
    if (auto allowed = ask.may(permission); !allowed) return done(fail(allowed.error()));
    ask.change<T>({{DeskChange::Kind::Setup, 0}, {DeskChange::Kind::Lists, 0}, {DeskChange::Kind::Counts, 0}},
                  std::move(done), [ask, work = std::move(work)](Session& session) mutable -> Result<T> {
                      Result<T> result = work(session);
                      if (!result) return result;
                      auto now = ask.engine().setUp().reload(session);
                      if (!now) return fail(now.error());
                      const auto disabled = disableBrokenRules(session, **now);
                      if (!disabled) return fail(disabled.error());
                      if (*disabled > 0)
                          if (auto again = ask.engine().setUp().reload(session); !again) return fail(again.error());
                      return result;
                  });
}

template <class Row, class Save>
void saveRow(const Ask& ask, Action permission, Row row, Reply<Row> done, Save save)
{
    changeSetUp<Row>(ask, permission, std::move(done), [ask, row = std::move(row), save](Session& session) -> Result<Row> {
        if (auto sound = checkRow(row, *ask.setUp()); !sound) return fail(sound.error());
        return save(session, row);
    });
}

template <class RowId, class Remove>
void removeRow(const Ask& ask, Action permission, RowId id, Reply<bool> done, Remove remove)
{
    changeSetUp<bool>(ask, permission, std::move(done), [id, remove](Session& session) -> Result<bool> {
        if (auto removed = remove(session, id); !removed) return fail(removed.error());
        return true;
    });
}

Result<Configuration> configurationOf(const Ask& ask, Session& session)
{
    const auto me = ask.me();
    if (!me) return fail(me.error());
    const auto hold = undoHold(session);
    if (!hold) return fail(hold.error());
    const Setup& setup = ask.setUp()->setup;
    Configuration c;
    c.organisation = setup.name;
    c.timezone = setup.timezone;
    c.undoHold = *hold;
    c.me = *me;
    c.people = setup.people;
    c.goals = setup.goals;
    c.queues = setup.queues;
    c.labels = setup.labels;
    c.views = setup.views;
    std::erase_if(c.views, [&](const View& view) { return view.owner && view.owner != me->id; });
    c.templates = setup.templates;
    c.rules = setup.rules;
    c.policies = setup.policies;
    c.calendars = setup.calendars;
    return c;
}

/// The rules with the tried one in its place, or at its order where it is new.
Setup withRule(Setup setup, Rule rule)
{
    rule.enabled = true;
    if (!rule.id) rule.id = RuleId{-1};
    std::erase_if(setup.rules, [&](const Rule& r) { return r.id == rule.id; });
    setup.rules.push_back(std::move(rule));
    std::ranges::stable_sort(setup.rules, {}, &Rule::order);
    return setup;
}

RuleTrial tryRule(const Mention& mention, RuleId rule, const SetUpSnapshot& with, QueueId before, UtcMillis now)
{
    const Routing routing = route(mention, Judgement{}, with.routing, now);
    RuleTrial trial{mention.id, mention.conversation, ellipsize(mention.text, 120), false, "", before, routing.queue};
    for (const TraceStep& step : routing.trace) {
        if (step.rule != rule) continue;
        trial.fits = step.fitted;
        trial.because = step.because;
    }
    return trial;
}

} // namespace

void SetUpService::configuration(Reply<Configuration> done)
{
    m_ask.read<Configuration>(std::move(done), [ask = m_ask](Session& session) { return configurationOf(ask, session); });
}

void SetUpService::rename(std::string organisation, std::string timezone, Reply<Configuration> done)
{
    changeSetUp<Configuration>(m_ask, Action::AdministerWorkspace, std::move(done), [ask = m_ask, organisation, timezone](Session& session) -> Result<Configuration> {
        if (trim(organisation).empty()) return fail(Errc::Invalid, "the organisation needs a name");
        if (!isTimezone(timezone)) return fail(Errc::Invalid, "there is no such time zone", "Use a name such as Europe/Berlin.");
        if (auto written = writeSetting(session, "name", organisation); !written) return fail(written.error());
        if (auto written = writeSetting(session, "timezone", timezone); !written) return fail(written.error());
        if (auto reloaded = ask.engine().setUp().reload(session); !reloaded) return fail(reloaded.error());
        return configurationOf(ask, session);
    });
}

void SetUpService::setUndoHold(std::chrono::seconds hold, Reply<Configuration> done)
{
    changeSetUp<Configuration>(m_ask, Action::AdministerWorkspace, std::move(done), [ask = m_ask, hold](Session& session) -> Result<Configuration> {
        if (hold < std::chrono::seconds{0} || hold > kLongestUndoHold)
            return fail(Errc::Invalid, "the undo hold is 0 to 300 seconds", "Use 0 to send at once.");
        if (auto written = writeSetting(session, "undo_hold_seconds", std::to_string(hold.count())); !written) return fail(written.error());
        if (auto reloaded = ask.engine().setUp().reload(session); !reloaded) return fail(reloaded.error());
        return configurationOf(ask, session);
    });
}

void SetUpService::save(Person row, Reply<Person> done) { saveRow(m_ask, Action::ConfigurePeople, std::move(row), std::move(done), savePerson); }
void SetUpService::save(Goal row, Reply<Goal> done) { saveRow(m_ask, Action::ConfigureGoals, std::move(row), std::move(done), saveGoal); }
void SetUpService::save(Queue row, Reply<Queue> done) { saveRow(m_ask, Action::ConfigureGoals, std::move(row), std::move(done), saveQueue); }
void SetUpService::save(Label row, Reply<Label> done) { saveRow(m_ask, Action::Triage, std::move(row), std::move(done), saveLabel); }
void SetUpService::save(Template row, Reply<Template> done) { saveRow(m_ask, Action::ConfigureGoals, std::move(row), std::move(done), saveTemplate); }
void SetUpService::save(Rule row, Reply<Rule> done) { saveRow(m_ask, Action::ConfigureRules, std::move(row), std::move(done), saveRule); }
void SetUpService::save(SlaPolicy row, Reply<SlaPolicy> done) { saveRow(m_ask, Action::ConfigureRules, std::move(row), std::move(done), savePolicy); }
void SetUpService::save(Calendar row, Reply<Calendar> done) { saveRow(m_ask, Action::ConfigureRules, std::move(row), std::move(done), saveCalendar); }

/// One's own view is everybody's right; a shared one is set-up.
void SetUpService::save(View row, Reply<View> done)
{
    const Action permission = row.owner ? Action::ReadDesk : Action::ConfigureGoals;
    if (row.owner) row.owner = m_ask.id();
    saveRow(m_ask, permission, std::move(row), std::move(done), saveView);
}

void SetUpService::remove(PersonId id, Reply<bool> done)
{
    removeRow(m_ask, Action::ConfigurePeople, id, std::move(done), [ask = m_ask](Session& session, PersonId who) -> Result<void> {
        if (auto sound = checkLastAdmin(who, *ask.setUp()); !sound) return sound;
        return removePerson(session, who);
    });
}
void SetUpService::remove(GoalId id, Reply<bool> done) { removeRow(m_ask, Action::ConfigureGoals, id, std::move(done), removeGoal); }
void SetUpService::remove(QueueId id, Reply<bool> done) { removeRow(m_ask, Action::ConfigureGoals, id, std::move(done), removeQueue); }
void SetUpService::remove(LabelId id, Reply<bool> done) { removeRow(m_ask, Action::ConfigureGoals, id, std::move(done), removeLabel); }
void SetUpService::remove(TemplateId id, Reply<bool> done) { removeRow(m_ask, Action::ConfigureGoals, id, std::move(done), removeTemplate); }
void SetUpService::remove(RuleId id, Reply<bool> done) { removeRow(m_ask, Action::ConfigureRules, id, std::move(done), removeRule); }
void SetUpService::remove(PolicyId id, Reply<bool> done) { removeRow(m_ask, Action::ConfigureRules, id, std::move(done), removePolicy); }
void SetUpService::remove(CalendarId id, Reply<bool> done) { removeRow(m_ask, Action::ConfigureRules, id, std::move(done), removeCalendar); }

void SetUpService::remove(ViewId id, Reply<bool> done)
{
    const SetUpPtr setUp = m_ask.setUp();
    const auto view = std::ranges::find(setUp->setup.views, id, &View::id);
    const bool own = view != setUp->setup.views.end() && view->owner == m_ask.id();
    removeRow(m_ask, own ? Action::ReadDesk : Action::ConfigureGoals, id, std::move(done), removeView);
}

void SetUpService::testRule(Rule rule, int last, Reply<RuleTest> done)
{
    if (auto allowed = m_ask.may(Action::ConfigureRules); !allowed) return done(fail(allowed.error()));
    m_ask.read<RuleTest>(std::move(done), [ask = m_ask, rule = std::move(rule), last](Session& session) -> Result<RuleTest> {
        if (auto sound = checkRule(rule); !sound) return fail(sound.error());
        const RuleId id = rule.id ? rule.id : RuleId{-1};
        const SetUpSnapshot with{withRule(ask.setUp()->setup, rule)};
        RuleTest test;
        std::string after;
        const int most = std::clamp(last, 1, kMostTrials);
        while (test.looked < most) {
            auto page = listMentions(session, {}, after, std::min(200, most - test.looked), ask.now());
            if (!page) return fail(page.error());
            for (const Mention& mention : page->rows) {
                ++test.looked;
                QueueId before{};
                if (mention.conversation)
                    if (auto of = loadConversation(session, mention.conversation)) before = of->queue;
                RuleTrial trial = tryRule(mention, id, with, before, ask.now());
                if (!trial.fits) continue;
                ++test.fitted;
                test.trials.push_back(std::move(trial));
            }
            if (page->next.empty()) break;
            after = std::move(page->next);
        }
        return test;
    });
}

void SetUpService::importHolidays(CalendarId id, std::string ics, Reply<Calendar> done)
{
    changeSetUp<Calendar>(m_ask, Action::ConfigureRules, std::move(done), [ask = m_ask, id, ics = std::move(ics)](Session& session) -> Result<Calendar> {
        const SetUpPtr setUp = ask.setUp();
        const Calendar* calendar = setUp->calendar(id);
        if (!calendar) return fail(Errc::NotFound, "there is no such calendar");
        const auto today = std::chrono::floor<std::chrono::days>(ask.now());
        const int year = static_cast<int>(std::chrono::year_month_day{today}.year());
        auto read = parseIcsHolidays(ics, year - 1, year + 5);
        if (!read) return fail(read.error());
        Calendar next = *calendar;
        for (Holiday& holiday : read->holidays) {
            const auto sameDay = [&](const Holiday& h) { return h.year == holiday.year && h.month == holiday.month && h.day == holiday.day; };
            if (std::ranges::none_of(next.holidays, sameDay)) next.holidays.push_back(std::move(holiday));
        }
        if (auto sound = checkRow(next, *setUp); !sound) return fail(sound.error());
        return saveCalendar(session, next);
    });
}

} // namespace qd
