#include "playground.h"

#include "sandbox/demo_teller.h"
#include "sandbox/graphemes.h"

#include <cmath>
#include <fstream>
#include <set>

namespace qd::sandbox::test {
namespace {

using namespace std::chrono_literals;

json expected()
{
    std::ifstream file(QD_SOURCE_DIR "/resources/demo/expected.json");
    return json::parse(file);
}

Demo told(std::uint64_t seed = 417, UtcMillis now = fridayAfternoon()) { return tellDemo(builtInSeed(), seed, now).value(); }

bool isMention(const Item& item) { return item.kind == "mention" || item.kind == "reply" || item.kind == "message" || item.kind == "search" || item.kind == "article"; }

std::map<std::string, int> countsOf(const Demo& demo)
{
    std::map<std::string, int> out;
    for (const Item& item : demo.items)
        if (isMention(item)) ++out[item.story];
    return out;
}

TEST(SandboxDemo, TellsWhatIsExpectedWhateverTheSeedAndTheDay)
{
    for (const auto& [seed, now] : {std::pair<std::uint64_t, const char*>{417, "2026-11-20T15:00:00Z"}, {1, "2027-03-28T00:10:00Z"}, {99, "2026-02-03T23:59:00Z"}}) {
        const Demo demo = told(seed, *readDatetime(now));
        const auto counts = countsOf(demo);
        for (const auto& [story, count] : expected()["counts"].items()) EXPECT_EQ(counts.at(story), count.get<int>()) << story << " at " << now;
        EXPECT_EQ(demo.live.size(), expected()["live"].get<std::size_t>());
        for (const auto& [scene, count] : expected()["scenes"].items()) EXPECT_EQ(demo.scenes.at(scene).size(), count.get<std::size_t>());
        std::set<std::string> keys;
        for (const Item& item : demo.items) EXPECT_TRUE(keys.insert(item.key).second) << item.key;
        for (const Item& item : demo.items) {
            if (item.kind == "delete") continue; // one of them happens while you watch
            EXPECT_LE(item.at, *readDatetime(now)) << item.key;
        }
    }
}

TEST(SandboxDemo, NamesItsSpecialCards)
{
    std::map<std::string, std::string> cards;
    int spam = 0;
    for (const Item& item : told().items) {
        if (!item.card.empty()) cards[item.card] = nameOf(item.platform);
        spam += item.card == "spam" ? 1 : 0;
    }
    EXPECT_EQ(json(cards), expected()["cards"]);
    EXPECT_EQ(spam, expected()["spam_posts"].get<int>());
}

TEST(SandboxDemo, PutsAboutTwoAndAHalfThousandIntoTheLastThirtyDays)
{
    int recent = 0;
    std::set<std::string> languages;
    for (const Item& item : told().items) {
        if (isMention(item) && item.story != "small" && item.story != "drawn" && item.at > fridayAfternoon() - 24h * 30) ++recent;
        if (!item.lang.empty()) languages.insert(item.lang);
    }
    EXPECT_GE(recent, expected()["last_30_days"]["at_least"].get<int>());
    EXPECT_LE(recent, expected()["last_30_days"]["at_most"].get<int>());
    EXPECT_EQ(json(languages), expected()["languages"]);
}

TEST(SandboxDemo, HasARhythmAndAHoliday)
{
    std::map<int, int> byHour;
    std::map<UtcMillis, int> byDay;
    for (const Item& item : told().items) {
        if (item.story != "quiet" || !isMention(item)) continue;
        ++byHour[static_cast<int>((toInt(item.at) / 3'600'000) % 24)];
        ++byDay[dayOf(item.at)];
    }
    EXPECT_GT(byHour[7], 5 * byHour[2]);
    EXPECT_GT(byHour[17], 2 * byHour[11]);
    const UtcMillis holiday = dayOf(fridayAfternoon()) - 24h * 38;
    EXPECT_LT(byDay[holiday], 2 * byDay[holiday + 24h] / 3);
    EXPECT_EQ(byDay.size(), 70u);
}

TEST(SandboxDemo, StoryATakesFiftyMinutesOnItsMorning)
{
    UtcMillis first = UtcMillis::max(), last = UtcMillis::min();
    std::set<std::string> languages;
    for (const Item& item : told().items) {
        if (item.story != "A") continue;
        first = std::min(first, item.at);
        last = std::max(last, item.at);
        languages.insert(item.lang);
    }
    EXPECT_EQ(isoMillis(first).substr(0, 16), "2026-11-16T07:40"); // a Monday
    EXPECT_LE(last - first, 51min);
    EXPECT_GE(last - first, 49min);
    EXPECT_EQ(languages.size(), 5u);
}

TEST(SandboxDemo, StoryBDoublesEveryTwentyTwoMinutes)
{
    const Demo demo = told();
    std::vector<UtcMillis> times;
    int drawn = 0, toCelebrity = 0;
    for (const Item& item : demo.items) {
        if (item.story == "B") times.push_back(item.at);
        drawn += item.parent == "b-greta" ? 1 : 0;
        toCelebrity += item.parent == "b-celeb" ? 1 : 0;
    }
    std::sort(times.begin(), times.end());
    const json b = expected()["story_B"];
    ASSERT_EQ(times.size(), b["last"].get<std::size_t>());
    for (int doubling = 1; doubling <= 4; ++doubling) {
        const auto until = times.front() + 22min * doubling + 30s;
        const auto so_far = std::count_if(times.begin(), times.end(), [&](UtcMillis t) { return t <= until; });
        EXPECT_NEAR(static_cast<double>(so_far), b["first"].get<int>() * std::pow(2, doubling), 1.5 + static_cast<double>(so_far) * 0.05) << doubling;
    }
    EXPECT_EQ(drawn, b["leader_replies"].get<int>());
    EXPECT_EQ(toCelebrity, 0);
    EXPECT_EQ(demo.people.at("greta").followers, b["leader_followers"].get<int>());
    EXPECT_GT(demo.people.at("celeb").followers, 100'000);
}

TEST(SandboxDemo, TheLongPostHasSixHundredGraphemes)
{
    std::size_t graphemes = 0;
    for (const Item& item : told().items)
        if (item.card == "600-grapheme emoji post") graphemes = graphemeCount(item.text.substr(5));
    EXPECT_EQ(graphemes, 600u);
}

TEST(SandboxDemo, SaysManyDifferentThings)
{
    std::set<std::string> texts;
    int all = 0;
    for (const Item& item : told().items)
        if (item.story == "quiet" && isMention(item)) {
            texts.insert(item.text + item.title);
            ++all;
        }
    EXPECT_GT(static_cast<int>(texts.size()), all * 7 / 10);
    for (const std::string& text : texts)
        EXPECT_TRUE(text.find('{') == std::string::npos || text.find("{us}") == text.find('{')) << text;
}

std::string bytesOf(Sandbox& sandbox, const std::string& path, const Pairs& query, const char* token)
{
    Call call;
    call.method = "GET";
    call.path = path;
    call.query = query;
    call.headers = {{"host", "127.0.0.1:1"}, {"authorization", std::string("Bearer ") + token}};
    return sandbox.serve(call, false).answer.body;
}

TEST(SandboxDemo, IsTheSameForTheSameSeedAndInstant)
{
    Options options;
    options.now = fridayAfternoon();
    Sandbox one(options), two(options);
    options.seed = 418;
    Sandbox three(options);
    const auto page = [](Sandbox& sandbox) {
        return bytesOf(sandbox, "/api/v1/notifications", {{"limit", "80"}}, Credentials::kMastodonToken) +
               bytesOf(sandbox, "/xrpc/com.atproto.repo.listRecords", {{"repo", "acmerail.test"}, {"collection", "app.bsky.feed.post"}}, "") +
               bytesOf(sandbox, "/feeds/forum.atom", {}, "");
    };
    EXPECT_EQ(page(one), page(two));
    EXPECT_NE(page(one), page(three));
    EXPECT_GT(page(one).size(), 50'000u);
}

TEST(SandboxDemo, EverythingToldIsServed)
{
    Options options;
    options.now = fridayAfternoon();
    options.limitScale = 0;
    Playground place(options);
    const Demo demo = told();
    int mastodon = 0, bluesky = 0;
    for (const Item& item : demo.items) {
        const bool toUs = (item.kind == "mention" || item.kind == "reply" || item.kind == "message") && item.text.find("{us}") != std::string::npos;
        if (item.person != "us" && toUs && item.platform == Platform::Mastodon) ++mastodon;
        if (item.person != "us" && toUs && item.kind != "message" && item.platform == Platform::Bluesky) ++bluesky;
    }
    int seen = 0;
    std::string from = "0";
    for (;;) {
        const json page = parsed(place.web->Get("/api/v1/notifications?limit=80&types[]=mention&min_id=" + from, Playground::mastodon()));
        if (page.empty()) break;
        seen += static_cast<int>(page.size());
        from = page[0]["id"];
    }
    EXPECT_EQ(seen, mastodon); // the one that is deleted here goes while you watch
    BlueskyDesk desk(place);
    seen = 0;
    std::string cursor;
    do {
        const json page = parsed(desk.get("app.bsky.notification.listNotifications", "limit=100&reasons=mention&reasons=reply&cursor=" + httplib::detail::encode_query_param(cursor)));
        seen += static_cast<int>(page["notifications"].size());
        cursor = page.value("cursor", "");
    } while (!cursor.empty());
    EXPECT_EQ(seen, bluesky - 1); // one is deleted already
}

TEST(SandboxDemo, IsRefusedWhenTheSeedFileIsNone)
{
    EXPECT_FALSE(tellDemo("", 1, fridayAfternoon()));
    EXPECT_FALSE(tellDemo("{}", 1, fridayAfternoon()));
    std::string text(builtInSeed());
    text.replace(text.find("\"weight\""), 8, "\"w8\"");
    EXPECT_FALSE(tellDemo(text, 1, fridayAfternoon()));
}

TEST(SandboxDemo, ReadsOffsets)
{
    const UtcMillis now = fridayAfternoon();
    EXPECT_EQ(*readOffset("-2h10m", now), now - 130min);
    EXPECT_EQ(*readOffset("90s", now), now + 90s);
    EXPECT_EQ(isoMillis(*readOffset("-4d 07:40:00", now)), "2026-11-16T07:40:00.000Z");
    for (const char* wrong : {"x", "5", "5y", "-4d 07:40"}) EXPECT_FALSE(readOffset(wrong, now)) << wrong;
}

} // namespace
} // namespace qd::sandbox::test
