#include "engine/first_set_up.h"

#include "quarterdeck/storage/setup_table.h"

#include <array>

namespace qd {
namespace {

struct FirstGoal {
    const char* name;
    const char* objective;
    GoalNature nature;
};

constexpr std::array kFirstGoals{
    FirstGoal{"Customer service", "Customers get help where they ask for it", GoalNature::CustomerService},
    FirstGoal{"Reputation", "What is said about us is known, and answered where it matters", GoalNature::Reputation},
    FirstGoal{"Marketing", "Interest is met and turned into business", GoalNature::Marketing},
};

Result<void> makeGoals(Session& session, PersonId owner)
{
    int order = 0;
    for (const FirstGoal& first : kFirstGoals) {
        ++order;
        const auto goal = saveGoal(session, {.name = first.name, .objective = first.objective, .nature = first.nature, .order = order, .owner = owner});
        if (!goal) return fail(goal.error());
        const auto queue = saveQueue(session, {.name = first.name, .goal = goal->id, .order = 1});
        if (!queue) return fail(queue.error());
    }
    return {};
}

} // namespace

Result<void> makeFirstSetUp(Session& session, const InitRequest& request, const std::string& login)
{
    if (auto written = writeSetting(session, "name", request.organisation); !written) return written;
    if (auto written = writeSetting(session, "timezone", request.timezone); !written) return written;
    const auto admin = savePerson(session, {.name = request.personName, .login = login, .role = Role::Admin, .timezone = request.timezone});
    if (!admin) return fail(admin.error());
    if (auto goals = makeGoals(session, admin->id); !goals) return goals;

    Calendar always = alwaysOpen(request.timezone);
    always.name = "24/7";
    const auto calendar = saveCalendar(session, always);
    if (!calendar) return fail(calendar.error());
    SlaPolicy policy{.name = "Default", .order = 1, .calendar = calendar->id};
    policy.targets = {{Metric::FirstResponse, std::chrono::hours{1}, std::chrono::hours{24}},
                      {Metric::NextResponse, std::chrono::hours{1}, std::chrono::hours{24}}};
    const auto saved = savePolicy(session, policy);
    if (!saved) return fail(saved.error());
    return {};
}

} // namespace qd
