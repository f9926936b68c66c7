#include "cli/commands.h"
#include "cli/names_of.h"
#include "cli/output.h"
#include "cli/shapes.h"
#include "quarterdeck/base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace qd::cli {
namespace {

constexpr std::size_t kLongestReply = 200'000;

struct Options {
    std::string conversation, to, visibility, seen;
    std::vector<std::string> media, alt;
    int hold{-1};
    bool fromStdin{false}, resolve{false};
};

ReplyRequest requestOf(CliSession& session, const Options& options)
{
    ReplyRequest request;
    request.conversation = idFrom<ConversationId>(options.conversation);
    if (!options.to.empty()) request.to = idFrom<MentionId>(options.to);
    if (!options.visibility.empty()) request.visibility = enumFrom<Visibility>(options.visibility, "visibility");
    if (!options.seen.empty()) request.seen = idFrom<EventId>(options.seen);
    if (options.hold >= 0) request.hold = std::chrono::seconds{options.hold};
    request.resolveAfter = options.resolve;
    if (options.alt.size() > options.media.size())
        session.throwUsage({Errc::Invalid, "there are more --alt than --media"});
    for (std::size_t i = 0; i < options.media.size(); ++i)
        request.media.push_back({options.media[i], "", i < options.alt.size() ? options.alt[i] : "", 0});
    request.text = std::string{trim(session.readAll(kLongestReply))};
    return request;
}

} // namespace

void addReplyCommand(CLI::App& app, CliSession& session)
{
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand("reply", "Answer a conversation: guards, then the outbox");
    verb->add_option("CONVERSATION", options->conversation)->required();
    verb->add_flag("--text-stdin", options->fromStdin, "Read the text from standard input")->required();
    verb->add_option("--to", options->to, "Answer this mention; else the newest unanswered one");
    verb->add_option("--visibility", options->visibility, "public, unlisted, followers or direct");
    verb->add_option("--media", options->media, "A file; may be repeated")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb->add_option("--alt", options->alt, "What the media before shows")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb->add_option("--seen", options->seen, "Refuse when something happened after this event");
    verb->add_option("--hold", options->hold, "Seconds it can be undone; 0 = due at once")->check(CLI::Range(0, 300));
    verb->add_flag("--resolve", options->resolve, "Resolve once it stands");
    verb->callback([&session, options] {
        const ReplyRequest request = requestOf(session, *options);
        Desk& desk = session.desk();
        const auto item = session.await<OutboxItem>([&](auto reply) { desk.composer().send(request, std::move(reply)); });
        print(session, shapeOf(item), fmt::format("Outbox item {} to {} is {}.", item.id.value, plain(item.recipient), nameOf(item.state)));
    });
}

} // namespace qd::cli
