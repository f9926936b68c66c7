#include "engine/bench/corpus.h"

#include <algorithm>

namespace qd::bench {
namespace {

constexpr std::size_t kWords = 20'000;
constexpr std::size_t kRecent = 256;
constexpr const char* kSyllables[] = {"ba", "de", "li", "no", "ra", "su", "ti", "vo", "ka", "me", "po", "shi", "gre", "lan", "ter", "mon"};

std::string wordNumber(std::size_t number)
{
    std::string word;
    number += 16;
    for (; number > 0; number /= 16) word += kSyllables[number % 16];
    return word;
}

} // namespace

Corpus::Corpus(AccountId account, std::vector<QueueId> queues, GoalId goal, UtcMillis start)
    : m_account{account}, m_queues{std::move(queues)}, m_goal{goal}, m_at{start}
{
    double sum = 0;
    for (std::size_t i = 0; i < kWords; ++i) {
        m_words.push_back(wordNumber(i));
        m_sums.push_back(sum += 1.0 / static_cast<double>(i + 3));
    }
}

std::size_t Corpus::zipf()
{
    const auto at = std::uniform_real_distribution<double>{0, m_sums.back()}(m_dice);
    return static_cast<std::size_t>(std::lower_bound(m_sums.begin(), m_sums.end(), at) - m_sums.begin());
}

std::string Corpus::text()
{
    std::string text;
    const auto words = 12 + m_dice() % 16;
    for (std::size_t i = 0; i < words; ++i) text += (text.empty() ? "" : " ") + m_words[zipf()];
    return text;
}

Routed Corpus::next()
{
    const auto number = ++m_count;
    m_at += std::chrono::milliseconds{500 + static_cast<std::int64_t>(m_dice() % 20'000)};
    Routed item;
    auto& m = item.mention;
    m.platform = "mastodon";
    m.account = m_account;
    m.nativeId = std::to_string(100'000'000'000 + number);
    // Scattered, as the ids of many servers are.
    m.nativeKey = "https://server" + std::to_string(m_dice() % 500) + ".example/users/u/statuses/" + std::to_string(m_dice());
    m.text = text();
    m.html = "<p>" + m.text + "</p>";
    m.lang = "en";
    m.url = "https://mastodon.example/@u/" + m.nativeId;
    m.createdAt = m.receivedAt = m_at;
    m.threadRoot = m.nativeKey;
    const auto author = std::to_string(m_dice() % static_cast<std::uint64_t>(number / 3 + 10));
    m.author = {author, "user" + author + "@mastodon.example", "User " + author, static_cast<std::int64_t>(author.size()) * 100, "", false};
    if (!m_recent.empty() && m_dice() % 4 == 0) {
        const auto& parent = m_recent[m_dice() % m_recent.size()];
        m.kind = MentionKind::Reply;
        m.inReplyTo = parent.nativeKey;
        m.threadRoot = parent.threadRoot;
        if (m_dice() % 2 == 0) m.author = parent.author; // the same person again: the same conversation
    }
    if (m_recent.size() < kRecent) m_recent.push_back(m);
    else m_recent[static_cast<std::size_t>(number) % kRecent] = m;
    item.routing.queue = m_queues[m_dice() % m_queues.size()];
    item.routing.goal = m_goal;
    item.routing.trace = {TraceStep{{}, 0, "default", true, "kind: mention", {RuleAction{RuleActionKind::Queue, std::to_string(item.routing.queue.value)}}}};
    return item;
}

} // namespace qd::bench
