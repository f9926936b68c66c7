#pragma once

#include "quarterdeck/base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace qd {

enum class QueryField { Author, Platform, Lang, Goal, Queue, Is, Assignee, Label, Kind, Before, After, MinFollowers };

/// One node of a query. Words and Field are leaves; Not has one child, And and Or two or more.
struct QueryNode {
    enum class Kind { Words, Field, And, Or, Not };
    Kind kind{Kind::Words};
    QueryField field{QueryField::Author};
    std::string text;   ///< of a leaf, as typed, without quotes
    bool phrase{false}; ///< was quoted
    bool prefix{false}; ///< ends in *, or is the word being typed
    std::size_t at{0};  ///< code points before it
    std::vector<QueryNode> children;
};

/// Reads the users' query language. Total: any bytes give a tree, nothing (an empty query), or Invalid with the position
/// (counted in code points from 1) and what was expected there. `typing`: what is unfinished at the end is no mistake,
/// and the last word is a prefix.
Result<std::unique_ptr<QueryNode>> parseQuery(std::string_view query, bool typing);

} // namespace qd
