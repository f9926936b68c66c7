#include "quarterdeck/storage/search.h"

#include "quarterdeck/base/text.h"
#include "storage/desk_test.h"
#include "storage/query_parse.h"
#include "storage/suggest.h"

#include <algorithm>
#include <functional>
#include <random>

namespace qd::test {
namespace {

class Search : public DeskTest {
protected:
    SearchRequest asking(const std::string& query) const
    {
        SearchRequest request;
        request.query = query;
        request.now = at(100);
        request.person = staff.id;
        return request;
    }
    std::vector<std::string> found(const SearchRequest& request, int pageSize = 100)
    {
        std::vector<std::string> keys;
        std::string after;
        do {
            const auto page = must(searchMentions(*session, request, after, pageSize));
            for (const auto& m : page.mentions) keys.push_back(m.nativeKey);
            after = page.next;
        } while (!after.empty() && keys.size() < 5000);
        return keys;
    }
    std::vector<std::string> found(const std::string& query) { return found(asking(query)); }
    using Keys = std::vector<std::string>;
};

TEST_P(Search, WordsPhrasesAndOperators)
{
    save({post("a", "maria", 1, "The night train to Graz is late again"), post("b", "paul", 2, "late trains, night buses"),
          post("c", "zoe", 3, "train late at night")});
    EXPECT_EQ(found("night late"), (Keys{"c", "b", "a"}));
    EXPECT_EQ(found("\"night train\""), Keys{"a"});
    EXPECT_EQ(found("train*"), (Keys{"c", "b", "a"}));
    EXPECT_EQ(found("train"), (Keys{"c", "a"}));
    EXPECT_EQ(found("graz OR buses"), (Keys{"b", "a"}));
    EXPECT_EQ(found("late NOT graz"), (Keys{"c", "b"}));
    EXPECT_EQ(found("NOT graz"), (Keys{"c", "b"}));
    EXPECT_EQ(found("NOT NOT graz"), Keys{"a"});
    EXPECT_EQ(found("late AND (graz OR buses) NOT author:paul"), Keys{"a"});
    EXPECT_EQ(found("graz OR platform:mastodon"), (Keys{"c", "b", "a"}));
    EXPECT_EQ(found("(graz OR NOT night)"), Keys{"a"});
    EXPECT_EQ(found("NIGHT  LATE"), (Keys{"c", "b", "a"}));
    EXPECT_EQ(found(""), (Keys{"c", "b", "a"}));
}

TEST_P(Search, AuthorsTagsHandlesAndOtherScripts)
{
    save({post("a", "maria", 1, "#NightTrain @acme_rail why"), post("b", "paul", 2, "night train acme rail"),
          post("c", "zoe", 3, "東京駅で電車が遅れています"), post("d", "omar", 4, "القطار متأخر اليوم"), post("e", "eva", 5, "só 😀 café")});
    EXPECT_EQ(found("#nighttrain"), Keys{"a"});
    EXPECT_EQ(found("@acme_rail"), Keys{"a"});
    EXPECT_EQ(found("acme"), (Keys{"b", "a"}));
    EXPECT_EQ(found("東京"), Keys{"c"});
    EXPECT_EQ(found("東京駅"), Keys{"c"});
    EXPECT_EQ(found("京東"), Keys{});
    EXPECT_EQ(found("متأخر"), Keys{"d"});
    EXPECT_EQ(found("CAFÉ"), Keys{"e"});
    EXPECT_EQ(found("author:maria"), Keys{"a"});
    EXPECT_EQ(found("author:@maria@mastodon.example"), Keys{"a"});
    EXPECT_EQ(found("author:mar*"), Keys{"a"});
    EXPECT_EQ(found("zoe"), Keys{"c"});
    EXPECT_EQ(found("😀"), Keys{});
    EXPECT_EQ(found("😀 café"), Keys{"e"});
    auto typing = asking("tra");
    typing.asYouType = true;
    EXPECT_EQ(found(typing), Keys{"b"});
    typing.query = "#nightt";
    EXPECT_EQ(found(typing), Keys{"a"});
    typing.query = "night AND";
    EXPECT_EQ(found(typing), Keys{"b"});
    typing.query = "(\"night tr";
    EXPECT_EQ(found(typing), Keys{"b"});
}

TEST_P(Search, FieldsLookAtTheConversation)
{
    auto a = post("a", "maria", 1, "first");
    a.author.followers = 500;
    auto page = batch({a, post("b", "paul", 61, "second")});
    page.items[1].routing.queue = second.id;
    must(saveBatch(*session, page, rules, at(61)));
    const Actor ada{ActorKind::Person, staff.id.value};
    change(stored("b").conversation, [&](const Conversation& c) { return assign(c, staff.id, ada, at(62)); }, 62);
    const auto label = must(saveLabel(*session, Label{{}, "urgent"}));
    change(stored("b").conversation, [&](const Conversation& c) { return relabel(c, {label.id}, {}, ada, at(63)); }, 63);
    change(stored("a").conversation, [&](const Conversation& c) { return snooze(c, at(5000), SnoozeKind::Time, ada, at(63)); }, 63);
    EXPECT_EQ(found("queue:press"), Keys{"b"});
    EXPECT_EQ(found("queue:nowhere"), Keys{});
    EXPECT_EQ(found("goal:service"), (Keys{"b", "a"}));
    EXPECT_EQ(found("assignee:ada"), Keys{"b"});
    EXPECT_EQ(found("is:mine"), Keys{"b"});
    EXPECT_EQ(found("is:unassigned"), Keys{"a"});
    EXPECT_EQ(found("label:urgent"), Keys{"b"});
    EXPECT_EQ(found("NOT label:urgent"), Keys{"a"});
    EXPECT_EQ(found("is:snoozed"), Keys{"a"});
    EXPECT_EQ(found("is:open"), (Keys{"b", "a"}));
    EXPECT_EQ(found("is:new"), Keys{});
    EXPECT_EQ(found("is:breached"), Keys{"a"});
    EXPECT_EQ(found("NOT is:breached"), Keys{"b"});
    EXPECT_EQ(found("min-followers:100"), Keys{"a"});
    EXPECT_EQ(found("lang:EN kind:mention"), (Keys{"b", "a"}));
    EXPECT_EQ(found("after:" + formatRfc3339(at(30))), Keys{"b"});
    EXPECT_EQ(found("before:" + formatRfc3339(at(30)) + " first"), Keys{"a"});
    auto narrow = asking("");
    narrow.within = {second.id};
    EXPECT_EQ(found(narrow), Keys{"b"});
}

TEST_P(Search, ADateIsTheDayOfTheZone)
{
    const auto noonUtc = must(Result<UtcMillis>{*parseRfc3339("2026-11-21T23:30:00Z")});
    auto m = post("a", "maria", 0, "late");
    m.createdAt = m.receivedAt = noonUtc;
    must(saveBatch(*session, batch({m}), rules, noonUtc));
    auto request = asking("after:2026-11-22");
    EXPECT_TRUE(found(request).empty());
    request.timezone = "Europe/Vienna";
    EXPECT_EQ(found(request), Keys{"a"});
}

TEST_P(Search, ConversationsComeOnceNewestHitFirst)
{
    std::vector<Mention> posts;
    for (int i = 0; i < 9; ++i) {
        posts.push_back(post("k" + std::to_string(i), "a" + std::to_string(i), 1 + i, "delay"));
        posts.push_back(replyTo(posts[static_cast<std::size_t>(i) * 2], "r" + std::to_string(i), "a" + std::to_string(i), 30 - i));
        posts.back().text = "delay again";
    }
    save(posts);
    std::vector<std::int64_t> ids;
    std::string after;
    do {
        const auto page = must(searchConversations(*session, asking("delay"), after, 2));
        for (const auto& row : page.rows) ids.push_back(row.conversation.id.value);
        after = page.next;
    } while (!after.empty() && ids.size() < 50);
    ASSERT_EQ(ids.size(), 9U);
    EXPECT_EQ(ids.front(), stored("r0").conversation.value);
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

TEST_P(Search, AWordThatMatchesNothingIsSuggested)
{
    save({post("a", "maria", 1, "refund for the delayed connection"), post("b", "paul", 2, "delayed")});
    const auto suggested = [&](const std::string& query) { return must(searchMentions(*session, asking(query), "", 10)).didYouMean; };
    EXPECT_EQ(suggested("delyaed"), Keys{"delayed"});
    EXPECT_EQ(suggested("refnd"), Keys{"refund"});
    EXPECT_TRUE(suggested("xylophonist").empty());
    EXPECT_TRUE(suggested("delayed NOT refund NOT delayed").empty());
}

/// Texts of many scripts, and queries whose answer an evaluator of a few lines knows too.
TEST_P(Search, HitsAreThoseOfAPlainEvaluator)
{
    const Keys vocabulary{"late",  "Train",  "graz",  "wi-fi", "#Delay", "@acme_rail", "東京駅",  "東京", "遅延",  "القطار",
                          "متأخر", "Привет", "café", "naïve", "don't",  "ß",          "नमस्ते", "😀",  "2026", "x1"};
    std::mt19937 dice{5};
    const auto word = [&] { return vocabulary[dice() % vocabulary.size()]; };
    std::vector<Mention> posts;
    for (int i = 0; i < 150; ++i) {
        std::string text;
        for (unsigned w = 0; w < 1 + dice() % 6; ++w) text += word() + (dice() % 5 == 0 ? ", " : " ");
        auto m = post("k" + std::to_string(i), "a" + std::to_string(dice() % 4), 1 + i, text);
        if (dice() % 4 == 0) m.title = word();
        posts.push_back(std::move(m));
    }
    save(posts);

    struct Query {
        std::string text;
        std::function<bool(const Mention&)> fits;
    };
    const auto leaf = [&]() -> Query {
        auto text = vocabulary[dice() % 17]; // not the sign that is no word
        const bool sign = text.find_first_of("#@") != std::string::npos;
        const auto wanted = ' ' + (sign ? [&] { const auto all = searchText(text); return all.substr(all.rfind(' ') + 1); }() : searchText(text)) + ' ';
        return {text, [wanted](const Mention& m) {
                    const auto in = [&](const std::string& words) { return (' ' + words + ' ').find(wanted) != std::string::npos; };
                    return in(searchText(m.title.empty() ? m.text : m.title + '\n' + m.text)) || in(searchText(m.author.handle + ' ' + m.author.name));
                }};
    };
    const std::function<Query(int)> any = [&](int depth) -> Query {
        const auto act = depth == 0 ? 0 : dice() % 5;
        if (act == 0) return leaf();
        auto left = any(depth - 1);
        if (act == 1) return {"NOT " + (depth > 1 ? "(" + left.text + ")" : left.text), [f = left.fits](const Mention& m) { return !f(m); }};
        auto right = any(depth - 1);
        if (act == 2) return {"(" + left.text + " OR " + right.text + ")", [f = left.fits, g = right.fits](const Mention& m) { return f(m) || g(m); }};
        return {"(" + left.text + " " + right.text + ")", [f = left.fits, g = right.fits](const Mention& m) { return f(m) && g(m); }};
    };
    for (int i = 0; i < 150; ++i) {
        const auto query = any(3);
        Keys wanted;
        for (auto m = posts.rbegin(); m != posts.rend(); ++m)
            if (query.fits(*m)) wanted.push_back(m->nativeKey);
        EXPECT_EQ(found(asking(query.text), 40), wanted) << query.text;
        if (HasFailure()) return;
    }
}

QD_ON_EVERY_ENGINE(Search);

// --- the language ------------------------------------------------------------------------------------------------

std::string mistake(const std::string& query)
{
    const auto checked = checkQuery(query);
    return checked ? "" : checked.error().detail;
}

TEST(QueryLanguage, MistakesNameTheirPlace)
{
    EXPECT_EQ(mistake("late AND"), "query, at 9: expected a word after AND");
    EXPECT_EQ(mistake("OR late"), "query, at 1: expected a word before OR");
    EXPECT_EQ(mistake("late NOT"), "query, at 9: expected a word after NOT");
    EXPECT_EQ(mistake("(late"), "query, at 1: expected a closing parenthesis for this one");
    EXPECT_EQ(mistake("é \"late"), "query, at 3: expected a closing quotation mark for this one");
    EXPECT_EQ(mistake("late)"), "query, at 5: expected nothing more, or an opening parenthesis before");
    EXPECT_EQ(mistake("()"), "query, at 1: expected a word between the parentheses");
    EXPECT_EQ(mistake("qeue:help"), "query, at 1: expected a field that exists instead of \"qeue:\"");
    EXPECT_EQ(mistake("queue:"), "query, at 1: expected a value after \"queue:\"");
    EXPECT_EQ(mistake("before:yesterday").rfind("query, at 8: expected a date", 0), 0U);
    EXPECT_EQ(mistake("min-followers:many"), "query, at 15: expected a number");
    EXPECT_EQ(mistake("is:late").rfind("query, at 4: expected new, open", 0), 0U);
    for (const char* fine : {"", "  ", "late", "https://example.org/a?b=c", "12:30", "note: late", "a*", "\"a b\"*", "queue:\"Billing help\"",
                             "NOT (a OR b)", "author:maria.bsky.social", "and or not", "ANDROID"})
        EXPECT_EQ(mistake(fine), "") << fine;
}

TEST(QueryLanguage, EveryMutilationGivesATreeOrAMistake)
{
    const std::string query = "late AND (\"night tr\" OR author:mar* NOT is:at_risk) 東京 before:2026-11-22 queue:\"a b\" min-followers:3 NOT x";
    ASSERT_TRUE(parseQuery(query, false));
    const auto tried = [](const std::string& text) {
        for (const bool typing : {false, true}) {
            const auto tree = parseQuery(text, typing);
            if (!tree) {
                EXPECT_EQ(tree.error().code, Errc::Invalid);
            }
        }
    };
    for (std::size_t i = 0; i <= query.size(); ++i) {
        tried(query.substr(0, i));
        tried(query.substr(i));
        // As it is typed, nothing may be called wrong for being unfinished.
        EXPECT_TRUE(parseQuery(query.substr(0, i), true)) << query.substr(0, i);
        if (i == query.size()) break;
        for (int byte = 0; byte < 256; byte += 3) {
            auto changed = query;
            changed[i] = static_cast<char>(byte);
            tried(changed);
        }
    }
    tried(std::string(3000, '('));
    tried(std::string(4000, '"'));
    std::string nots;
    for (int i = 0; i < 900; ++i) nots += "NOT ";
    tried(nots + "x");
    tried(std::string(100'000, 'a'));
}

TEST(QueryLanguage, EditDistanceCountsASwapOnce)
{
    EXPECT_EQ(editDistance(U"delayed", U"delayed", 2), 0);
    EXPECT_EQ(editDistance(U"delyaed", U"delayed", 2), 1);
    EXPECT_EQ(editDistance(U"dlayd", U"delayed", 2), 2);
    EXPECT_EQ(editDistance(U"abc", U"xyz", 2), 3);
    EXPECT_EQ(editDistance(U"", U"ab", 2), 2);
}

} // namespace
} // namespace qd::test
