#pragma once

#include "quarterdeck/domain/rule.h"

#include <random>
#include <string>
#include <vector>

namespace qd::bench {

/// Made-up posts, the same for every run: words by Zipf's law, a third as many authors as posts, one post in four a
/// reply to a recent one.
class Corpus {
public:
    Corpus(AccountId account, std::vector<QueueId> queues, GoalId goal, UtcMillis start);

    Routed next();
    /// A word that about one post in `every` holds.
    const std::string& wordOfRank(std::size_t rank) const { return m_words[rank % m_words.size()]; }
    UtcMillis now() const { return m_at; }

private:
    std::string text();
    std::size_t zipf();

    AccountId m_account;
    std::vector<QueueId> m_queues;
    GoalId m_goal;
    UtcMillis m_at;
    std::mt19937_64 m_dice{20261122};
    std::vector<std::string> m_words;
    std::vector<double> m_sums;
    std::vector<Mention> m_recent;
    std::int64_t m_count{0};
};

} // namespace qd::bench
