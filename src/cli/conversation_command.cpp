#include "cli/commands.h"
#include "cli/names_of.h"
#include "cli/output.h"
#include "cli/shapes.h"
#include "quarterdeck/base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace qd::cli {
namespace {

constexpr std::size_t kLongestNote = 100'000;

struct Options {
    std::string id, queue, status, assignee, after, to, reason, until, level;
    std::vector<std::string> add, remove;
    int limit{50};
    bool fromStdin{false};
};
using OptionsPtr = std::shared_ptr<Options>; // lives as long as the parser's callbacks

/// A conversation as the contract shows it: labels by their names.
Json namedShapeOf(CliSession& session, const Conversation& c)
{
    std::vector<std::string> names;
    if (c.labels.empty()) return shapeOf(c);
    for (const Label& label : configurationOf(session).labels)
        if (std::ranges::find(c.labels, label.id) != c.labels.end()) names.push_back(label.name);
    return shapeOf(c, {}, names);
}

void list(CliSession& session, const Options& options)
{
    Inbox::ConversationQuery query{.after = options.after, .limit = options.limit};
    if (!options.queue.empty() || !options.assignee.empty()) {
        const Configuration configuration = configurationOf(session);
        if (!options.queue.empty()) query.queue = queueFrom(configuration, options.queue);
        if (!options.assignee.empty()) query.assignee = personFrom(configuration, options.assignee);
    }
    if (!options.status.empty()) query.status = enumFrom<Status>(options.status, "status");
    Desk& desk = session.desk();
    const auto page = session.await<Inbox::ConversationList>([&](auto reply) { desk.inbox().conversations(query, std::move(reply)); });
    Json items = Json::array();
    Table table{{"ID", "STATUS", "DUE", "PLATFORM", "EXCERPT"}};
    for (const Conversation& c : page.conversations) {
        items.push_back(namedShapeOf(session, c));
        table.add({std::to_string(c.id.value), std::string{nameOf(c.status)}, c.nextDue ? formatRfc3339(*c.nextDue) : "-", c.platform,
                   plain(ellipsize(c.excerpt, 60))});
    }
    printList(session, std::move(items), page.next, table);
}

std::string textOf(const ConversationView& view)
{
    const Conversation& c = view.conversation;
    std::string text = fmt::format("{}  {} ({})  queue {}  {}\n", c.id.value, plain(view.contact.name), plain(view.contact.handle),
                                   view.queueName, nameOf(c.status));
    for (const Message& message : view.messages)
        text += fmt::format("{}  {}{}: {}\n", formatRfc3339(message.mention.createdAt), message.stranger ? "(other) " : "",
                            message.mention.own ? "us" : plain(message.mention.author.handle), plain(message.mention.text));
    for (const SlaClock& clock : view.clocks)
        text += fmt::format("clock {}: {}{}\n", nameOf(clock.metric), nameOf(clock.phase), clock.due ? ", due " + formatRfc3339(*clock.due) : "");
    for (const TraceStep& step : view.trace)
        text += fmt::format("routing: {} {}: {}\n", step.rule ? step.name : "default", step.fitted ? "fitted" : "did not fit", step.because);
    return text;
}

void show(CliSession& session, const Options& options)
{
    Desk& desk = session.desk();
    const auto view = session.await<ConversationView>([&](auto reply) { desk.inbox().conversation(idFrom<ConversationId>(options.id), std::move(reply)); });
    Json document = shapeOf(view.conversation, view.clocks, view.labels);
    document["messages"] = Json::array();
    for (const Message& message : view.messages) {
        Json shape = shapeOf(message.mention, view.conversation.queue, view.conversation.goal);
        shape["stranger"] = message.stranger;
        document["messages"].push_back(std::move(shape));
    }
    document["notes"] = Json::array();
    for (const Note& note : view.notes)
        document["notes"].push_back({{"id", idOf(note.id)}, {"author", idOf(note.author)}, {"text", note.text}, {"at", formatRfc3339(note.at)}});
    document["events"] = Json::array();
    for (const Event& event : view.events) document["events"].push_back(shapeOf(event));
    document["outbox"] = Json::array();
    for (const OutboxItem& item : view.outbox) document["outbox"].push_back(shapeOf(item));
    document["trace"] = Json::array();
    for (const TraceStep& step : view.trace) document["trace"].push_back(shapeOf(step));
    print(session, document, textOf(view));
}

void printTriaged(CliSession& session, const Triaged& triaged)
{
    if (triaged.after.size() == 1) {
        const Conversation& c = triaged.after.front();
        return print(session, namedShapeOf(session, c), fmt::format("{} is {} now.", c.id.value, nameOf(c.status)));
    }
    Json items = Json::array();
    for (const Conversation& c : triaged.after) items.push_back(namedShapeOf(session, c));
    print(session, {{"items", std::move(items)}, {"next", nullptr}}, fmt::format("{} conversations changed.", triaged.after.size()));
}

void apply(CliSession& session, const Options& options, TriageAct act)
{
    Desk& desk = session.desk();
    printTriaged(session, session.await<Triaged>([&](auto reply) {
        desk.triage().apply({idFrom<ConversationId>(options.id)}, std::move(act), std::move(reply));
    }));
}

UtcMillis snoozeEnd(CliSession& session, const Options& options, SnoozeKind& kind)
{
    if (options.until != "business") return timeFrom(options.until);
    kind = SnoozeKind::BusinessHours;
    Desk& desk = session.desk();
    return session.await<UtcMillis>([&](auto reply) { desk.triage().nextOpening(idFrom<ConversationId>(options.id), std::move(reply)); });
}

using MakeAct = std::function<TriageAct()>;

CLI::App* addAct(CLI::App& noun, CliSession& session, const OptionsPtr& options, const char* name, const char* help, MakeAct make)
{
    CLI::App* verb = noun.add_subcommand(name, help);
    verb->add_option("ID", options->id)->required();
    verb->callback([&session, options, make = std::move(make)] { apply(session, *options, make()); });
    return verb;
}

void addTriage(CLI::App& noun, CliSession& session, const OptionsPtr& o)
{
    addAct(noun, session, o, "assign", "To a person, or to none", [&session, o] {
        return Assign{personFrom(configurationOf(session), o->to)};
    })->add_option("--to", o->to, "id, login, name, me or none")->required();
    addAct(noun, session, o, "resolve", "Done", [o] { return Resolve{o->reason}; })->add_option("--reason", o->reason);
    addAct(noun, session, o, "reopen", "Work again", [] { return Reopen{}; });
    addAct(noun, session, o, "dismiss", "Needs no answer", [o] { return Dismiss{o->reason}; })->add_option("--reason", o->reason)->required();
    addAct(noun, session, o, "snooze", "Hide until a time or the next opening", [&session, o] {
        SnoozeKind kind = SnoozeKind::Time;
        const UtcMillis until = snoozeEnd(session, *o, kind);
        return Snooze{until, kind};
    })->add_option("--until", o->until, "a time, or business")->required();
    addAct(noun, session, o, "priority", "low, normal, high or urgent", [o] {
        return SetPriority{enumFrom<Priority>(o->level, "priority")};
    })->add_option("PRIORITY", o->level)->required();
    addAct(noun, session, o, "move", "To another queue", [&session, o] {
        return Move{queueFrom(configurationOf(session), o->queue)};
    })->add_option("--queue", o->queue)->required();
    CLI::App* label = addAct(noun, session, o, "label", "Add and remove labels", [o] { return Relabel{o->add, o->remove}; });
    label->add_option("--add", o->add)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    label->add_option("--remove", o->remove)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    addAct(noun, session, o, "note", "A message only colleagues see", [&session] {
        return AddNote{std::string{trim(session.readAll(kLongestNote))}};
    })->add_flag("--text-stdin", o->fromStdin, "Read the note from standard input")->required();
    CLI::App* escalate = addAct(noun, session, o, "escalate", "Raise it to somebody", [&session, o] {
        return Escalate{o->to.empty() ? PersonId{} : personFrom(configurationOf(session), o->to), o->reason};
    });
    escalate->add_option("--to", o->to, "else the first manager");
    escalate->add_option("--reason", o->reason)->required();
}

} // namespace

void addConversationCommands(CLI::App& app, CliSession& session)
{
    auto options = std::make_shared<Options>();
    CLI::App* noun = app.add_subcommand("conversation", "What staff work on");
    noun->require_subcommand(1);
    CLI::App* all = noun->add_subcommand("list", "In due order");
    all->add_option("--queue", options->queue);
    all->add_option("--status", options->status);
    all->add_option("--assignee", options->assignee);
    all->add_option("--limit", options->limit)->check(CLI::Range(1, 200));
    all->add_option("--after", options->after);
    all->callback([&session, options] { list(session, *options); });
    CLI::App* one = noun->add_subcommand("show", "Messages, events, clocks, routing trace");
    one->add_option("ID", options->id)->required();
    one->callback([&session, options] { show(session, *options); });
    addTriage(*noun, session, options);
    noun->add_subcommand("undo", "Take your last act back")->callback([&session] {
        Desk& desk = session.desk();
        printTriaged(session, session.await<Triaged>([&](auto reply) { desk.triage().undo(std::move(reply)); }));
    });
}

} // namespace qd::cli
