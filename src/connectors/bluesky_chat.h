#pragma once

#include "bluesky_cursor.h"
#include "bluesky_parse.h"

/// Direct messages: the chat service behind the account's own server.
/// @source lexicons chat.bsky.convo.*
namespace qd::bluesky {

struct ConvoList {
    struct Entry {
        ChatCursor::Convo convo;
        std::string rev;
        std::optional<UtcMillis> lastAt{};
    };
    std::vector<Entry> convos;
    std::string next;
};
ConvoList parseConvos(const json::Value& document);

/// The messages of a conversation, with their revisions in the order of `posts`.
struct Messages {
    Batch batch;
    std::string oldestRev; ///< smallest on the page, "" = none
};
Messages parseMessages(const json::Value& document, const ChatCursor::Convo& convo, const Viewer& viewer);

/// One #messageView (or a deleted one: a tombstone); nullopt and a code for anything else.
std::optional<RawPost> parseMessage(const json::Value& message, const ChatCursor::Convo& convo, const Viewer& viewer,
                                    std::string& why);

/// Last messages of listConvos, or the messages in a getLog.
Batch parseLastMessages(const json::Value& document, const Viewer& viewer);
Batch parseLog(const json::Value& document, const Viewer& viewer);

/// What a message is known by: its id is unique within the conversation.
std::string messageKey(const std::string& convo, const std::string& message);

Result<HttpRequest> planMessages(const Stream& stream, std::string_view cursor);
Result<Page> acceptMessages(const Stream& stream, std::string_view cursor, const HttpResponse& response,
                            UtcMillis now);

} // namespace qd::bluesky
