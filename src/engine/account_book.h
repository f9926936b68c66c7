#pragma once

#include "engine/session_thread.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/connectors/connector.h"
#include "quarterdeck/net/http_client.h"
#include "quarterdeck/net/rate_budget.h"
#include "quarterdeck/net/secret_store.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace qd {

/// Accounts with their opened secrets and rate budgets, for the poll loop and the dispatcher. Fresh tokens are
/// fetched on one thread of its own, one at a time, so that a rotating refresh token is never used twice.
class AccountBook {
public:
    using OpenSecrets = std::function<Result<std::unique_ptr<SecretStore>>(bool create)>;
    using Refreshed = std::function<void(Result<AccountContext>)>;

    /// @param owner  of the lease under which a token is refreshed: one a process
    AccountBook(Clock& clock, HttpClient& http, SessionThread& store, OpenSecrets openSecrets, std::string owner);
    ~AccountBook();

    /// Account as it stands now, and its secret, which is opened once and then kept.  @errors NotFound, Auth (no secret here), Storage
    /// @thread any but the store's and the GUI's; blocks on disk
    Result<AccountContext> context(AccountId id);

    /// A fresh token in place of `stale`; where another process or thread was quicker, theirs. Marks the account as
    /// signed out when the platform wants a person.  @thread any; `done` is called on the book's thread
    void refresh(AccountId id, std::string stale, Refreshed done);
    Result<AccountContext> refreshAndWait(AccountId id, const std::string& stale);

    /// Keep a secret; returns what the account row should record.
    Result<std::string> keepSecret(AccountId id, const std::string& secret);
    Result<void> dropSecret(AccountId id);
    void forget(AccountId id); ///< the secret changed: open it again
    /// The platform refuses this account's token for good: a person must sign in.  @thread any but the store's
    void markSignedOut(AccountId id);

    RateBudget& budget(AccountId id); ///< lives as long as the book
    void stop();

private:
    struct Errand {
        AccountId account;
        std::string stale;
        Refreshed done;
    };

    Result<SecretStore*> secrets(bool create);
    Result<std::string> readSecret(const Account& account);
    Result<AccountContext> freshToken(const Errand& errand);
    Result<AccountContext> askForToken(const Errand& errand, const AccountContext& context);
    Result<bool> takeTurn(AccountId id, bool take);
    void run(const std::stop_token& stop);

    Clock& m_clock;
    HttpClient& m_http;
    SessionThread& m_store;
    OpenSecrets m_openSecrets;
    std::string m_owner;
    std::mutex m_mutex;
    std::unique_ptr<SecretStore> m_secrets;
    std::unordered_map<AccountId, std::string> m_known; ///< opened secrets
    std::unordered_map<AccountId, std::unique_ptr<RateBudget>> m_budgets;
    std::deque<Errand> m_errands;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

/// Ready a planned request for this account: its own server may be on a private address, others may not.
HttpRequest forAccount(HttpRequest request, const Account& account);

} // namespace qd
