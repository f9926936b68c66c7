#pragma once

#include "quarterdeck/desk/call.h"
#include "quarterdeck/domain/account.h"

#include <optional>
#include <string>
#include <vector>

namespace qd {

struct NewAccount {
    std::string platform;
    std::string server;
    std::string handle;
    std::string secret;       ///< token or app password; never kept here
    int historyOpenHours{24};
    bool privateHost{false};  ///< its server may be on a private address
};

struct AccountLine {
    Account account;
    std::vector<Source> sources;
};

struct SourceLine {
    Source source;
    Account account;
    SourceHealth health;
    std::optional<UtcMillis> nextPoll{};
};

struct PollReport {
    SourceId source{};
    std::string platform;
    SourceKind kind{SourceKind::Mentions};
    int requests{0}, fetched{0}, fresh{0}, skipped{0}, edited{0}, deleted{0};
    std::uint64_t bytes{0};
    std::optional<Error> error{};
    bool deferred{false}; ///< by a rate limit or lease: the next call goes on
    std::optional<UtcMillis> nextDue{};
};

struct HealthReason {
    std::string code; ///< dead_source, gap, expiring_token, signed_out, stuck_outbox, no_collector, disk, sending_held
    std::string detail;
};

/// Accounts, sources and polling. @errors Forbidden, NotFound, Conflict, Network, Auth, BadReply, Invalid
class Sources {
public:
    virtual ~Sources() = default;
    virtual void connect(NewAccount request, Reply<AccountLine> done) = 0;
    virtual void signInAgain(AccountId id, std::string secret, Reply<AccountLine> done) = 0;
    virtual void accounts(Reply<std::vector<AccountLine>> done) = 0;
    virtual void test(AccountId id, Reply<AccountLine> done) = 0; ///< asks the server; limits and capabilities are read again
    virtual void removeAccount(AccountId id, Reply<Account> done) = 0;
    virtual void addSource(AccountId account, SourceKind kind, std::string query, Reply<Source> done) = 0;
    virtual void removeSource(SourceId id, Reply<Source> done) = 0;
    virtual void sources(Reply<std::vector<SourceLine>> done) = 0;
    virtual void pollOnce(std::optional<SourceId> only, ProgressFn progress, Reply<std::vector<PollReport>> done) = 0;
    virtual void health(Reply<std::vector<HealthReason>> done) = 0; ///< empty = healthy
};

/// Pictures, video stills and avatars: fetched by us, never by rendering.
class Pictures {
public:
    virtual ~Pictures() = default;
    /// The file in the cache, fetched when it is not there. https only (http for the account's own private server),
    /// capped, no cookie, no token. @return path of a file whose format is yet unchecked
    virtual void fetch(std::string url, Reply<std::string> done) = 0;
};

} // namespace qd
