#include "sandbox/bluesky_api.h"

#include "sandbox/digest.h"

#include <algorithm>

namespace qd::sandbox::bluesky {
namespace {

using nlohmann::json;

std::string text(const json& object, const char* key)
{
    return object.is_object() && object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

bool goodRkey(const std::string& rkey)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == ':' || c == '~' || c == '-';
    };
    return !rkey.empty() && rkey.size() <= 512 && rkey != "." && rkey != ".." && std::all_of(rkey.begin(), rkey.end(), allowed);
}

} // namespace

Answer Api::writeRecord(Context& c, bool put)
{
    if (!spend(c, put ? 2 : 3)) return {};
    const Actor* repo = m_state.findActor(text(c.input, "repo"));
    const std::string collection = text(c.input, "collection");
    if (!repo) return invalid("Could not find repo: " + text(c.input, "repo"));
    if (repo->did != m_state.ownDid) return error(403, "AuthMissing", "Authentication Required");
    if (collection.find('.') == std::string::npos) return invalid("Input/collection must be a valid nsid");
    std::string rkey = text(c.input, "rkey");
    if (rkey.empty() && put) return invalid("Input must have the property \"rkey\"");
    if (rkey.empty()) rkey = m_state.newRkey(c.now);
    if (!goodRkey(rkey)) return invalid("Input/rkey must be a valid Record Key");
    json record = c.input.value("record", json());
    if (const auto wrong = wrongRecord(collection, record)) return invalid("Invalid " + collection + " record: " + *wrong);
    const std::string uri = "at://" + repo->did + "/" + collection + "/" + rkey;
    const Record* held = m_state.liveRecord(uri);
    if (held && !put) {
        // The repository's tree refuses inside; what leaves is a plain failure.
        Answer answer = error(500, "InternalServerError", "Internal Server Error");
        answer.key = rkey;
        return answer;
    }
    const std::string cid = recordCid(record.dump(-1, ' ', false, json::error_handler_t::replace));
    if (held && held->cid == cid)
        return Answer{.body = json{{"uri", uri}, {"cid", cid}, {"validationStatus", "valid"}}.dump(), .key = rkey};
    const Record& made = m_state.put(repo->did, collection, rkey, std::move(record), c.now);
    const json commit = {{"cid", recordCid(uri + cid)}, {"rev", m_state.newRkey(c.now)}};
    return Answer{.body = json{{"uri", uri}, {"cid", made.cid}, {"commit", commit}, {"validationStatus", "valid"}}.dump(),
                  .acted = true, .created = uri, .key = rkey};
}

Answer Api::deleteRecord(Context& c)
{
    if (!spend(c, 1)) return {};
    const Actor* repo = m_state.findActor(text(c.input, "repo"));
    if (!repo) return invalid("Could not find repo: " + text(c.input, "repo"));
    if (repo->did != m_state.ownDid) return error(403, "AuthMissing", "Authentication Required");
    if (text(c.input, "collection").empty() || text(c.input, "rkey").empty()) return invalid("Input must have the properties \"collection\" and \"rkey\"");
    const std::string uri = "at://" + repo->did + "/" + text(c.input, "collection") + "/" + text(c.input, "rkey");
    Record* held = m_state.liveRecord(uri);
    if (!held) return {200, "{}"}; // there is nothing left to delete: that is what was wanted
    m_state.remove(*held);
    const json commit = {{"cid", recordCid(uri + "deleted")}, {"rev", m_state.newRkey(c.now)}};
    return Answer{.body = json{{"commit", commit}}.dump(), .acted = true, .created = uri};
}

Answer Api::getRecord(Context& c)
{
    const Actor* repo = m_state.findActor(c.params.text("repo"));
    if (!repo) return invalid("Could not find repo: " + c.params.text("repo"));
    const std::string uri = "at://" + repo->did + "/" + c.params.text("collection") + "/" + c.params.text("rkey");
    const Record* held = m_state.liveRecord(uri);
    if (!held) return error(400, "RecordNotFound", "Could not locate record: " + uri);
    if (c.params.has("cid") && c.params.text("cid") != held->cid) return error(400, "RecordNotFound", "Could not locate record: " + uri);
    return {200, json{{"uri", uri}, {"cid", held->cid}, {"value", held->value}}.dump()};
}

Answer Api::listRecords(Context& c)
{
    const Actor* repo = m_state.findActor(c.params.text("repo"));
    if (!repo) return invalid("Could not find repo: " + c.params.text("repo"));
    const auto limit = number(c, "limit", 50, 1, 100);
    if (!limit) return {};
    const std::string prefix = "at://" + repo->did + "/" + c.params.text("collection") + "/";
    const std::string cursor = c.params.text("cursor");
    const bool reverse = c.params.flag("reverse");
    std::vector<const Record*> found;
    for (auto it = m_state.records.lower_bound(prefix); it != m_state.records.end() && it->first.starts_with(prefix); ++it)
        if (!it->second.deleted) found.push_back(&it->second);
    if (!reverse) std::reverse(found.begin(), found.end()); // newest first
    json records = json::array();
    std::string last;
    bool more = false;
    for (const Record* record : found) {
        if (!cursor.empty() && (reverse ? record->rkey <= cursor : record->rkey >= cursor)) continue;
        if (static_cast<long>(records.size()) == *limit) {
            more = true;
            break;
        }
        records.push_back({{"uri", record->uri}, {"cid", record->cid}, {"value", record->value}});
        last = record->rkey;
    }
    json out = {{"records", records}};
    if (!last.empty() && (more || static_cast<long>(records.size()) == *limit)) out["cursor"] = last;
    return {200, out.dump()};
}

Answer Api::uploadBlob(Context& c)
{
    if (c.call.type.empty()) return invalid("Request encoding (Content-Type) required but not provided");
    if (c.call.type == "multipart/form-data" || c.call.body.empty()) return invalid("A blob is sent as it is");
    if (c.call.body.size() > 52'428'800) return error(413, "PayloadTooLarge", "request entity too large");
    const std::string cid = blobCid(c.call.body);
    m_state.blobs[cid] = {c.call.type, c.call.body};
    const json blob = {{"$type", "blob"}, {"ref", {{"$link", cid}}}, {"mimeType", c.call.type}, {"size", c.call.body.size()}};
    return Answer{.body = json{{"blob", blob}}.dump(), .acted = true, .created = cid};
}

} // namespace qd::sandbox::bluesky
