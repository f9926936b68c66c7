#include "engine/desk/sources_service.h"

#include "engine/desk/account_connect.h"
#include "engine/desk/workspace_health.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/storage/account_table.h"

#include <algorithm>

namespace qd {
namespace {

Result<AccountLine> lineOf(Session& session, AccountId id)
{
    auto account = loadAccount(session, id);
    if (!account) return fail(account.error());
    auto sources = loadSources(session);
    if (!sources) return fail(sources.error());
    AccountLine line{std::move(*account), {}};
    for (Source& source : *sources)
        if (source.account == id) line.sources.push_back(std::move(source));
    return line;
}

bool needsQuery(SourceKind kind) { return kind == SourceKind::Search || kind == SourceKind::Hashtag; }

} // namespace

void SourcesService::connect(NewAccount request, Reply<AccountLine> done)
{
    if (auto allowed = m_ask.may(Action::ConfigureAccounts); !allowed) return done(fail(allowed.error()));
    if (request.historyOpenHours < 0 || request.historyOpenHours > 24 * 30)
        return done(fail(Errc::Invalid, "history can be opened for 0 to 720 hours"));
    const ConnectRequest talk{request.server, request.handle, request.secret, request.privateHost};
    request.secret.clear();
    connectPlatform(m_ask, request.platform, talk, [this, request, done = std::move(done)](Result<Connected> connected) {
        if (!connected) return done(fail(connected.error()));
        keepNew(std::move(*connected), request, done);
    });
}

/// The row first (its id is the secret's key), then the secret, then the row again with where the secret lies; a
/// secret that cannot be kept takes the row away again.
void SourcesService::keepNew(Connected connected, const NewAccount& request, Reply<AccountLine> done)
{
    const UtcMillis now = m_ask.now();
    Account account = std::move(connected.account);
    account.connectedAt = now;
    account.historyOpenHours = request.historyOpenHours;
    account.privateHost = request.privateHost;
    m_ask.write<Account>(
        [this, secret = connected.secret, done](Result<Account> saved) {
            if (!saved) return done(fail(saved.error()));
            // Off the store thread: the keyring may take its time.
            m_ask.engine().read().post([this, secret, done, account = std::move(*saved)](Session&) mutable {
                if (!secret.empty()) {
                    auto kept = m_ask.engine().accounts().keepSecret(account.id, secret);
                    if (!kept) {
                        m_ask.write<bool>([done, error = kept.error()](const Result<bool>&) { done(fail(error)); },
                                          [id = account.id](Session& session) -> Result<bool> {
                                              if (auto gone = setAccountState(session, id, AccountState::Removed); !gone)
                                                  return fail(gone.error());
                                              return true;
                                          });
                        return;
                    }
                    account.secretKind = *kept;
                }
                m_ask.change<AccountLine>(
                    {{DeskChange::Kind::Source, 0}, {DeskChange::Kind::Counts, 0}},
                    [this, done](Result<AccountLine> line) {
                        if (line) m_ask.engine().poll().reload();
                        done(std::move(line));
                    },
                    [account](Session& session) -> Result<AccountLine> {
                        if (const auto row = saveAccount(session, account); !row) return fail(row.error());
                        const Connector& connector = *findConnector(account.platform);
                        for (const SourceKind kind : connector.defaultSources(account)) {
                            const auto made = saveSource(session, {{}, account.id, kind, "", true, account.connectedAt});
                            if (!made) return fail(made.error());
                        }
                        return lineOf(session, account.id);
                    });
            });
        },
        [account](Session& session) { return saveAccount(session, account); });
}

void SourcesService::signInAgain(AccountId id, std::string secret, Reply<AccountLine> done)
{
    if (auto allowed = m_ask.may(Action::ConfigureAccounts); !allowed) return done(fail(allowed.error()));
    m_ask.read<Account>(
        [this, secret = std::move(secret), done](Result<Account> account) {
            if (!account) return done(fail(account.error()));
            const ConnectRequest talk{account->server, account->handle, secret, account->privateHost};
            connectPlatform(m_ask, account->platform, talk, [this, before = *account, done](Result<Connected> connected) {
                if (!connected) return done(fail(connected.error()));
                if (connected->account.nativeId != before.nativeId)
                    return done(fail(Errc::Conflict, "that is another account than the one that was signed out",
                                     "Connect it as a new account instead."));
                keepAgain(before, std::move(*connected), done);
            });
        },
        [id](Session& session) { return loadAccount(session, id); });
}

void SourcesService::keepAgain(Account before, Connected connected, Reply<AccountLine> done)
{
    m_ask.engine().read().post([this, before = std::move(before), connected = std::move(connected), done](Session&) mutable {
        auto kept = m_ask.engine().accounts().keepSecret(before.id, connected.secret);
        if (!kept) return done(fail(kept.error()));
        before.secretKind = *kept;
        before.state = AccountState::Working;
        before.limits = connected.account.limits;
        before.capabilities = connected.account.capabilities;
        before.name = connected.account.name;
        before.avatar = connected.account.avatar;
        m_ask.change<AccountLine>(
            {{DeskChange::Kind::Source, 0}},
            [this, done](Result<AccountLine> line) {
                if (line) {
                    m_ask.engine().accounts().forget(line->account.id);
                    m_ask.engine().poll().reload();
                }
                done(std::move(line));
            },
            [before](Session& session) -> Result<AccountLine> {
                const auto saved = saveAccount(session, before);
                if (!saved) return fail(saved.error());
                return lineOf(session, before.id);
            });
    });
}

void SourcesService::accounts(Reply<std::vector<AccountLine>> done)
{
    using Lines = std::vector<AccountLine>;
    m_ask.read<Lines>(std::move(done), [ask = m_ask](Session& session) -> Result<Lines> {
        if (auto allowed = ask.may(Action::ReadDesk); !allowed) return fail(allowed.error());
        const auto accounts = loadAccounts(session);
        if (!accounts) return fail(accounts.error());
        Lines lines;
        for (const Account& account : *accounts) {
            auto line = lineOf(session, account.id);
            if (!line) return fail(line.error());
            lines.push_back(std::move(*line));
        }
        return lines;
    });
}

void SourcesService::test(AccountId id, Reply<AccountLine> done)
{
    if (auto allowed = m_ask.may(Action::ConfigureAccounts); !allowed) return done(fail(allowed.error()));
    m_ask.engine().read().post([this, id, done](Session&) {
        auto context = m_ask.engine().accounts().context(id);
        if (!context) return done(fail(context.error()));
        const Account before = context->account;
        readProfile(m_ask, std::move(*context), [this, before, done](Result<Connected> profile) {
            if (!profile) return done(fail(profile.error()));
            Account now = before;
            now.limits = profile->account.limits;
            now.capabilities = profile->account.capabilities;
            now.name = profile->account.name;
            now.avatar = profile->account.avatar;
            now.state = AccountState::Working;
            m_ask.change<AccountLine>({{DeskChange::Kind::Source, 0}}, done, [ask = m_ask, now](Session& session) -> Result<AccountLine> {
                const auto saved = saveAccount(session, now);
                if (!saved) return fail(saved.error());
                ask.engine().accounts().forget(now.id);
                return lineOf(session, now.id);
            });
        });
    });
}

void SourcesService::removeAccount(AccountId id, Reply<Account> done)
{
    if (auto allowed = m_ask.may(Action::ConfigureAccounts); !allowed) return done(fail(allowed.error()));
    m_ask.change<Account>(
        {{DeskChange::Kind::Source, 0}, {DeskChange::Kind::Counts, 0}},
        [this, id, done](Result<Account> removed) {
            if (!removed) return done(std::move(removed));
            m_ask.engine().poll().reload();
            m_ask.engine().read().post([this, id, done, account = std::move(*removed)](Session&) {
                if (!account.secretKind.empty())
                    if (auto dropped = m_ask.engine().accounts().dropSecret(id); !dropped) return done(fail(dropped.error()));
                done(account);
            });
        },
        [id](Session& session) -> Result<Account> {
            auto account = loadAccount(session, id);
            if (!account) return account;
            if (account->state == AccountState::Removed) return fail(Errc::NotFound, "there is no such account");
            if (auto gone = setAccountState(session, id, AccountState::Removed); !gone) return fail(gone.error());
            account->state = AccountState::Removed;
            return account;
        });
}

void SourcesService::addSource(AccountId account, SourceKind kind, std::string query, Reply<Source> done)
{
    if (auto allowed = m_ask.may(Action::ConfigureAccounts); !allowed) return done(fail(allowed.error()));
    std::string trimmed{trim(query)};
    if (kind == SourceKind::Hashtag && trimmed.starts_with('#')) trimmed.erase(0, 1);
    if (needsQuery(kind) == trimmed.empty())
        return done(fail(Errc::Invalid, needsQuery(kind) ? "this kind of source needs a query" : "this kind of source takes no query"));
    m_ask.change<Source>(
        {{DeskChange::Kind::Source, 0}},
        [this, done](Result<Source> source) {
            if (source) m_ask.engine().poll().reload();
            done(std::move(source));
        },
        [ask = m_ask, account, kind, trimmed](Session& session) -> Result<Source> {
            const auto row = loadAccount(session, account);
            if (!row) return fail(row.error());
            const Connector* connector = findConnector(row->platform);
            const auto possible = connector ? connector->possibleSources(*row) : std::vector<SourceKind>{};
            if (std::ranges::find(possible, kind) == possible.end())
                return fail(Errc::Invalid, "the account's platform has no source of this kind");
            return saveSource(session, {{}, account, kind, trimmed, true, ask.now()});
        });
}

void SourcesService::removeSource(SourceId id, Reply<Source> done)
{
    if (auto allowed = m_ask.may(Action::ConfigureAccounts); !allowed) return done(fail(allowed.error()));
    m_ask.change<Source>(
        {{DeskChange::Kind::Source, 0}},
        [this, done](Result<Source> source) {
            if (source) m_ask.engine().poll().reload();
            done(std::move(source));
        },
        [id](Session& session) -> Result<Source> {
            const auto sources = loadSources(session);
            if (!sources) return fail(sources.error());
            const auto at = std::ranges::find(*sources, id, &Source::id);
            if (at == sources->end()) return fail(Errc::NotFound, "there is no such source");
            if (auto gone = qd::removeSource(session, id); !gone) return fail(gone.error());
            return *at;
        });
}

void SourcesService::sources(Reply<std::vector<SourceLine>> done)
{
    using Lines = std::vector<SourceLine>;
    m_ask.read<Lines>(std::move(done), [ask = m_ask](Session& session) -> Result<Lines> {
        if (auto allowed = ask.may(Action::ReadDesk); !allowed) return fail(allowed.error());
        const auto sources = loadSources(session);
        if (!sources) return fail(sources.error());
        Lines lines;
        for (const Source& source : *sources) {
            auto account = loadAccount(session, source.account);
            if (!account) return fail(account.error());
            auto health = loadHealth(session, source.id);
            if (!health) return fail(health.error());
            lines.push_back({source, std::move(*account), std::move(*health), ask.engine().poll().nextPoll(source.id)});
        }
        return lines;
    });
}

void SourcesService::pollOnce(std::optional<SourceId> only, ProgressFn progress, Reply<std::vector<PollReport>> done)
{
    if (auto allowed = m_ask.may(Action::PollNow); !allowed) return done(fail(allowed.error()));
    m_ask.engine().poll().pollNow(only, {}, std::move(progress), std::move(done));
}

void SourcesService::health(Reply<std::vector<HealthReason>> done)
{
    using Reasons = std::vector<HealthReason>;
    m_ask.read<Reasons>(std::move(done), [ask = m_ask](Session& session) -> Result<Reasons> {
        return workspaceHealth(session, ask.engine().url, ask.now());
    });
}

} // namespace qd
