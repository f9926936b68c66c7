#include "engine/account_book.h"

#include "quarterdeck/base/log.h"
#include "quarterdeck/storage/account_table.h"

#include <future>

namespace qd {
namespace {

std::string keyOf(AccountId id) { return "account:" + std::to_string(id.value); }

} // namespace

HttpRequest forAccount(HttpRequest request, const Account& account)
{
    request.allowPrivateHost = account.privateHost;
    return request;
}

AccountBook::AccountBook(HttpClient& http, SessionThread& store, OpenSecrets openSecrets)
    : m_http{http}
    , m_store{store}
    , m_openSecrets{std::move(openSecrets)}
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
    {
        const std::scoped_lock lock{m_mutex};
        if (const auto known = m_known.find(id); known != m_known.end()) return known->second;
    }
    auto account = m_store.call<Account>([id](Session& session) { return loadAccount(session, id); });
    if (!account) return fail(account.error());
    auto secret = readSecret(*account);
    if (!secret) return fail(secret.error());
    AccountContext context{std::move(*account), std::move(*secret)};
    const std::scoped_lock lock{m_mutex};
    m_known.insert_or_assign(id, context);
    return context;
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

Result<AccountContext> AccountBook::freshToken(const Errand& errand)
{
    forget(errand.account);
    auto context = this->context(errand.account);
    if (!context || context->secret != errand.stale) return context; // somebody was quicker
    const Connector* connector = findConnector(context->account.platform);
    const auto request = connector ? connector->refreshToken(*context) : std::nullopt;
    if (!request) {
        markSignedOut(errand.account);
        return fail(Errc::Auth, "the platform wants a new sign-in");
    }
    const HttpOutcome answer = sendAndWait(m_http, forAccount(*request, context->account));
    if (!answer) return fail(answer.error().error);
    auto secret = connector->acceptToken(*context, *answer);
    if (!secret) {
        if (secret.error().code == Errc::Auth) markSignedOut(errand.account);
        return fail(secret.error());
    }
    // Stored before it is used: the old refresh token may be dead by now.
    if (const auto kept = keepSecret(errand.account, *secret); !kept) return fail(kept.error());
    return this->context(errand.account);
}

void AccountBook::markSignedOut(AccountId id)
{
    const auto marked = m_store.call<bool>([id](Session& session) -> Result<bool> {
        return session.inTransaction([&]() -> Result<bool> {
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
