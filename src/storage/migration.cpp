#include "storage/migration.h"

#include <charconv>

namespace qd {

int versionOf(const Migration& step)
{
    int version = 0;
    const auto digits = step.name.substr(0, 4);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size() ? version : 0;
}

int newestVersion(const std::vector<Migration>& steps)
{
    return steps.empty() ? 0 : versionOf(steps.back());
}

} // namespace qd
