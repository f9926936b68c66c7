#pragma once

#include "quarterdeck/base/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::mastodon {

/// How far a list has been read. Every page's cursor is complete: a crash between any two pages goes on from the
/// last one that was stored.
struct Cursor {
    /// The first read, and every search: from the newest page down to a bound.
    struct Down {
        std::string below; ///< the next page is older than this; "" = the newest page
        std::string top;   ///< the newest entry of the walk: where the next one may stop
        int pages{0};
    };
    struct Mark {
        std::string id;
        UtcMillis at{};
    };

    std::string newest;        ///< greatest id handled
    std::string position;      ///< of the walk upwards that is under way, "" = none is
    std::optional<Down> down{};
    Mark older;                ///< re-read from here: at least one overlap old
    Mark newer;
    std::vector<std::string> threads; ///< direct conversations whose earlier messages are still to be read
};

Cursor readCursor(std::string_view text); ///< anything unreadable is the start
std::string writeCursor(const Cursor& cursor);

/// Note that everything up to `newest` was read at `now`; keeps `older` at least `overlap` behind.
void mark(Cursor& cursor, UtcMillis now, std::chrono::milliseconds overlap);

/// The paging ids in a Link header, whatever their rel says.
struct PageLinks {
    std::string maxId;
    std::string minId;
};
PageLinks readLinks(std::string_view header);

} // namespace qd::mastodon
