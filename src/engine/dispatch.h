#pragma once

#include "engine/account_book.h"
#include "engine/change_feed.h"
#include "engine/set_up_book.h"
#include "quarterdeck/domain/outbox.h"

#include <filesystem>
#include <functional>
#include <string>

namespace qd {

/// Carries one reply from the outbox to the platform: the second conductor. Reads top to bottom: claim, look once
/// more, send, write down what became of it. Every step is durable before the next one touches the network.
class Dispatch {
public:
    struct Parts {
        Clock& clock;
        HttpClient& http;
        SessionThread& store;
        AccountBook& accounts;
        SetUpBook& setUp;
        ChangeFeed& changes;
        std::string owner;             ///< of claims: one a process
        std::filesystem::path media;   ///< the workspace's folder of attachments
    };
    explicit Dispatch(Parts parts)
        : m_parts{std::move(parts)}
    {}

    /// What became of it; nullopt: somebody else has it, or it may not go now.  @thread a dispatcher's; blocks
    std::optional<OutboxItem> run(OutboxId id);

private:
    bool holdsSecret(OutboxId id);
    bool isRemoved(AccountId id);
    std::optional<OutboxItem> claim(OutboxId id);
    OutboxItem send(OutboxItem item);
    OutboxItem look(OutboxItem item);
    struct ReadAgain {
        std::function<Result<HttpRequest>(const AccountContext&)> plan;
        std::function<Result<Page>(const AccountContext&, const HttpResponse&, UtcMillis now)> accept;
    };
    std::optional<OutboxItem> readAgain(const OutboxItem& item, AccountContext& context, const ReadAgain& read);
    std::optional<OutboxItem> refusedByLook(const OutboxItem& item, AccountContext& context);
    OutboxItem publish(OutboxItem item, AccountContext context);
    OutboxItem move(const OutboxItem& item, OutboxState to, std::string error,
                    std::optional<UtcMillis> notBefore = {}, bool countLook = false);
    OutboxItem retryLater(const OutboxItem& item, const Error& error);
    OutboxItem unclear(const OutboxItem& item, const Error& error);
    bool renew(const OutboxItem& item);
    bool wasUnclear(const OutboxItem& item);
    bool isKeyed(const AccountContext& context, const OutboxItem& item) const;
    OutboxItem recordAsSent(const OutboxItem& item, const struct Sent& sent, const AccountContext& context);
    Result<void> keepProgress(OutboxItem& item, const std::string& progress);
    Result<std::string> attachment(const OutboxItem& item, std::size_t index) const;
    HttpOutcome ask(HttpRequest request, const AccountContext& context);

    Parts m_parts;
};

} // namespace qd
