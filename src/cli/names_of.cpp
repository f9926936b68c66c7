#include "cli/names_of.h"

#include "quarterdeck/base/text.h"

#include <algorithm>
#include <cctype>

namespace qd::cli {
namespace {

bool isNumber(const std::string& text)
{
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

template <class Row>
auto rowFrom(const std::vector<Row>& rows, const std::string& text, const char* what)
{
    const std::string folded = foldText(text);
    const auto at = std::ranges::find_if(rows, [&](const Row& row) {
        return isNumber(text) ? std::to_string(row.id.value) == text : foldText(row.name) == folded;
    });
    if (at == rows.end()) CliSession::throwFailed({Errc::NotFound, fmt::format("there is no such {}", what)});
    return at->id;
}

} // namespace

QueueId queueFrom(const Configuration& c, const std::string& text) { return rowFrom(c.queues, text, "queue"); }
GoalId goalFrom(const Configuration& c, const std::string& text) { return rowFrom(c.goals, text, "goal"); }
CalendarId calendarFrom(const Configuration& c, const std::string& text) { return rowFrom(c.calendars, text, "calendar"); }

PersonId personFrom(const Configuration& c, const std::string& text)
{
    if (text == "none") return {};
    if (text == "me") return c.me.id;
    const auto login = std::ranges::find(c.people, text, &Person::login);
    return login != c.people.end() ? login->id : rowFrom(c.people, text, "person");
}

UtcMillis timeFrom(const std::string& text)
{
    const auto time = parseRfc3339(text);
    if (!time) CliSession::throwUsage({Errc::Invalid, "that is no time", std::nullopt, "Write it as 2026-11-22T09:00:00Z."});
    return *time;
}

Configuration configurationOf(CliSession& session)
{
    Desk& desk = session.desk();
    return session.await<Configuration>([&](auto reply) { desk.setUp().configuration(std::move(reply)); });
}

} // namespace qd::cli
