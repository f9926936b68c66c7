#include "quarterdeck/storage/account_table.h"

#include "storage/setup_json.h"
#include "storage/setup_rows.h"

namespace qd {
namespace {

#define QD_ACCOUNT_COLUMNS \
    "id, platform, server, native_id, handle, name, avatar, state, secret_kind, private_host, sensitive, limits, capabilities, connected_at, history_open_hours"

Account readAccount(const SqlRow& row)
{
    Account account;
    account.id = row.id<AccountId>(0);
    account.platform = row.string(1);
    account.server = row.string(2);
    account.nativeId = row.string(3);
    account.handle = row.string(4);
    account.name = row.string(5);
    account.avatar = row.string(6);
    account.state = enumAt(row, 7, AccountState::Removed, AccountState::NeedsSignIn);
    account.secretKind = row.string(8);
    account.privateHost = row.boolean(9);
    account.sensitive = row.boolean(10);
    account.limits = readLimits(row.text(11));
    account.capabilities = readCapabilities(row.text(12));
    account.connectedAt = row.time(13);
    account.historyOpenHours = smallAt(row, 14);
    return account;
}

} // namespace

Result<Account> saveAccount(Session& session, Account account)
{
    auto saved = saveSetupRow(sql(session), account, [&](std::int64_t id) {
        return sql(session).run(
            "INSERT INTO account (" QD_ACCOUNT_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
            " ON CONFLICT (id) DO UPDATE SET platform = excluded.platform, server = excluded.server, native_id = excluded.native_id,"
            " handle = excluded.handle, name = excluded.name, avatar = excluded.avatar, state = excluded.state,"
            " secret_kind = excluded.secret_kind, private_host = excluded.private_host, sensitive = excluded.sensitive,"
            " limits = excluded.limits, capabilities = excluded.capabilities, connected_at = excluded.connected_at,"
            " history_open_hours = excluded.history_open_hours",
            {id, account.platform, account.server, account.nativeId, account.handle, account.name, account.avatar,
             static_cast<int>(account.state), account.secretKind, account.privateHost, account.sensitive, limitsJson(account.limits),
             capabilitiesJson(account.capabilities), account.connectedAt, account.historyOpenHours});
    });
    if (!saved && saved.error().code == Errc::Conflict) return fail(Errc::Conflict, "that account is connected already");
    return saved;
}

Result<std::vector<Account>> loadAccounts(Session& session)
{
    std::vector<Account> accounts;
    auto done = sql(session).each("SELECT " QD_ACCOUNT_COLUMNS " FROM account WHERE state <> 2 ORDER BY id", {}, [&](const SqlRow& row) {
        accounts.push_back(readAccount(row));
        return true;
    });
    if (!done) return fail(done.error());
    return accounts;
}

Result<Account> loadAccount(Session& session, AccountId id)
{
    Account account;
    auto done = sql(session).one("SELECT " QD_ACCOUNT_COLUMNS " FROM account WHERE id = $1", {id}, "no such account",
                                 [&](const SqlRow& row) { account = readAccount(row); });
    if (!done) return fail(done.error());
    return account;
}

Result<void> setAccountState(Session& session, AccountId id, AccountState state)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<void> {
        auto changed = s.run("UPDATE account SET state = $2 WHERE id = $1", {id, static_cast<int>(state)});
        if (!changed) return fail(changed.error());
        if (*changed == 0) return fail(Errc::NotFound, "no such account");
        return raiseSetupVersion(s);
    });
}

} // namespace qd
