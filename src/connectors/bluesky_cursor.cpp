#include "bluesky_cursor.h"

#include "json_read.h"

namespace qd::bluesky {
namespace {

ChatCursor::Convo readConvo(const json::Value& in)
{
    ChatCursor::Convo convo{json::text(in, "id"), json::text(in, "page"),
                            json::intWithin(in, "pages", 0, 1'000'000, 0), {}};
    for (const auto& member : json::array(in, "members"))
        convo.members.push_back({json::text(member, "did"), json::text(member, "handle"), json::text(member, "name"),
                                 json::text(member, "avatar")});
    return convo;
}

json::Value writeConvo(const ChatCursor::Convo& convo)
{
    json::Value members = json::Value::array();
    for (const auto& member : convo.members)
        members.push_back({{"did", member.did},
                           {"handle", member.handle},
                           {"name", member.name},
                           {"avatar", member.avatar}});
    return {{"id", convo.id}, {"page", convo.page}, {"pages", convo.pages}, {"members", std::move(members)}};
}

} // namespace

Cursor readCursor(std::string_view text)
{
    Cursor cursor;
    if (text.empty()) return cursor;
    const json::Value in = json::parse(text);
    if (const auto upTo = json::integer(in, "upTo")) cursor.upTo = fromInt(*upTo);
    if (const auto& walk = json::object(in, "walk"); walk.is_object())
        cursor.walk = Cursor::Walk{json::text(walk, "page"), fromInt(json::integer(walk, "newest").value_or(0)),
                                   json::intWithin(walk, "pages", 0, 1'000'000, 0)};
    return cursor;
}

std::string writeCursor(const Cursor& cursor)
{
    json::Value out = json::Value::object();
    if (cursor.upTo) out["upTo"] = toInt(*cursor.upTo);
    if (cursor.walk)
        out["walk"] = {{"page", cursor.walk->page},
                       {"newest", toInt(cursor.walk->newest)},
                       {"pages", cursor.walk->pages}};
    return out.empty() ? std::string{} : json::dump(out);
}

ChatCursor readChatCursor(std::string_view text)
{
    ChatCursor cursor;
    if (text.empty()) return cursor;
    const json::Value in = json::parse(text);
    cursor.rev = json::text(in, "rev");
    if (const auto& list = json::object(in, "list"); list.is_object()) {
        cursor.walking = true;
        cursor.page = json::text(list, "page");
        cursor.top = json::text(list, "top");
        cursor.pages = json::intWithin(list, "pages", 0, 1'000'000, 0);
    }
    for (const auto& convo : json::array(in, "todo")) cursor.todo.push_back(readConvo(convo));
    return cursor;
}

std::string writeChatCursor(const ChatCursor& cursor)
{
    json::Value out = json::Value::object();
    if (!cursor.rev.empty()) out["rev"] = cursor.rev;
    if (cursor.walking) out["list"] = {{"page", cursor.page}, {"top", cursor.top}, {"pages", cursor.pages}};
    for (const auto& convo : cursor.todo) out["todo"].push_back(writeConvo(convo));
    return out.empty() ? std::string{} : json::dump(out);
}

} // namespace qd::bluesky
