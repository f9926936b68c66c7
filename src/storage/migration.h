#pragma once

#include <string_view>
#include <vector>

namespace qd {

/// One step of the schema: the text of resources/sql/<engine>/NNNN_name.sql.
struct Migration {
    std::string_view name; ///< the file's; its four digits are the version that the step leads to
    std::string_view sql;
};

int versionOf(const Migration& step);                      ///< 0 where the name bears no number
int newestVersion(const std::vector<Migration>& steps);    ///< 0 = no steps

/// The oldest schema that this program can work on without stepping it up first.
inline constexpr int kOldestServedSchema = 3;

namespace migrations {
const std::vector<Migration>& sqlite();   ///< in order
const std::vector<Migration>& postgres(); ///< in order, numbered as sqlite()'s
} // namespace migrations

} // namespace qd
