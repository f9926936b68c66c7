#pragma once

#include "quarterdeck/base/time.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qd::sandbox {

enum class Platform { Mastodon, Gotosocial, Bluesky, News, Forum };
const char* nameOf(Platform platform);
std::optional<Platform> platformOf(std::string_view name);

/// Somebody of the demo; made up like everything here. One person may be on two platforms under one key.
struct Person {
    std::string key;
    std::string handle; ///< "mira" or "mira@tram.example" on Mastodon; on Bluesky the part before ".test" is used
    std::string name;
    std::string bio;
    std::string lang;
    int followers = 0;
    int following = 0;
    bool bot = false;
    bool blocksUs = false; ///< Bluesky: their posts show as blocked in our threads
};

struct Picture {
    std::string name;
    std::string alt; ///< empty: the author left it out
};

/// One thing that happens on a platform.
struct Item {
    std::string key;   ///< unique in the demo; what `parent` names
    std::string story; ///< quiet, A, B, C, odd, live
    std::string card;  ///< name of a special card, "" for most
    Platform platform = Platform::Mastodon;
    std::string person; ///< key of a Person; "us" is the desk's own account
    /// mention, reply (to the item `parent`), search (names us without a handle), message (direct), own (we said it
    /// in the platform's app), like, boost, quote, follow, article; edit and delete happen to `parent`
    std::string kind;
    UtcMillis at{};
    std::string lang;
    std::string text; ///< "{us}" and "{@key}" stand for handles in the platform's way
    std::string title;
    std::string spoiler;
    std::string parent;
    std::string visibility; ///< "" is public
    std::vector<Picture> pictures;
};

/// A post of the live script: an item without a time.
struct LivePost {
    Item item;
    int gapSeconds = 30; ///< after the one before, at rate 1
};

struct Demo {
    std::map<std::string, Person> people; ///< by key
    std::vector<Item> items;              ///< in order of time
    std::vector<LivePost> live;
    std::map<std::string, std::vector<LivePost>> scenes; ///< played when a presenter calls for them
};

/// The seed file that is built into the program (resources/demo/acme_rail.json).
std::string_view builtInSeed();

/// Tell the story of DEMO.md: equal seed, start and text give equal items.
/// @param seedText  JSON as docs/sandbox.md describes
/// @param now       what every time hangs on
/// @return          nothing when the seed text is not such a file
std::optional<Demo> tellDemo(std::string_view seedText, std::uint64_t seed, UtcMillis now);

/// The people only: nobody has said anything.
std::optional<Demo> tellCast(std::string_view seedText, std::uint64_t seed);

} // namespace qd::sandbox
