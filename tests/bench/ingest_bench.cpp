// What one item costs on its way from bytes to a routed mention, stage by stage. items_per_second is the
// figure.
#include "connectors/feed_item.h"
#include "quarterdeck/pipeline/guard.h"
#include "quarterdeck/pipeline/normalise.h"
#include "quarterdeck/pipeline/route.h"

#include <benchmark/benchmark.h>

#include <string>

namespace qd {
namespace {

constexpr int kItems = 1000;

/// A feed as blogs write it: about 900 bytes an item.
std::string rssFeed()
{
    std::string feed = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
                       "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
                       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>News</title>\n";
    for (int i = 0; i < kItems; ++i) {
        const auto n = std::to_string(i);
        feed +=
            "<item>\n<title>Acme Rail announces change number " + n +
            " &amp; more</title>\n<link>https://news.example/2026/11/" + n +
            "</link>\n<guid isPermaLink=\"false\">tag:news.example,2026:" + n +
            "</guid>\n<dc:creator>Jo Doe</dc:creator>\n<pubDate>Sun, 22 Nov 2026 08:35:05 +0000</pubDate>\n"
            "<description>Passengers waited for hours in the cold at the main station.</description>\n"
            "<content:encoded><![CDATA[<p>Passengers of <a href=\"https://acme.example/\">Acme Rail</a> "
            "waited for hours in "
            "the cold at the main station on Sunday.</p><p>The company said that a broken switch north of "
            "the city "
            "was to blame, and that buses would run until the evening.</p>]]></content:encoded>\n</item>\n";
    }
    return feed + "</channel></rss>";
}

const std::string kPost =
    R"(<p><span class="h-card" translate="no"><a href="https://social.example/@acmerail" class="u-url mention">@<span>acmerail</span></a></span> my train from the coast is late again, nobody tells us why and the app still says it is on time. Please help! <a href="https://social.example/tags/Delay" class="mention hashtag" rel="tag">#<span>Delay</span></a></p>)";

RawPost rawPost()
{
    RawPost raw;
    raw.platform = "mastodon";
    raw.nativeId = "112233445566778899";
    raw.nativeKey = "https://social.example/users/maria/statuses/112233445566778899";
    raw.url = "https://social.example/@maria/112233445566778899";
    raw.author = {.nativeId = "1",
                  .handle = "maria@social.example",
                  .name = "Maria",
                  .followers = 120,
                  .avatar = "https://social.example/a.png"};
    raw.body = kPost;
    raw.lang = "en";
    raw.createdAt = fromInt(1'780'000'000'000);
    return raw;
}

const Arrival kArrival{.account = {1}, .receivedAt = fromInt(1'780'000'100'000)};

void parseFeedItems(benchmark::State& state)
{
    const auto body = rssFeed();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            feed::parseFeed(body, "application/rss+xml; charset=utf-8", "https://news.example/feed"));
    state.SetItemsProcessed(state.iterations() * kItems);
}
BENCHMARK(parseFeedItems);

void repairFeedItems(benchmark::State& state)
{
    const auto body = rssFeed();
    for (auto _ : state)
        benchmark::DoNotOptimize(feed::repairXml(body));
    state.SetItemsProcessed(state.iterations() * kItems);
}
BENCHMARK(repairFeedItems);

void normalisePost(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(normalise(rawPost(), kArrival));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(normalisePost);

void normalisePostOfUnknownLanguage(benchmark::State& state)
{
    auto raw = rawPost();
    raw.lang.clear();
    for (auto _ : state)
        benchmark::DoNotOptimize(normalise(raw, kArrival));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(normalisePostOfUnknownLanguage);

RoutingTable twentyRules()
{
    RoutingTable::Input in;
    in.goals = {{.id = {1}, .name = "Service", .nature = GoalNature::CustomerService, .order = 1}};
    in.queues = {{.id = {1}, .name = "Help", .goal = {1}, .order = 1}};
    for (int i = 1; i <= 20; ++i) {
        Rule rule{.id = {i}, .name = "rule " + std::to_string(i), .order = i};
        rule.conditions = {
            {RuleField::Words, false, {"refund" + std::to_string(i), "broken", "lost luggage"}},
            {RuleField::Language, false, {"en", "de"}}};
        rule.actions = {{RuleActionKind::Queue, "1"}};
        in.rules.push_back(std::move(rule));
    }
    return RoutingTable(std::move(in));
}

void routeByTwentyRules(benchmark::State& state)
{
    const auto table = twentyRules();
    const auto mention = normalise(rawPost(), kArrival);
    for (auto _ : state)
        benchmark::DoNotOptimize(route(mention, {}, table, kArrival.receivedAt));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(routeByTwentyRules);

void findPersonalDataInAReply(benchmark::State& state)
{
    const std::string text =
        "Thanks Maria! Please write to help@acme.example or call +49 30 1234567, order 4711081512345, "
        "and we will look into the delay of 22.11.2026 at once.";
    for (auto _ : state)
        benchmark::DoNotOptimize(findPersonalData(text));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(findPersonalDataInAReply);

} // namespace
} // namespace qd
