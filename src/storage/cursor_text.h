#pragma once

#include "quarterdeck/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace qd {

/// Where a list goes on. Opaque to those who hand it back; the list it belongs to is part of it, so that a cursor of
/// another list or a mangled one is refused.
struct Cursor {
    std::int64_t sort{0};
    std::int64_t id{0};
};

std::string writeCursor(std::string_view list, const Cursor& cursor);
/// @errors Invalid
Result<Cursor> readCursor(std::string_view list, std::string_view text);

} // namespace qd
