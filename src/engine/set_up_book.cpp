#include "engine/set_up_book.h"

#include <algorithm>

namespace qd {
namespace {

RoutingTable::Input routingInput(const Setup& setup)
{
    RoutingTable::Input input{setup.rules, setup.queues, setup.goals, setup.calendars, setup.people, {}};
    for (const Label& label : setup.labels) input.labels.push_back(label.id);
    return input;
}

template <class Row, class RowId>
const Row* find(const std::vector<Row>& rows, RowId id)
{
    const auto at = std::ranges::find(rows, id, &Row::id);
    return at == rows.end() ? nullptr : &*at;
}

} // namespace

SetUpSnapshot::SetUpSnapshot(Setup read)
    : setup{std::move(read)}
    , routing{routingInput(setup)}
    , clocks{setup.policies, setup.calendars, {}}
{}

const Person* SetUpSnapshot::person(PersonId id) const { return find(setup.people, id); }
const Queue* SetUpSnapshot::queue(QueueId id) const { return find(setup.queues, id); }
const Goal* SetUpSnapshot::goal(GoalId id) const { return find(setup.goals, id); }
const Calendar* SetUpSnapshot::calendar(CalendarId id) const { return find(setup.calendars, id); }
const SlaPolicy* SetUpSnapshot::policy(PolicyId id) const { return find(setup.policies, id); }

SetUpPtr SetUpBook::current() const
{
    const std::scoped_lock lock{m_mutex};
    return m_current;
}

Result<SetUpPtr> SetUpBook::reload(Session& session)
{
    const auto version = setupVersion(session);
    if (!version) return fail(version.error());
    if (const auto now = current(); now && now->setup.version == *version) return now;
    auto read = loadSetup(session);
    if (!read) return fail(read.error());
    auto fresh = std::make_shared<const SetUpSnapshot>(std::move(*read));
    const std::scoped_lock lock{m_mutex};
    m_current = fresh;
    return fresh;
}

} // namespace qd
