#pragma once

#include "sandbox/bluesky_state.h"
#include "sandbox/demo.h"
#include "sandbox/feeds.h"
#include "sandbox/mastodon_state.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace qd::sandbox {

/// Where something of the demo ended up.
struct Place {
    Platform platform = Platform::Mastodon;
    std::string id;  ///< Mastodon id, at-uri, convo id or feed item id
    std::string cid; ///< Bluesky only
};

/// Plays items of the demo, and whatever is put in from outside, onto the platforms.
/// Not guarded: the world's lock is held around each call.
class Stage {
public:
    Stage(mastodon::State& mastodon, mastodon::State& gotosocial, bluesky::State& bluesky, Feeds& feeds);

    /// Make the desk's own accounts, the people, and everything up to `now`.
    void open(const Demo& demo, UtcMillis now);
    /// Let one item happen now or at its own time. @return nothing when its parent is nowhere to be found
    std::optional<Place> play(const Item& item);
    void addPerson(const Person& person) { m_people[person.key] = person; }
    bool knows(const std::string& key) const { return m_people.count(key) > 0; }
    std::optional<Place> placeOf(const std::string& key) const;
    /// What a native id or a key of the demo names on a platform.
    std::optional<Place> find(Platform platform, const std::string& idOrKey) const;
    bool edit(const Place& place, const std::string& text, UtcMillis at);
    bool remove(const Place& place);
    bool seeded(const std::string& id) const { return m_seeded.count(id) > 0; }

    static constexpr const char* kOwn = "us";

private:
    std::optional<Place> playMastodon(mastodon::State& state, const Item& item);
    std::optional<Place> playBluesky(const Item& item);
    std::optional<Place> playFeed(const Item& item);
    mastodon::Account& accountOf(mastodon::State& state, const std::string& person, UtcMillis at);
    const bluesky::Actor& actorOf(const std::string& person, UtcMillis at);
    std::string worded(const Item& item, const std::string& text) const;
    nlohmann::json postRecord(const Item& item, const std::string& text);
    nlohmann::json facetsOf(const std::string& text) const;

    mastodon::State& m_mastodon;
    mastodon::State& m_gotosocial;
    bluesky::State& m_bluesky;
    Feeds& m_feeds;
    std::map<std::string, Person> m_people;
    std::map<std::string, Place> m_places;                    ///< by item key
    std::map<std::pair<int, std::string>, std::string> m_ids; ///< (platform, person) to account id or did
    std::set<std::string> m_seeded;                           ///< ids that were there at the start
};

} // namespace qd::sandbox
