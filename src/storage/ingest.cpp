#include "storage/ingest.h"

#include <algorithm>
#include <numeric>

namespace qd {

Ingest::Ingest(SqlSession& session, const ClockRules& rules, UtcMillis now, IngestOrigin origin)
    : m_session{session}
    , m_rules{rules}
    , m_now{now}
    , m_origin{std::move(origin)}
    , m_ledger{session, rules, now}
    , m_lookup{session, m_origin.platform}
{
}

Result<SaveReport> Ingest::save(const std::vector<Routed>& items, const std::vector<std::string>& tombstones)
{
    if (auto done = prefetch(items, tombstones); !done) return fail(done.error());
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return items[a].mention.createdAt < items[b].mention.createdAt;
    });
    m_fresh.reserve(items.size());
    for (const auto at : order)
        if (auto done = take(items[at]); !done) return fail(done.error());
    for (const auto& key : tombstones)
        if (auto done = bury(key); !done) return fail(done.error());
    m_report.conversations = m_ledger.touched();
    if (auto done = write(); !done) return fail(done.error());
    return std::move(m_report);
}

Result<void> Ingest::prefetch(const std::vector<Routed>& items, const std::vector<std::string>& tombstones)
{
    if (m_session.engine() == EngineKind::Sqlite) return {};
    auto keys = tombstones;
    std::vector<std::string> parents;
    for (const auto& item : items) {
        const auto& m = item.mention;
        keys.push_back(m.nativeKey);
        if (!m.inReplyTo.empty()) keys.push_back(m.inReplyTo);
        if (!m.threadRoot.empty()) keys.push_back(m.threadRoot);
        if (m.own) continue;
        parents.push_back(m.nativeKey);
        if (!m.nativeId.empty() && m.nativeId != m.nativeKey) parents.push_back(parentById(m.account, m.nativeId));
    }
    return m_lookup.prefetch(std::move(keys), std::move(parents));
}

Result<void> Ingest::take(const Routed& item)
{
    const auto& m = item.mention;
    if (m.nativeKey.empty()) return {}; // nothing to know it by
    if (m.deleted) return bury(m.nativeKey);
    const auto stored = m_lookup.find(m.nativeKey);
    if (!stored) return fail(stored.error());
    return *stored != nullptr ? takeKnown(item, **stored) : takeFresh(item);
}

Result<void> Ingest::write()
{
    std::sort(m_fresh.begin(), m_fresh.end(), [](const auto& a, const auto& b) { return a.mention.id < b.mention.id; });
    if (auto done = insertMentions(m_session, m_fresh); !done) return done;
    if (m_origin.source)
        if (auto done = addSources(m_session, m_seenAgain, m_origin.source); !done) return done;
    return m_ledger.flush();
}

std::optional<UtcMillis> oldestWaiting(const std::vector<Event>& log, std::optional<UtcMillis> answeredAt, MentionId without)
{
    std::vector<MentionId> gone{without};
    for (const auto& event : log)
        if (event.type == EventType::AuthorDeleted) gone.push_back(event.mention);
    std::optional<UtcMillis> oldest;
    for (const auto& event : log) {
        if (!asksForAnswer(event) || (answeredAt && event.at <= *answeredAt)) continue;
        if (std::find(gone.begin(), gone.end(), event.mention) != gone.end()) continue;
        if (!oldest || event.at < *oldest) oldest = event.at;
    }
    return oldest;
}

std::optional<UtcMillis> lastAnswer(const std::vector<Event>& log)
{
    std::optional<UtcMillis> last;
    for (const auto& event : log)
        if (event.type == EventType::Replied && (!last || event.at > *last)) last = event.at;
    return last;
}

} // namespace qd
