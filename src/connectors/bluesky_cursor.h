#pragma once

#include "quarterdeck/base/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::bluesky {

/// How far a list that only pages backwards has been read. Complete after every page: a crash goes on from there.
struct Cursor {
    struct Walk {
        std::string page;   ///< the platform's cursor of the next page
        UtcMillis newest{}; ///< seen on the walk's first page: where the next walk stops
        int pages{0};
    };
    std::optional<UtcMillis> upTo{}; ///< everything older was read; nullopt: nothing was
    std::optional<Walk> walk{};
};
Cursor readCursor(std::string_view text); ///< anything unreadable is the start
std::string writeCursor(const Cursor& cursor);

/// How far the direct messages have been read. Conversations and messages carry a revision that only grows.
struct ChatCursor {
    struct Person {
        std::string did;
        std::string handle;
        std::string name;
        std::string avatar;
    };
    struct Convo {
        std::string id;
        std::string page; ///< the platform's cursor of the next page of its messages
        int pages{0};
        std::vector<Person> members;
    };
    std::string rev;         ///< everything up to it was read; "" = nothing was
    bool walking{false};     ///< through the list of conversations
    std::string page;        ///< the platform's cursor of the list's next page, "" = it is through
    std::string top;         ///< greatest revision seen on this walk
    int pages{0};
    std::vector<Convo> todo; ///< conversations whose messages are still to be read
};
ChatCursor readChatCursor(std::string_view text);
std::string writeChatCursor(const ChatCursor& cursor);

} // namespace qd::bluesky
