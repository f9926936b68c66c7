#include "engine/dispatch.h"

#include "engine/ingest.h"
#include "quarterdeck/base/log.h"
#include "quarterdeck/net/retry_policy.h"
#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/ingest_table.h"
#include "quarterdeck/storage/lease_table.h"
#include "quarterdeck/storage/outbox_table.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <random>

namespace qd {

using namespace std::chrono_literals;

namespace {

constexpr auto kClaim = 150s;     // longer than any one request may take
constexpr auto kAccountLease = 60s;
constexpr int kMostAttempts = 8;  // of one item, before a person is asked
constexpr int kMostSteps = 60;    // requests of one send: uploads and their polls
constexpr auto kKeyLives = 50min; // platforms remember an idempotency key for an hour
constexpr auto kLookAgain = 30s;  // after a look that got no answer
constexpr std::array<std::chrono::seconds, 3> kLooks{5s, 30s, 120s}; // after the unclear attempt

std::string codeOf(const Error& error) { return std::string{errcName(error.code)}; }

Mention mentionOf(const OutboxItem& item, const Sent& sent, const AccountContext& context, UtcMillis now)
{
    const Account& account = context.account;
    Mention own;
    own.platform = account.platform;
    own.account = account.id;
    own.kind = item.nativeConversation.empty() ? MentionKind::Reply : MentionKind::Message;
    own.nativeId = sent.nativeId;
    own.nativeKey = sent.nativeKey;
    own.conversation = item.conversation;
    own.author = {.nativeId = account.nativeId, .handle = account.handle, .name = account.name, .avatar = account.avatar};
    own.text = item.text;
    own.lang = item.lang;
    own.url = sent.url;
    own.createdAt = sent.at.value_or(now);
    own.receivedAt = now;
    own.inReplyTo = item.targetNativeKey;
    own.inReplyToAuthor = item.recipientNativeId;
    own.nativeConversation = item.nativeConversation;
    own.visibility = item.visibility;
    own.addressed = item.addressed;
    own.own = true;
    return own;
}

} // namespace

std::optional<OutboxItem> Dispatch::run(OutboxId id)
{
    if (!holdsSecret(id)) return std::nullopt;
    auto claimed = claim(id);
    if (!claimed) return std::nullopt;
    OutboxItem after = claimed->state == OutboxState::Unknown ? look(std::move(*claimed)) : send(std::move(*claimed));
    m_parts.changes.tell({{DeskChange::Kind::Outbox, id.value},
                          {DeskChange::Kind::Conversation, after.conversation.value},
                          {DeskChange::Kind::Counts, 0}});
    return after;
}

/// Only who holds the account's secret may take its lease; others leave the row to them.
bool Dispatch::holdsSecret(OutboxId id)
{
    const auto item = m_parts.store.call<OutboxItem>([id](Session& session) { return loadOutboxItem(session, id); });
    return item && (isRemoved(item->account) || m_parts.accounts.context(item->account).has_value());
}

bool Dispatch::isRemoved(AccountId id)
{
    const auto account = m_parts.store.call<Account>([id](Session& session) { return loadAccount(session, id); });
    return account && account->state == AccountState::Removed;
}

std::optional<OutboxItem> Dispatch::claim(OutboxId id)
{
    using Claimed = std::optional<OutboxItem>;
    auto claimed = m_parts.store.call<Claimed>([&](Session& session) -> Result<Claimed> {
        return session.inTransaction([&]() -> Result<Claimed> {
            const UtcMillis now = m_parts.clock.now();
            const auto item = loadOutboxItem(session, id);
            if (!item) return fail(item.error());
            const auto account = loadAccount(session, item->account);
            if (!account) return fail(account.error());
            if (account->state == AccountState::NeedsSignIn) return Claimed{}; // kept until somebody signs in
            const std::string lease = "send:" + std::to_string(item->account.value);
            const auto ours = takeLease(session, lease, m_parts.owner, now, kAccountLease);
            if (!ours) return fail(ours.error());
            if (!*ours) return Claimed{};
            return claimOutbox(session, id, m_parts.owner, now, kClaim);
        });
    });
    if (!claimed) {
        logWarning("send: item " + std::to_string(id.value) + " could not be claimed: " + codeOf(claimed.error()));
        return std::nullopt;
    }
    return *claimed;
}

OutboxItem Dispatch::send(OutboxItem item)
{
    if (isRemoved(item.account)) return move(item, OutboxState::Failed, "not_found");
    auto context = m_parts.accounts.context(item.account);
    if (!context) return retryLater(item, context.error());
    if (auto refused = refusedByLook(item, *context)) return *refused;
    return publish(std::move(item), std::move(*context));
}

/// Read something of the platform once more and store what is new; what became of the item where that stops it.
std::optional<OutboxItem> Dispatch::readAgain(const OutboxItem& item, AccountContext& context, const ReadAgain& read)
{
    auto planned = read.plan(context);
    if (!planned) return std::nullopt;
    const Connector& connector = *findConnector(context.account.platform);
    HttpOutcome answer = ask(*planned, context);
    if (answer && connector.tokenExpired(*answer)) {
        auto fresh = m_parts.accounts.refreshAndWait(item.account, context.secret);
        if (!fresh) return retryLater(item, fresh.error());
        context = std::move(*fresh);
        planned = read.plan(context);
        answer = planned ? ask(*planned, context) : std::move(answer);
    }
    if (!answer) return retryLater(item, answer.error().error);
    const UtcMillis now = m_parts.clock.now();
    auto page = read.accept(context, *answer, now);
    if (!page && page.error().code == Errc::NotFound) return move(item, OutboxState::Failed, "not_found");
    if (!page) return retryLater(item, page.error());
    const SetUpPtr setUp = m_parts.setUp.current();
    const Digested digested = digest(std::move(page->posts), context.account, fromInt(0), *setUp, now);
    const auto saved = m_parts.store.call<SaveReport>([&](Session& session) {
        return session.inTransaction([&] {
            return saveThread(session, item.account, digested.items, digested.tombstones, setUp->clocks, now);
        });
    });
    if (!saved) return retryLater(item, saved.error());
    return std::nullopt;
}

/// The look just before sending: read the thread once more, store what is new, and refuse when one of us answered or
/// the author wrote, edited or deleted meanwhile.
std::optional<OutboxItem> Dispatch::refusedByLook(const OutboxItem& item, AccountContext& context)
{
    // It may stand there already, and would be taken for a colleague's: the key decides.
    if (item.attempts > 1 && wasUnclear(item) && isKeyed(context, item)) return std::nullopt;
    const auto target = m_parts.store.call<Mention>(
        [&](Session& session) { return loadMention(session, item.inReplyTo); });
    if (!target) return std::nullopt;
    const Connector& connector = *findConnector(context.account.platform);
    bool sawTarget = false;
    const ReadAgain thread{[&](const AccountContext& c) { return connector.planThread(c, *target); },
                           [&](const AccountContext& c, const HttpResponse& response, UtcMillis now) {
                               auto page = connector.acceptThread(c, *target, response, now);
                               if (page) sawTarget = std::ranges::find(page->posts, target->nativeKey, &RawPost::nativeKey) != page->posts.end();
                               return page;
                           }};
    if (auto stopped = readAgain(item, context, thread)) return stopped;
    // Some platforms show a thread without the post that was asked about: an edit of it would go unnoticed.
    const ReadAgain itself{[&](const AccountContext& c) -> Result<HttpRequest> {
                               auto planned = connector.planSweep(c, {*target});
                               if (!planned) return fail(Errc::Invalid, "the platform cannot tell");
                               return std::move(*planned);
                           },
                           [&](const AccountContext& c, const HttpResponse& response, UtcMillis now) {
                               return connector.acceptSweep(c, {*target}, response, now);
                           }};
    if (!sawTarget)
        if (auto stopped = readAgain(item, context, itself)) return stopped;
    if (!item.seen) return std::nullopt;
    const auto events = m_parts.store.call<std::vector<Event>>(
        [&](Session& session) { return eventsOf(session, item.conversation); });
    if (!events) return retryLater(item, events.error());
    for (const Event& event : *events)
        if (event.id > item.seen && event.outbox != item.id && blocksSending(event))
            return move(item, OutboxState::NeedsReapproval, "conflict");
    return std::nullopt;
}

OutboxItem Dispatch::publish(OutboxItem item, AccountContext context)
{
    const Connector& connector = *findConnector(context.account.platform);
    bool renewed = false;
    for (int step = 0; step < kMostSteps; ++step) {
        if (step > 0 && !renew(item)) return item; // looked for by whoever claims it next
        std::string bytes;
        if (const auto index = connector.nextMedia(item, item.progress)) {
            auto read = attachment(item, *index);
            if (!read) return move(item, OutboxState::Failed, codeOf(read.error()));
            bytes = std::move(*read);
        }
        auto planned = connector.planSend(context, item, item.progress, bytes);
        if (!planned) return move(item, OutboxState::Failed, codeOf(planned.error()));
        const bool mayHaveActed = planned->publishes;
        if (planned->progress && *planned->progress != item.progress) // a repetition must send the same bytes
            if (const auto kept = keepProgress(item, *planned->progress); !kept) return retryLater(item, kept.error());

        const HttpOutcome answer = ask(std::move(planned->http), context);
        if (!answer) {
            if (!mayHaveActed || answer.error().sent == SentState::NotSent) return retryLater(item, answer.error().error);
            return unclear(item, answer.error().error);
        }
        if (connector.tokenExpired(*answer) && !renewed) {
            renewed = true;
            auto fresh = m_parts.accounts.refreshAndWait(item.account, context.secret);
            if (!fresh) return retryLater(item, fresh.error());
            context = std::move(*fresh);
            continue;
        }
        const UtcMillis now = m_parts.clock.now();
        const SendOutcome outcome = connector.acceptSend(context, item, item.progress, *answer, now);
        const Error error = outcome.error.value_or(Error{Errc::BadReply, "the platform gave no reason"});
        switch (outcome.kind) {
        case SendOutcome::Kind::More:
            if (const auto kept = keepProgress(item, outcome.progress); !kept) return retryLater(item, kept.error());
            if (error.retryAfter) std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(*error.retryAfter, 5s));
            continue;
        case SendOutcome::Kind::Sent: return recordAsSent(item, outcome.sent, context);
        case SendOutcome::Kind::Refused: return move(item, OutboxState::Failed, codeOf(error));
        case SendOutcome::Kind::Retry:
            if (!outcome.progress.empty()) (void)keepProgress(item, outcome.progress);
            return retryLater(item, error);
        case SendOutcome::Kind::Unknown: return unclear(item, error);
        }
    }
    return move(item, OutboxState::Failed, "bad_reply");
}

/// It may have been acted upon: nothing is sent again before somebody looked, a key or not, since nobody knows when the
/// next attempt would come.
OutboxItem Dispatch::unclear(const OutboxItem& item, const Error& error)
{
    return move(item, OutboxState::Unknown, codeOf(error), m_parts.clock.now() + kLooks[0]);
}

bool Dispatch::renew(const OutboxItem& item)
{
    const auto renewed = m_parts.store.call<bool>([&](Session& session) -> Result<bool> {
        if (auto kept = renewClaim(session, item.id, m_parts.owner, m_parts.clock.now(), kClaim); !kept) return fail(kept.error());
        return true;
    });
    return renewed.has_value();
}

/// Whether an earlier attempt at it may have been acted upon.
bool Dispatch::wasUnclear(const OutboxItem& item)
{
    const auto events = m_parts.store.call<std::vector<Event>>([&](Session& session) { return eventsOf(session, item.conversation); });
    return events && std::ranges::any_of(*events, [&](const Event& event) { return event.type == EventType::SendUnknown && event.outbox == item.id; });
}

/// Whether sending it again now could not make a second post.
bool Dispatch::isKeyed(const AccountContext& context, const OutboxItem& item) const
{
    if (!item.startedAt || m_parts.clock.now() - *item.startedAt > kKeyLives || item.attempts >= kMostAttempts) return false;
    const Connector& connector = *findConnector(context.account.platform);
    if (connector.nextMedia(item, item.progress)) return false;
    const auto planned = connector.planSend(context, item, item.progress, {});
    return planned && planned->publishes && planned->keyed;
}

/// Settle an unknown outcome by looking. Sent again only when a look proved its absence.
OutboxItem Dispatch::look(OutboxItem item)
{
    const UtcMillis now = m_parts.clock.now();
    const auto nextLook = static_cast<std::size_t>(item.looks) + 1;
    const bool last = nextLook >= kLooks.size();
    // Nobody was there to ask: that was no look.
    const auto notAsked = [&](const Error& error) {
        return move(item, OutboxState::Unknown, codeOf(error), now + std::max<std::chrono::milliseconds>(error.retryAfter.value_or(0ms), kLookAgain));
    };
    const auto stay = [&](const std::string& why) {
        const auto again = last ? std::optional<UtcMillis>{} : std::optional{now + kLooks[nextLook] - kLooks[nextLook - 1]};
        return move(item, OutboxState::Unknown, why, again, true);
    };

    if (isRemoved(item.account)) return move(item, OutboxState::Unknown, "not_found", {}, true); // a person decides
    auto context = m_parts.accounts.context(item.account);
    if (!context) return notAsked(context.error());
    const auto bound = m_parts.store.call<std::vector<std::string>>([&](Session& session) {
        return boundKeys(session, item.account, item.targetNativeKey, item.id);
    });
    if (!bound) return notAsked(bound.error());

    const Connector& connector = *findConnector(context->account.platform);
    std::string progress = item.progress;
    bool renewed = false;
    for (int step = 0; step < kMostSteps; ++step) {
        auto planned = connector.planVerify(*context, item, progress);
        if (!planned) return stay(codeOf(planned.error()));
        const HttpOutcome answer = ask(std::move(*planned), *context);
        if (!answer) return notAsked(answer.error().error);
        if (answer->status == 429 || answer->status >= 500) return notAsked({Errc::Network, "no answer to the look"});
        if (connector.tokenExpired(*answer) && !renewed) {
            renewed = true;
            auto fresh = m_parts.accounts.refreshAndWait(item.account, context->secret);
            if (!fresh) return notAsked(fresh.error());
            context = std::move(*fresh);
            continue;
        }
        const VerifyOutcome outcome = connector.acceptVerify(*context, item, progress, *answer, *bound);
        switch (outcome.kind) {
        case VerifyOutcome::Kind::More: progress = outcome.progress; continue;
        case VerifyOutcome::Kind::Found: return recordAsSent(item, outcome.sent, *context);
        case VerifyOutcome::Kind::Undecided: return stay("network");
        case VerifyOutcome::Kind::Absent:
            // Reads lag behind writes: only the last look may say that it never arrived, or a key that makes it harmless.
            return last || isKeyed(*context, item) ? move(item, OutboxState::Queued, "", now, true) : stay("network");
        }
    }
    return stay("bad_reply");
}

HttpOutcome Dispatch::ask(HttpRequest request, const AccountContext& context)
{
    const UtcMillis now = m_parts.clock.now();
    RateBudget& budget = m_parts.accounts.budget(context.account.id);
    if (!budget.allow(now, RateBudget::Use::Send)) {
        Error error{Errc::RateLimited, "the platform asked for quiet"};
        if (const auto until = budget.notBefore(now, RateBudget::Use::Send)) error.retryAfter = *until - now;
        return tl::unexpected(HttpFailure{std::move(error), SentState::NotSent});
    }
    HttpOutcome answer = sendAndWait(m_parts.http, forAccount(std::move(request), context.account));
    if (answer) budget.note(answer->headers, answer->status, m_parts.clock.now());
    return answer;
}

Result<void> Dispatch::keepProgress(OutboxItem& item, const std::string& progress)
{
    auto kept = m_parts.store.call<bool>([&](Session& session) {
        return session.inTransaction([&]() -> Result<bool> {
            if (auto saved = saveProgress(session, item.id, m_parts.owner, progress); !saved) return fail(saved.error());
            return true;
        });
    });
    if (!kept) return fail(kept.error());
    item.progress = progress;
    return {};
}

Result<std::string> Dispatch::attachment(const OutboxItem& item, std::size_t index) const
{
    if (index >= item.media.size()) return fail(Errc::Invalid, "the platform asks for an attachment that is not there");
    std::ifstream file{m_parts.media / std::filesystem::path{item.media[index].path}.filename(), std::ios::binary};
    if (!file) return fail(Errc::NotFound, "an attachment is gone from the media folder");
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

OutboxItem Dispatch::retryLater(const OutboxItem& item, const Error& error)
{
    if (error.code == Errc::Auth) m_parts.accounts.markSignedOut(item.account); // the reply is kept
    const bool patient = error.code == Errc::Auth || error.code == Errc::RateLimited || error.code == Errc::Cancelled;
    if (error.code == Errc::Invalid || (item.attempts >= kMostAttempts && !patient)) return move(item, OutboxState::Failed, codeOf(error));
    thread_local std::mt19937_64 random{std::random_device{}()};
    const auto below = [](std::uint64_t bound) { return bound == 0 ? 0 : random() % bound; };
    const UtcMillis now = m_parts.clock.now();
    UtcMillis again = now + error.retryAfter.value_or(backoff(std::max(item.attempts, 1), below));
    if (error.code == Errc::RateLimited && !error.retryAfter) // nobody said how long: the account's budget knows better
        again = std::max(again, m_parts.accounts.budget(item.account).notBefore(now, RateBudget::Use::Send).value_or(again));
    return move(item, OutboxState::FailedRetry, codeOf(error), again);
}

OutboxItem Dispatch::move(const OutboxItem& item, OutboxState to, std::string error, std::optional<UtcMillis> notBefore,
                          bool countLook)
{
    const OutboxMove step{to, notBefore, std::move(error), countLook};
    const SetUpPtr setUp = m_parts.setUp.current();
    auto moved = m_parts.store.call<OutboxItem>([&](Session& session) {
        return session.inTransaction([&] {
            return moveOutbox(session, item.id, m_parts.owner, step, setUp->clocks, m_parts.clock.now());
        });
    });
    if (moved) return *moved;
    // The claim ran out, or the store failed: whoever claims it next finds it unknown and looks.
    logWarning("send: item " + std::to_string(item.id.value) + " could not be moved: " + codeOf(moved.error()));
    return item;
}

OutboxItem Dispatch::recordAsSent(const OutboxItem& item, const Sent& sent, const AccountContext& context)
{
    const UtcMillis now = m_parts.clock.now();
    const SetUpPtr setUp = m_parts.setUp.current();
    const Mention own = mentionOf(item, sent, context, now);
    auto recorded = m_parts.store.call<OutboxItem>([&](Session& session) {
        return session.inTransaction([&] { return recordSent(session, item.id, own, setUp->clocks, now); });
    });
    if (recorded) {
        m_parts.changes.tell({{DeskChange::Kind::Lists, 0}});
        return *recorded;
    }
    logError("send: item " + std::to_string(item.id.value) + " stands on the platform, writing it down failed: " +
             codeOf(recorded.error()));
    return item;
}

} // namespace qd
