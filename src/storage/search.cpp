#include "quarterdeck/storage/search.h"

#include "quarterdeck/base/ids.h"
#include "storage/cursor_text.h"
#include "storage/mention_row.h"
#include "storage/search_sql.h"
#include "storage/suggest.h"

#include <algorithm>
#include <limits>
#include <set>

namespace qd {
namespace {

constexpr int kMostRows = 500;
constexpr int kMostPagesForConversations = 20;
constexpr std::int64_t kAboveAll = std::numeric_limits<std::int64_t>::max();

/// One page of mentions below `below`, newest first, by id: no sorting, no counting.
std::string pageText(EngineKind engine, const SearchSql& query, std::vector<SqlArg>& args, const std::string& match)
{
    const auto bind = [&](SqlArg value) {
        args.push_back(value);
        return '$' + std::to_string(args.size());
    };
    const bool byWords = engine == EngineKind::Sqlite && !match.empty();
    std::string text = std::string{"SELECT "} + kMentionColumns;
    if (byWords) text += " FROM mention_fts CROSS JOIN mention m ON m.id = mention_fts.rowid";
    else text += " FROM mention m";
    text += " LEFT JOIN contact k ON k.id = m.contact_id LEFT JOIN conversation c ON c.id = m.conversation_id WHERE ";
    if (byWords) text += "mention_fts MATCH " + bind(match) + " AND ";
    if (!query.where.empty()) text += '(' + query.where + ") AND ";
    return text + "(m.conversation_id <> 0 OR (m.flags & 1) <> 0)";
}

struct Range {
    std::int64_t below{kAboveAll};
    std::int64_t from{0}; ///< inclusive
    ConversationId within{};
    std::string platform;
    bool withOwn{true};
};

Result<std::vector<Mention>> readHits(SqlSession& session, const SearchSql& query, const Range& range, int limit)
{
    auto args = query.args;
    auto text = pageText(session.engine(), query, args, query.match);
    const auto bind = [&](SqlArg value) {
        args.push_back(value);
        return '$' + std::to_string(args.size());
    };
    const bool byWords = session.engine() == EngineKind::Sqlite && !query.match.empty();
    const std::string id = byWords ? "mention_fts.rowid" : "m.id";
    if (range.below != kAboveAll) text += " AND " + id + " < " + bind(range.below);
    if (range.from != 0) text += " AND " + id + " >= " + bind(range.from);
    if (range.within) text += " AND m.conversation_id = " + bind(range.within);
    if (!range.platform.empty()) text += " AND m.platform = " + bind(range.platform);
    if (!range.withOwn) text += " AND (m.flags & 1) = 0";
    text += " ORDER BY " + id + " DESC LIMIT " + bind(limit);
    std::vector<Mention> mentions;
    const auto read = session.eachOnce(text, args, [&](const SqlRow& row) {
        mentions.push_back(readMention(row));
        return true;
    });
    if (!read) return fail(read.error());
    return mentions;
}

Result<std::int64_t> startOf(std::string_view list, const std::string& after)
{
    if (after.empty()) return kAboveAll;
    const auto cursor = readCursor(list, after);
    if (!cursor) return fail(cursor.error());
    return cursor->id;
}

Result<SearchSql> read(SqlSession& session, const SearchRequest& request)
{
    const auto tree = parseQuery(request.query, request.asYouType);
    if (!tree) return fail(tree.error());
    auto written = writeSearch(session, tree->get(), request);
    if (written && *tree == nullptr) written->nothing = false; // no query at all asks for everything
    return written;
}

/// Whether the conversation has a hit that an earlier page showed.
Result<bool> shownBefore(SqlSession& session, const SearchSql& query, ConversationId id, std::int64_t start)
{
    if (start == kAboveAll) return false;
    const auto newer = session.integer("SELECT 1 FROM mention WHERE conversation_id = $1 AND conversation_id <> 0 AND id >= $2 LIMIT 1",
                                       {id, start});
    if (!newer) return fail(newer.error());
    if (!*newer) return false;
    Range range;
    range.from = start;
    range.within = id;
    const auto hits = readHits(session, query, range, 1);
    if (!hits) return fail(hits.error());
    return !hits->empty();
}

} // namespace

Result<void> checkQuery(std::string_view query)
{
    const auto tree = parseQuery(query, false);
    if (!tree) return fail(tree.error());
    return {};
}

Result<SearchPage> searchMentions(Session& session, const SearchRequest& request, const std::string& after, int limit)
{
    limit = std::clamp(limit, 1, kMostRows);
    const auto start = startOf("search", after);
    if (!start) return fail(start.error());
    const auto query = read(sql(session), request);
    if (!query) return fail(query.error());
    SearchPage page;
    if (query->nothing) return page;
    Range range;
    range.below = *start;
    auto hits = readHits(sql(session), *query, range, limit + 1);
    if (!hits) return fail(hits.error());
    page.mentions = std::move(*hits);
    if (static_cast<int>(page.mentions.size()) > limit) {
        page.mentions.resize(static_cast<std::size_t>(limit));
        page.next = writeCursor("search", Cursor{0, page.mentions.back().id.value});
    }
    if (page.mentions.empty() && after.empty()) {
        auto suggestions = suggestWords(sql(session), query->words);
        if (!suggestions) return fail(suggestions.error());
        page.didYouMean = std::move(*suggestions);
    }
    return page;
}

Result<ConversationPage> searchConversations(Session& session, const SearchRequest& request, const std::string& after, int limit)
{
    limit = std::clamp(limit, 1, kMostRows);
    const auto start = startOf("search_conversations", after);
    if (!start) return fail(start.error());
    const auto query = read(sql(session), request);
    if (!query) return fail(query.error());
    ConversationPage page;
    if (query->nothing) return page;
    std::set<std::int64_t> seen;
    Range range;
    range.below = *start;
    for (int round = 0;; ++round) {
        const auto hits = readHits(sql(session), *query, range, limit + 1);
        if (!hits) return fail(hits.error());
        for (const auto& hit : *hits) {
            if (static_cast<int>(page.rows.size()) == limit || round == kMostPagesForConversations) {
                page.next = writeCursor("search_conversations", Cursor{0, range.below});
                return page;
            }
            range.below = hit.id.value;
            if (!hit.conversation || !seen.insert(hit.conversation.value).second) continue;
            const auto shown = shownBefore(sql(session), *query, hit.conversation, *start);
            if (!shown) return fail(shown.error());
            if (*shown) continue;
            auto row = loadRow(session, hit.conversation);
            if (!row) return fail(row.error());
            page.rows.push_back(std::move(*row));
        }
        if (static_cast<int>(hits->size()) <= limit) return page;
    }
}

Result<MentionPage> listMentions(Session& session, const MentionFilter& filter, const std::string& after, int limit, UtcMillis now)
{
    limit = std::clamp(limit, 1, kMostRows);
    const auto start = startOf("mentions", after);
    if (!start) return fail(start.error());
    SearchRequest request;
    request.query = filter.query;
    request.now = now;
    const auto query = read(sql(session), request);
    if (!query) return fail(query.error());
    MentionPage page;
    if (query->nothing) return page;
    Range range;
    range.below = *start;
    if (filter.since) range.from = firstIdAt(*filter.since);
    range.platform = filter.platform;
    range.withOwn = filter.withOwn;
    auto hits = readHits(sql(session), *query, range, limit + 1);
    if (!hits) return fail(hits.error());
    page.rows = std::move(*hits);
    if (static_cast<int>(page.rows.size()) > limit) {
        page.rows.resize(static_cast<std::size_t>(limit));
        page.next = writeCursor("mentions", Cursor{0, page.rows.back().id.value});
    }
    return page;
}

} // namespace qd
