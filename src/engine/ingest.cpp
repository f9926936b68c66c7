#include "engine/ingest.h"

#include "quarterdeck/net/rate_budget.h"
#include "quarterdeck/pipeline/judge.h"
#include "quarterdeck/pipeline/normalise.h"
#include "quarterdeck/pipeline/route.h"

namespace qd {
namespace {

SourceHealth healthAfter(const SourceHealth& before, const Page& page, const HttpResponse& response, UtcMillis now)
{
    SourceHealth health = before;
    health.cursor = page.next;
    if (page.checkedUpTo) health.checkedUpTo = page.checkedUpTo;
    health.lastPoll = now;
    health.lastSuccess = now;
    health.notBefore = page.notBefore;
    health.failures = 0;
    health.lastError.clear();
    const RateState rate = readRate(response.headers, now);
    if (rate.limit) health.rateLimit = rate.limit;
    if (rate.remaining) health.rateRemaining = rate.remaining;
    return health;
}

} // namespace

UtcMillis historyBefore(const Account& account, UtcMillis connectedAt)
{
    return connectedAt - std::chrono::hours{account.historyOpenHours};
}

Digested digest(std::vector<RawPost> posts, const Account& account, UtcMillis historyBefore,
                const SetUpSnapshot& setUp, UtcMillis now)
{
    Digested digested;
    const Arrival arrival{.account = account.id,
                          .receivedAt = now,
                          .historyBefore = historyBefore,
                          .retentionStart = historyBefore - kHistory};
    for (RawPost& post : posts) {
        if (post.deleted) {
            digested.tombstones.push_back(std::move(post.nativeKey));
            continue;
        }
        Mention mention = normalise(std::move(post), arrival);
        Routing routing = route(mention, Judgement{}, setUp.routing, now);
        digested.items.push_back({std::move(mention), std::move(routing)});
    }
    return digested;
}

Result<Ingested> ingestPage(const Connector& connector, const Stream& stream, const SourceHealth& before,
                            const HttpResponse& response, const SetUpSnapshot& setUp, UtcMillis now)
{
    auto accepted = connector.accept(stream, before.cursor, response, now);
    if (!accepted) return fail(accepted.error());
    Page page = std::move(*accepted);

    Ingested ingested{.more = page.more,
                      .gone = page.gone,
                      .movedTo = page.movedTo,
                      .notBefore = page.notBefore,
                      .fetched = static_cast<int>(page.posts.size()),
                      .skipped = static_cast<int>(page.skipped.size())};
    IngestBatch& batch = ingested.batch;
    batch.source = stream.source.id;
    batch.account = stream.context.account.id;
    batch.platform = stream.context.account.platform;
    batch.health = healthAfter(before, page, response, now);
    if (page.gap)
        batch.gaps.push_back({before.checkedUpTo.value_or(stream.since), now, "platform_window", false});

    const Account& account = stream.context.account;
    Digested digested = digest(std::move(page.posts), account, historyBefore(account, stream.source.connectedAt),
                               setUp, now);
    batch.items = std::move(digested.items);
    batch.tombstones = std::move(digested.tombstones);
    return ingested;
}

} // namespace qd
