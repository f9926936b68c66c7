#include "cli/commands.h"
#include "cli/names_of.h"
#include "cli/output.h"
#include "cli/shapes.h"
#include "quarterdeck/base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdlib>

namespace qd::cli {
namespace {

constexpr std::size_t kLongestSecret = 16'384;

struct AddOptions {
    NewAccount account;
    bool fromStdin{false};
};

/// A secret comes from standard input or the environment, never from an argument.
std::string secretFrom(CliSession& session, bool fromStdin)
{
    if (fromStdin) return std::string{trim(session.readAll(kLongestSecret))};
    const char* secret = std::getenv("QUARTERDECK_SECRET");
    return secret ? secret : "";
}

void connect(CliSession& session, const std::shared_ptr<AddOptions>& options, bool needsSecret)
{
    NewAccount account = options->account;
    if (needsSecret) account.secret = secretFrom(session, options->fromStdin);
    if (needsSecret && account.secret.empty())
        session.throwFailed({Errc::Invalid, "there is no secret", std::nullopt, "Give it on standard input or in $QUARTERDECK_SECRET."});
    Desk& desk = session.desk();
    const auto line = session.await<AccountLine>([&](auto reply) { desk.sources().connect(account, std::move(reply)); });
    print(session, shapeOf(line), fmt::format("Connected {} ({}) as account {}.", plain(line.account.handle), line.account.platform, line.account.id.value));
}

std::shared_ptr<AddOptions> addPlatform(CLI::App& add, CliSession& session, const char* platform, const char* help,
                                        const char* secretFlag, bool handle)
{
    auto options = std::make_shared<AddOptions>();
    options->account.platform = platform;
    CLI::App* verb = add.add_subcommand(platform, help);
    const bool feed = std::string{platform} == "feed";
    verb->add_option(feed ? "--url" : "--server", options->account.server, "https://…")->required();
    if (handle) verb->add_option("--handle", options->account.handle, "Your handle there")->required();
    if (secretFlag) verb->add_flag(secretFlag, options->fromStdin, "Read the secret from standard input");
    verb->add_option("--history-open", options->account.historyOpenHours, "Unanswered posts of the last HOURS become work")->check(CLI::Range(0, 720));
    verb->add_flag("--private-host", options->account.privateHost, "The server may be on a private or loopback address");
    verb->callback([&session, options, secretFlag] { connect(session, options, secretFlag != nullptr); });
    return options;
}

void addAdd(CLI::App& noun, CliSession& session)
{
    CLI::App* add = noun.add_subcommand("add", "Connect an account");
    add->require_subcommand(1);
    addPlatform(*add, session, "mastodon", "A Mastodon or GoToSocial account, by access token", "--token-stdin", false);
    addPlatform(*add, session, "bluesky", "A Bluesky account, by app password", "--password-stdin", true);
    addPlatform(*add, session, "feed", "An RSS, Atom or JSON feed", nullptr, false);
}

void addOne(CLI::App& noun, CliSession& session)
{
    auto id = std::make_shared<std::string>();
    CLI::App* test = noun.add_subcommand("test", "Ask the server; reads limits and capabilities again");
    test->add_option("ID", *id)->required();
    test->callback([&session, id] {
        Desk& desk = session.desk();
        const auto line = session.await<AccountLine>([&](auto reply) { desk.sources().test(idFrom<AccountId>(*id), std::move(reply)); });
        print(session, shapeOf(line), "The account works.");
    });
    CLI::App* remove = noun.add_subcommand("remove", "Stop reading it and forget its secret; what was read stays");
    remove->add_option("ID", *id)->required();
    remove->callback([&session, id] {
        Desk& desk = session.desk();
        const auto account = session.await<Account>([&](auto reply) { desk.sources().removeAccount(idFrom<AccountId>(*id), std::move(reply)); });
        print(session, shapeOf(AccountLine{account, {}}), "Removed. Revoke the token on the platform too.");
    });
    auto fromStdin = std::make_shared<bool>(false);
    CLI::App* again = noun.add_subcommand("sign-in", "Sign in again with a fresh secret");
    again->add_option("ID", *id)->required();
    again->add_flag("--secret-stdin", *fromStdin, "Read the secret from standard input");
    again->callback([&session, id, fromStdin] {
        Desk& desk = session.desk();
        const std::string secret = secretFrom(session, *fromStdin);
        const auto line = session.await<AccountLine>([&](auto reply) { desk.sources().signInAgain(idFrom<AccountId>(*id), secret, std::move(reply)); });
        print(session, shapeOf(line), "Signed in again.");
    });
}

void addList(CLI::App& noun, CliSession& session)
{
    noun.add_subcommand("list", "Accounts, what they can do, their servers' limits")->callback([&session] {
        Desk& desk = session.desk();
        const auto lines = session.await<std::vector<AccountLine>>([&](auto reply) { desk.sources().accounts(std::move(reply)); });
        Json list = Json::array();
        Table table{{"ID", "PLATFORM", "HANDLE", "STATE", "SOURCES"}};
        for (const AccountLine& line : lines) {
            list.push_back(shapeOf(line));
            table.add({std::to_string(line.account.id.value), line.account.platform, plain(line.account.handle),
                       std::string{nameOf(line.account.state)}, std::to_string(line.sources.size())});
        }
        printList(session, std::move(list), "", table);
    });
}

void addSources(CLI::App& app, CliSession& session)
{
    struct Options { std::string account, kind, query, id; };
    auto options = std::make_shared<Options>();
    CLI::App* noun = app.add_subcommand("source", "What is polled");
    noun->require_subcommand(1);
    CLI::App* add = noun->add_subcommand("add", "Poll something more of an account");
    add->add_option("--account", options->account)->required();
    add->add_option("--kind", options->kind, "mentions, messages, comments, search, hashtag, timeline, own")->required();
    add->add_option("--query", options->query, "For search and hashtag");
    add->callback([&session, options] {
        Desk& desk = session.desk();
        const auto kind = enumFrom<SourceKind>(options->kind, "kind of source");
        const auto source = session.await<Source>([&](auto reply) { desk.sources().addSource(idFrom<AccountId>(options->account), kind, options->query, std::move(reply)); });
        print(session, shapeOf(source), fmt::format("Source {} is polled from now on.", source.id.value));
    });
    CLI::App* remove = noun->add_subcommand("remove", "Stop polling it; what was read stays");
    remove->add_option("ID", options->id)->required();
    remove->callback([&session, options] {
        Desk& desk = session.desk();
        const auto source = session.await<Source>([&](auto reply) { desk.sources().removeSource(idFrom<SourceId>(options->id), std::move(reply)); });
        print(session, shapeOf(source), "Removed.");
    });
    noun->add_subcommand("list", "Cursor age, gaps, rate budget, last error")->callback([&session] {
        Desk& desk = session.desk();
        const auto lines = session.await<std::vector<SourceLine>>([&](auto reply) { desk.sources().sources(std::move(reply)); });
        Json list = Json::array();
        Table table{{"ID", "PLATFORM", "KIND", "QUERY", "CHECKED UP TO", "GAPS", "LEFT", "ERROR"}};
        for (const SourceLine& line : lines) {
            list.push_back(shapeOf(line));
            const SourceHealth& h = line.health;
            table.add({std::to_string(line.source.id.value), line.account.platform, std::string{nameOf(line.source.kind)},
                       plain(line.source.query), h.checkedUpTo ? formatRfc3339(*h.checkedUpTo) : "never", std::to_string(h.gaps.size()),
                       h.rateRemaining ? std::to_string(*h.rateRemaining) : "-", h.lastError.empty() ? "-" : h.lastError});
        }
        printList(session, std::move(list), "", table);
    });
}

} // namespace

void addAccountCommands(CLI::App& app, CliSession& session)
{
    CLI::App* noun = app.add_subcommand("account", "Handles, pages and feeds we own or read");
    noun->require_subcommand(1);
    addAdd(*noun, session);
    addList(*noun, session);
    addOne(*noun, session);
    addSources(app, session);
}

} // namespace qd::cli
