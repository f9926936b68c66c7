#include "mastodon_cursor.h"

#include "json_read.h"
#include "quarterdeck/net/url.h"

namespace qd::mastodon {
namespace {

json::Value writeMark(const Cursor::Mark& mark) { return {{"id", mark.id}, {"at", toInt(mark.at)}}; }

Cursor::Mark readMark(const json::Value& in)
{
    return {json::text(in, "id"), fromInt(json::integer(in, "at").value_or(0))};
}

} // namespace

Cursor readCursor(std::string_view text)
{
    Cursor cursor;
    if (text.empty()) return cursor;
    const json::Value in = json::parse(text);
    cursor.newest = json::text(in, "newest");
    cursor.position = json::text(in, "position");
    cursor.older = readMark(json::object(in, "older"));
    cursor.newer = readMark(json::object(in, "newer"));
    if (const auto& down = json::object(in, "down"); down.is_object())
        cursor.down = Cursor::Down{json::text(down, "below"), json::text(down, "top"),
                                   json::intWithin(down, "pages", 0, 1'000'000, 0)};
    for (const auto& id : json::array(in, "threads"))
        if (auto text_ = json::asText(id); !text_.empty()) cursor.threads.push_back(std::move(text_));
    return cursor;
}

std::string writeCursor(const Cursor& cursor)
{
    json::Value out = json::Value::object();
    if (!cursor.newest.empty()) out["newest"] = cursor.newest;
    if (!cursor.position.empty()) out["position"] = cursor.position;
    if (cursor.down)
        out["down"] = {{"below", cursor.down->below}, {"top", cursor.down->top}, {"pages", cursor.down->pages}};
    if (!cursor.older.id.empty()) out["older"] = writeMark(cursor.older);
    if (!cursor.newer.id.empty()) out["newer"] = writeMark(cursor.newer);
    if (!cursor.threads.empty()) out["threads"] = cursor.threads;
    return out.empty() ? std::string{} : json::dump(out);
}

void mark(Cursor& cursor, UtcMillis now, std::chrono::milliseconds overlap)
{
    if (cursor.newest.empty() || overlap.count() == 0) return;
    if (cursor.older.id.empty()) cursor.older = cursor.newer = {cursor.newest, now};
    if (now - cursor.newer.at < overlap) return;
    cursor.older = cursor.newer;
    cursor.newer = {cursor.newest, now};
}

PageLinks readLinks(std::string_view header)
{
    PageLinks links;
    while (true) {
        const auto open = header.find('<');
        if (open == std::string_view::npos) break;
        const auto close = header.find('>', open);
        if (close == std::string_view::npos) break;
        const std::string_view url = header.substr(open + 1, close - open - 1);
        header.remove_prefix(close + 1);
        const auto query = url.find('?');
        if (query == std::string_view::npos) continue;
        for (const auto& field : formDecode(url.substr(query + 1))) {
            if (field.first == "max_id") links.maxId = field.second;
            if (field.first == "min_id" || field.first == "since_id") links.minId = field.second;
        }
    }
    return links;
}

} // namespace qd::mastodon
