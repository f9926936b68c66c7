#include "engine/desk/thread_fetch.h"

#include "engine/ingest.h"
#include "quarterdeck/storage/conversation_table.h"

#include <memory>

namespace qd {
namespace {

struct Fetch { // shared by the callbacks of one fetch, one at a time
    Ask ask;
    Mention target;
    AccountContext context;
    Reply<bool> done;
    bool renewed{false};
};
using FetchPtr = std::shared_ptr<Fetch>;

void store(const FetchPtr& fetch, Digested digested)
{
    auto shared = std::make_shared<Digested>(std::move(digested));
    fetch->ask.change<bool>(
        {{DeskChange::Kind::Conversation, fetch->target.conversation.value}, {DeskChange::Kind::Lists, 0}}, fetch->done,
        [fetch, shared](Session& session) -> Result<bool> {
            const SetUpPtr setUp = fetch->ask.setUp();
            auto saved = saveThread(session, fetch->context.account.id, shared->items, shared->tombstones, setUp->clocks,
                                    fetch->ask.now());
            if (!saved) return fail(saved.error());
            return true;
        });
}

void answered(const FetchPtr& fetch, const HttpOutcome& outcome);

void request(const FetchPtr& fetch)
{
    const Connector* connector = findConnector(fetch->context.account.platform);
    auto planned = connector ? connector->planThread(fetch->context, fetch->target)
                             : fail(Errc::Invalid, "this program knows no such platform");
    if (!planned) return fetch->done(planned.error().code == Errc::Invalid ? Result<bool>{false} : fail(planned.error()));
    WorkspaceEngine& engine = fetch->ask.engine();
    engine.http().send(forAccount(std::move(*planned), fetch->context.account), [fetch](HttpOutcome outcome) {
        // Parsing belongs to a read thread, not to the net's.
        fetch->ask.engine().read().post([fetch, outcome = std::move(outcome)](Session&) { answered(fetch, outcome); });
    });
}

void answered(const FetchPtr& fetch, const HttpOutcome& outcome)
{
    if (!outcome) return fetch->done(fail(outcome.error().error));
    WorkspaceEngine& engine = fetch->ask.engine();
    const Connector* connector = findConnector(fetch->context.account.platform);
    engine.accounts().budget(fetch->context.account.id).note(outcome->headers, outcome->status, fetch->ask.now());
    if (connector->tokenExpired(*outcome) && !fetch->renewed) {
        fetch->renewed = true;
        return engine.accounts().refresh(fetch->context.account.id, fetch->context.secret,
                                         [fetch](Result<AccountContext> fresh) {
                                             if (!fresh) return fetch->done(fail(fresh.error()));
                                             fetch->context = std::move(*fresh);
                                             request(fetch);
                                         });
    }
    auto page = connector->acceptThread(fetch->context, fetch->target, *outcome, fetch->ask.now());
    if (!page) return fetch->done(fail(page.error()));
    const UtcMillis historyBefore = fromInt(0); // a thread's posts are context, not history of a source
    store(fetch, digest(std::move(page->posts), fetch->context.account, historyBefore, *fetch->ask.setUp(),
                        fetch->ask.now()));
}

} // namespace

void fetchThread(const Ask& ask, ConversationId id, Reply<bool> done)
{
    ask.read<Mention>(
        [ask, done](Result<Mention> target) {
            if (!target) return done(fail(target.error()));
            auto context = ask.engine().accounts().context(target->account);
            if (!context) return done(fail(context.error()));
            request(std::make_shared<Fetch>(Fetch{ask, std::move(*target), std::move(*context), done}));
        },
        [ask, id](Session& session) -> Result<Mention> {
            const auto conversation = loadConversation(session, id);
            if (!conversation) return fail(conversation.error());
            if (auto allowed = ask.may(Action::ReadDesk, {.queue = conversation->queue}); !allowed)
                return fail(allowed.error());
            return loadMention(session, conversation->newestMention);
        });
}

} // namespace qd
