#include "engine/desk/setup_checks.h"

#include "quarterdeck/base/text.h"
#include "quarterdeck/storage/search.h"

#include <fmt/format.h>

#include <algorithm>

namespace qd {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestTemplate = 20'000;

Result<void> checkName(const std::string& name, const char* what)
{
    if (trim(name).empty()) return fail(Errc::Invalid, fmt::format("a {} needs a name", what));
    if (name.size() > kLongestName) return fail(Errc::Invalid, fmt::format("a {}'s name may have 200 bytes", what));
    return {};
}

template <class Rows, class RowId, class Same>
bool isTaken(const Rows& rows, RowId self, Same same)
{
    return std::ranges::any_of(rows, [&](const auto& row) { return row.id != self && same(row); });
}

/// A rule that names what is not there would be disabled at once: refuse it instead.
Result<void> checkTargets(const Rule& rule, const SetUpSnapshot& setUp)
{
    Setup alone = setUp.setup;
    alone.rules = {rule};
    alone.rules.front().enabled = true;
    const SetUpSnapshot trial{std::move(alone)};
    if (!trial.routing.broken().empty())
        return fail(Errc::Invalid, "the rule cannot work: " + trial.routing.broken().front().reason);
    return {};
}

} // namespace

bool isTimezone(const std::string& name)
{
    Calendar calendar = alwaysOpen(name);
    return checkCalendar(calendar).has_value();
}

Result<void> checkRow(const Person& person, const SetUpSnapshot& setUp)
{
    if (auto named = checkName(person.name, "person"); !named) return named;
    if (auto named = checkName(person.login, "login"); !named) return named;
    if (!isTimezone(person.timezone)) return fail(Errc::Invalid, "there is no such time zone", "Use a name such as Europe/Berlin.");
    if (isTaken(setUp.setup.people, person.id, [&](const Person& p) { return p.login == person.login; }))
        return fail(Errc::Conflict, "somebody else has this login");
    for (const QueueId queue : person.queues)
        if (!setUp.queue(queue)) return fail(Errc::NotFound, "there is no such queue");
    if (person.id && (!person.active || person.role != Role::Admin)) return checkLastAdmin(person.id, setUp);
    return {};
}

Result<void> checkLastAdmin(PersonId without, const SetUpSnapshot& setUp)
{
    const bool another = std::ranges::any_of(setUp.setup.people, [&](const Person& p) {
        return p.id != without && p.active && p.role == Role::Admin;
    });
    const Person* person = setUp.person(without);
    if (!another && person && person->active && person->role == Role::Admin)
        return fail(Errc::Conflict, "this is the last admin", "Make somebody else an admin first.");
    return {};
}

Result<void> checkRow(const Goal& goal, const SetUpSnapshot& setUp)
{
    if (auto named = checkName(goal.name, "goal"); !named) return named;
    if (goal.owner && !setUp.person(goal.owner)) return fail(Errc::NotFound, "there is no such person");
    return {};
}

Result<void> checkRow(const Queue& queue, const SetUpSnapshot& setUp)
{
    if (auto named = checkName(queue.name, "queue"); !named) return named;
    const Goal* goal = setUp.goal(queue.goal);
    if (!goal || goal->archived) return fail(Errc::Invalid, "a queue serves a goal", "Choose the goal it serves.");
    return {};
}

Result<void> checkRow(const Label& label, const SetUpSnapshot& setUp)
{
    if (auto named = checkName(label.name, "label"); !named) return named;
    const std::string folded = foldText(label.name);
    if (isTaken(setUp.setup.labels, label.id, [&](const Label& l) { return foldText(l.name) == folded; }))
        return fail(Errc::Conflict, "there is such a label already");
    return {};
}

Result<void> checkRow(const View& view, const SetUpSnapshot&)
{
    if (auto named = checkName(view.name, "view"); !named) return named;
    return checkQuery(view.query);
}

Result<void> checkRow(const Template& reply, const SetUpSnapshot& setUp)
{
    if (auto named = checkName(reply.name, "template"); !named) return named;
    if (trim(reply.text).empty()) return fail(Errc::Invalid, "a template needs a text");
    if (reply.text.size() > kLongestTemplate) return fail(Errc::Invalid, "a template may have 20,000 bytes");
    if (reply.goal && !setUp.goal(reply.goal)) return fail(Errc::NotFound, "there is no such goal");
    return {};
}

Result<void> checkRow(const Rule& rule, const SetUpSnapshot& setUp)
{
    if (auto named = checkName(rule.name, "rule"); !named) return named;
    if (auto sound = checkRule(rule); !sound) return sound;
    return rule.enabled ? checkTargets(rule, setUp) : Result<void>{};
}

Result<void> checkRow(const SlaPolicy& policy, const SetUpSnapshot& setUp)
{
    if (auto named = checkName(policy.name, "policy"); !named) return named;
    if (!setUp.calendar(policy.calendar)) return fail(Errc::Invalid, "a policy needs a calendar", "Make the calendar first.");
    if (policy.riskPercent < 1 || policy.riskPercent > 99)
        return fail(Errc::Invalid, "at risk is between 1 and 99 percent of the target");
    for (const SlaTarget& target : policy.targets)
        if (target.target > std::chrono::hours{24 * 366 * 5}) return fail(Errc::Invalid, "a target may be five years long");
    return {};
}

Result<void> checkRow(const Calendar& calendar, const SetUpSnapshot&)
{
    if (auto named = checkName(calendar.name, "calendar"); !named) return named;
    return checkCalendar(calendar);
}

} // namespace qd
