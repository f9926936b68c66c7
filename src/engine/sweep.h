#pragma once

#include "engine/account_book.h"
#include "engine/change_feed.h"
#include "engine/set_up_book.h"

#include <functional>

namespace qd {

/// Asks a platform whether posts that are still work stand unchanged: edits and deletions that no stream tells of.
/// A few posts a call, going round. One for each workspace; used on the ingest thread.
class Sweep {
public:
    struct Parts {
        Clock& clock;
        HttpClient& http;
        SessionThread& store;
        SetUpBook& setUp;
        ChangeFeed& changes;
        AccountBook& accounts;
    };
    explicit Sweep(Parts parts)
        : m_parts{parts}
    {}

    /// Whether the account's turn has come; at most once in ten minutes of the clock, divided by `haste`.
    bool isDue(AccountId account, double haste) const;

    /// Sweep the account's next few; `done` on any thread, with how many had changed.
    void run(const AccountContext& context, std::function<void(int changed)> done);

private:
    struct Turn {
        UtcMillis last{};
        ConversationId upTo{};
    };
    void ask(const AccountContext& context, std::vector<struct Mention> known, std::function<void(int)> done);

    Parts m_parts;
    mutable std::mutex m_mutex;
    std::unordered_map<AccountId, Turn> m_turns;
};

} // namespace qd
