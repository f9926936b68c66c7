#include "storage/search_sql.h"

#include "quarterdeck/base/ids.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/domain/names.h"
#include "storage/query_values.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace qd {
namespace {

/// Ids of the rows of a small set-up table that bear a name (or are given by id).
Result<std::vector<std::int64_t>> idsNamed(SqlSession& session, const char* text, const std::string& name)
{
    std::vector<std::int64_t> ids;
    const auto wanted = foldText(name);
    std::int64_t given = 0;
    std::from_chars(name.data(), name.data() + name.size(), given);
    const auto read = session.each(text, {}, [&](const SqlRow& row) {
        if ((given != 0 && row.integer(0) == given) || foldText(row.text(1)) == wanted || (!row.isNull(2) && foldText(row.text(2)) == wanted))
            ids.push_back(row.integer(0));
        return true;
    });
    if (!read) return fail(read.error());
    return ids;
}

class SearchWriter {
public:
    SearchWriter(SqlSession& session, const SearchRequest& request) : m_session{session}, m_request{request} {}

    Result<SearchSql> write(const QueryNode* query)
    {
        if (query != nullptr)
            if (auto done = writeTop(*query); !done) return fail(done.error());
        if (!m_request.within.empty()) {
            std::string list;
            for (const auto queue : m_request.within) list += (list.empty() ? "" : ", ") + bind(queue);
            also("c.queue_id IN (" + list + ")");
        }
        return std::move(m_sql);
    }

private:
    using Text = std::optional<std::string>; ///< nullopt: no words, says nothing

    std::string bind(SqlArg value)
    {
        m_sql.args.push_back(value);
        return '$' + std::to_string(m_sql.args.size());
    }
    std::string bindText(std::string text)
    {
        m_sql.texts.push_back(std::move(text));
        return bind(m_sql.texts.back());
    }
    void also(const std::string& condition)
    {
        if (!m_sql.where.empty()) m_sql.where += " AND ";
        m_sql.where += condition;
    }
    bool sqlite() const { return m_session.engine() == EngineKind::Sqlite; }

    // --- text --------------------------------------------------------------------------------------------------------

    static bool isText(const QueryNode& node)
    {
        if (node.kind == QueryNode::Kind::Words) return true;
        if (node.kind == QueryNode::Kind::Field) return node.field == QueryField::Author;
        return std::all_of(node.children.begin(), node.children.end(), isText);
    }

    void remember(const SearchWords& words)
    {
        if (words.author || words.prefix) return;
        m_sql.words.insert(m_sql.words.end(), words.run.begin(), words.run.end());
    }

    /// FTS5's expression of a subtree of words; nullopt where it cannot be one (nothing but NOT, or no words at all).
    Text matchOf(const QueryNode& node)
    {
        switch (node.kind) {
        case QueryNode::Kind::Words:
        case QueryNode::Kind::Field: {
            const auto words = searchWordsOf(node);
            if (words.empty()) return std::nullopt;
            remember(words);
            return sqliteMatch(words);
        }
        case QueryNode::Kind::Not: return std::nullopt;
        case QueryNode::Kind::Or: return joined(node, " OR ");
        case QueryNode::Kind::And: break;
        }
        std::string wanted;
        std::string unwanted;
        for (const auto& child : node.children) {
            const bool negated = child.kind == QueryNode::Kind::Not;
            const auto part = matchOf(negated ? child.children.front() : child);
            if (!part && negated && child.children.front().kind == QueryNode::Kind::Not) return std::nullopt;
            if (!part) continue;
            auto& into = negated ? unwanted : wanted;
            into += (into.empty() ? "(" : negated ? " OR (" : " AND (") + *part + ')';
        }
        if (wanted.empty()) return std::nullopt;
        return unwanted.empty() ? wanted : "(" + wanted + ") NOT (" + unwanted + ")";
    }

    Text joined(const QueryNode& node, const char* between)
    {
        std::string text;
        for (const auto& child : node.children) {
            const auto part = matchOf(child);
            if (part) text += (text.empty() ? "(" : std::string{between} + '(') + *part + ')';
        }
        return text.empty() ? Text{} : Text{text};
    }

    /// Whether matchOf() says all of it: words that are none (a lone emoji) aside.
    static bool isMatchable(const QueryNode& node)
    {
        switch (node.kind) {
        case QueryNode::Kind::Words:
        case QueryNode::Kind::Field: return isText(node);
        case QueryNode::Kind::Not: return false;
        case QueryNode::Kind::Or: return std::all_of(node.children.begin(), node.children.end(), isMatchable);
        case QueryNode::Kind::And: break;
        }
        bool positive = false;
        for (const auto& child : node.children) {
            const bool negated = child.kind == QueryNode::Kind::Not;
            if (!isMatchable(negated ? child.children.front() : child)) return false;
            positive = positive || (!negated && hasWords(child));
        }
        return positive;
    }

    static bool hasWords(const QueryNode& node)
    {
        if (node.kind == QueryNode::Kind::Words || node.kind == QueryNode::Kind::Field) return isText(node) && !searchWordsOf(node).empty();
        return std::any_of(node.children.begin(), node.children.end(), hasWords);
    }

    // --- conditions --------------------------------------------------------------------------------------------------

    /// The parts of the outermost AND: words drive the search, the rest filters.
    Result<void> writeTop(const QueryNode& query)
    {
        std::vector<const QueryNode*> parts;
        if (query.kind == QueryNode::Kind::And)
            for (const auto& child : query.children) parts.push_back(&child);
        else parts.push_back(&query);
        bool said = false;
        std::string unwanted;
        for (const auto* part : parts) {
            const bool negated = part->kind == QueryNode::Kind::Not;
            const auto& inner = negated ? part->children.front() : *part;
            if (sqlite() && isText(inner) && isMatchable(inner)) {
                const auto match = matchOf(inner);
                if (!match) continue;
                auto& into = negated ? unwanted : m_sql.match;
                into += (into.empty() ? "(" : negated ? " OR (" : " AND (") + *match + ')';
                said = true;
                continue;
            }
            const auto condition = conditionOf(*part);
            if (!condition) return fail(condition.error());
            if (!*condition) continue;
            also(**condition);
            said = true;
        }
        if (!unwanted.empty()) {
            if (!m_sql.match.empty()) m_sql.match = '(' + m_sql.match + ") NOT (" + unwanted + ')';
            else also("NOT " + inIndex(unwanted));
        }
        m_sql.nothing = !said;
        return {};
    }

    std::string inIndex(const std::string& match)
    {
        return "(m.id IN (SELECT rowid FROM mention_fts WHERE mention_fts MATCH " + bindText(match) + "))";
    }

    /// nullopt: it says nothing.
    Result<Text> conditionOf(const QueryNode& node)
    {
        switch (node.kind) {
        case QueryNode::Kind::Words: return textCondition(node);
        case QueryNode::Kind::Field: return node.field == QueryField::Author ? textCondition(node) : fieldCondition(node);
        case QueryNode::Kind::Not: {
            auto inner = conditionOf(node.children.front());
            if (!inner || !*inner) return inner;
            return Text{"NOT " + **inner};
        }
        default: break;
        }
        std::string text;
        for (const auto& child : node.children) {
            auto part = conditionOf(child);
            if (!part) return part;
            if (*part) text += (text.empty() ? "" : node.kind == QueryNode::Kind::And ? " AND " : " OR ") + **part;
        }
        return text.empty() ? Text{} : Text{'(' + text + ')'};
    }

    Result<Text> textCondition(const QueryNode& leaf)
    {
        const auto words = searchWordsOf(leaf);
        if (words.empty()) return Text{};
        remember(words);
        if (sqlite()) return Text{inIndex(sqliteMatch(words))};
        std::string all;
        for (auto& match : postgresMatches(words)) {
            const auto query = "CAST(" + bindText(std::move(match)) + " AS tsquery)";
            all += (all.empty() ? "" : " AND ") + ("m.id IN (SELECT w.mention_id FROM mention_words w WHERE w.org_id = qd_org() AND "
                   + (words.author ? "w.author @@ " + query : "(w.words @@ " + query + " OR w.author @@ " + query + ")") + ")");
        }
        return Text{'(' + all + ')'};
    }

    Result<Text> named(const char* table, const std::string& column, const std::string& name)
    {
        const auto ids = idsNamed(m_session, table, name);
        if (!ids) return fail(ids.error());
        std::string list;
        for (const auto id : *ids) list += (list.empty() ? "" : ", ") + bind(id);
        if (list.empty()) return Text{"(1 = 0)"};
        return Text{"COALESCE(" + column + " IN (" + list + "), FALSE)"};
    }

    Result<Text> labelled(const std::string& name)
    {
        const auto ids = idsNamed(m_session, "SELECT id, name, NULL FROM label", name);
        if (!ids) return fail(ids.error());
        std::string text;
        for (const auto id : *ids) {
            const auto like = bindText("%," + std::to_string(id) + ",%");
            text += (text.empty() ? "" : " OR ") + ("replace(replace(c.labels, '[', ','), ']', ',') LIKE " + like);
        }
        return Text{text.empty() ? "(1 = 0)" : "COALESCE((" + text + "), FALSE)"};
    }

    Result<Text> fieldCondition(const QueryNode& node)
    {
        const auto value = std::string{trim(node.text)};
        switch (node.field) {
        case QueryField::Platform: return Text{"(m.platform = " + bindText(toLowerAscii(value)) + ")"};
        case QueryField::Lang: return Text{"(m.lang = " + bindText(toLowerAscii(value)) + ")"};
        case QueryField::Kind: {
            const auto kind = fromName<MentionKind>(toLowerAscii(value));
            return Text{"(m.kind = " + bind(kind ? static_cast<int>(*kind) : -1) + ")"};
        }
        case QueryField::Goal: return named("SELECT id, name, NULL FROM goal", "c.goal_id", value);
        case QueryField::Queue: return named("SELECT id, name, NULL FROM queue", "c.queue_id", value);
        case QueryField::Assignee: return named("SELECT id, name, login FROM person", "c.assignee_id", value);
        case QueryField::Label: return labelled(value);
        case QueryField::Is: return Text{"COALESCE((" + stateCondition(*queryStateNamed(value)) + "), FALSE)"};
        case QueryField::Before:
        case QueryField::After: {
            const auto at = queryTime(value, m_request.timezone);
            if (!at) return Text{"(1 = 0)"};
            return Text{std::string{"(m.id "} + (node.field == QueryField::Before ? "< " : ">= ") + bind(firstIdAt(*at)) + ")"};
        }
        case QueryField::MinFollowers: {
            std::int64_t number = 0;
            std::from_chars(value.data(), value.data() + value.size(), number);
            return Text{"COALESCE(k.followers >= " + bind(number) + ", FALSE)"};
        }
        case QueryField::Author: break;
        }
        return Text{};
    }

    std::string stateCondition(QueryState state)
    {
        const auto status = [](Status s) { return "c.status = " + std::to_string(static_cast<int>(s)); };
        switch (state) {
        case QueryState::New: return status(Status::New);
        case QueryState::Open: return status(Status::Open);
        case QueryState::Pending: return status(Status::Pending);
        case QueryState::OnHold: return status(Status::OnHold);
        case QueryState::Resolved: return status(Status::Resolved);
        case QueryState::Closed: return status(Status::Closed);
        case QueryState::Snoozed: return "c.snoozed_until > " + bind(m_request.now);
        case QueryState::Mine: return "c.assignee_id <> 0 AND c.assignee_id = " + bind(m_request.person);
        case QueryState::Unassigned: return "c.assignee_id = 0";
        case QueryState::Direct: return "c.direct = 1";
        case QueryState::Starred: return "c.starred = 1";
        case QueryState::AtRisk: {
            const auto now = bind(m_request.now);
            return "c.risk_at <= " + now + " AND c.next_due > " + now;
        }
        case QueryState::Breached: return "c.next_due <= " + bind(m_request.now);
        }
        return "1 = 0";
    }

    SqlSession& m_session;
    const SearchRequest& m_request;
    SearchSql m_sql;
};

} // namespace

Result<SearchSql> writeSearch(SqlSession& session, const QueryNode* query, const SearchRequest& request)
{
    return SearchWriter{session, request}.write(query);
}

} // namespace qd
