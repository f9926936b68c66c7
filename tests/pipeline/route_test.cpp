#include "quarterdeck/pipeline/route.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace qd {
namespace {

using namespace std::chrono_literals;

// Monday 2026-11-23, 10:00 UTC.
const UtcMillis kMonday = fromInt(1'795'428'000'000);

Mention mention(std::string text = "My train is late again")
{
    Mention m;
    m.platform = "mastodon";
    m.account = {3};
    m.kind = MentionKind::Mention;
    m.author.handle = "maria@social.example";
    m.author.followers = 1200;
    m.text = std::move(text);
    m.lang = "en";
    return m;
}

RoutingTable::Input world()
{
    RoutingTable::Input in;
    in.goals = {{.id = {1}, .name = "Marketing", .nature = GoalNature::Marketing, .order = 1},
                {.id = {2}, .name = "Service", .nature = GoalNature::CustomerService, .order = 2},
                {.id = {3}, .name = "Reputation", .nature = GoalNature::Reputation, .order = 3}};
    in.queues = {{.id = {10}, .name = "Offers", .goal = {1}, .order = 1},
                 {.id = {20}, .name = "Help", .goal = {2}, .order = 2},
                 {.id = {21}, .name = "Delays", .goal = {2}, .order = 1},
                 {.id = {30}, .name = "Press", .goal = {3}, .order = 1},
                 {.id = {40}, .name = "Old", .goal = {2}, .order = 0, .archived = true}};
    in.people = {{.id = {5}, .name = "Ana"}, {.id = {6}, .name = "Gone", .active = false}};
    in.labels = {{8}, {9}};
    Calendar office{.id = {4}, .name = "Office", .timezone = "UTC"};
    for (std::size_t day = 0; day < 5; ++day)
        office.week[day] = {{9 * 60, 17 * 60}};
    in.calendars = {office};
    return in;
}

Rule rule(std::int64_t id, std::vector<RuleCondition> conditions, std::vector<RuleAction> actions)
{
    Rule r;
    r.id = {id};
    r.order = static_cast<int>(id);
    r.name = "rule " + std::to_string(id);
    r.conditions = std::move(conditions);
    r.actions = std::move(actions);
    return r;
}

RuleCondition when(RuleField field, std::vector<std::string> values, bool negate = false)
{
    return {field, negate, std::move(values)};
}

/// Whether one condition fits, and what the trace says about it.
TraceStep judged(const RuleCondition& condition, const Mention& m, const Judgement& j = {},
                 UtcMillis now = kMonday)
{
    auto in = world();
    in.rules = {rule(1, {condition}, {{RuleActionKind::Queue, "10"}})};
    const RoutingTable table(std::move(in));
    EXPECT_TRUE(table.broken().empty()) << table.broken().front().reason;
    const auto routing = route(m, j, table, now);
    EXPECT_EQ(routing.queue == QueueId{10}, routing.trace.front().fitted);
    return routing.trace.front();
}

struct FieldCase {
    RuleField field;
    std::vector<std::string> values;
    bool fits;
    std::string because;
};

TEST(Route, EveryFieldFitsAndSaysWhy)
{
    const std::vector<FieldCase> cases{
        {RuleField::Platform, {"bluesky", "Mastodon"}, true, "platform is mastodon"},
        {RuleField::Platform, {"bluesky"}, false, "platform is not bluesky"},
        {RuleField::Account, {"3"}, true, "account is 3"},
        {RuleField::Account, {"4", "5"}, false, "account is not 4, 5"},
        {RuleField::Kind, {"mention"}, true, "kind is mention"},
        {RuleField::Kind, {"reply"}, false, "kind is not reply"},
        {RuleField::Language, {"en"}, true, "language is en"},
        {RuleField::Language, {"fr"}, false, "language is not fr"},
        {RuleField::Words, {"broken", "LATE"}, true, "words: LATE"},
        {RuleField::Words, {"lat"}, false, "no words: lat"},
        {RuleField::Words, {"cancelled, late"}, true, "words: cancelled, late"},
        {RuleField::Phrase, {"train is late"}, true, "phrase: train is late"},
        {RuleField::Phrase, {"late train"}, false, "no phrase: late train"},
        {RuleField::Regex, {"tr(ai|u)n\\b"}, true, "regex: tr(ai|u)n\\b"},
        {RuleField::Regex, {"^late"}, false, "no regex: ^late"},
        {RuleField::Author, {"*@SOCIAL.example"}, true, "author is *@SOCIAL.example"},
        {RuleField::Author, {"@maria@*"}, true, "author is maria@*"},
        {RuleField::Author, {"maria"}, false, "author is not maria"},
        {RuleField::MinFollowers, {"1200"}, true, "followers: at least 1200"},
        {RuleField::MinFollowers, {"1201"}, false, "followers: below 1201"},
        {RuleField::MaxFollowers, {"1200"}, true, "followers: at most 1200"},
        {RuleField::MaxFollowers, {"1199"}, false, "followers: above 1199"},
        {RuleField::BusinessHours, {"inside:4"}, true, "business hours: inside:4"},
        {RuleField::BusinessHours, {"outside:4"}, false, "business hours: not outside:4"},
        {RuleField::Visibility, {"public"}, true, "visibility is public"},
        {RuleField::Visibility, {"direct"}, false, "visibility is not direct"},
        {RuleField::Sentiment, {"negative"}, true, "sentiment is negative"},
        {RuleField::Sentiment, {"positive"}, false, "sentiment is not positive"},
        {RuleField::Intent, {"complaint"}, true, "intent is complaint"},
        {RuleField::Intent, {"praise"}, false, "intent is not praise"},
    };
    const Judgement judgement{.sentiment = "negative", .intent = "complaint"};
    for (const auto& c : cases) {
        const auto step = judged(when(c.field, c.values), mention(), judgement);
        EXPECT_EQ(step.fitted, c.fits) << c.because;
        EXPECT_EQ(step.because, c.because);
        const auto opposite = judged(when(c.field, c.values, true), mention(), judgement);
        EXPECT_EQ(opposite.fitted, !c.fits) << "not: " << c.because;
        EXPECT_EQ(opposite.because, c.because);
    }
}

TEST(Route, NeitherAConditionNorItsNegationFitsOnTheUnknown)
{
    auto m = mention();
    m.lang.clear();
    m.author.followers.reset();
    for (const auto& [field, value] :
         std::vector<std::pair<RuleField, std::string>>{{RuleField::Language, "en"},
                                                        {RuleField::MinFollowers, "0"},
                                                        {RuleField::MaxFollowers, "9"},
                                                        {RuleField::Sentiment, "negative"},
                                                        {RuleField::Intent, "praise"}}) {
        EXPECT_FALSE(judged(when(field, {value}), m).fitted);
        const auto step = judged(when(field, {value}, true), m);
        EXPECT_FALSE(step.fitted);
        EXPECT_NE(step.because.find("unknown"), std::string::npos) << step.because;
    }
}

TEST(Route, FoldsWordsAndTellsHashtagsApart)
{
    EXPECT_TRUE(judged(when(RuleField::Words, {"verspätung"}), mention("VERSPÄTUNG!")).fitted);
    EXPECT_TRUE(judged(when(RuleField::Words, {"STRASSE"}), mention("die Straße")).fitted);
    EXPECT_TRUE(judged(when(RuleField::Words, {"#delay"}), mention("so #Delay again")).fitted);
    EXPECT_FALSE(judged(when(RuleField::Words, {"#delay"}), mention("a delay")).fitted);
    EXPECT_TRUE(judged(when(RuleField::Words, {"delay"}), mention("so #Delay")).fitted);
    EXPECT_TRUE(judged(when(RuleField::Words, {"電車"}), mention("今朝も電車が遅れました")).fitted);
    EXPECT_FALSE(judged(when(RuleField::Words, {"車電"}), mention("今朝も電車が遅れました")).fitted);
    EXPECT_TRUE(judged(when(RuleField::Words, {"😡"}), mention("why 😡😡")).fitted);
    EXPECT_TRUE(judged(when(RuleField::Phrase, {"don't care"}), mention("You DON'T   care")).fitted);
    auto article = mention("body");
    article.title = "Strike announced";
    EXPECT_TRUE(judged(when(RuleField::Words, {"strike"}), article).fitted);
}

TEST(Route, GivesUpOnARegexThatTakesTooLong)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto step = judged(when(RuleField::Regex, {"(a+)+$"}), mention(std::string(5000, 'a') + "b"));
    EXPECT_FALSE(step.fitted);
    EXPECT_EQ(step.because, "regex took too long");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST(Route, TakesAllConditionsOrAnyAsTheRuleSays)
{
    auto all = rule(1, {when(RuleField::Words, {"late"}), when(RuleField::Language, {"fr"})},
                    {{RuleActionKind::Queue, "10"}});
    auto in = world();
    in.rules = {all};
    auto routing = route(mention(), {}, RoutingTable(in), kMonday);
    EXPECT_FALSE(routing.trace[0].fitted);
    EXPECT_EQ(routing.trace[0].because, "language is not fr");
    in.rules[0].matchAll = false;
    routing = route(mention(), {}, RoutingTable(in), kMonday);
    EXPECT_TRUE(routing.trace[0].fitted);
    EXPECT_EQ(routing.trace[0].because, "words: late");
    in.rules[0].conditions = {when(RuleField::Words, {"x"}), when(RuleField::Language, {"fr"})};
    routing = route(mention(), {}, RoutingTable(in), kMonday);
    EXPECT_FALSE(routing.trace[0].fitted);
    EXPECT_EQ(routing.trace[0].because, "no words: x; language is not fr");
    in.rules[0].conditions.clear();
    routing = route(mention(), {}, RoutingTable(in), kMonday);
    EXPECT_EQ(routing.trace[0].because, "always");
}

TEST(Route, EveryActionDoesWhatItSays)
{
    auto in = world();
    in.rules = {rule(1, {},
                     {{RuleActionKind::Move, "30"},
                      {RuleActionKind::Priority, "urgent"},
                      {RuleActionKind::Label, "8"},
                      {RuleActionKind::Label, "9"},
                      {RuleActionKind::Label, "8"},
                      {RuleActionKind::Assign, "5"},
                      {RuleActionKind::Dismiss, "spam"}})};
    const auto routing = route(mention(), {}, RoutingTable(in), kMonday);
    EXPECT_EQ(routing.queue, QueueId{30});
    EXPECT_EQ(routing.goal, GoalId{3});
    EXPECT_TRUE(routing.move);
    EXPECT_EQ(routing.priority, Priority::Urgent);
    EXPECT_EQ(routing.labels, (std::vector<LabelId>{{8}, {9}}));
    EXPECT_EQ(routing.assignee, PersonId{5});
    EXPECT_EQ(routing.dismissReason, "spam");
    EXPECT_EQ(routing.trace[0].did.size(), 6U); // the repeated label did nothing
}

TEST(Route, OnlyMoveMovesAConversationThatIsThereAlready)
{
    auto in = world();
    in.rules = {rule(1, {}, {{RuleActionKind::Queue, "30"}})};
    EXPECT_FALSE(route(mention(), {}, RoutingTable(in), kMonday).move);
    in.rules = {};
    EXPECT_FALSE(route(mention(), {}, RoutingTable(in), kMonday).move);
}

TEST(Route, TheFirstRuleInOrderDecidesAndStopEndsTheAsking)
{
    auto in = world();
    auto late = rule(1, {}, {{RuleActionKind::Queue, "10"}, {RuleActionKind::Label, "8"}});
    late.order = 9;
    in.rules = {late, rule(2, {}, {{RuleActionKind::Queue, "30"}, {RuleActionKind::Label, "9"}})};
    auto routing = route(mention(), {}, RoutingTable(in), kMonday);
    EXPECT_EQ(routing.queue, QueueId{30});
    EXPECT_EQ(routing.labels, (std::vector<LabelId>{{9}, {8}}));
    EXPECT_EQ(routing.trace[1].did, (std::vector<RuleAction>{{RuleActionKind::Label, "8"}}));

    in.rules[1].actions.push_back({RuleActionKind::Stop, ""});
    routing = route(mention(), {}, RoutingTable(in), kMonday);
    ASSERT_EQ(routing.trace.size(), 1U);
    EXPECT_EQ(routing.labels, (std::vector<LabelId>{{9}}));
}

TEST(Route, DefaultsSortByWhatAMentionIs)
{
    const RoutingTable table(world());
    struct Case {
        MentionKind kind;
        Visibility visibility;
        std::int64_t queue;
    };
    for (const auto& c : {Case{MentionKind::Mention, Visibility::Public, 21},
                          {MentionKind::Reply, Visibility::Unlisted, 21},
                          {MentionKind::Message, Visibility::Direct, 21},
                          {MentionKind::Post, Visibility::Direct, 21},
                          {MentionKind::Comment, Visibility::Public, 21},
                          {MentionKind::Post, Visibility::Public, 30},
                          {MentionKind::Article, Visibility::Public, 30},
                          {MentionKind::Quote, Visibility::Public, 30},
                          {MentionKind::Review, Visibility::Public, 30}}) {
        auto m = mention();
        m.kind = c.kind;
        m.visibility = c.visibility;
        const auto routing = route(m, {}, table, kMonday);
        EXPECT_EQ(routing.queue.value, c.queue);
        ASSERT_EQ(routing.trace.size(), 1U);
        EXPECT_EQ(routing.trace[0].rule, RuleId{});
        EXPECT_EQ(routing.trace[0].name, "default");
        EXPECT_EQ(routing.trace[0].did.at(0).value, std::to_string(c.queue));
    }
}

TEST(Route, DefaultsFallBackToTheFirstQueueAndToNone)
{
    auto in = world();
    in.goals[1].archived = true; // no customer service any more
    EXPECT_EQ(route(mention(), {}, RoutingTable(in), kMonday).queue, QueueId{10});
    EXPECT_EQ(route(mention(), {}, RoutingTable({}), kMonday).queue, QueueId{});
}

TEST(Route, NamesBrokenRulesAndRoutesWithoutThem)
{
    const std::vector<std::pair<Rule, std::string>> cases{
        {rule(1, {}, {{RuleActionKind::Queue, "99"}}), "queue_gone:99"},
        {rule(2, {}, {{RuleActionKind::Move, "40"}}), "queue_gone:40"},
        {rule(3, {}, {{RuleActionKind::Assign, "6"}}), "person_gone:6"},
        {rule(4, {}, {{RuleActionKind::Label, "77"}}), "label_gone:77"},
        {rule(5, {}, {{RuleActionKind::Label, "x"}}), "value_invalid:label"},
        {rule(6, {}, {}), "no_action"},
        {rule(7, {}, {{RuleActionKind::Priority, "asap"}}), "value_invalid:priority"},
        {rule(8, {}, {{RuleActionKind::Dismiss, " "}}), "value_missing:dismiss"},
        {rule(9, {when(RuleField::Regex, {"(a"})}, {{RuleActionKind::Queue, "10"}}), "regex_invalid"},
        {rule(10, {when(RuleField::BusinessHours, {"inside:5"})}, {{RuleActionKind::Queue, "10"}}),
         "calendar_gone:5"},
        {rule(11, {when(RuleField::BusinessHours, {"4"})}, {{RuleActionKind::Queue, "10"}}),
         "value_invalid:business_hours"},
        {rule(12, {when(RuleField::Kind, {"shout"})}, {{RuleActionKind::Queue, "10"}}), "value_invalid:kind"},
        {rule(13, {when(RuleField::Words, {})}, {{RuleActionKind::Queue, "10"}}), "value_missing:words"},
        {rule(14, {when(RuleField::Words, {"..."})}, {{RuleActionKind::Queue, "10"}}), "value_invalid:words"},
        {rule(15, {when(RuleField::MinFollowers, {"-1"})}, {{RuleActionKind::Queue, "10"}}),
         "value_invalid:min_followers"},
    };
    auto in = world();
    for (const auto& [broken, reason] : cases)
        in.rules.push_back(broken);
    in.rules.push_back(rule(50, {}, {{RuleActionKind::Queue, "30"}}));
    auto off = rule(51, {}, {{RuleActionKind::Queue, "98"}});
    off.enabled = false;
    in.rules.push_back(off);
    const RoutingTable table(in);
    ASSERT_EQ(table.broken().size(), cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        EXPECT_EQ(table.broken()[i].rule, cases[i].first.id);
        EXPECT_EQ(table.broken()[i].reason, cases[i].second);
    }
    EXPECT_EQ(route(mention(), {}, table, kMonday).queue, QueueId{30});
}

TEST(Route, CheckRuleRefusesAMistakeBeforeItIsSaved)
{
    EXPECT_TRUE(checkRule(rule(1, {when(RuleField::Words, {"late"})}, {{RuleActionKind::Queue, "99"}})));
    for (const auto& bad :
         {rule(1, {}, {}), rule(1, {when(RuleField::Regex, {"["})}, {{RuleActionKind::Stop, ""}}),
          rule(1, {when(RuleField::Kind, {"x"})}, {{RuleActionKind::Stop, ""}})}) {
        const auto checked = checkRule(bad);
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error().code, Errc::Invalid);
    }
}

TEST(Route, ADryRunSaysTheSameEveryTime)
{
    auto in = world();
    in.rules = {rule(1, {when(RuleField::Words, {"late"})}, {{RuleActionKind::Label, "8"}}),
                rule(2, {when(RuleField::BusinessHours, {"outside:4"})}, {{RuleActionKind::Queue, "10"}})};
    const RoutingTable first(in);
    const RoutingTable second(in);
    const auto a = route(mention(), {}, first, kMonday);
    const auto b = route(mention(), {}, second, kMonday);
    EXPECT_EQ(a.trace, b.trace);
    EXPECT_EQ(a.queue, b.queue);
    // Only `now` tells office hours from the evening.
    EXPECT_EQ(route(mention(), {}, first, kMonday).queue, QueueId{21});
    EXPECT_EQ(route(mention(), {}, first, kMonday + 10h).queue, QueueId{10});
}

} // namespace
} // namespace qd
