#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/account.h"

#include <optional>
#include <vector>

namespace qd {

class Session;

Result<Account> saveAccount(Session& session, Account account);       ///< Conflict: the same handle is connected already
Result<std::vector<Account>> loadAccounts(Session& session);          ///< without removed ones
Result<Account> loadAccount(Session& session, AccountId id);          ///< also a removed one
Result<void> setAccountState(Session& session, AccountId id, AccountState state);

Result<Source> saveSource(Session& session, Source source);           ///< Conflict: that source exists already
Result<std::vector<Source>> loadSources(Session& session);            ///< of accounts that are not removed
Result<void> removeSource(Session& session, SourceId id);
Result<SourceHealth> loadHealth(Session& session, SourceId id);
Result<std::vector<SourceHealth>> loadAllHealth(Session& session);

/// A poll that brought nothing to save: errors, back-off, a 304. The cursor stays as it is.
Result<void> saveHealth(Session& session, const SourceHealth& health);

/// Note that a stretch was not read; stretches that touch are joined.
Result<void> openGap(Session& session, SourceId source, const Gap& gap);
/// Everything of `source` in [from, to) has been read now.
Result<void> fillGap(Session& session, SourceId source, UtcMillis from, UtcMillis to);

} // namespace qd
