#include "engine/desk/undo_hold.h"

#include "quarterdeck/storage/setup_table.h"

#include <algorithm>
#include <charconv>

namespace qd {

Result<std::chrono::seconds> undoHold(Session& session)
{
    const auto setting = readSetting(session, "undo_hold_seconds");
    if (!setting) return fail(setting.error());
    int seconds = 15;
    if (*setting) std::from_chars((*setting)->data(), (*setting)->data() + (*setting)->size(), seconds);
    return std::chrono::seconds{std::clamp(seconds, 0, static_cast<int>(kLongestUndoHold.count()))};
}

} // namespace qd
