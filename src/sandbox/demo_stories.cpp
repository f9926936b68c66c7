#include "sandbox/demo_teller.h"
#include "sandbox/stamp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::sandbox {
namespace {

using nlohmann::json;

std::string text(const json& source, const char* key) { return source.contains(key) ? source[key].get<std::string>() : std::string(); }

std::string emojiRun(int graphemes)
{
    static constexpr std::array<const char*, 6> kFaces = {"🚆", "🎉", "👩‍👩‍👧‍👦", "👍🏽", "🇪🇺", "❤️"};
    std::string out;
    for (int i = 0; i < graphemes; ++i) out += kFaces[static_cast<std::size_t>(i) % kFaces.size()];
    return out;
}

/// Where the n-th of `count` posts lies on the story's curve, from 0 to 1.
double placeOn(const std::string& curve, double n, double count)
{
    const double part = count > 1 ? n / (count - 1) : 0;
    if (curve == "front") return std::pow(part, 1.35);
    if (curve == "bell") return 0.5 + 0.5 * std::copysign(std::pow(std::abs(2 * part - 1), 1.8), 2 * part - 1);
    return part;
}

} // namespace

Item DemoTeller::itemOf(const json& source, const std::string& story)
{
    Item item;
    item.story = story;
    item.platform = platformOf(text(source, "platform")).value_or(Platform::Mastodon);
    item.key = text(source, "key");
    if (item.key.empty()) item.key = nextKey(story);
    item.card = text(source, "card");
    item.lang = text(source, "lang");
    item.person = text(source, "who");
    if (item.person.empty() || m_demo.people.count(item.person) == 0) item.person = someone(item.lang);
    item.kind = text(source, "kind");
    item.parent = text(source, "parent");
    if (item.kind.empty()) item.kind = item.parent.empty() ? "mention" : "reply";
    item.text = text(source, "text");
    item.title = text(source, "title");
    if (source.contains("emoji")) item.text += emojiRun(source.at("emoji").get<int>());
    if (source.contains("at")) item.at = readOffset(text(source, "at"), m_now).value_or(m_now);
    for (const json& picture : source.value("pictures", json::array())) item.pictures.push_back({picture.at("name"), picture.value("alt", "")});
    return item;
}

void DemoTeller::tellPool(const json& story, std::vector<Item>& items, std::size_t total)
{
    std::vector<json> lines;
    for (const auto& [lang, pool] : story.at("pool").items())
        for (const json& line : pool) lines.push_back({{"lang", lang}, {"text", line}});
    const std::size_t written = items.size();
    for (std::size_t i = 0; i + written < total; ++i) {
        json line = lines[(i * 7 + i / lines.size()) % lines.size()]; // 7 is coprime to both pools: languages mix
        line["platform"] = m_dice.percent(50) ? "mastodon" : "bluesky";
        items.push_back(itemOf(line, story.at("story")));
    }
}

/// Replies under one post, by many people, not to us.
void DemoTeller::draw(const json& story, const Item& root, std::size_t count)
{
    std::vector<json> lines;
    for (const auto& [lang, pool] : story.at("draw_lines").items())
        for (const json& line : pool) lines.push_back({{"lang", lang}, {"text", line}});
    for (std::size_t i = 0; i < count; ++i) {
        Item reply = itemOf(lines[i % lines.size()], "drawn");
        reply.platform = root.platform;
        reply.kind = "reply";
        reply.parent = root.key;
        reply.at = root.at + std::chrono::seconds(static_cast<std::int64_t>(i + 1) * 95 + m_dice.between(0, 60));
        m_demo.items.push_back(std::move(reply));
    }
}

void DemoTeller::tellStory(const json& story)
{
    const std::string name = story.at("story"), curve = text(story, "curve");
    const UtcMillis start = readOffset(text(story, "start"), m_now).value_or(m_now);
    const double span = story.value("minutes", 60) * 60'000.0;
    std::vector<Item> items;
    std::vector<std::pair<std::string, std::size_t>> draws;
    for (const json& source : story.at("items")) {
        const int repeat = source.value("repeat", 1);
        for (int i = 0; i < repeat; ++i) {
            Item item = itemOf(source, name);
            if (const std::size_t mark = item.text.find("{n}"); mark != std::string::npos) item.text.replace(mark, 3, std::to_string(i + 1));
            if (i > 0) item.at += toInt(readOffset(text(source, "every"), fromInt(0)).value_or(fromInt(0))) * i * std::chrono::milliseconds(1);
            for (const char* change : {"edit", "delete"}) {
                if (!source.contains(change)) continue;
                Item later = item;
                later.key = item.key + "-" + change;
                later.card.clear();
                later.story = name + "-after";
                later.kind = change;
                later.parent = item.key;
                later.text = text(source.at(change), "text");
                later.at = readOffset(text(source.at(change), "after"), item.at).value_or(item.at);
                m_demo.items.push_back(std::move(later));
            }
            if (source.contains("draws")) draws.emplace_back(item.key, source.at("draws").get<std::size_t>());
            items.push_back(std::move(item));
        }
    }
    if (story.contains("pool")) tellPool(story, items, story.at("total").get<std::size_t>());
    const auto count = static_cast<double>(items.size());
    const double first = story.value("first", 3), doubling = story.value("doubling_minutes", 22) * 60'000.0;
    for (std::size_t i = 0; i < items.size() && curve != "none"; ++i) {
        const auto n = static_cast<double>(i);
        // Doubling: the n-th post comes when first * 2^(t / doubling) reaches n; the first few within a minute.
        const double offset = curve == "doubling" ? (n < first ? n * 20'000 : doubling * std::log2((n + 1) / first)) : span * placeOn(curve, n, count);
        items[i].at = start + std::chrono::milliseconds(static_cast<std::int64_t>(offset) + m_dice.between(0, 9'000));
    }
    for (const auto& [key, number] : draws) {
        const std::string& wanted = key;
        const auto root = std::find_if(items.begin(), items.end(), [&wanted](const Item& item) { return item.key == wanted; });
        draw(story, *root, number);
    }
    for (Item& item : items) m_demo.items.push_back(std::move(item));
    for (const json& source : story.value("after", json::array())) m_demo.items.push_back(itemOf(source, name + "-after"));
}

std::vector<LivePost> DemoTeller::livePosts(const json& list, const std::string& story, int low, int high)
{
    std::vector<LivePost> out;
    for (const json& source : list) out.push_back({itemOf(source, story), static_cast<int>(m_dice.between(low, high))});
    return out;
}

} // namespace qd::sandbox
