#include "engine/desk/platform_act.h"

#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/ingest_table.h"

#include <memory>

namespace qd {
namespace {

struct Act { // shared by the callbacks of one act, one at a time
    Ask ask;
    Mention mention;
    ActionKind kind;
    AccountContext context;
    Reply<bool> done;
    bool renewed{false};

    PlatformAction action() const
    {
        return {kind, mention.nativeId, mention.nativeKey, mention.replyRef, mention.nativeConversation, mention.createdAt};
    }
};
using ActPtr = std::shared_ptr<Act>;

void request(const ActPtr& act);

/// Our own post is gone from the platform: its row stays, flagged.
void markDeleted(const ActPtr& act)
{
    act->ask.change<bool>({{DeskChange::Kind::Conversation, act->mention.conversation.value}}, act->done,
                          [act](Session& session) -> Result<bool> {
                              auto saved = saveThread(session, act->mention.account, {}, {act->mention.nativeKey},
                                                      act->ask.setUp()->clocks, act->ask.now());
                              if (!saved) return fail(saved.error());
                              return true;
                          });
}

void answered(const ActPtr& act, const HttpOutcome& outcome)
{
    if (!outcome) return act->done(fail(outcome.error().error));
    AccountBook& accounts = act->ask.engine().accounts();
    const Connector* connector = findConnector(act->context.account.platform);
    if (connector->tokenExpired(*outcome) && !act->renewed) {
        act->renewed = true;
        return accounts.refresh(act->context.account.id, act->context.secret, [act](Result<AccountContext> fresh) {
            if (!fresh) return act->done(fail(fresh.error()));
            act->context = std::move(*fresh);
            request(act);
        });
    }
    if (auto accepted = connector->acceptAction(act->context, act->action(), *outcome); !accepted)
        return act->done(fail(accepted.error()));
    if (act->kind == ActionKind::Delete) return markDeleted(act);
    act->done(true);
}

void request(const ActPtr& act)
{
    const Connector* connector = findConnector(act->context.account.platform);
    auto planned = connector ? connector->planAction(act->context, act->action())
                             : fail(Errc::Invalid, "this program knows no such platform");
    if (!planned) return act->done(fail(planned.error()));
    act->ask.engine().http().send(forAccount(std::move(*planned), act->context.account), [act](HttpOutcome outcome) {
        act->ask.engine().read().post([act, outcome = std::move(outcome)](Session&) { answered(act, outcome); });
    });
}

} // namespace

void actOnMention(const Ask& ask, MentionId id, ActionKind kind, Action permission, Reply<bool> done)
{
    ask.read<Mention>(
        [ask, kind, done](Result<Mention> mention) {
            if (!mention) return done(fail(mention.error()));
            auto context = ask.engine().accounts().context(mention->account);
            if (!context) return done(fail(context.error()));
            request(std::make_shared<Act>(Act{ask, std::move(*mention), kind, std::move(*context), done}));
        },
        [ask, id, kind, permission](Session& session) -> Result<Mention> {
            auto mention = loadMention(session, id);
            if (!mention) return mention;
            if (kind == ActionKind::Delete && !mention->own)
                return fail(Errc::Invalid, "only our own posts can be deleted");
            Scope scope;
            if (mention->conversation) {
                const auto conversation = loadConversation(session, mention->conversation);
                if (!conversation) return fail(conversation.error());
                scope.queue = conversation->queue;
            }
            if (auto allowed = ask.may(permission, scope); !allowed) return fail(allowed.error());
            return mention;
        });
}

} // namespace qd
