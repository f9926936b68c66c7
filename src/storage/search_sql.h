#pragma once

#include "quarterdeck/storage/search.h"
#include "storage/query_parse.h"
#include "storage/sql.h"

#include <deque>
#include <string>
#include <vector>

namespace qd {

/// A query as one condition over `mention m`, `conversation c` and `contact k`, for one engine.
struct SearchSql {
    std::string match;         ///< SQLite: what drives the search, "" = nothing does; PostgreSQL: always ""
    std::string where;         ///< "" = all; values are numbered from $1
    std::vector<SqlArg> args;
    std::deque<std::string> texts; ///< what the args lend
    std::vector<std::string> words; ///< single words that were asked for, as indexed
    bool nothing{false};       ///< it can find nothing (only signs that are no words)
};

/// @param query  nullptr = all
Result<SearchSql> writeSearch(SqlSession& session, const QueryNode* query, const SearchRequest& request);

// --- text, one file an engine --------------------------------------------------------------------------------------

/// A leaf's words, as the index holds them.
struct SearchWords {
    std::vector<std::string> run;    ///< stand one after the other
    std::vector<std::string> wholes; ///< tags and handles: anywhere
    bool prefix{false};              ///< of the last word of the run (of the wholes where there is no run)
    bool author{false};              ///< only in the author's words
    bool empty() const { return run.empty() && wholes.empty(); }
};
SearchWords searchWordsOf(const QueryNode& leaf);

/// FTS5's expression for one leaf.
std::string sqliteMatch(const SearchWords& words);
/// PostgreSQL's tsqueries for one leaf: each must be met.
std::vector<std::string> postgresMatches(const SearchWords& words);

} // namespace qd
