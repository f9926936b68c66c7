#include "quarterdeck/storage/conversation_table.h"

#include "storage/desk_test.h"
#include "storage/list_plan.h"
#include "storage/sql.h"

#include <algorithm>
#include <random>

namespace qd::test {
namespace {

class ConversationList : public DeskTest {
protected:
    Actor ada() const { return Actor{ActorKind::Person, staff.id.value}; }
    ConversationFilter in(ListKind kind, double minutes) const
    {
        ConversationFilter filter;
        filter.kind = kind;
        filter.now = at(minutes);
        if (kind == ListKind::Queue) filter.queue = queue.id;
        if (kind == ListKind::Mine) filter.assignee = staff.id;
        return filter;
    }
    std::vector<std::int64_t> ids(const ConversationFilter& filter, int pageSize)
    {
        std::vector<std::int64_t> all;
        std::string after;
        for (int page = 0; page < 1000; ++page) {
            const auto got = must(listConversations(*session, filter, after, pageSize));
            EXPECT_LE(static_cast<int>(got.rows.size()), pageSize);
            for (const auto& row : got.rows) all.push_back(row.conversation.id.value);
            if (got.next.empty()) break;
            after = got.next;
        }
        return all;
    }
    std::vector<std::string> keys(const ConversationFilter& filter)
    {
        std::vector<std::string> all;
        for (const auto& row : must(listConversations(*session, filter, "", 100)).rows) all.push_back(row.contact.nativeId);
        return all;
    }
    /// 120 conversations in both queues, triaged at random.
    void fill(unsigned seed)
    {
        std::mt19937 dice{seed};
        std::vector<Mention> posts;
        for (int i = 0; i < 120; ++i) posts.push_back(post("k" + std::to_string(i), "a" + std::to_string(i), 1 + static_cast<double>(dice() % 50)));
        auto page = batch(posts);
        for (std::size_t i = 0; i < page.items.size(); i += 3) page.items[i].routing.queue = second.id;
        must(saveBatch(*session, page, rules, at(60)));
        for (int i = 0; i < 120; ++i) {
            const auto id = stored("k" + std::to_string(i)).conversation;
            const auto act = dice() % 6;
            change(id, [&](const Conversation& c) -> Result<Transition> {
                switch (act) {
                case 0: return assign(c, staff.id, ada(), at(61));
                case 1: return resolve(c, "done", ada(), at(61));
                case 2: return snooze(c, at(200), SnoozeKind::Time, ada(), at(61));
                case 3: return answered(c, ownReply(posts[static_cast<std::size_t>(i)], "x", 61), {}, ada(), at(61));
                default: return Transition{c, {}};
                }
            }, 61);
        }
    }
};

TEST_P(ConversationList, AQueueIsReadInDueOrder)
{
    save({post("b", "paul", 5), post("a", "maria", 2), post("c", "zoe", 9)});
    EXPECT_EQ(keys(in(ListKind::Queue, 10)), (std::vector<std::string>{"maria", "paul", "zoe"}));
    auto newest = in(ListKind::Queue, 10);
    newest.sort = ListSort::Newest;
    EXPECT_EQ(keys(newest), (std::vector<std::string>{"zoe", "paul", "maria"}));
    auto elsewhere = in(ListKind::Queue, 10);
    elsewhere.queue = second.id;
    EXPECT_TRUE(keys(elsewhere).empty());
}

TEST_P(ConversationList, ARowCarriesWhatACardShows)
{
    auto a = post("a", "maria", 1);
    a.media = {Media{MediaKind::Image, "https://m.example/1", "", ""}};
    a.sensitive = true;
    save({a, replyTo(a, "b", "maria", 0.5), ownReply(a, "o", 2)});
    const auto row = must(loadRow(*session, stored("a").conversation));
    EXPECT_EQ(row.messages, 2);
    EXPECT_TRUE(row.hasMedia);
    EXPECT_TRUE(row.newestSensitive);
    EXPECT_EQ(row.contact.handle, "maria@mastodon.example");
}

TEST_P(ConversationList, PagesOneAfterTheOtherAreTheWholeList)
{
    fill(7);
    for (const auto kind : {ListKind::All, ListKind::Queue, ListKind::Mine, ListKind::Unassigned, ListKind::AtRisk, ListKind::Breached,
                            ListKind::Waiting, ListKind::Snoozed, ListKind::Resolved})
        for (const auto sort : {ListSort::Due, ListSort::Newest}) {
            auto filter = in(kind, 80);
            filter.sort = sort;
            const auto whole = ids(filter, 500);
            EXPECT_EQ(ids(filter, 7), whole) << static_cast<int>(kind);
            auto once = whole;
            std::sort(once.begin(), once.end());
            EXPECT_EQ(std::unique(once.begin(), once.end()), once.end());
            EXPECT_FALSE(whole.empty()) << static_cast<int>(kind);
        }
}

TEST_P(ConversationList, ListsAndCountsAgree)
{
    fill(11);
    const double now = 80;
    const auto counts = must(countQueues(*session, at(now)));
    ASSERT_EQ(counts.size(), 2U);
    std::int64_t atRisk = 0, breached = 0, snoozed = 0;
    for (const auto& each : counts) {
        auto filter = in(ListKind::Queue, now);
        filter.queue = each.queue;
        const auto work = each.byStatus[0] + each.byStatus[1] + each.byStatus[2] + each.byStatus[3];
        EXPECT_EQ(static_cast<std::int64_t>(ids(filter, 500).size()), work - each.snoozed);
        atRisk += each.atRisk;
        breached += each.breached;
        snoozed += each.snoozed;
    }
    const auto size = [&](ListKind kind) { return static_cast<std::int64_t>(ids(in(kind, now), 500).size()); };
    EXPECT_EQ(size(ListKind::AtRisk), atRisk);
    EXPECT_EQ(size(ListKind::Breached), breached);
    EXPECT_EQ(size(ListKind::Snoozed), snoozed);
    const auto desk = must(countDesk(*session, staff.id, at(now)));
    EXPECT_EQ(desk.unassigned, size(ListKind::Unassigned));
    EXPECT_EQ(desk.waiting, size(ListKind::Waiting));
    EXPECT_EQ(desk.snoozed, snoozed);
    EXPECT_EQ(desk.atRisk, atRisk);
    EXPECT_EQ(desk.breached, breached);
    auto mine = in(ListKind::Mine, now);
    mine.statuses = {Status::New, Status::Open, Status::OnHold};
    EXPECT_EQ(desk.mine, static_cast<std::int64_t>(ids(mine, 500).size()));
    EXPECT_TRUE(desk.oldestUnassigned);
    expectDerivedRight(61);
}

TEST_P(ConversationList, WithinNarrowsEveryList)
{
    fill(13);
    for (const auto kind : {ListKind::All, ListKind::Mine, ListKind::Unassigned, ListKind::Breached, ListKind::Waiting, ListKind::Snoozed,
                            ListKind::Resolved}) {
        auto filter = in(kind, 80);
        filter.within = {second.id};
        const auto page = must(listConversations(*session, filter, "", 500));
        EXPECT_FALSE(page.rows.empty()) << static_cast<int>(kind);
        for (const auto& row : page.rows) EXPECT_EQ(row.conversation.queue, second.id);
    }
    auto forbidden = in(ListKind::Queue, 80);
    forbidden.within = {second.id};
    EXPECT_TRUE(ids(forbidden, 10).empty());
}

TEST_P(ConversationList, SnoozedOnesHideUntilTheirTime)
{
    save({post("a", "maria", 1)});
    const auto id = conversationOf("a").id;
    change(id, [&](const Conversation& c) { return snooze(c, at(100), SnoozeKind::Time, ada(), at(2)); }, 2);
    EXPECT_TRUE(keys(in(ListKind::Queue, 50)).empty());
    EXPECT_EQ(keys(in(ListKind::Snoozed, 50)).size(), 1U);
    EXPECT_EQ(keys(in(ListKind::Queue, 100)).size(), 1U);
    EXPECT_TRUE(keys(in(ListKind::Snoozed, 100)).empty());
}

TEST_P(ConversationList, AMangledCursorIsRefused)
{
    fill(3);
    const auto page = must(listConversations(*session, in(ListKind::Queue, 80), "", 5));
    ASSERT_FALSE(page.next.empty());
    for (std::size_t i = 0; i < page.next.size(); ++i)
        for (const char c : {'0', 'f', '-', 'z', '\0'}) {
            auto mangled = page.next;
            if (mangled[i] == c) continue;
            mangled[i] = c;
            EXPECT_EQ(refusal(listConversations(*session, in(ListKind::Queue, 80), mangled, 5)), "invalid") << mangled;
        }
    for (std::size_t i = 0; i < page.next.size(); ++i)
        if (i > 0) {
            EXPECT_EQ(refusal(listConversations(*session, in(ListKind::Queue, 80), page.next.substr(0, i), 5)), "invalid");
        }
    EXPECT_EQ(refusal(listConversations(*session, in(ListKind::Mine, 80), page.next, 5)), "invalid");
    EXPECT_EQ(refusal(listMentions(*session, {}, page.next, 5, at(80))), "invalid");
}

/// The plan is SQLite's to explain; PostgreSQL chooses its own by what a table holds.
class ListPlan : public ConversationList {};
INSTANTIATE_TEST_SUITE_P(Engines, ListPlan, testing::Values(EngineKind::Sqlite));

TEST_P(ListPlan, EveryScanIsOneRangeOfItsIndex)
{
    for (const auto kind : {ListKind::All, ListKind::Queue, ListKind::Mine, ListKind::Unassigned, ListKind::AtRisk, ListKind::Breached,
                            ListKind::Waiting, ListKind::Snoozed, ListKind::Resolved})
        for (const auto sort : {ListSort::Due, ListSort::Newest}) {
            auto filter = in(kind, 80);
            filter.sort = sort;
            const auto plan = planList(filter, {queue.id, second.id});
            for (const auto& scan : plan.scans)
                for (const bool hasCursor : {false, true}) {
                    auto args = scan.args;
                    if (hasCursor) args.insert(args.end(), {SqlArg{std::int64_t{1}}, SqlArg{std::int64_t{1}}});
                    args.emplace_back(50);
                    std::string steps;
                    must(sql(*session).eachOnce("EXPLAIN QUERY PLAN " + scanText(EngineKind::Sqlite, plan, scan, hasCursor), args,
                                                [&](const SqlRow& row) { return steps += row.string(3) + "; ", true; }));
                    EXPECT_NE(steps.find(std::string{"INDEX "} + scan.index), std::string::npos) << steps;
                    // One person's work sorted by age is the one list that is sorted, being short.
                    if (!(kind == ListKind::Mine && sort == ListSort::Newest)) {
                        EXPECT_EQ(steps.find("TEMP B-TREE"), std::string::npos) << static_cast<int>(kind) << ": " << steps;
                    }
                }
        }
}

} // namespace

QD_ON_EVERY_ENGINE(ConversationList);

} // namespace qd::test
