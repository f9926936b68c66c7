#include "sandbox/bluesky_state.h"

#include "sandbox/digest.h"
#include "sandbox/stamp.h"
#include "sandbox/wire.h"

#include <algorithm>

namespace qd::sandbox::bluesky {
namespace {

using nlohmann::json;

constexpr int kNoticeDepth = 5; ///< how far up a thread a reply is told to the authors above

std::string textAt(const json& value, std::initializer_list<const char*> path)
{
    const json* at = &value;
    for (const char* key : path) {
        if (!at->is_object() || !at->contains(key)) return {};
        at = &(*at)[key];
    }
    return at->is_string() ? at->get<std::string>() : std::string();
}

bool mentions(const json& value, const std::string& did)
{
    for (const auto& facet : value.value("facets", json::array()))
        for (const auto& feature : facet.value("features", json::array()))
            if (textAt(feature, {"did"}) == did) return true;
    return false;
}

std::string quotedUri(const json& value)
{
    const std::string plain = textAt(value, {"embed", "record", "uri"});
    return plain.empty() ? textAt(value, {"embed", "record", "record", "uri"}) : plain;
}

} // namespace

std::string tidOf(std::int64_t micros, unsigned clockId)
{
    static constexpr char kAlphabet[] = "234567abcdefghijklmnopqrstuvwxyz";
    std::uint64_t value = static_cast<std::uint64_t>(micros) << 10 | (clockId & 1023);
    std::string out(13, '2');
    for (std::size_t i = 13; i-- > 0; value >>= 5) out[i] = kAlphabet[value & 31];
    return out;
}

State::State(std::uint64_t seed) : m_dice(seed ^ 0xb15eULL) {}

std::string State::newRkey(UtcMillis at)
{
    const unsigned sequence = m_perMs[toInt(at)]++;
    return tidOf(toInt(at) * 1000 + sequence, 17);
}

std::string State::nextRev(UtcMillis at)
{
    std::string rev = newRkey(at);
    // Revisions only grow, also when something is put in with an earlier time.
    if (!log.empty() && rev <= log.back().rev) {
        rev = log.back().rev;
        for (std::size_t i = rev.size(); i-- > 0;) {
            static constexpr std::string_view kAlphabet = "234567abcdefghijklmnopqrstuvwxyz";
            const std::size_t digit = kAlphabet.find(rev[i]);
            rev[i] = kAlphabet[(digit + 1) % 32];
            if (digit + 1 < 32) break;
        }
    }
    return rev;
}

Actor& State::addActor(const Person& person, UtcMillis since)
{
    Actor actor;
    const std::string name = lowerAscii(person.handle.substr(0, person.handle.find('@')));
    actor.handle.reserve(name.size() + 5);
    for (const char c : name) actor.handle.push_back(c == '_' || c == '.' ? '-' : c);
    actor.handle += ".test";
    const auto digest = sha256("did of " + actor.handle);
    actor.did = "did:plc:" + base32Lower({reinterpret_cast<const char*>(digest.data()), digest.size()}).substr(0, 24);
    actor.displayName = person.name;
    actor.description = person.bio;
    actor.followers = person.followers;
    actor.follows = person.following;
    actor.blocksUs = person.blocksUs;
    actor.createdAt = since;
    byHandle[actor.handle] = actor.did;
    return actors[actor.did] = actor;
}

const Actor* State::findActor(std::string_view handleOrDid) const
{
    std::string did(handleOrDid);
    if (const auto named = byHandle.find(lowerAscii(handleOrDid)); named != byHandle.end()) did = named->second;
    const auto found = actors.find(did);
    return found == actors.end() ? nullptr : &found->second;
}

Record* State::liveRecord(const std::string& uri)
{
    const auto found = records.find(uri);
    return found == records.end() || found->second.deleted ? nullptr : &found->second;
}

std::vector<Record*> State::repliesTo(const std::string& uri)
{
    std::vector<Record*> out;
    for (auto [it, end] = m_children.equal_range(uri); it != end; ++it)
        if (Record* reply = liveRecord(it->second)) out.push_back(reply);
    std::sort(out.begin(), out.end(), [](const Record* a, const Record* b) { return a->rkey < b->rkey; });
    return out;
}

Record& State::put(const std::string& did, const std::string& collection, const std::string& rkey, json value, UtcMillis at)
{
    const std::string uri = "at://" + did + "/" + collection + "/" + rkey;
    const bool fresh = records.count(uri) == 0 || records[uri].deleted;
    Record& record = records[uri];
    record.uri = uri;
    record.did = did;
    record.collection = collection;
    record.rkey = rkey;
    record.cid = recordCid(value.dump(-1, ' ', false, json::error_handler_t::replace));
    record.value = std::move(value);
    record.deleted = false;
    if (!fresh) return record;
    record.indexedAt = at;
    if (collection == "app.bsky.feed.post") {
        ++actors.at(did).posts;
        const auto place = std::upper_bound(timeline.begin(), timeline.end(), at,
            [this](UtcMillis t, const std::string& other) { return t < records.at(other).indexedAt; });
        timeline.insert(place, uri);
        if (const std::string parent = textAt(record.value, {"reply", "parent", "uri"}); !parent.empty()) m_children.emplace(parent, uri);
        if (Record* quoted = liveRecord(quotedUri(record.value))) ++quoted->quotes;
    }
    const std::string subject = textAt(record.value, {"subject", "uri"});
    if (Record* post = liveRecord(subject); post && collection == "app.bsky.feed.like") post->likes.insert(uri);
    if (Record* post = liveRecord(subject); post && collection == "app.bsky.feed.repost") ++post->reposts;
    notifyOf(record);
    return record;
}

void State::addNotice(Notice notice)
{
    const auto place = std::upper_bound(notices.begin(), notices.end(), notice.indexedAt,
                                        [](UtcMillis t, const Notice& other) { return t < other.indexedAt; });
    notices.insert(place, std::move(notice));
}

/// One notice a record, the nearest reason first, as the app view does.
void State::notifyOf(const Record& record)
{
    if (record.did == ownDid || ownDid.empty()) return;
    const auto ours = [this](const std::string& uri) { return uri.starts_with("at://" + ownDid + "/"); };
    const std::string subject = textAt(record.value, {"subject", "uri"});
    if (record.collection == "app.bsky.feed.like" && ours(subject)) return addNotice({record.uri, "like", subject, record.indexedAt});
    if (record.collection == "app.bsky.feed.repost" && ours(subject)) return addNotice({record.uri, "repost", subject, record.indexedAt});
    if (record.collection == "app.bsky.graph.follow" && textAt(record.value, {"subject"}) == ownDid)
        return addNotice({record.uri, "follow", "", record.indexedAt});
    if (record.collection != "app.bsky.feed.post") return;
    std::string above = textAt(record.value, {"reply", "parent", "uri"});
    for (int depth = 0; depth < kNoticeDepth && !above.empty(); ++depth) {
        if (ours(above)) return addNotice({record.uri, "reply", above, record.indexedAt});
        const auto parent = records.find(above);
        above = parent == records.end() ? "" : textAt(parent->second.value, {"reply", "parent", "uri"});
    }
    if (const std::string quoted = quotedUri(record.value); ours(quoted)) return addNotice({record.uri, "quote", quoted, record.indexedAt});
    if (mentions(record.value, ownDid)) addNotice({record.uri, "mention", "", record.indexedAt});
}

void State::remove(Record& record)
{
    record.deleted = true;
    if (record.collection == "app.bsky.feed.post") {
        --actors.at(record.did).posts;
        timeline.erase(std::remove(timeline.begin(), timeline.end(), record.uri), timeline.end());
    }
    if (Record* liked = liveRecord(textAt(record.value, {"subject", "uri"}))) liked->likes.erase(record.uri);
    notices.erase(std::remove_if(notices.begin(), notices.end(), [&](const Notice& n) { return n.uri == record.uri; }), notices.end());
}

Convo& State::convoWith(const std::string& did, UtcMillis at)
{
    for (auto& [id, convo] : convos)
        if (convo.other == did) return convo;
    const std::string id = tidOf(static_cast<std::int64_t>(hash64(did) >> 12), 3);
    Convo& convo = convos[id];
    convo.id = id;
    convo.other = did;
    convo.rev = nextRev(at);
    log.push_back({convo.rev, "logBeginConvo", id, ""});
    return convo;
}

Message& State::addMessage(Convo& convo, const std::string& sender, json body, UtcMillis at)
{
    const std::string rev = nextRev(at);
    convo.messages.push_back({newRkey(at), rev, sender, std::move(body), at});
    convo.rev = rev;
    if (sender == ownDid) convo.readUpTo = convo.messages.back().id;
    log.push_back({rev, "logCreateMessage", convo.id, convo.messages.back().id});
    return convo.messages.back();
}

} // namespace qd::sandbox::bluesky
