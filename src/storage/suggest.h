#pragma once

#include "storage/sql.h"

#include <string>
#include <vector>

namespace qd {

/// Words of the index within a small edit distance of those that it does not hold, best first. Bounded work.
Result<std::vector<std::string>> suggestWords(SqlSession& session, const std::vector<std::string>& words);

/// Damerau-Levenshtein (neighbours swapped count once) over code points, given up above `most`.
int editDistance(const std::u32string& a, const std::u32string& b, int most);

} // namespace qd
