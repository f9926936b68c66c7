#include "sandbox/digest.h"
#include "sandbox/sandbox.h"

#include <algorithm>

namespace qd::sandbox {
namespace {

using nlohmann::json;

std::string text(const json& object, const char* key, const std::string& otherwise = "")
{
    return object.is_object() && object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : otherwise;
}

Answer said(const json& body) { return {200, body.dump(-1, ' ', false, json::error_handler_t::replace)}; }

Answer refused(const std::string& why) { return {400, json{{"error", why}}.dump(-1, ' ', false, json::error_handler_t::replace)}; }

std::string hostOf(const std::string& base, int port) { return base.substr(0, base.rfind(':')) + ":" + std::to_string(port); }

json placed(const Place& place)
{
    json out = {{"platform", nameOf(place.platform)}, {"id", place.id}};
    if (!place.cid.empty()) out["cid"] = place.cid;
    return out;
}

} // namespace

Answer Sandbox::control(const Call& call)
{
    const std::string verb = call.path.substr(10);
    json input = json::object();
    if (!call.body.empty()) {
        input = json::parse(call.body, nullptr, false);
        if (!input.is_object()) return refused("the body is not a JSON object");
    }
    for (const auto& [name, value] : call.query)
        if (!input.contains(name)) input[name] = value;
    if (verb == "info") return info(call);
    if (verb == "state") return state(call);
    if (verb == "fault") return fault(call, input);
    if (call.method != "POST") return refused("POST only");
    if (verb == "post") return post(input, false);
    if (verb == "native-reply") return post(input, true);
    if (verb == "edit") return change(input, false);
    if (verb == "delete") return change(input, true);
    if (verb == "scene") return scene(input);
    if (verb == "advance") {
        const double seconds = input.contains("seconds") && input["seconds"].is_number() ? input["seconds"].get<double>() : std::atof(text(input, "seconds", "0").c_str());
        m_clock.advance(std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000)));
        return said({{"now", isoMillis(m_clock.now())}});
    }
    return {404, json{{"error", "no such control: " + verb}}.dump()};
}

Answer Sandbox::info(const Call& call) const
{
    const std::string base = call.baseUrl();
    const std::string main = m_port > 0 ? hostOf(base, m_port) : base, halt = m_port > 0 ? hostOf(base, m_gotosocialPort) : base;
    json feeds = json::array();
    for (const std::string& name : m_feeds.names())
        for (const char* kind : {"rss", "atom", "json"}) feeds.push_back(main + "/feeds/" + name + "." + kind);
    json cards = json::object();
    for (const Item& item : m_demo.items) {
        if (item.card.empty()) continue;
        if (const auto place = m_stage.placeOf(item.key)) cards[item.card] = placed(*place);
    }
    return said({{"now", isoMillis(m_clock.now())}, {"seed", m_options.seed},
        {"mastodon", {{"server", main}, {"handle", "@acmerail@" + m_mastodon.domain}, {"account_id", m_mastodon.ownAccount},
                      {"token", Credentials::kMastodonToken}, {"read_only_token", Credentials::kReadOnlyToken}, {"revoked_token", Credentials::kRevokedToken}}},
        {"gotosocial", {{"server", halt}, {"handle", "@acmerail@" + m_gotosocial.domain}, {"account_id", m_gotosocial.ownAccount},
                        {"token", Credentials::kGotosocialToken}}},
        {"bluesky", {{"server", main}, {"handle", "acmerail.test"}, {"did", m_bluesky.ownDid}, {"app_password", Credentials::kAppPassword},
                     {"app_password_without_messages", Credentials::kPlainPassword}, {"password", Credentials::kAccountPassword}}},
        {"feeds", feeds}, {"cards", cards}});
}

/// @param own  the desk's account speaks, in the platform's own app
Answer Sandbox::post(const json& input, bool own)
{
    const auto platform = platformOf(text(input, "platform", "mastodon"));
    if (!platform) return refused("unknown platform");
    Item item;
    item.platform = *platform;
    item.story = "outside";
    item.key = text(input, "key");
    item.parent = text(input, "in_reply_to");
    item.kind = own ? "own" : text(input, "kind", item.parent.empty() ? "mention" : "reply");
    item.at = m_clock.now();
    if (const std::string at = text(input, "at"); !at.empty()) {
        const auto read = readDatetime(at);
        if (!read) return refused("at is not a time");
        item.at = *read;
    }
    item.text = text(input, "text");
    item.title = text(input, "title");
    item.lang = text(input, "lang", "en");
    item.visibility = text(input, "visibility");
    item.spoiler = text(input, "spoiler");
    for (const json& picture : input.value("media", json::array()))
        item.pictures.push_back({"photo-" + shortHash(item.text + std::to_string(item.pictures.size())), text(picture, "alt")});
    item.person = Stage::kOwn;
    if (!own) {
        const std::string handle = text(input, "handle", "rider@tram.example");
        item.person = "outside " + handle;
        if (m_stage.knows(handle)) item.person = handle;
        else if (!m_stage.knows(item.person))
            m_stage.addPerson({item.person, handle, text(input, "name", handle.substr(0, handle.find('@'))), "", item.lang, 120, 80,
                               input.value("bot", false), input.value("blocks_us", false)});
    }
    const auto place = m_stage.play(item);
    return place ? said(placed(*place)) : refused("in_reply_to names nothing that is there");
}

Answer Sandbox::change(const json& input, bool remove)
{
    const auto platform = platformOf(text(input, "platform", "mastodon"));
    if (!platform) return refused("unknown platform");
    const auto place = m_stage.find(*platform, text(input, "id"));
    if (!place) return refused("id names nothing that is there");
    const bool done = remove ? m_stage.remove(*place) : m_stage.edit(*place, text(input, "text"), m_clock.now());
    const auto after = m_stage.find(*platform, text(input, "id"));
    return done ? said(placed(after.value_or(*place))) : refused("it is gone already");
}

Answer Sandbox::fault(const Call& call, const json& input)
{
    if (call.method == "DELETE") m_faults.clear();
    if (call.method == "POST")
        if (const auto wrong = m_faults.add(input)) return refused(*wrong);
    return said({{"faults", m_faults.state()}});
}

/// Things a presenter calls for: a rumour, an outage, a platform that says 429.
Answer Sandbox::scene(const json& input)
{
    const std::string name = text(input, "name");
    if (name == "429") {
        m_faults.add(json{{"kind", "status"}, {"status", 429}, {"path", "^/(api|xrpc)/"}, {"times", 6}});
        return said({{"scene", name}, {"requests", 6}});
    }
    const auto found = m_demo.scenes.find(name);
    if (found == m_demo.scenes.end()) return refused("no such scene: " + name);
    UtcMillis at = m_clock.now();
    for (const LivePost& live : found->second) {
        at += std::chrono::milliseconds(static_cast<std::int64_t>(live.gapSeconds * 1000 / std::max(1.0, m_options.liveRate)));
        Item item = live.item;
        item.at = at;
        item.key += "@" + isoMillis(at); // a scene may be played twice
        m_due.insert({at, item});
    }
    return said({{"scene", name}, {"posts", found->second.size()}});
}

/// What our accounts have said since the start, and how often under each parent: for counting doubles.
Answer Sandbox::state(const Call& call) const
{
    const bool all = Params(call.query).flag("all");
    json out = json::object();
    const auto put = [&out](const char* platform, json post, const std::string& parent) {
        out[platform]["posts"].push_back(std::move(post));
        if (parent.empty()) return;
        json& count = out[platform]["by_parent"][parent];
        count = count.is_number() ? count.get<int>() + 1 : 1;
    };
    for (const char* platform : {"mastodon", "gotosocial", "bluesky", "bluesky_messages"})
        out[platform] = {{"posts", json::array()}, {"by_parent", json::object()}};
    for (const auto* state : {&m_mastodon, &m_gotosocial}) {
        const char* platform = state == &m_mastodon ? "mastodon" : "gotosocial";
        for (const auto& [id, status] : state->statuses)
            if (status.account == state->ownAccount && !status.deleted && (all || !m_stage.seeded(id)))
                put(platform, {{"id", id}, {"in_reply_to", status.replyTo}, {"text", status.text()}, {"visibility", status.visibility},
                               {"created_at", isoMillis(status.at)}, {"native", status.native}, {"media", status.media.size()}}, status.replyTo);
    }
    for (const auto& [uri, record] : m_bluesky.records) {
        if (record.did != m_bluesky.ownDid || record.deleted || record.collection != "app.bsky.feed.post" || (!all && m_stage.seeded(uri))) continue;
        const std::string parent = record.value.contains("reply") ? record.value["reply"]["parent"]["uri"].get<std::string>() : "";
        put("bluesky", {{"id", uri}, {"cid", record.cid}, {"in_reply_to", parent}, {"text", record.value.value("text", "")},
                        {"created_at", isoMillis(record.indexedAt)}, {"native", record.native}}, parent);
    }
    for (const auto& [id, convo] : m_bluesky.convos)
        for (const auto& message : convo.messages)
            if (message.sender == m_bluesky.ownDid && (all || !m_stage.seeded(message.id)))
                put("bluesky_messages", {{"id", message.id}, {"in_reply_to", id}, {"text", message.body.value("text", "")},
                                         {"created_at", isoMillis(message.sentAt)}}, id);
    return said(out);
}

} // namespace qd::sandbox
