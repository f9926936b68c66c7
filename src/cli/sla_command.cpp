#include "cli/commands.h"
#include "cli/row_verbs.h"
#include "quarterdeck/base/text.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>

namespace qd::cli {
namespace {

struct Options { // lives as long as the parser's callbacks
    std::string name, calendar, timezone, id, file;
    std::vector<std::string> targets, queues, priorities, platforms, open, holidays;
    int order{0}, risk{80};
    bool disabled{false}, pauseSnoozed{false};
};
using OptionsPtr = std::shared_ptr<Options>;

[[noreturn]] void refuse(const char* what, const char* hint) { CliSession::throwFailed({Errc::Invalid, what, std::nullopt, hint}); }

int numberFrom(std::string_view text, const char* what)
{
    int number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) refuse(what, "Digits only.");
    return number;
}

/// "90m", "1h", "2d", "30s"
std::chrono::milliseconds spanFrom(std::string_view text)
{
    if (text.size() < 2) refuse("a span is a number and a unit", "For example 90m, 1h or 2d.");
    const std::chrono::milliseconds count{numberFrom(text.substr(0, text.size() - 1), "a span is a number and a unit")};
    switch (text.back()) {
    case 's': return count * 1000;
    case 'm': return count * 60'000;
    case 'h': return count * 3'600'000;
    case 'd': return count * 86'400'000;
    default: refuse("a span ends in s, m, h or d", "For example 90m, 1h or 2d.");
    }
}

/// "first_response=1h", "first_response=1h/24h"
SlaTarget targetFrom(const std::string& text)
{
    const auto equals = text.find('=');
    if (equals == std::string::npos) refuse("a target is METRIC=SPAN or METRIC=SPAN/LIMIT", "For example first_response=1h/24h.");
    const auto parts = split(std::string_view{text}.substr(equals + 1), '/');
    SlaTarget target{enumFrom<Metric>(text.substr(0, equals), "metric"), spanFrom(parts.front()), std::nullopt};
    if (parts.size() > 1) target.limit = spanFrom(parts[1]);
    return target;
}

/// "09:00", "24:00", "26:00" (two in the next morning)
int minutesFrom(std::string_view text)
{
    const auto parts = split(text, ':');
    if (parts.size() != 2) refuse("a time of day is HH:MM", "For example 09:00.");
    return numberFrom(parts[0], "a time of day is HH:MM") * 60 + numberFrom(parts[1], "a time of day is HH:MM");
}

Window windowFrom(std::string_view text)
{
    const auto parts = split(text, '-');
    if (parts.size() != 2) refuse("a window is HH:MM-HH:MM", "For example 09:00-17:00.");
    return {minutesFrom(parts[0]), minutesFrom(parts[1])};
}

std::size_t dayFrom(std::string_view text)
{
    static constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const auto at = std::ranges::find(kDays, text.substr(0, 3));
    if (at == kDays.end()) refuse("a day is mon, tue, wed, thu, fri, sat or sun", "For example mon-fri=09:00-17:00.");
    return static_cast<std::size_t>(at - kDays.begin());
}

/// "mon-fri=09:00-12:00,13:00-17:00"
void openFrom(const std::string& text, Calendar& calendar)
{
    const auto equals = text.find('=');
    if (equals == std::string::npos) refuse("opening hours are DAYS=WINDOW,WINDOW", "For example mon-fri=09:00-17:00.");
    const auto days = split(std::string_view{text}.substr(0, equals), '-');
    const std::size_t first = dayFrom(days.front());
    const std::size_t last = dayFrom(days.back());
    std::vector<Window> windows;
    for (const std::string_view window : split(std::string_view{text}.substr(equals + 1), ',')) windows.push_back(windowFrom(window));
    for (std::size_t day = first;; day = (day + 1) % 7) {
        calendar.week[day] = windows;
        if (day == last) return;
    }
}

/// "2026-12-25", "2026-12-25=Christmas"
Holiday holidayFrom(const std::string& text)
{
    const std::string date = text.substr(0, 10);
    if (date.size() != 10 || date[4] != '-' || date[7] != '-') refuse("a holiday is YYYY-MM-DD=NAME", "For example 2026-12-25=Christmas.");
    Holiday holiday{numberFrom(date.substr(0, 4), "a holiday is YYYY-MM-DD"), numberFrom(date.substr(5, 2), "a holiday is YYYY-MM-DD"),
                    numberFrom(date.substr(8, 2), "a holiday is YYYY-MM-DD"), {}, ""};
    if (text.size() > 11) holiday.name = text.substr(11);
    return holiday;
}

CLI::Option* many(CLI::App& verb, const char* name, std::vector<std::string>& into, const char* help)
{
    return verb.add_option(name, into, help)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void addPolicies(CLI::App& app, CliSession& session, const OptionsPtr& o)
{
    RowVerbs<SlaPolicy> verbs;
    verbs.rows = &Configuration::policies;
    verbs.declare = [o](CLI::App& verb, bool adding) {
        verb.add_option("--name", o->name)->required(adding);
        verb.add_option("--order", o->order, "The first that fits is taken");
        many(verb, "--target", o->targets, "METRIC=SPAN or METRIC=SPAN/LIMIT: first_response, next_response, periodic_update, resolution");
        verb.add_option("--calendar", o->calendar);
        many(verb, "--queue", o->queues, "Only these queues");
        many(verb, "--priority", o->priorities, "Only these priorities");
        many(verb, "--platform", o->platforms, "Only these platforms");
        verb.add_option("--risk-percent", o->risk);
        verb.add_flag("--pause-while-snoozed,!--run-while-snoozed", o->pauseSnoozed);
        verb.add_flag("--disabled,!--enabled", o->disabled);
    };
    verbs.fill = [o](SlaPolicy& policy, const Configuration& c, const CLI::App& verb) {
        if (!policy.id && !c.calendars.empty()) policy.calendar = c.calendars.front().id;
        if (given(verb, "--name")) policy.name = o->name;
        if (given(verb, "--order")) policy.order = o->order;
        else if (!policy.id) policy.order = static_cast<int>(c.policies.size()) + 1;
        if (given(verb, "--calendar")) policy.calendar = calendarFrom(c, o->calendar);
        if (given(verb, "--risk-percent")) policy.riskPercent = o->risk;
        if (given(verb, "--pause-while-snoozed")) policy.pauseWhileSnoozed = o->pauseSnoozed;
        if (given(verb, "--disabled")) policy.enabled = !o->disabled;
        if (given(verb, "--platform")) policy.conditions.platforms = o->platforms;
        if (given(verb, "--target")) policy.targets.clear();
        for (const std::string& target : o->targets) policy.targets.push_back(targetFrom(target));
        if (given(verb, "--queue")) policy.conditions.queues.clear();
        for (const std::string& queue : o->queues) policy.conditions.queues.push_back(queueFrom(c, queue));
        if (given(verb, "--priority")) policy.conditions.priorities.clear();
        for (const std::string& priority : o->priorities) policy.conditions.priorities.push_back(enumFrom<Priority>(priority, "priority"));
    };
    verbs.head = {"ID", "ORDER", "NAME", "VERSION", "ENABLED"};
    verbs.cells = [](const SlaPolicy& p) -> std::vector<std::string> {
        return {std::to_string(p.id.value), std::to_string(p.order), p.name, std::to_string(p.version), p.enabled ? "yes" : "no"};
    };
    addRowVerbs(*app.add_subcommand("sla", "SLA policies: conditions, targets, calendar"), session, std::move(verbs));
}

void addImport(CLI::App& noun, CliSession& session, const OptionsPtr& o)
{
    CLI::App* verb = noun.add_subcommand("import", "Holidays of an .ics file");
    verb->add_option("ID", o->id, "The calendar's id or name")->required();
    verb->add_option("FILE", o->file)->required();
    verb->callback([&session, o] {
        std::ifstream file{o->file, std::ios::binary};
        if (!file) session.throwFailed({Errc::NotFound, "the file cannot be read"});
        const std::string ics{std::istreambuf_iterator<char>{file}, {}};
        const CalendarId id = calendarFrom(configurationOf(session), o->id);
        Desk& desk = session.desk();
        const auto calendar = session.await<Calendar>([&](auto reply) { desk.setUp().importHolidays(id, ics, std::move(reply)); });
        print(session, shapeOf(calendar), fmt::format("The calendar has {} holidays now.", calendar.holidays.size()));
    });
}

void addCalendars(CLI::App& app, CliSession& session, const OptionsPtr& o)
{
    RowVerbs<Calendar> verbs;
    verbs.rows = &Configuration::calendars;
    verbs.declare = [o](CLI::App& verb, bool adding) {
        verb.add_option("--name", o->name)->required(adding);
        verb.add_option("--timezone", o->timezone);
        many(verb, "--open", o->open, "DAYS=WINDOW,WINDOW, e.g. mon-fri=09:00-12:00,13:00-17:00; a close past 24:00 is the next day");
        many(verb, "--holiday", o->holidays, "YYYY-MM-DD=NAME");
    };
    verbs.fill = [o](Calendar& calendar, const Configuration& c, const CLI::App& verb) {
        if (!calendar.id) calendar.timezone = c.timezone;
        if (given(verb, "--name")) calendar.name = o->name;
        if (given(verb, "--timezone")) calendar.timezone = o->timezone;
        if (given(verb, "--open")) calendar.week = {};
        for (const std::string& open : o->open) openFrom(open, calendar);
        for (const std::string& holiday : o->holidays) calendar.holidays.push_back(holidayFrom(holiday));
    };
    verbs.head = {"ID", "NAME", "TIME ZONE", "VERSION", "HOLIDAYS"};
    verbs.cells = [](const Calendar& c) -> std::vector<std::string> {
        return {std::to_string(c.id.value), c.name, c.timezone, std::to_string(c.version), std::to_string(c.holidays.size())};
    };
    CLI::App* noun = app.add_subcommand("calendar", "When time counts: opening hours and holidays");
    addRowVerbs(*noun, session, std::move(verbs));
    addImport(*noun, session, o);
}

} // namespace

void addSlaCommands(CLI::App& app, CliSession& session)
{
    const auto options = std::make_shared<Options>();
    addPolicies(app, session, options);
    addCalendars(app, session, options);
}

} // namespace qd::cli
