#pragma once

#include "sandbox/demo.h"
#include "sandbox/dice.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace qd::sandbox {

/// Reads the seed file and writes the items; one use.
class DemoTeller {
public:
    DemoTeller(const nlohmann::json& seed, std::uint64_t number, UtcMillis now);
    Demo tell();
    Demo tellPeople(); ///< instead of tell()

private:
    // demo_quiet.cpp: ten quiet weeks, the ordinary posts of the live week, the small server
    void tellWeeks();
    void tellDay(UtcMillis day, UtcMillis until, std::size_t count, const std::string& story);
    void ordinaryPost(UtcMillis at, const std::string& story);
    void articlePost(UtcMillis at, const std::string& story);
    void answer(const Item& asked, const std::string& mood);
    UtcMillis momentOf(UtcMillis day);
    std::string filled(std::string text);
    std::string pickedLanguage();

    // demo_stories.cpp
    void tellStory(const nlohmann::json& story);
    void tellPool(const nlohmann::json& story, std::vector<Item>& items, std::size_t total);
    void draw(const nlohmann::json& story, const Item& root, std::size_t count);
    Item itemOf(const nlohmann::json& source, const std::string& story);
    std::vector<LivePost> livePosts(const nlohmann::json& list, const std::string& story, int low, int high);

    // demo.cpp
    void makePeople();
    const std::string& someone(const std::string& lang);
    std::string nextKey(const std::string& story) { return story + "-" + std::to_string(++m_keys); }

    const nlohmann::json& m_seed;
    Dice m_dice;
    UtcMillis m_now;
    Demo m_demo;
    std::map<std::string, std::vector<std::string>> m_byLang; ///< keys of ordinary people
    long m_keys = 0;
};

/// "-4d 07:40:00" (clock of the day that many days before now), "-2h10m", "-31m", "90s".
std::optional<UtcMillis> readOffset(std::string_view text, UtcMillis now);

} // namespace qd::sandbox
