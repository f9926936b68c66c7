#pragma once

#include "quarterdeck/storage/ingest_table.h"

#include <string>

namespace qd::test {

inline UtcMillis peerTime(int n)
{
    return fromInt(1'790'000'000'000 + n * 1000LL);
}

/// The n-th post of a customer of ours: the same in every process.
inline Mention peerPost(AccountId account, int n)
{
    Mention post;
    post.platform = "mastodon";
    post.account = account;
    post.nativeId = std::to_string(n);
    post.nativeKey = "https://mastodon.example/posts/" + std::to_string(n);
    post.threadRoot = post.nativeKey;
    post.author = {.nativeId = "author" + std::to_string(n % 7), .handle = "someone" + std::to_string(n % 7) + "@mastodon.example", .name = "Someone"};
    post.text = "train number " + std::to_string(n) + " is late";
    post.createdAt = peerTime(n);
    post.receivedAt = peerTime(n);
    return post;
}

inline IngestBatch peerBatch(AccountId account, SourceId source, QueueId queue, GoalId goal, int from, int to)
{
    IngestBatch batch;
    batch.source = source;
    batch.account = account;
    batch.platform = "mastodon";
    batch.health.source = source;
    batch.health.cursor = std::to_string(to);
    for (int n = from; n < to; ++n) {
        Routed item;
        item.mention = peerPost(account, n);
        item.routing.queue = queue;
        item.routing.goal = goal;
        batch.items.push_back(std::move(item));
    }
    return batch;
}

} // namespace qd::test
