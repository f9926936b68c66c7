#include "sandbox/stage.h"

#include "sandbox/digest.h"
#include "sandbox/mastodon_text.h"
#include "sandbox/picture.h"
#include "sandbox/stamp.h"
#include "sandbox/wire.h"

namespace qd::sandbox {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr auto kAccountAge = std::chrono::hours(24 * 420);

json strongRef(const bluesky::Record& record) { return {{"uri", record.uri}, {"cid", record.cid}}; }

std::string articleHtml(const std::string& text)
{
    std::string out = "<p>";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find("\n\n", at), text.size());
        out += escapeHtml(text.substr(at, end - at));
        at = end + 2;
        if (at < text.size()) out += "</p>\n<p>";
    }
    return out + "</p>";
}

} // namespace

Stage::Stage(mastodon::State& mastodon, mastodon::State& gotosocial, bluesky::State& bluesky, Feeds& feeds)
    : m_mastodon(mastodon), m_gotosocial(gotosocial), m_bluesky(bluesky), m_feeds(feeds)
{
}

void Stage::open(const Demo& demo, UtcMillis now)
{
    m_people = demo.people;
    const UtcMillis since = now - kAccountAge;
    m_mastodon.ownAccount = accountOf(m_mastodon, kOwn, since).id;
    m_gotosocial.ownAccount = accountOf(m_gotosocial, kOwn, since).id;
    m_bluesky.ownDid = actorOf(kOwn, since).did;
    for (const Item& item : demo.items)
        if (item.at <= now) play(item);
    for (const auto& [id, status] : m_mastodon.statuses) m_seeded.insert(id);
    for (const auto& [id, status] : m_gotosocial.statuses) m_seeded.insert(id);
    for (const auto& [uri, record] : m_bluesky.records) m_seeded.insert(uri);
    for (const auto& [id, convo] : m_bluesky.convos)
        for (const auto& message : convo.messages) m_seeded.insert(message.id);
}

std::optional<Place> Stage::placeOf(const std::string& key) const
{
    const auto found = m_places.find(key);
    return found == m_places.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Place> Stage::find(Platform platform, const std::string& idOrKey) const
{
    if (const auto named = placeOf(idOrKey); named && named->platform == platform) return named;
    if (platform == Platform::Bluesky) {
        const auto record = m_bluesky.records.find(idOrKey);
        if (record != m_bluesky.records.end()) return Place{platform, idOrKey, record->second.cid};
        return m_bluesky.convos.count(idOrKey) > 0 ? std::optional(Place{platform, idOrKey, ""}) : std::nullopt;
    }
    if (platform == Platform::News || platform == Platform::Forum)
        return m_feeds.find(platform == Platform::News ? "rail-news" : "forum", idOrKey) ? std::optional(Place{platform, idOrKey, ""}) : std::nullopt;
    const auto& state = platform == Platform::Mastodon ? m_mastodon : m_gotosocial;
    return state.statuses.count(idOrKey) > 0 ? std::optional(Place{platform, idOrKey, ""}) : std::nullopt;
}

mastodon::Account& Stage::accountOf(mastodon::State& state, const std::string& person, UtcMillis at)
{
    const std::pair<int, std::string> key{state.flavour == mastodon::Flavour::Mastodon ? 0 : 1, person};
    if (const auto held = m_ids.find(key); held != m_ids.end()) return state.accounts.at(held->second);
    Person made = m_people.at(person);
    if (made.handle.find('@') == std::string::npos && person != kOwn && state.flavour == mastodon::Flavour::Gotosocial) made.handle += "@elsewhere.example";
    // Accounts are older than their first post, each by its own number of days.
    const auto age = std::chrono::hours(24 * static_cast<int>(hash64(person) % 900 + 30));
    mastodon::Account& account = state.addAccount(made, at - age);
    m_ids[key] = account.id;
    return account;
}

const bluesky::Actor& Stage::actorOf(const std::string& person, UtcMillis at)
{
    const std::pair<int, std::string> key{2, person};
    if (const auto held = m_ids.find(key); held != m_ids.end()) return m_bluesky.actors.at(held->second);
    const auto age = std::chrono::hours(24 * static_cast<int>(hash64(person) % 500 + 20));
    const bluesky::Actor& actor = m_bluesky.addActor(m_people.at(person), at - age);
    m_ids[key] = actor.did;
    return actor;
}

std::string Stage::worded(const Item& item, const std::string& text) const
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = std::min(text.find('{', at), text.size());
        out += text.substr(at, open - at);
        const std::size_t close = text.find('}', open);
        if (open == text.size() || close == std::string::npos) {
            if (open < text.size()) out += text.substr(open);
            break;
        }
        const std::string name = text.substr(open + 1, close - open - 1);
        const bool own = name == "us";
        const auto named = m_people.find(own ? kOwn : name.starts_with("@") ? name.substr(1) : "");
        if (named == m_people.end()) out += text.substr(open, close + 1 - open);
        else if (item.platform == Platform::Bluesky) out += "@" + lowerAscii(named->second.handle.substr(0, named->second.handle.find('@'))) + ".test";
        else if (item.platform == Platform::News || item.platform == Platform::Forum) out += own ? "Acme Rail" : named->second.name;
        else out += "@" + named->second.handle;
        at = close + 1;
    }
    return out;
}

std::optional<Place> Stage::play(const Item& item)
{
    std::optional<Place> place;
    if (item.kind == "edit" || item.kind == "delete") {
        place = find(item.platform, item.parent);
        const bool done = place && (item.kind == "edit" ? edit(*place, worded(item, item.text), item.at) : remove(*place));
        return done ? place : std::nullopt;
    }
    switch (item.platform) {
    case Platform::Mastodon: place = playMastodon(m_mastodon, item); break;
    case Platform::Gotosocial: place = playMastodon(m_gotosocial, item); break;
    case Platform::Bluesky: place = playBluesky(item); break;
    case Platform::News:
    case Platform::Forum: place = playFeed(item); break;
    }
    if (place && !item.key.empty()) m_places[item.key] = *place;
    return place;
}

std::optional<Place> Stage::playMastodon(mastodon::State& state, const Item& item)
{
    const mastodon::Account& author = accountOf(state, item.person, item.at);
    mastodon::Status* parent = nullptr;
    if (!item.parent.empty()) {
        const auto place = find(item.platform, item.parent);
        if (!place) return std::nullopt;
        parent = &state.statuses.at(place->id);
    }
    if (item.kind == "follow") {
        state.notify("follow", author.id, "", item.at);
        return Place{item.platform, "", ""};
    }
    if (item.kind == "like" || item.kind == "boost") {
        if (!parent) return std::nullopt;
        if (item.kind == "like") parent->favourites.insert(author.id);
        else ++parent->boosts;
        if (parent->account == state.ownAccount) state.notify(item.kind == "like" ? "favourite" : "reblog", author.id, parent->id, item.at);
        return Place{item.platform, parent->id, ""};
    }
    std::string text = worded(item, item.text);
    const bool names = item.text.find("{us}") != std::string::npos;
    if ((item.kind == "mention" || item.kind == "message") && !names && item.person != kOwn)
        text = "@" + m_people.at(kOwn).handle + " " + text;
    else if (parent && item.text.find("{@") == std::string::npos && parent->account != author.id && !names)
        text = "@" + state.accounts.at(parent->account).acct() + " " + text;
    mastodon::Status draft;
    draft.account = author.id;
    draft.at = item.at;
    draft.versions = {{text, item.spoiler, item.at}};
    draft.sensitive = !item.spoiler.empty();
    draft.visibility = item.kind == "message" ? "direct" : item.visibility;
    draft.lang = item.lang;
    draft.replyTo = parent ? parent->id : "";
    draft.native = item.person == kOwn;
    for (const Picture& picture : item.pictures) {
        mastodon::Attachment held;
        held.id = state.newMediaId(item.at);
        held.owner = author.id;
        held.name = picture.name + ".png";
        held.mime = "image/png";
        held.description = picture.alt;
        held.attached = true;
        const PictureSize size = pictureSize(picture.name);
        held.width = size.width;
        held.height = size.height;
        state.media[held.id] = held;
        draft.media.push_back(held.id);
    }
    const mastodon::Status& made = state.addStatus(std::move(draft));
    return Place{item.platform, made.id, ""};
}

json Stage::facetsOf(const std::string& text) const
{
    json facets = json::array();
    std::size_t at = 0;
    for (const mastodon::Token& token : mastodon::tokenise(text)) {
        json feature;
        if (token.kind == mastodon::Token::Kind::Url) feature = {{"$type", "app.bsky.richtext.facet#link"}, {"uri", token.text}};
        if (token.kind == mastodon::Token::Kind::Hashtag) feature = {{"$type", "app.bsky.richtext.facet#tag"}, {"tag", token.text.substr(1)}};
        if (token.kind == mastodon::Token::Kind::Mention)
            if (const bluesky::Actor* actor = m_bluesky.findActor(token.text.substr(1)))
                feature = {{"$type", "app.bsky.richtext.facet#mention"}, {"did", actor->did}};
        if (!feature.is_null())
            facets.push_back({{"index", {{"byteStart", at}, {"byteEnd", at + token.text.size()}}}, {"features", {feature}}});
        at += token.text.size();
    }
    return facets;
}

json Stage::postRecord(const Item& item, const std::string& text)
{
    json record = {{"$type", "app.bsky.feed.post"}, {"text", text}, {"createdAt", isoMillis(item.at)}};
    if (!item.lang.empty()) record["langs"] = {item.lang};
    if (json facets = facetsOf(text); !facets.empty()) record["facets"] = std::move(facets);
    if (!item.pictures.empty()) {
        json images = json::array();
        for (const Picture& picture : item.pictures) {
            const std::string bytes = makePicture(picture.name);
            const std::string cid = blobCid(bytes);
            m_bluesky.blobs[cid] = {"image/png", bytes};
            const PictureSize size = pictureSize(picture.name);
            images.push_back({{"alt", picture.alt}, {"aspectRatio", {{"width", size.width}, {"height", size.height}}},
                              {"image", {{"$type", "blob"}, {"ref", {{"$link", cid}}}, {"mimeType", "image/png"}, {"size", bytes.size()}}}});
        }
        record["embed"] = {{"$type", "app.bsky.embed.images"}, {"images", images}};
    }
    return record;
}

std::optional<Place> Stage::playBluesky(const Item& item)
{
    const std::string did = actorOf(item.person, item.at).did;
    if (item.kind == "message" || (item.kind == "own" && !item.parent.empty() && m_bluesky.convos.count(find(item.platform, item.parent).value_or(Place{}).id) > 0)) {
        const std::string other = did == m_bluesky.ownDid ? m_bluesky.convos.at(find(item.platform, item.parent)->id).other : did;
        bluesky::Convo& convo = m_bluesky.convoWith(other, item.at);
        m_bluesky.addMessage(convo, did, {{"text", worded(item, item.text)}}, item.at);
        return Place{item.platform, convo.id, ""};
    }
    bluesky::Record* parent = nullptr;
    if (!item.parent.empty()) {
        const auto place = find(item.platform, item.parent);
        parent = place ? m_bluesky.liveRecord(place->id) : nullptr;
        if (!parent) return std::nullopt;
    }
    const std::string rkey = m_bluesky.newRkey(item.at), at = isoMillis(item.at);
    const auto make = [&](const std::string& collection, json value) {
        const bluesky::Record& made = m_bluesky.put(did, collection, rkey, std::move(value), item.at);
        return Place{item.platform, made.uri, made.cid};
    };
    if (item.kind == "follow") return make("app.bsky.graph.follow", {{"$type", "app.bsky.graph.follow"}, {"subject", m_bluesky.ownDid}, {"createdAt", at}});
    if (item.kind == "like" || item.kind == "boost") {
        if (!parent) return std::nullopt;
        const std::string kind = item.kind == "like" ? "app.bsky.feed.like" : "app.bsky.feed.repost";
        return make(kind, {{"$type", kind}, {"subject", strongRef(*parent)}, {"createdAt", at}});
    }
    std::string text = worded(item, item.text);
    if (item.kind == "mention" && item.text.find("{us}") == std::string::npos) text = "@acmerail.test " + text;
    json record = postRecord(item, text);
    if (parent && item.kind == "quote") record["embed"] = {{"$type", "app.bsky.embed.record"}, {"record", strongRef(*parent)}};
    else if (parent) record["reply"] = {{"parent", strongRef(*parent)}, {"root", parent->value.contains("reply") ? parent->value["reply"]["root"] : strongRef(*parent)}};
    const Place place = make("app.bsky.feed.post", std::move(record));
    m_bluesky.records.at(place.id).native = item.person == kOwn;
    return place;
}

std::optional<Place> Stage::playFeed(const Item& item)
{
    const std::string feed = item.platform == Platform::News ? "rail-news" : "forum";
    Article article;
    article.id = "tag:" + feed + ".example," + isoMillis(item.at).substr(0, 10) + ":" + shortHash(item.key + item.title + isoMillis(item.at));
    article.title = item.title;
    article.html = articleHtml(worded(item, item.text));
    article.author = m_people.at(item.person).name;
    article.url = "https://" + feed + ".example/" + isoMillis(item.at).substr(0, 10) + "/" + shortHash(article.id).substr(0, 8);
    article.lang = item.lang;
    article.published = item.at;
    article.updated = item.at;
    m_feeds.add(feed, article);
    return Place{item.platform, article.id, ""};
}

bool Stage::edit(const Place& place, const std::string& text, UtcMillis at)
{
    if (place.platform == Platform::Bluesky) {
        bluesky::Record* record = m_bluesky.liveRecord(place.id);
        if (!record) return false;
        json value = record->value;
        value["text"] = text;
        value.erase("facets");
        if (json facets = facetsOf(text); !facets.empty()) value["facets"] = std::move(facets);
        m_bluesky.put(record->did, record->collection, record->rkey, std::move(value), at);
        return true;
    }
    if (place.platform == Platform::News || place.platform == Platform::Forum) {
        const std::string feed = place.platform == Platform::News ? "rail-news" : "forum";
        auto article = m_feeds.find(feed, place.id);
        if (!article) return false;
        article->html = articleHtml(text);
        article->updated = at;
        m_feeds.add(feed, *article);
        return true;
    }
    auto& state = place.platform == Platform::Mastodon ? m_mastodon : m_gotosocial;
    const auto held = state.statuses.find(place.id);
    if (held == state.statuses.end() || held->second.deleted) return false;
    state.edit(held->second, text, held->second.spoiler(), at);
    return true;
}

bool Stage::remove(const Place& place)
{
    if (place.platform == Platform::Bluesky) {
        bluesky::Record* record = m_bluesky.liveRecord(place.id);
        if (record) m_bluesky.remove(*record);
        return record != nullptr;
    }
    if (place.platform == Platform::News || place.platform == Platform::Forum) {
        m_feeds.remove(place.platform == Platform::News ? "rail-news" : "forum", place.id);
        return true;
    }
    auto& state = place.platform == Platform::Mastodon ? m_mastodon : m_gotosocial;
    const auto held = state.statuses.find(place.id);
    if (held == state.statuses.end() || held->second.deleted) return false;
    state.remove(held->second);
    return true;
}

} // namespace qd::sandbox
