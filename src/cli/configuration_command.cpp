#include "cli/commands.h"
#include "cli/row_verbs.h"

namespace qd::cli {
namespace {

struct Options { // lives as long as the parser's callbacks
    std::string name, objective, nature, owner, metric, date, goal, login, role, timezone, query, text;
    std::vector<std::string> languages, queues;
    int order{0};
    double baseline{0}, target{0};
    bool onlyAssignee{false}, shared{false}, inactive{false};
};
using OptionsPtr = std::shared_ptr<Options>;

void addGoals(CLI::App& app, CliSession& session, const OptionsPtr& o)
{
    RowVerbs<Goal> verbs;
    verbs.rows = &Configuration::goals;
    verbs.declare = [o](CLI::App& verb, bool adding) {
        verb.add_option("--name", o->name)->required(adding);
        verb.add_option("--objective", o->objective, "What the business wants");
        verb.add_option("--nature", o->nature, "customer_service, reputation, marketing, issues, social_responsibility, employee_engagement");
        verb.add_option("--order", o->order, "1 comes first");
        verb.add_option("--owner", o->owner, "id, login or name");
        verb.add_option("--metric", o->metric);
        verb.add_option("--baseline", o->baseline);
        verb.add_option("--target", o->target);
        verb.add_option("--date", o->date, "When the target is due");
    };
    verbs.fill = [o](Goal& goal, const Configuration& c, const CLI::App& verb) {
        if (given(verb, "--name")) goal.name = o->name;
        if (given(verb, "--objective")) goal.objective = o->objective;
        if (given(verb, "--nature")) goal.nature = enumFrom<GoalNature>(o->nature, "nature");
        if (given(verb, "--order")) goal.order = o->order;
        else if (!goal.id) goal.order = static_cast<int>(c.goals.size()) + 1;
        if (given(verb, "--owner")) goal.owner = personFrom(c, o->owner);
        if (given(verb, "--metric")) goal.metric = o->metric;
        if (given(verb, "--baseline")) goal.baseline = o->baseline;
        if (given(verb, "--target")) goal.target = o->target;
        if (given(verb, "--date")) goal.targetDate = timeFrom(o->date);
    };
    verbs.head = {"ID", "ORDER", "NAME", "NATURE"};
    verbs.cells = [](const Goal& g) -> std::vector<std::string> {
        return {std::to_string(g.id.value), std::to_string(g.order), g.name, std::string{nameOf(g.nature)}};
    };
    addRowVerbs(*app.add_subcommand("goal", "Measured aims, in order"), session, std::move(verbs));
}

void listQueues(CliSession& session)
{
    Desk& desk = session.desk();
    const auto overview = session.await<DeskOverview>([&](auto reply) { desk.inbox().overview(std::move(reply)); });
    Json items = Json::array();
    Table table{{"ID", "GOAL", "QUEUE", "NEW", "OPEN", "PENDING", "ON HOLD", "RESOLVED", "SNOOZED", "AT RISK", "BREACHED"}};
    for (const QueueLine& line : overview.queues) {
        items.push_back(shapeOf(line));
        const auto n = [&](std::size_t status) { return std::to_string(line.byStatus[status]); };
        table.add({std::to_string(line.queue.id.value), std::to_string(line.goalOrder), line.queue.name, n(0), n(1), n(2), n(3), n(4),
                   std::to_string(line.snoozed), std::to_string(line.atRisk), std::to_string(line.breached)});
    }
    printList(session, std::move(items), "", table);
}

void addQueues(CLI::App& app, CliSession& session, const OptionsPtr& o)
{
    RowVerbs<Queue> verbs;
    verbs.rows = &Configuration::queues;
    verbs.declare = [o](CLI::App& verb, bool adding) {
        verb.add_option("--name", o->name)->required(adding);
        verb.add_option("--goal", o->goal, "The goal it serves")->required(adding);
        verb.add_option("--order", o->order, "Among the queues of its goal");
        verb.add_flag("--only-assignee-may-reply,!--anyone-may-reply", o->onlyAssignee);
    };
    verbs.fill = [o](Queue& queue, const Configuration& c, const CLI::App& verb) {
        if (given(verb, "--name")) queue.name = o->name;
        if (given(verb, "--goal")) queue.goal = goalFrom(c, o->goal);
        if (given(verb, "--order")) queue.order = o->order;
        if (given(verb, "--only-assignee-may-reply")) queue.onlyAssigneeMayReply = o->onlyAssignee;
    };
    CLI::App* noun = app.add_subcommand("queue", "Goal queues with their counts");
    noun->add_subcommand("list", "In the goals' order, with counts")->callback([&session] { listQueues(session); });
    addRowVerbs(*noun, session, std::move(verbs));
}

void addPeople(CLI::App& app, CliSession& session, const OptionsPtr& o)
{
    RowVerbs<Person> verbs;
    verbs.rows = &Configuration::people;
    verbs.declare = [o](CLI::App& verb, bool adding) {
        verb.add_option("--name", o->name)->required(adding);
        verb.add_option("--login", o->login)->required(adding);
        verb.add_option("--role", o->role, "responder, drafter, manager or admin; new people start as drafters");
        verb.add_option("--timezone", o->timezone);
        verb.add_option("--language", o->languages)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        verb.add_option("--queue", o->queues, "Only these queues; may be repeated")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        verb.add_flag("--inactive,!--active", o->inactive);
    };
    verbs.fill = [o](Person& person, const Configuration& c, const CLI::App& verb) {
        if (!person.id) {
            person.role = Role::Drafter;
            person.timezone = c.timezone;
        }
        if (given(verb, "--name")) person.name = o->name;
        if (given(verb, "--login")) person.login = o->login;
        if (given(verb, "--role")) person.role = enumFrom<Role>(o->role, "role");
        if (given(verb, "--timezone")) person.timezone = o->timezone;
        if (given(verb, "--language")) person.languages = o->languages;
        if (given(verb, "--inactive")) person.active = !o->inactive;
        if (!given(verb, "--queue")) return;
        person.queues.clear();
        for (const std::string& queue : o->queues) person.queues.push_back(queueFrom(c, queue));
    };
    verbs.head = {"ID", "LOGIN", "NAME", "ROLE", "TIME ZONE", "ACTIVE"};
    verbs.cells = [](const Person& p) -> std::vector<std::string> {
        return {std::to_string(p.id.value), p.login, p.name, std::string{nameOf(p.role)}, p.timezone, p.active ? "yes" : "no"};
    };
    addRowVerbs(*app.add_subcommand("person", "Who works here"), session, std::move(verbs));
}

void addLabels(CLI::App& app, CliSession& session, const OptionsPtr& o)
{
    RowVerbs<Label> verbs;
    verbs.rows = &Configuration::labels;
    verbs.declare = [o](CLI::App& verb, bool adding) { verb.add_option("--name", o->name)->required(adding); };
    verbs.fill = [o](Label& label, const Configuration&, const CLI::App& verb) {
        if (given(verb, "--name")) label.name = o->name;
    };
    verbs.head = {"ID", "NAME"};
    verbs.cells = [](const Label& l) -> std::vector<std::string> { return {std::to_string(l.id.value), l.name}; };
    addRowVerbs(*app.add_subcommand("label", "Free tags"), session, std::move(verbs));
}

void addViews(CLI::App& app, CliSession& session, const OptionsPtr& o)
{
    RowVerbs<View> verbs;
    verbs.rows = &Configuration::views;
    verbs.declare = [o](CLI::App& verb, bool adding) {
        verb.add_option("--name", o->name)->required(adding);
        verb.add_option("--query", o->query, "In the query language")->required(adding);
        verb.add_flag("--shared,!--private", o->shared, "For everybody");
    };
    verbs.fill = [o](View& view, const Configuration& c, const CLI::App& verb) {
        if (!view.id) view.owner = c.me.id;
        if (given(verb, "--name")) view.name = o->name;
        if (given(verb, "--query")) view.query = o->query;
        if (given(verb, "--shared")) view.owner = o->shared ? PersonId{} : c.me.id;
    };
    verbs.head = {"ID", "NAME", "QUERY", "SHARED"};
    verbs.cells = [](const View& v) -> std::vector<std::string> {
        return {std::to_string(v.id.value), v.name, v.query, v.owner ? "no" : "yes"};
    };
    addRowVerbs(*app.add_subcommand("view", "Saved filters"), session, std::move(verbs));
}

void addTemplates(CLI::App& app, CliSession& session, const OptionsPtr& o)
{
    RowVerbs<Template> verbs;
    verbs.rows = &Configuration::templates;
    verbs.declare = [o](CLI::App& verb, bool adding) {
        verb.add_option("--name", o->name)->required(adding);
        verb.add_option("--text", o->text, "May hold {name}, {handle}, {me}")->required(adding);
        verb.add_option("--goal", o->goal, "Only where this goal is served");
    };
    verbs.fill = [o](Template& reply, const Configuration& c, const CLI::App& verb) {
        if (given(verb, "--name")) reply.name = o->name;
        if (given(verb, "--text")) reply.text = o->text;
        if (given(verb, "--goal")) reply.goal = o->goal == "none" ? GoalId{} : goalFrom(c, o->goal);
    };
    verbs.head = {"ID", "NAME", "TEXT"};
    verbs.cells = [](const Template& t) -> std::vector<std::string> { return {std::to_string(t.id.value), t.name, plain(t.text)}; };
    addRowVerbs(*app.add_subcommand("template", "Canned responses"), session, std::move(verbs));
}

} // namespace

void addConfigurationCommands(CLI::App& app, CliSession& session)
{
    const auto options = std::make_shared<Options>();
    addGoals(app, session, options);
    addQueues(app, session, options);
    addPeople(app, session, options);
    addLabels(app, session, options);
    addViews(app, session, options);
    addTemplates(app, session, options);
}

} // namespace qd::cli
