#include "quarterdeck/engine/demo.h"

#include <nlohmann/json.hpp>

#include <array>
#include <functional>
#include <future>
#include <memory>

namespace qd {
namespace {

using nlohmann::json;

template <class T>
Result<T> wait(const std::function<void(Reply<T>)>& ask)
{
    auto promise = std::make_shared<std::promise<Result<T>>>(); // shared with the reply
    auto answer = promise->get_future();
    ask([promise](Result<T> result) { promise->set_value(std::move(result)); });
    return answer.get();
}

std::string text(const json& object, const char* key)
{
    return object.is_object() && object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

Result<AccountId> connect(Desk& desk, NewAccount account)
{
    account.privateHost = true; // the sandbox listens on loopback
    auto line = wait<AccountLine>([&](auto reply) { desk.sources().connect(account, std::move(reply)); });
    if (!line) return fail(line.error());
    return line->account.id;
}

Result<void> follow(Desk& desk, AccountId account, SourceKind kind, const std::string& query)
{
    auto source = wait<Source>([&](auto reply) { desk.sources().addSource(account, kind, query, std::move(reply)); });
    if (!source) return fail(source.error());
    return {};
}

Result<void> connectAccounts(Desk& desk, const json& info)
{
    const json mastodon = info.value("mastodon", json::object());
    const auto first = connect(desk, {.platform = "mastodon", .server = text(mastodon, "server"), .secret = text(mastodon, "token")});
    if (!first) return fail(first.error());
    if (auto done = follow(desk, *first, SourceKind::Hashtag, "AcmeRail"); !done) return done;

    const json bluesky = info.value("bluesky", json::object());
    const auto second = connect(desk, {.platform = "bluesky", .server = text(bluesky, "server"), .handle = text(bluesky, "handle"), .secret = text(bluesky, "app_password")});
    if (!second) return fail(second.error());
    if (auto done = follow(desk, *second, SourceKind::Search, "Acme Rail"); !done) return done;

    for (const json& feed : info.value("feeds", json::array())) {
        if (!feed.is_string() || !feed.get<std::string>().ends_with(".rss")) continue;
        if (auto done = connect(desk, {.platform = "feed", .server = feed.get<std::string>()}); !done) return fail(done.error());
    }
    return {};
}

struct Colleague {
    const char* name;
    const char* login;
    Role role;
    const char* timezone;
    const char* languages;
};

constexpr std::array kColleagues{
    Colleague{"Ana Ruiz", "ana", Role::Responder, "Europe/Madrid", "en es"},
    Colleague{"Ben Okafor", "ben", Role::Drafter, "Europe/London", "en"},
    Colleague{"Chloé Martin", "chloe", Role::Manager, "Europe/Paris", "fr en"},
    Colleague{"Dev Patel", "dev", Role::Admin, "Europe/London", "en"},
    Colleague{"Elif Kaya", "elif", Role::Responder, "Europe/Berlin", "de en"},
    Colleague{"Farid Haddad", "farid", Role::Responder, "Europe/Paris", "fr ar"},
    Colleague{"Greta Lind", "greta", Role::Responder, "Europe/Berlin", "de"},
    Colleague{"Hugo Silva", "hugo", Role::Responder, "America/New_York", "es en"},
    Colleague{"Iris Novak", "iris", Role::Responder, "Europe/London", "en"},
    Colleague{"Jun Mori", "jun", Role::Responder, "America/New_York", "en"},
    Colleague{"Kim Larsen", "kim", Role::Drafter, "Europe/Berlin", "de en"},
    Colleague{"Lena Roth", "lena", Role::Responder, "Europe/Berlin", "de fr"},
};

Result<void> hire(Desk& desk)
{
    for (const Colleague& colleague : kColleagues) {
        Person person{.name = colleague.name, .login = colleague.login, .role = colleague.role, .timezone = colleague.timezone};
        std::string word;
        for (const char* at = colleague.languages;; ++at) {
            if (*at != ' ' && *at != '\0') {
                word += *at;
                continue;
            }
            person.languages.push_back(word);
            word.clear();
            if (*at == '\0') break;
        }
        auto saved = wait<Person>([&](auto reply) { desk.setUp().save(person, std::move(reply)); });
        if (!saved && saved.error().code != Errc::Conflict) return fail(saved.error()); // you may bear the same login
    }
    return {};
}

QueueId queueOf(const Configuration& configuration, GoalNature nature)
{
    for (const Goal& goal : configuration.goals)
        for (const Queue& queue : configuration.queues)
            if (goal.nature == nature && queue.goal == goal.id) return queue.id;
    return {};
}

Result<LabelId> label(Desk& desk, const char* name)
{
    auto saved = wait<Label>([&](auto reply) { desk.setUp().save(Label{.name = name}, std::move(reply)); });
    if (!saved) return fail(saved.error());
    return saved->id;
}

Result<void> writeRules(Desk& desk)
{
    const auto configuration = wait<Configuration>([&](auto reply) { desk.setUp().configuration(std::move(reply)); });
    if (!configuration) return fail(configuration.error());
    const auto delay = label(desk, "delay");
    const auto tickets = label(desk, "tickets");
    if (!delay || !tickets) return fail(delay ? tickets.error() : delay.error());
    const auto queue = [&](GoalNature nature) { return std::to_string(queueOf(*configuration, nature).value); };

    const std::vector<Rule> rules{
        {.name = "Spam", .order = 1, .matchAll = false,
         .conditions = {{RuleField::Phrase, false, {"crypto giveaway", "double your", "free followers"}}},
         .actions = {{RuleActionKind::Dismiss, "spam"}, {RuleActionKind::Stop, ""}}},
        {.name = "Delays are service", .order = 2,
         .conditions = {{RuleField::Words, false, {"late", "delay", "delayed", "stuck", "cancelled", "verspätung", "verspätet", "retard", "retraso", "417"}}},
         .actions = {{RuleActionKind::Queue, queue(GoalNature::CustomerService)}, {RuleActionKind::Label, std::to_string(delay->value)}, {RuleActionKind::Priority, "high"}}},
        {.name = "Night train rumour", .order = 3, .matchAll = false,
         .conditions = {{RuleField::Phrase, false, {"night train", "train de nuit", "tren nocturno"}}, {RuleField::Words, false, {"nachtzug"}}},
         .actions = {{RuleActionKind::Queue, queue(GoalNature::Reputation)}, {RuleActionKind::Priority, "urgent"}}},
        {.name = "Weekend ticket interest", .order = 4,
         .conditions = {{RuleField::Words, false, {"weekend", "wochenende", "ticket", "wochenendticket", "billet", "billete"}},
                        {RuleField::Words, true, {"late", "refund", "delay"}}},
         .actions = {{RuleActionKind::Queue, queue(GoalNature::Marketing)}, {RuleActionKind::Label, std::to_string(tickets->value)}}},
    };
    for (const Rule& rule : rules) {
        auto saved = wait<Rule>([&](auto reply) { desk.setUp().save(rule, std::move(reply)); });
        if (!saved) return fail(saved.error());
    }
    const std::vector<Template> templates{
        {.name = "Delay, first answer", .text = "Sorry, {name}. We are looking into it and will tell you more here within twenty minutes."},
        {.name = "Ask for the order number", .text = "Could you send us the order number in a direct message? Please do not post it here."},
    };
    for (const Template& reply : templates) {
        auto saved = wait<Template>([&](auto done) { desk.setUp().save(reply, std::move(done)); });
        if (!saved) return fail(saved.error());
    }
    return {};
}

} // namespace

Result<void> prepareDemo(Desk& desk, const std::string& sandboxInfo)
{
    const json info = json::parse(sandboxInfo, nullptr, false);
    if (!info.is_object()) return fail(Errc::BadReply, "the sandbox gave no account of itself");
    if (auto done = hire(desk); !done) return done;
    if (auto done = writeRules(desk); !done) return done;
    return connectAccounts(desk, info);
}

} // namespace qd
