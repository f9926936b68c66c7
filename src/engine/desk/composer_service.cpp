#include "engine/desk/composer_service.h"

#include "engine/desk/attachments.h"
#include "engine/desk/reply_target.h"
#include "engine/desk/undo_hold.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/guard.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/outbox_table.h"
#include "quarterdeck/storage/setup_table.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace qd {
namespace {

constexpr std::size_t kLongestDraft = 1U << 20U;

std::string drawOperationKey()
{
    std::array<unsigned char, 16> random{};
    randombytes_buf(random.data(), random.size());
    std::string key;
    for (const unsigned char byte : random) key += fmt::format("{:02x}", byte);
    return key;
}

std::vector<std::string> forbiddenPhrases(Session& session)
{
    std::vector<std::string> phrases;
    const auto setting = readSetting(session, "forbidden_phrases");
    if (!setting || !*setting) return phrases;
    for (const std::string_view line : split(**setting, '\n'))
        if (!trim(line).empty()) phrases.emplace_back(trim(line));
    return phrases;
}

std::vector<Finding> guard(const ReplyRequest& request, const ReplyTarget& target, Session& session)
{
    return guardReply({.text = request.text,
                       .visibility = request.visibility.value_or(target.message.visibility),
                       .media = request.media,
                       .account = &target.account,
                       .target = &target.message,
                       .conversationAccount = target.conversation.account,
                       .forbiddenPhrases = forbiddenPhrases(session)});
}

OutboxItem frozen(const ReplyRequest& request, const ReplyTarget& target, PersonId author, UtcMillis now,
                  std::chrono::seconds hold)
{
    const Mention& to = target.message;
    OutboxItem item;
    item.conversation = target.conversation.id;
    item.inReplyTo = to.id;
    item.account = target.account.id;
    item.author = author;
    item.recipient = to.author.handle;
    item.recipientNativeId = to.author.nativeId;
    item.addressed = to.addressed;
    item.visibility = request.visibility.value_or(to.visibility);
    item.text = toValidUtf8(request.text);
    item.lang = to.lang;
    item.targetNativeId = to.nativeId;
    item.targetNativeKey = to.nativeKey;
    item.targetReplyRef = to.replyRef;
    item.nativeConversation = to.nativeConversation;
    item.state = hold.count() > 0 ? OutboxState::UndoHold : OutboxState::Queued;
    item.notBefore = now + hold;
    item.operationKey = drawOperationKey();
    item.seen = request.seen ? request.seen : target.conversation.lastEvent; // what happens from now on is compared
    item.resolveAfter = request.resolveAfter;
    item.createdAt = now;
    return item;
}

Result<void> refuse(const std::string& why)
{
    if (why == "forbidden")
        return fail(Errc::Forbidden, "your role may draft, not send", "Ask a responder to send your draft.");
    if (why == "not_assignee") return fail(Errc::Forbidden, "only the assignee may reply in this queue", "Assign it to yourself first.");
    if (why == "closed") return fail(Errc::Conflict, "the conversation is closed");
    if (why == "signed_out") return fail(Errc::Auth, "the account is signed out; your draft is kept", "Sign in to the account again.");
    if (why == "read_only_source") return fail(Errc::Invalid, "this source takes no replies", "Open it on its site.");
    if (why == "deleted") return fail(Errc::Conflict, "the author deleted the message you answer");
    return {};
}

std::string stopsOf(const std::vector<Finding>& findings)
{
    std::string codes;
    for (const Finding& finding : findings)
        if (finding.severity == Severity::Stop) codes += (codes.empty() ? "" : ", ") + finding.code;
    return codes;
}

} // namespace

void ComposerService::open(ConversationId id, Reply<ComposerContext> done)
{
    m_ask.read<ComposerContext>(std::move(done), [ask = m_ask, id](Session& session) -> Result<ComposerContext> {
        const auto me = ask.me();
        if (!me) return fail(me.error());
        auto target = findReplyTarget(session, id, {});
        if (!target) return fail(target.error());
        if (auto allowed = ask.may(Action::ReadDesk, {.queue = target->conversation.queue}); !allowed)
            return fail(allowed.error());
        const SetUpPtr setUp = ask.setUp();
        ComposerContext context;
        context.conversation = id;
        context.whyNot = whyNoReply(*target, *me, *setUp);
        context.mayReply = context.whyNot.empty();
        context.target = target->message.id;
        context.targetHandle = target->message.author.handle;
        context.addressed = target->message.addressed;
        context.visibility = target->message.visibility;
        context.choices = visibilityChoices(*target);
        context.seen = target->conversation.lastEvent;
        auto draft = loadDraft(session, id, me->id, false);
        if (!draft) return fail(draft.error());
        context.draft = std::move(*draft);
        auto note = loadDraft(session, id, me->id, true);
        if (!note) return fail(note.error());
        context.noteDraft = std::move(*note);
        for (const Template& reply : setUp->setup.templates)
            if (!reply.goal || reply.goal == target->conversation.goal) context.templates.push_back(reply);
        const auto hold = undoHold(session);
        if (!hold) return fail(hold.error());
        context.undoHold = *hold;
        context.account = std::move(target->account);
        return context;
    });
}

void ComposerService::saveDraft(Draft draft, Reply<Draft> done)
{
    if (draft.text.size() > kLongestDraft)
        return done(fail(Errc::Invalid, "the draft is longer than a mebibyte; the last version is kept"));
    m_ask.write<Draft>(std::move(done), [ask = m_ask, draft = std::move(draft)](Session& session) mutable -> Result<Draft> {
        const auto conversation = loadConversation(session, draft.conversation);
        if (!conversation) return fail(conversation.error());
        if (auto allowed = ask.may(Action::Draft, {.queue = conversation->queue}); !allowed) return fail(allowed.error());
        draft.author = ask.id();
        draft.text = toValidUtf8(draft.text);
        draft.updatedAt = ask.now();
        if (!draft.text.empty() || !draft.media.empty()) return qd::saveDraft(session, draft);
        if (auto removed = removeDraft(session, draft.conversation, draft.author, draft.note); !removed)
            return fail(removed.error());
        return draft;
    });
}

void ComposerService::drafts(Reply<std::vector<Draft>> done)
{
    m_ask.read<std::vector<Draft>>(std::move(done), [ask = m_ask](Session& session) { return draftsOf(session, ask.id()); });
}

void ComposerService::check(ReplyRequest request, Reply<std::vector<GuardLine>> done)
{
    using Lines = std::vector<GuardLine>;
    m_ask.read<Lines>(std::move(done), [ask = m_ask, request = std::move(request)](Session& session) -> Result<Lines> {
        const auto target = findReplyTarget(session, request.conversation, request.to);
        if (!target) return fail(target.error());
        if (auto allowed = ask.may(Action::Draft, {.queue = target->conversation.queue}); !allowed)
            return fail(allowed.error());
        Lines lines;
        for (const Finding& finding : guard(request, *target, session))
            lines.push_back({finding.severity == Severity::Stop, finding.code, finding.start, finding.end});
        return lines;
    });
}

void ComposerService::send(ReplyRequest request, Reply<OutboxItem> done)
{
    const ConversationId id = request.conversation;
    const std::vector<DeskChange> changes{{DeskChange::Kind::Outbox, 0}, {DeskChange::Kind::Conversation, id.value}, {DeskChange::Kind::Counts, 0}};
    auto answer = [ask = m_ask, done = std::move(done)](Result<OutboxItem> item) {
        if (item) ask.engine().sending().wake();
        done(std::move(item));
    };
    m_ask.change<OutboxItem>(changes, std::move(answer), [ask = m_ask, request = std::move(request)](Session& session) -> Result<OutboxItem> {
        const auto me = ask.me();
        if (!me) return fail(me.error());
        const SetUpPtr setUp = ask.setUp();
        const auto target = findReplyTarget(session, request.conversation, request.to);
        if (!target) return fail(target.error());
        if (auto allowed = refuse(whyNoReply(*target, *me, *setUp)); !allowed) return fail(allowed.error());
        if (request.visibility && *request.visibility < target->message.visibility)
            return fail(Errc::Invalid, "the answer would be more public than the message it answers");
        if (!isValidUtf8(request.text) || request.text.find('\0') != std::string::npos)
            return fail(Errc::Invalid, "the reply is not text", "Write it in UTF-8.");
        if (const std::string stops = stopsOf(guard(request, *target, session)); !stops.empty())
            return fail(Errc::Invalid, "the reply was stopped: " + stops, "Change the text; your draft is kept.");
        const auto hold = undoHold(session);
        if (!hold) return fail(hold.error());
        OutboxItem item = frozen(request, *target, me->id, ask.now(), request.hold.value_or(*hold));
        auto media = keepAttachments(request.media, target->account.limits, ask.engine().mediaFolder);
        if (!media) return fail(media.error());
        item.media = std::move(*media);
        auto queued = enqueue(session, std::move(item), setUp->clocks, ask.now());
        if (!queued) return queued;
        if (auto removed = removeDraft(session, request.conversation, me->id, false); !removed) return fail(removed.error());
        return queued;
    });
}

} // namespace qd
