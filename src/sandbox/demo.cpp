#include "sandbox/demo.h"

#include "sandbox/demo_teller.h"
#include "sandbox/stamp.h"
#include "sandbox/wire.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace qd::sandbox {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr std::array<std::pair<const char*, Platform>, 5> kPlatforms = {{{"mastodon", Platform::Mastodon},
    {"gotosocial", Platform::Gotosocial}, {"bluesky", Platform::Bluesky}, {"news", Platform::News}, {"forum", Platform::Forum}}};

/// How many ordinary people there are of each language.
constexpr std::array<std::pair<const char*, int>, 5> kCrowd = {{{"en", 300}, {"de", 130}, {"fr", 90}, {"es", 90}, {"ar", 50}}};

std::string asciiName(std::string_view text)
{
    // Latin letters with marks lose them; two bytes each in UTF-8, all from the C3 page.
    static constexpr std::string_view kPlain = "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == 0xc3 && i + 1 < text.size()) out.push_back(kPlain[static_cast<unsigned char>(text[++i]) & 63]);
        else if (byte < 0x80) out.push_back(text[i]);
    }
    return lowerAscii(out);
}

bool wellFormed(const json& seed)
{
    if (!seed.is_object()) return false;
    for (const char* key : {"us", "names", "bios", "slots", "openers", "closers", "answers", "thanks", "chatter", "people", "scenes"})
        if (!seed.contains(key) || !seed[key].is_object()) return false;
    for (const char* key : {"hosts", "topics", "stories", "live"})
        if (!seed.contains(key) || !seed[key].is_array() || seed[key].empty()) return false;
    return true;
}

Person personOf(const std::string& key, const json& source)
{
    return {key, source.at("handle"), source.at("name"), source.value("bio", ""), source.value("lang", "en"), source.value("followers", 0),
            source.value("following", 0), source.value("bot", false), source.value("blocksUs", false)};
}

} // namespace

const char* nameOf(Platform platform)
{
    for (const auto& [name, value] : kPlatforms)
        if (value == platform) return name;
    return "";
}

std::optional<Platform> platformOf(std::string_view name)
{
    for (const auto& [known, value] : kPlatforms)
        if (known == name) return value;
    return std::nullopt;
}

std::optional<UtcMillis> readOffset(std::string_view text, UtcMillis now)
{
    std::int64_t sign = 1, total = 0;
    if (text.starts_with('-')) {
        sign = -1;
        text.remove_prefix(1);
    }
    while (!text.empty() && text[0] != ' ') {
        std::int64_t number = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (read.ec != std::errc{} || read.ptr == text.data() + text.size()) return std::nullopt;
        const char unit = *read.ptr;
        const std::int64_t seconds = unit == 'd' ? 86400 : unit == 'h' ? 3600 : unit == 'm' ? 60 : unit == 's' ? 1 : 0;
        if (seconds == 0) return std::nullopt;
        total += number * seconds;
        text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()) + 1);
    }
    const UtcMillis at = now + std::chrono::seconds(sign * total);
    if (text.empty()) return at;
    int h = 0, m = 0, s = 0; // " HH:MM:SS": a clock of that day
    if (text.size() != 9) return std::nullopt;
    std::from_chars(text.data() + 1, text.data() + 3, h);
    std::from_chars(text.data() + 4, text.data() + 6, m);
    std::from_chars(text.data() + 7, text.data() + 9, s);
    return dayOf(at) + std::chrono::hours(h) + std::chrono::minutes(m) + std::chrono::seconds(s);
}

DemoTeller::DemoTeller(const json& seed, std::uint64_t number, UtcMillis now) : m_seed(seed), m_dice(number), m_now(now) {}

void DemoTeller::makePeople()
{
    m_demo.people["us"] = personOf("us", m_seed.at("us"));
    for (const auto& [key, source] : m_seed.at("people").items()) m_demo.people[key] = personOf(key, source);
    const auto& hosts = m_seed.at("hosts");
    for (const auto& [lang, count] : kCrowd) {
        const json& names = m_seed.at("names").at(lang);
        const json& bios = m_seed.at("bios").at(lang);
        for (int i = 0; i < count; ++i) {
            const std::size_t first = m_dice.below(names.at("first").size()), last = m_dice.below(names.at("last").size());
            const std::string given = names.at("first").at(first), family = names.at("last").at(last);
            const std::string latin = names.contains("latin") ? names.at("latin").at(first).get<std::string>() : asciiName(given);
            const std::string tail = names.contains("latin") ? "" : asciiName(family);
            static constexpr std::array<const char*, 4> kJoints = {"_", "", "", "_of_"};
            std::string user = latin + (tail.empty() ? "" : kJoints[m_dice.below(kJoints.size())] + tail.substr(0, 2 + m_dice.below(6)));
            user += std::to_string(i + 10);
            Person person;
            person.key = std::string(lang) + std::to_string(i);
            person.handle = user + "@" + hosts[m_dice.below(hosts.size())].get<std::string>();
            person.name = m_dice.percent(80) ? given + " " + family : given;
            person.bio = bios[m_dice.below(bios.size())];
            person.lang = lang;
            // Most have a hundred followers, some a thousand, few ten thousand.
            const std::int64_t scale = m_dice.percent(80) ? 200 : m_dice.percent(85) ? 1500 : 12000;
            person.followers = static_cast<int>(m_dice.between(3, scale));
            person.following = static_cast<int>(m_dice.between(10, 900));
            m_byLang[lang].push_back(person.key);
            m_demo.people[person.key] = std::move(person);
        }
    }
}

const std::string& DemoTeller::someone(const std::string& lang)
{
    const auto found = m_byLang.find(lang);
    return m_dice.pick(found == m_byLang.end() ? m_byLang.at("en") : found->second);
}

Demo DemoTeller::tell()
{
    makePeople();
    tellWeeks();
    for (const json& story : m_seed.at("stories")) tellStory(story);
    m_demo.live = livePosts(m_seed.at("live"), "live", 20, 40);
    for (const auto& [name, list] : m_seed.at("scenes").items()) m_demo.scenes[name] = livePosts(list, "scene", 3, 9);
    std::stable_sort(m_demo.items.begin(), m_demo.items.end(), [](const Item& a, const Item& b) { return a.at < b.at; });
    return std::move(m_demo);
}

Demo DemoTeller::tellPeople()
{
    makePeople();
    return std::move(m_demo);
}

namespace {

template <class Tell>
std::optional<Demo> toldBy(std::string_view seedText, std::uint64_t seed, UtcMillis now, Tell tell)
{
    const json parsed = json::parse(seedText, nullptr, false);
    if (!wellFormed(parsed)) return std::nullopt;
    try { // a seed file of somebody's own may lack anything deeper down
        DemoTeller teller(parsed, seed, now);
        return tell(teller);
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

} // namespace

std::optional<Demo> tellDemo(std::string_view seedText, std::uint64_t seed, UtcMillis now)
{
    return toldBy(seedText, seed, now, [](DemoTeller& teller) { return teller.tell(); });
}

std::optional<Demo> tellCast(std::string_view seedText, std::uint64_t seed)
{
    return toldBy(seedText, seed, UtcMillis{}, [](DemoTeller& teller) { return teller.tellPeople(); });
}

} // namespace qd::sandbox
