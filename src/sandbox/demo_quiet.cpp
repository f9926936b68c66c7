#include "sandbox/demo_teller.h"
#include "sandbox/stamp.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace qd::sandbox {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr int kQuietDays = 70, kLiveDays = 5, kHolidayBefore = 38;
constexpr std::size_t kQuietPosts = 6000, kWeekPosts = 380, kSmallServerPosts = 120;

/// Posts an hour over a day, UTC: two rush hours, a lunch, a quiet night.
constexpr std::array<int, 24> kHours = {2, 1, 1, 1, 2, 6, 18, 34, 30, 16, 11, 11, 14, 12, 12, 16, 26, 34, 28, 16, 11, 9, 7, 4};
/// Sunday to Saturday, in percent of a working day.
constexpr std::array<std::size_t, 7> kWeekdays = {48, 105, 100, 98, 100, 112, 62};
constexpr std::size_t kHoliday = 30;

constexpr std::array<std::pair<const char*, int>, 5> kLanguages = {{{"en", 55}, {"de", 18}, {"fr", 11}, {"es", 10}, {"ar", 6}}};

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

} // namespace

std::string DemoTeller::pickedLanguage()
{
    auto roll = static_cast<int>(m_dice.below(100));
    for (const auto& [lang, share] : kLanguages)
        if ((roll -= share) < 0) return lang;
    return "en";
}

std::string DemoTeller::filled(std::string text)
{
    static constexpr std::array<const char*, 7> kDays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    for (const auto& [slot, values] : m_seed.at("slots").items()) {
        const std::string mark = "{" + slot + "}";
        while (text.find(mark) != std::string::npos) {
            const std::string value = values[m_dice.below(values.size())];
            text.replace(text.find(mark), mark.size(), value);
        }
    }
    replaceAll(text, "{weekday}", kDays[m_dice.below(kDays.size())]);
    return text;
}

UtcMillis DemoTeller::momentOf(UtcMillis day)
{
    auto roll = static_cast<int>(m_dice.below(static_cast<std::size_t>(std::accumulate(kHours.begin(), kHours.end(), 0))));
    std::size_t hour = 0;
    while ((roll -= kHours[hour]) >= 0) ++hour;
    return day + std::chrono::hours(hour) + std::chrono::milliseconds(m_dice.between(0, 3'599'999));
}

/// The exact totals are dealt out over the days by weight, so that no seed and no date changes them.
void DemoTeller::tellWeeks()
{
    const UtcMillis firstLive = dayOf(m_now) - std::chrono::hours(24 * (kLiveDays - 1));
    const UtcMillis firstQuiet = firstLive - std::chrono::hours(24 * kQuietDays);
    std::vector<std::size_t> weights;
    for (int i = 0; i < kQuietDays; ++i) {
        const UtcMillis day = firstQuiet + std::chrono::hours(24 * i);
        weights.push_back(i == kQuietDays + kLiveDays - 1 - kHolidayBefore ? kHoliday : kWeekdays[static_cast<std::size_t>(weekdayOf(day))]);
    }
    const std::size_t sum = std::accumulate(weights.begin(), weights.end(), std::size_t{0});
    std::size_t given = 0, before = 0;
    for (int i = 0; i < kQuietDays; ++i) {
        before += weights[static_cast<std::size_t>(i)];
        const std::size_t due = kQuietPosts * before / sum;
        tellDay(firstQuiet + std::chrono::hours(24 * i), firstLive, due - given, "quiet");
        given = due;
    }
    given = 0;
    const auto span = toInt(m_now) - toInt(firstLive);
    for (int i = 0; i < kLiveDays; ++i) {
        const UtcMillis day = firstLive + std::chrono::hours(24 * i);
        const auto past = std::min(toInt(day) + 86'400'000, toInt(m_now)) - toInt(firstLive);
        const std::size_t due = kWeekPosts * static_cast<std::size_t>(past) / static_cast<std::size_t>(std::max<std::int64_t>(span, 1));
        tellDay(day, m_now, due - given, "week");
        given = due;
    }
    for (std::size_t i = 0; i < kSmallServerPosts; ++i) {
        Item item;
        item.platform = Platform::Gotosocial;
        item.story = "small";
        item.key = nextKey("small");
        item.kind = i % 11 == 0 ? "message" : "mention";
        item.lang = pickedLanguage();
        item.person = someone(item.lang);
        item.at = m_now - std::chrono::minutes(static_cast<std::int64_t>(i) * 350 + m_dice.between(20, 330));
        const json& topic = m_seed.at("topics")[m_dice.below(m_seed.at("topics").size())];
        const json& lines = topic.at("lines").at(item.lang);
        item.text = "{us} " + filled(lines[m_dice.below(lines.size())]);
        m_demo.items.push_back(std::move(item));
    }
}

void DemoTeller::tellDay(UtcMillis day, UtcMillis until, std::size_t count, const std::string& story)
{
    for (std::size_t i = 0; i < count; ++i) {
        UtcMillis at = momentOf(day);
        // Today is not over: squeeze what lies ahead into what is past.
        if (at >= until) at = day + std::chrono::milliseconds(m_dice.between(0, std::max<std::int64_t>(toInt(until) - toInt(day) - 1000, 1)));
        if (m_dice.percent(3)) articlePost(at, story);
        else ordinaryPost(at, story);
    }
}

void DemoTeller::articlePost(UtcMillis at, const std::string& story)
{
    const bool news = m_dice.percent(45);
    const json& source = m_seed.at(news ? "news" : "forum");
    Item item;
    item.platform = news ? Platform::News : Platform::Forum;
    item.story = story;
    item.key = nextKey(story);
    item.kind = "article";
    item.person = news ? "reporter" : m_dice.percent(30) ? "forumite" : someone("en");
    item.at = at;
    item.lang = "en";
    item.title = filled(source.at("titles")[m_dice.below(source.at("titles").size())]);
    item.text = filled(source.at("texts")[m_dice.below(source.at("texts").size())]);
    m_demo.items.push_back(std::move(item));
}

void DemoTeller::ordinaryPost(UtcMillis at, const std::string& story)
{
    Item item;
    item.platform = m_dice.percent(53) ? Platform::Mastodon : Platform::Bluesky;
    item.story = story;
    item.key = nextKey(story);
    item.at = at;
    item.lang = pickedLanguage();
    item.person = someone(item.lang);
    if (m_dice.percent(9)) { // talks about us, not to us
        const json& lines = m_seed.at("chatter").at(item.lang);
        item.kind = "search";
        item.text = filled(lines[m_dice.below(lines.size())]);
        m_demo.items.push_back(std::move(item));
        return;
    }
    std::size_t total = 0;
    for (const json& topic : m_seed.at("topics")) total += topic.at("weight").get<std::size_t>();
    std::size_t roll = m_dice.below(total), index = 0;
    while (roll >= m_seed.at("topics").at(index).at("weight").get<std::size_t>()) roll -= m_seed.at("topics")[index++]["weight"].get<std::size_t>();
    const json& topic = m_seed.at("topics").at(index);
    const std::string mood = topic.at("mood");
    const json &lines = topic.at("lines").at(item.lang), &openers = m_seed.at("openers").at(item.lang), &closers = m_seed.at("closers").at(item.lang).at(mood);
    item.kind = m_dice.percent(3) ? "message" : "mention";
    item.visibility = m_dice.percent(12) ? "unlisted" : "";
    item.text = "{us} " + openers[m_dice.below(openers.size())].get<std::string>() + filled(lines[m_dice.below(lines.size())]) +
                closers[m_dice.below(closers.size())].get<std::string>();
    if (m_dice.percent(4)) {
        const bool described = m_dice.percent(60);
        item.pictures.push_back({"photo-" + topic.at("topic").get<std::string>() + std::to_string(m_dice.below(40)),
                                 described ? "A photo of " + topic.at("topic").get<std::string>() : ""});
    }
    if (item.kind == "message") item.visibility.clear();
    const Item asked = item;
    m_demo.items.push_back(std::move(item));
    answer(asked, mood);
}

/// Our people answered most of it, mostly within two hours; some say thanks.
void DemoTeller::answer(const Item& asked, const std::string& mood)
{
    const bool fresh = m_now - asked.at < 24h;
    if (!m_dice.percent(fresh ? 45 : 72)) return;
    const json& lines = m_seed.at("answers").at(asked.lang).at(mood);
    Item reply;
    reply.platform = asked.platform;
    reply.story = asked.story;
    reply.key = asked.key + "-us";
    reply.kind = "own";
    reply.person = "us";
    reply.parent = asked.key;
    reply.lang = asked.lang;
    reply.at = asked.at + std::chrono::minutes(m_dice.between(4, m_dice.percent(80) ? 115 : 900)) + std::chrono::seconds(m_dice.between(0, 59));
    reply.text = lines[m_dice.below(lines.size())];
    reply.visibility = asked.kind == "message" ? "direct" : asked.visibility;
    if (reply.at >= m_now) return;
    if (m_dice.percent(10)) {
        Item thanks;
        thanks.platform = asked.platform;
        thanks.story = "thread";
        thanks.key = asked.key + "-thanks";
        thanks.kind = asked.kind == "message" ? "message" : "reply";
        thanks.person = asked.person;
        thanks.parent = reply.key;
        thanks.lang = asked.lang;
        thanks.at = reply.at + std::chrono::minutes(m_dice.between(2, 90));
        thanks.text = "{us} " + m_seed.at("thanks").at(asked.lang)[m_dice.below(m_seed.at("thanks").at(asked.lang).size())].get<std::string>();
        if (thanks.at < m_now) m_demo.items.push_back(std::move(thanks));
    } else if (m_dice.percent(14)) {
        Item like;
        like.platform = asked.platform;
        like.story = "thread";
        like.key = asked.key + "-like";
        like.kind = m_dice.percent(85) ? "like" : "boost";
        like.person = asked.person;
        like.parent = reply.key;
        like.at = reply.at + std::chrono::minutes(m_dice.between(1, 40));
        if (like.at < m_now && asked.kind != "message") m_demo.items.push_back(std::move(like));
    }
    m_demo.items.push_back(std::move(reply));
}

} // namespace qd::sandbox
