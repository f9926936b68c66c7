#include "engine/account_book.h"

#include "quarterdeck/base/log.h"
#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/lease_table.h"

#include <future>

namespace qd {
namespace {

using namespace std::chrono_literals;

constexpr auto kTurn = 60s;         // longer than the request for a token may take
constexpr auto kLookForTurn = 100ms;
constexpr int kMostLooks = 600;

std::string keyOf(AccountId id) { return "account:" + std::to_string(id.value); }

} // namespace

HttpRequest forAccount(HttpRequest request, const Account& account)
{
    request.allowPrivateHost = account.privateHost;
    return request;
}

AccountBook::AccountBook(Clock& clock, HttpClient& http, SessionThread& store, OpenSecrets openSecrets, std::string owner)
    : m_clock{clock}
    , m_http{http}
    , m_store{store}
    , m_openSecrets{std::move(openSecrets)}
    , m_owner{std::move(owner)}
    , m_thread{[this](const std::stop_token& stop) { run(stop); }}
{}

AccountBook::~AccountBook() { stop(); }

void AccountBook::stop()
{
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
    std::deque<Errand> left;
    {
        const std::scoped_lock lock{m_mutex};
        left.swap(m_errands);
    }
    for (Errand& errand : left) errand.done(fail(Errc::Cancelled, "the workspace is closing"));
}

Result<SecretStore*> AccountBook::secrets(bool create)
{
    if (!m_secrets) {
        auto opened = m_openSecrets(create);
        if (!opened) return fail(opened.error());
        m_secrets = std::move(*opened);
    }
    return m_secrets.get();
}

Result<std::string> AccountBook::readSecret(const Account& account)
{
    if (account.secretKind.empty()) return std::string{};
    const std::scoped_lock lock{m_mutex};
    const auto store = secrets(false);
    if (!store) return fail(store.error());
    auto secret = (*store)->read(keyOf(account.id));
    if (!secret) return fail(secret.error());
    if (!*secret)
        return fail(Errc::Auth, "this computer does not hold the account's secret", "Sign in to the account again.");
    return std::move(**secret);
}

Result<AccountContext> AccountBook::context(AccountId id)
{
    // The row each time: another process may have signed in, signed out or removed it.
    auto account = m_store.call<Account>([id](Session& session) { return loadAccount(session, id); });
    if (!account) return fail(account.error());
    {
        const std::scoped_lock lock{m_mutex};
        if (const auto known = m_known.find(id); known != m_known.end())
            return AccountContext{std::move(*account), known->second};
    }
    auto secret = readSecret(*account);
    if (!secret) return fail(secret.error());
    const std::scoped_lock lock{m_mutex};
    m_known.insert_or_assign(id, *secret);
    return AccountContext{std::move(*account), std::move(*secret)};
}

void AccountBook::refresh(AccountId id, std::string stale, Refreshed done)
{
    {
        const std::scoped_lock lock{m_mutex};
        m_errands.push_back({id, std::move(stale), std::move(done)});
    }
    m_wake.notify_one();
}

Result<AccountContext> AccountBook::refreshAndWait(AccountId id, const std::string& stale)
{
    auto promise = std::make_shared<std::promise<Result<AccountContext>>>();
    auto outcome = promise->get_future();
    refresh(id, stale, [promise](Result<AccountContext> fresh) { promise->set_value(std::move(fresh)); });
    return outcome.get();
}

/// One process at a time asks for a token: whoever used a refresh token second would sign everybody out.
Result<bool> AccountBook::takeTurn(AccountId id, bool take)
{
    const std::string lease = "token:" + std::to_string(id.value);
    return m_store.call<bool>([&](Session& session) -> Result<bool> {
        if (take) return takeLease(session, lease, m_owner, m_clock.now(), kTurn);
        if (auto gone = releaseLease(session, lease, m_owner); !gone) return fail(gone.error());
        return true;
    });
}

Result<AccountContext> AccountBook::freshToken(const Errand& errand)
{
    for (int look = 0; look < kMostLooks && !m_thread.get_stop_token().stop_requested(); ++look) {
        forget(errand.account);
        auto before = this->context(errand.account);
        if (!before || before->secret != errand.stale) return before; // somebody was quicker
        const auto turn = takeTurn(errand.account, true);
        if (!turn) return fail(turn.error());
        if (!*turn) {
            std::this_thread::sleep_for(kLookForTurn);
            continue;
        }
        forget(errand.account); // the turn may have come by somebody's success
        auto now = this->context(errand.account);
        auto fresh = now && now->secret == errand.stale ? askForToken(errand, *now) : std::move(now);
        (void)takeTurn(errand.account, false); // else it runs out
        return fresh;
    }
    return fail(Errc::Busy, "another process asks for a token");
}

Result<AccountContext> AccountBook::askForToken(const Errand& errand, const AccountContext& context)
{
    const Connector* connector = findConnector(context.account.platform);
    const auto request = connector ? connector->refreshToken(context) : std::nullopt;
    if (!request) {
        markSignedOut(errand.account);
        return fail(Errc::Auth, "the platform wants a new sign-in");
    }
    const HttpOutcome answer = sendAndWait(m_http, forAccount(*request, context.account));
    if (!answer) return fail(answer.error().error);
    auto secret = connector->acceptToken(context, *answer);
    if (!secret) {
        // A refresh token that is refused as a bad request is as dead as one that is refused by name.
        const bool refused = secret.error().code == Errc::Auth || secret.error().code == Errc::Invalid;
        if (!refused) return fail(secret.error());
        markSignedOut(errand.account);
        return fail(Errc::Auth, "the platform wants a new sign-in");
    }
    // Stored before it is used: the old refresh token may be dead by now.
    if (const auto kept = keepSecret(errand.account, *secret); !kept) return fail(kept.error());
    return this->context(errand.account);
}

void AccountBook::markSignedOut(AccountId id)
{
    const auto marked = m_store.call<bool>([id](Session& session) -> Result<bool> {
        return session.inTransaction([&]() -> Result<bool> {
            const auto account = loadAccount(session, id);
            if (!account) return fail(account.error());
            if (account->state != AccountState::Working) return false; // removed, or marked already
            if (auto set = setAccountState(session, id, AccountState::NeedsSignIn); !set) return fail(set.error());
            return true;
        });
    });
    if (!marked) logWarning("accounts: account " + std::to_string(id.value) + " could not be marked as signed out");
    forget(id);
}

Result<std::string> AccountBook::keepSecret(AccountId id, const std::string& secret)
{
    const std::scoped_lock lock{m_mutex};
    const auto store = secrets(true);
    if (!store) return fail(store.error());
    if (auto written = (*store)->write(keyOf(id), secret); !written) return fail(written.error());
    m_known.erase(id);
    return std::string{(*store)->name()};
}

Result<void> AccountBook::dropSecret(AccountId id)
{
    const std::scoped_lock lock{m_mutex};
    m_known.erase(id);
    const auto store = secrets(false);
    if (!store) return fail(store.error());
    return (*store)->remove(keyOf(id));
}

void AccountBook::forget(AccountId id)
{
    const std::scoped_lock lock{m_mutex};
    m_known.erase(id);
}

RateBudget& AccountBook::budget(AccountId id)
{
    const std::scoped_lock lock{m_mutex};
    auto& budget = m_budgets[id];
    if (!budget) budget = std::make_unique<RateBudget>();
    return *budget;
}

void AccountBook::run(const std::stop_token& stop)
{
    while (true) {
        Errand errand;
        {
            std::unique_lock lock{m_mutex};
            if (!m_wake.wait(lock, stop, [this] { return !m_errands.empty(); })) return;
            errand = std::move(m_errands.front());
            m_errands.pop_front();
        }
        errand.done(freshToken(errand));
    }
}

} // namespace qd
