#include "quarterdeck/storage/ingest_table.h"

#include "quarterdeck/base/ids.h"
#include "quarterdeck/storage/outbox_table.h"
#include "quarterdeck/storage/search.h"
#include "storage/desk_test.h"
#include "storage/sql.h"

#include <algorithm>

namespace qd::test {
namespace {

class IngestTable : public DeskTest {
protected:
    Actor ada() const { return Actor{ActorKind::Person, staff.id.value}; }
    int repliedIn(ConversationId id)
    {
        const auto types = typesOf(id);
        return static_cast<int>(std::count(types.begin(), types.end(), EventType::Replied));
    }
    std::vector<std::string> found(const std::string& query)
    {
        SearchRequest request;
        request.query = query;
        std::vector<std::string> keys;
        for (const auto& m : must(searchMentions(*session, request, "", 100)).mentions) keys.push_back(m.nativeKey);
        return keys;
    }
    std::vector<std::int64_t> sourcesOf(MentionId id)
    {
        std::vector<std::int64_t> ids;
        must(sql(*session).each("SELECT source_id FROM mention_source WHERE mention_id = $1 ORDER BY source_id", {id}, [&](const SqlRow& row) {
            ids.push_back(row.integer(0));
            return true;
        }));
        return ids;
    }
};

TEST_P(IngestTable, AMentionComesBackWhole)
{
    auto m = post("a", "maria", 5, "My train is late");
    m.title = "Late";
    m.html = "<p>My train is late</p>";
    m.url = "https://mastodon.example/@maria/1";
    m.inReplyTo = "elsewhere";
    m.inReplyToAuthor = "someone";
    m.replyRef = "{\"uri\":\"a\"}";
    m.addressed = {"other@mastodon.example"};
    m.media = {Media{MediaKind::Image, "https://m.example/1.png", "https://m.example/1s.png", "a \"board\""}};
    m.sensitive = true;
    m.author.followers = 12;
    const auto report = save({m});
    EXPECT_EQ(report.fresh, 1);
    ASSERT_EQ(report.ids.size(), 1U);
    const auto back = must(loadMention(*session, report.ids.front()));
    EXPECT_EQ(back.title, m.title);
    EXPECT_EQ(back.text, m.text);
    EXPECT_EQ(back.html, m.html);
    EXPECT_EQ(back.author, m.author);
    EXPECT_EQ(back.media, m.media);
    EXPECT_EQ(back.addressed, m.addressed);
    EXPECT_EQ(back.inReplyToAuthor, "someone");
    EXPECT_EQ(back.replyRef, m.replyRef);
    EXPECT_TRUE(back.sensitive);
    EXPECT_EQ(back.createdAt, m.createdAt);
    EXPECT_EQ(timeOfId(back.id.value), m.createdAt);
    EXPECT_EQ(must(traceOf(*session, back.id)), routed(m).routing.trace);
    const auto c = conversationOf("a");
    EXPECT_EQ(c.status, Status::New);
    EXPECT_EQ(c.queue, queue.id);
    EXPECT_EQ(c.nextDue, at(65));
    EXPECT_EQ(c.policyVersion, 1);
    expectDerivedRight(5);
}

TEST_P(IngestTable, TheCursorIsStoredWithTheRowsOrNotAtAll)
{
    auto page = batch({post("a", "maria", 1)});
    page.health.cursor = "after-a";
    page.gaps = {Gap{at(-60), at(-30), "page_cap", false}};
    must(saveBatch(*session, page, rules, at(1)));
    EXPECT_EQ(must(loadHealth(*session, source.id)).cursor, "after-a");
    EXPECT_EQ(must(loadHealth(*session, source.id)).gaps.size(), 1U);

    auto bad = batch({post("b", "maria", 2)}, SourceId{12345});
    EXPECT_EQ(refusal(saveBatch(*session, bad, rules, at(2))), "not_found");
    EXPECT_FALSE(must(findMention(*session, "mastodon", "b")));
    auto filled = batch({});
    filled.health.cursor = "after-b";
    filled.filled = Span{at(-60), at(-30)};
    must(saveBatch(*session, filled, rules, at(3)));
    EXPECT_TRUE(must(loadHealth(*session, source.id)).gaps.empty());
}

TEST_P(IngestTable, AFurtherSourceOnlyAddsThatItSawThePost)
{
    const auto first = save({post("a", "maria", 1)});
    const auto events = count("event");
    EXPECT_EQ(first.conversations, std::vector<ConversationId>{conversationOf("a").id});
    const auto again = save({post("a", "maria", 1)}, 2, other.id);
    EXPECT_TRUE(again.conversations.empty());
    EXPECT_EQ(again.fresh, 0);
    EXPECT_EQ(again.known, 1);
    EXPECT_EQ(count("mention"), 1);
    EXPECT_EQ(count("event"), events);
    EXPECT_EQ(sourcesOf(first.ids.front()).size(), 2U);
    save({post("a", "maria", 1)}, 3, other.id);
    EXPECT_EQ(sourcesOf(first.ids.front()).size(), 2U);
}

TEST_P(IngestTable, APostTwiceInOneBatchIsStoredOnce)
{
    const auto report = save({post("a", "maria", 1), post("a", "maria", 1)});
    EXPECT_EQ(report.fresh, 1);
    EXPECT_EQ(report.known, 1);
    EXPECT_EQ(count("mention"), 1);
    EXPECT_EQ(count("conversation"), 1);
}

TEST_P(IngestTable, OwnPostsAreNeverWork)
{
    auto own = post("o", "us", 1, "our announcement");
    own.own = true;
    save({own});
    EXPECT_EQ(count("conversation"), 0);
    EXPECT_EQ(count("mention"), 1);
    EXPECT_EQ(found("announcement"), std::vector<std::string>{"o"});
}

TEST_P(IngestTable, AnOwnPostThatAnswersACustomerIsAnswered)
{
    const auto a = post("a", "maria", 1);
    save({a});
    save({ownReply(a, "o", 31)});
    const auto c = conversationOf("a");
    EXPECT_EQ(c.status, Status::Pending);
    EXPECT_FALSE(c.waitingSince);
    EXPECT_EQ(stored("o").conversation, c.id);
    EXPECT_EQ(repliedIn(c.id), 1);
    EXPECT_EQ(count("measure"), 1); // first response, met after 30 minutes
    expectDerivedRight(31);
    save({ownReply(a, "o", 31)}, 40);
    EXPECT_EQ(repliedIn(c.id), 1);
}

TEST_P(IngestTable, ACustomersMessageThatArrivesAfterOurAnswerIsAnsweredAtOnce)
{
    const auto a = post("a", "maria", 1);
    save({ownReply(a, "o", 5)});
    EXPECT_FALSE(stored("o").conversation);
    save({a}, 10);
    const auto c = conversationOf("a");
    EXPECT_EQ(c.status, Status::Pending);
    EXPECT_EQ(stored("o").conversation, c.id);
    EXPECT_EQ(repliedIn(c.id), 1);
    expectDerivedRight(10);
}

TEST_P(IngestTable, AnswerAndQuestionOfOneBatchMayComeInAnyOrder)
{
    const auto a = post("a", "maria", 1);
    save({ownReply(a, "o", 5), a});
    EXPECT_EQ(conversationOf("a").status, Status::Pending);
    EXPECT_EQ(repliedIn(conversationOf("a").id), 1);
    expectDerivedRight(5);
}

TEST_P(IngestTable, AnOwnPostThatTheOutboxBearsChangesNothing)
{
    const auto a = post("a", "maria", 1);
    save({a});
    must(sql(*session).runOnce(
        "INSERT INTO outbox (id, conversation_id, in_reply_to, account_id, author_id, recipient, recipient_native_id, addressed, visibility, "
        "text, lang, media, target_native_id, target_native_key, target_reply_ref, native_conversation, state, attempts, not_before, "
        "operation_key, progress, looks, native_id, native_key, url, error, seen_event, resolve_after, created_at, claim_owner) VALUES "
        "(1, 1, 1, 1, 1, '', '', '[]', 0, 'x', 'en', '[]', '', 'a', '', '', 8, 1, 0, 'k', '', 0, '', 'o', '', '', 0, 0, 0, '')", {}));
    save({ownReply(a, "o", 5)});
    EXPECT_EQ(conversationOf("a").status, Status::New);
    EXPECT_EQ(repliedIn(conversationOf("a").id), 0);
    EXPECT_EQ(stored("o").conversation, conversationOf("a").id);
}

TEST_P(IngestTable, HistoryIsResolvedAndHasNoClock)
{
    auto old = post("a", "maria", -3000);
    old.history = true;
    save({old}, 1);
    const auto c = conversationOf("a");
    EXPECT_EQ(c.status, Status::Resolved);
    EXPECT_TRUE(c.history);
    EXPECT_FALSE(c.nextDue);
    const auto log = must(eventsOf(*session, c.id));
    EXPECT_TRUE(std::any_of(log.begin(), log.end(), [](const Event& e) { return e.type == EventType::Resolved && e.reason == "history"; }));
    auto older = replyTo(old, "b", "maria", -2900);
    older.history = true;
    save({older}, 2);
    EXPECT_EQ(stored("b").conversation, c.id);
    EXPECT_EQ(conversationOf("a").status, Status::Resolved);
    EXPECT_EQ(count("measure"), 0);
    expectDerivedRight(2);
}

TEST_P(IngestTable, ALiveMessageAfterHistoryIsWork)
{
    auto old = post("a", "maria", -300);
    old.history = true;
    save({old}, 1);
    save({replyTo(old, "b", "maria", 10)});
    const auto c = conversationOf("b");
    EXPECT_EQ(c.id, conversationOf("a").id);
    EXPECT_EQ(c.status, Status::Open);
    EXPECT_FALSE(c.history);
    EXPECT_TRUE(c.nextDue);
    expectDerivedRight(10);
}

TEST_P(IngestTable, WhatWeAnsweredBeforeTheConnectIsHistoryInEitherOrder)
{
    const auto a = post("a", "maria", -100);
    save({ownReply(a, "o", -90)}, 1);
    save({a}, 2);
    EXPECT_TRUE(conversationOf("a").history);
    EXPECT_EQ(conversationOf("a").status, Status::Resolved);

    const auto b = post("b", "paul", -100);
    save({b}, 3);
    EXPECT_EQ(conversationOf("b").status, Status::New);
    save({ownReply(b, "p", -90)}, 4);
    EXPECT_TRUE(conversationOf("b").history);
    EXPECT_EQ(conversationOf("b").status, Status::Resolved);
    EXPECT_FALSE(conversationOf("b").nextDue);
    EXPECT_EQ(count("measure"), 0);
    expectDerivedRight(4);
}

TEST_P(IngestTable, FurtherMessagesOfAPersonInAThreadAreOneConversation)
{
    const auto a = post("a", "maria", 1);
    save({a});
    const auto report = save({replyTo(a, "b", "maria", 2), replyTo(a, "c", "paul", 3)});
    EXPECT_EQ(report.fresh, 2);
    EXPECT_EQ(stored("b").conversation, stored("a").conversation);
    EXPECT_NE(stored("c").conversation, stored("a").conversation);
    EXPECT_EQ(conversationOf("a").newestMention, stored("b").id);
    EXPECT_EQ(must(mentionsOf(*session, stored("a").conversation)).size(), 2U);
    EXPECT_EQ(must(mentionsOfThread(*session, "mastodon", "a", 50)).size(), 3U);
}

TEST_P(IngestTable, AnAnswerToOurAnswerStaysWithTheFeedItemItBeganWith)
{
    auto hit = post("hit", "maria", 1);
    hit.kind = MentionKind::Post;
    save({hit}, -1, other.id);
    const auto own = ownReply(hit, "o", 5);
    save({own});
    auto back = replyTo(own, "back", "maria", 9);
    save({back});
    EXPECT_EQ(stored("back").conversation, stored("hit").conversation);
    EXPECT_EQ(conversationOf("hit").status, Status::Open);
    expectDerivedRight(9);
}

TEST_P(IngestTable, AMessageAfterTheReopenWindowBeginsALinkedConversation)
{
    const auto a = post("a", "maria", 1);
    save({a});
    const auto first = conversationOf("a").id;
    change(first, [&](const Conversation& c) { return resolve(c, "done", ada(), at(2)); }, 2);
    save({replyTo(a, "b", "maria", 60)});
    EXPECT_EQ(stored("b").conversation, first);
    change(first, [&](const Conversation& c) { return resolve(c, "done", ada(), at(61)); }, 61);

    expectDerivedRight(61);
    const double late = 61 + 8 * 24 * 60;
    save({replyTo(a, "c", "maria", late)});
    const auto linked = stored("c").conversation;
    EXPECT_NE(linked, first);
    const auto log = must(eventsOf(*session, linked));
    ASSERT_FALSE(log.empty());
    EXPECT_EQ(log.front().data.at("follows"), std::to_string(first.value));
    EXPECT_EQ(must(loadConversation(*session, first)).status, Status::Resolved);
    save({replyTo(a, "d", "maria", late + 1)});
    EXPECT_EQ(stored("d").conversation, linked);
    expectDerivedRight(late + 1);
}

TEST_P(IngestTable, AnotherRootMergesTheConversationIntoThatRoots)
{
    const auto root = post("root", "maria", 1);
    save({root});
    auto stray = post("stray", "maria", 3);
    stray.kind = MentionKind::Reply;
    stray.inReplyTo = "unknown";
    stray.threadRoot = "unknown";
    save({stray});
    const auto into = stored("root").conversation;
    const auto from = stored("stray").conversation;
    ASSERT_NE(into, from);
    must(addNote(*session, Note{{}, from, staff.id, "seen", at(4)}));

    stray.threadRoot = "root";
    save({stray}, 5, other.id);
    EXPECT_EQ(stored("stray").conversation, into);
    EXPECT_EQ(stored("stray").threadRoot, "root");
    const auto closed = must(loadConversation(*session, from));
    EXPECT_EQ(closed.status, Status::Closed);
    EXPECT_EQ(closed.mergedInto, into);
    EXPECT_EQ(must(notesOf(*session, into)).size(), 1U);
    EXPECT_EQ(must(mentionsOf(*session, into)).size(), 2U);
    expectDerivedRight(5);

    // What still names the old root goes where the conversation lives.
    auto later = post("later", "maria", 6);
    later.kind = MentionKind::Reply;
    later.inReplyTo = "unknown";
    later.threadRoot = "unknown";
    save({later});
    EXPECT_EQ(stored("later").conversation, into);
    expectDerivedRight(6);
}

TEST_P(IngestTable, ARootThatNobodyHasTakesTheConversationAlong)
{
    auto stray = post("stray", "maria", 3);
    stray.kind = MentionKind::Reply;
    stray.inReplyTo = "unknown";
    stray.threadRoot = "unknown";
    save({stray});
    stray.threadRoot = "root";
    save({stray}, 4);
    save({post("root", "maria", 1)}, 5);
    EXPECT_EQ(stored("root").conversation, stored("stray").conversation);
    expectDerivedRight(5);
}

TEST_P(IngestTable, ATombstoneKeepsTheRowAndLogsIt)
{
    save({post("a", "maria", 1)});
    auto gone = batch({});
    gone.tombstones = {"a", "never-seen"};
    const auto report = must(saveBatch(*session, gone, rules, at(9)));
    EXPECT_EQ(report.deleted, 1);
    EXPECT_TRUE(stored("a").deleted);
    EXPECT_EQ(stored("a").text, "hello there");
    const auto c = conversationOf("a");
    EXPECT_FALSE(c.waitingSince);
    EXPECT_FALSE(c.nextDue);
    EXPECT_EQ(typesOf(c.id).back(), EventType::AuthorDeleted);
    EXPECT_EQ(must(saveBatch(*session, gone, rules, at(10))).deleted, 0);
    save({post("a", "maria", 1)}, 11);
    EXPECT_TRUE(stored("a").deleted);
    expectDerivedRight(11);
}

TEST_P(IngestTable, DeletingOneOfTwoMessagesLeavesTheOtherWaiting)
{
    const auto a = post("a", "maria", 1);
    save({a, replyTo(a, "b", "maria", 7)});
    auto gone = batch({});
    gone.tombstones = {"a"};
    must(saveBatch(*session, gone, rules, at(9)));
    EXPECT_EQ(conversationOf("b").waitingSince, at(7));
    expectDerivedRight(9);
}

TEST_P(IngestTable, AnEditKeepsTheOldTextAndTheIndexFollows)
{
    save({post("a", "maria", 1, "the Xylophone is late")});
    auto edited = post("a", "maria", 1, "the Zeppelin is late");
    edited.editedAt = at(4);
    edited.author.name = "Maria Curie";
    const auto report = save({edited}, 5);
    EXPECT_EQ(report.edited, 1);
    EXPECT_EQ(report.conversations, std::vector<ConversationId>{conversationOf("a").id});
    EXPECT_EQ(stored("a").text, "the Zeppelin is late");
    EXPECT_EQ(stored("a").editedAt, at(4));
    const auto versions = must(versionsOf(*session, stored("a").id));
    ASSERT_EQ(versions.size(), 1U);
    EXPECT_EQ(versions.front().text, "the Xylophone is late");
    EXPECT_EQ(typesOf(conversationOf("a").id).back(), EventType::AuthorEdited);
    EXPECT_EQ(conversationOf("a").excerpt, "the Zeppelin is late");
    EXPECT_TRUE(found("xylophone").empty());
    EXPECT_EQ(found("zeppelin"), std::vector<std::string>{"a"});
    EXPECT_EQ(found("author:curie"), std::vector<std::string>{"a"});

    // A page that was cached before the edit brings the old wording back: it is no edit.
    EXPECT_EQ(save({post("a", "maria", 1, "the Xylophone is late")}, 6).edited, 0);
    EXPECT_EQ(stored("a").text, "the Zeppelin is late");
    if (GetParam() == EngineKind::Sqlite) {
        EXPECT_TRUE(sql(*session).runOnce("INSERT INTO mention_fts (mention_fts) VALUES ('integrity-check')", {}));
        EXPECT_EQ(must(sql(*session).integer("SELECT COUNT(*) FROM mention_vocab WHERE term = 'xylophone'")), 0);
    }
}

TEST_P(IngestTable, TheContactIsKeptUpToDate)
{
    auto a = post("a", "maria", 1);
    a.author.followers = 10;
    a.author.avatar = "https://m.example/a.png";
    save({a});
    auto b = post("b", "maria", 2);
    b.author.name = "Maria C.";
    b.author.followers = 11;
    b.author.avatar.clear();
    save({b});
    EXPECT_EQ(count("contact"), 1);
    const auto contact = must(loadContact(*session, conversationOf("a").contact));
    EXPECT_EQ(contact.name, "Maria C.");
    EXPECT_EQ(contact.followers, 11);
    EXPECT_EQ(contact.avatar, "https://m.example/a.png");
    EXPECT_EQ(contact.firstSeen, at(1));
    EXPECT_EQ(must(conversationsOfContact(*session, contact.id, conversationOf("b").id, 10)).size(), 1U);
}

TEST_P(IngestTable, IdOrderIsTimeOrderAlsoAfterABackFill)
{
    save({post("late", "maria", 50)});
    save({post("b", "paul", 20), post("a", "ada", 10)}, 60);
    save({post("c", "zoe", 30)}, 61);
    std::vector<std::string> keys;
    for (const auto& m : must(listMentions(*session, {}, "", 10, at(70))).rows) keys.push_back(m.nativeKey);
    EXPECT_EQ(keys, (std::vector<std::string>{"late", "c", "b", "a"}));
}

TEST_P(IngestTable, ManyPostsOfOneMillisecondGetIdsOfTheirOwn)
{
    std::vector<Mention> many;
    for (int i = 0; i < 5000; ++i) {
        auto m = post("k" + std::to_string(i), "feed", 1);
        m.kind = MentionKind::Article;
        many.push_back(std::move(m));
    }
    const auto report = save(std::move(many));
    EXPECT_EQ(report.fresh, 5000);
    EXPECT_EQ(count("mention"), 5000);
    EXPECT_EQ(count("conversation"), 5000);
    EXPECT_EQ(must(listConversations(*session, ConversationFilter{.kind = ListKind::Queue, .queue = queue.id, .now = at(1)}, "", 10)).rows.size(), 10U);
}

TEST_P(IngestTable, AThreadKeepsStrangersAsContextAndCustomersAsMessages)
{
    const auto a = post("a", "maria", 1);
    save({a});
    const auto report = saveThreadOf({replyTo(a, "stranger", "zoe", 2), replyTo(a, "more", "maria", 3), ownReply(a, "o", 4)}, 5);
    EXPECT_EQ(report.fresh, 3);
    EXPECT_FALSE(stored("stranger").conversation);
    EXPECT_EQ(stored("more").conversation, stored("a").conversation);
    EXPECT_EQ(conversationOf("a").status, Status::Pending);
    EXPECT_EQ(count("conversation"), 1);
    EXPECT_EQ(must(mentionsOfThread(*session, "mastodon", "a", 50)).size(), 4U);
    EXPECT_TRUE(found("author:zoe").empty());
    EXPECT_EQ(must(listMentions(*session, {}, "", 10, at(9))).rows.size(), 2U);
    expectDerivedRight(5);

    // The same post turns out to mention us: now it is work.
    const auto adopted = save({replyTo(a, "stranger", "zoe", 2)}, 6);
    EXPECT_EQ(adopted.fresh, 1);
    EXPECT_TRUE(stored("stranger").conversation);
    EXPECT_EQ(conversationOf("stranger").status, Status::New);
    EXPECT_EQ(must(traceOf(*session, stored("stranger").id)).size(), 1U);
    expectDerivedRight(6);
}

TEST_P(IngestTable, DirectTalksAreOneConversationAPlatformConversation)
{
    auto dm = post("d1", "maria", 1);
    dm.kind = MentionKind::Message;
    dm.visibility = Visibility::Direct;
    dm.nativeConversation = "talk";
    save({dm});
    auto own = post("d2", "us", 5);
    own.kind = MentionKind::Message;
    own.visibility = Visibility::Direct;
    own.nativeConversation = "talk";
    own.own = true;
    save({own});
    EXPECT_TRUE(conversationOf("d1").direct);
    EXPECT_EQ(stored("d2").conversation, stored("d1").conversation);
    EXPECT_EQ(conversationOf("d1").status, Status::Pending);
    expectDerivedRight(5);
}

TEST_P(IngestTable, ChangeConversationIsTheDoorForPeople)
{
    save({post("a", "maria", 1)});
    const auto id = conversationOf("a").id;
    const auto before = conversationOf("a");
    const auto after = change(id, [&](const Conversation& c) { return assign(c, staff.id, ada(), at(3)); }, 3);
    EXPECT_EQ(after.assignee, staff.id);
    EXPECT_GT(after.lastEvent, before.lastEvent);
    EXPECT_EQ(must(loadConversation(*session, id)).assignee, staff.id);
    const auto undoable = must(lastUndoable(*session, staff.id, at(0)));
    ASSERT_EQ(undoable.size(), 1U);
    EXPECT_EQ(undoable.front().type, EventType::Assigned);
    change(id, [&](const Conversation& c) { return undo(c, undoable.front(), ada(), at(4)); }, 4);
    EXPECT_FALSE(must(loadConversation(*session, id)).assignee);
    EXPECT_TRUE(must(lastUndoable(*session, staff.id, at(0))).empty());
    EXPECT_EQ(refusal(session->inTransaction([&] {
        return changeConversation(*session, ConversationId{7}, [](const Conversation& c) -> Result<Transition> { return Transition{c, {}}; }, rules, at(5));
    })), "not_found");
    expectDerivedRight(4);
}

TEST_P(IngestTable, AnotherPolicyVersionIsFoundAndRecomputed)
{
    save({post("a", "maria", 1)});
    const auto id = conversationOf("a").id;
    EXPECT_TRUE(must(staleClocks(*session, rules, {}, 10)).empty());
    auto changed = rules.policies.front();
    changed.targets.front().target = std::chrono::hours{2};
    rules.policies = {must(savePolicy(*session, changed))};
    EXPECT_EQ(must(staleClocks(*session, rules, {}, 10)), std::vector<ConversationId>{id});
    must(session->inTransaction([&] { return recomputeClocks(*session, id, rules, at(5)); }));
    EXPECT_EQ(conversationOf("a").nextDue, at(121));
    EXPECT_EQ(conversationOf("a").policyVersion, 2);
    EXPECT_EQ(typesOf(id).back(), EventType::PolicyChanged);
    EXPECT_TRUE(must(staleClocks(*session, rules, {}, 10)).empty());
    expectDerivedRight(5);
}

TEST_P(IngestTable, WhatIsDueToWakeAndToCloseIsFoundWhateverItsAge)
{
    save({post("a", "maria", 1), post("b", "paul", 1)});
    const auto a = conversationOf("a").id;
    const auto b = conversationOf("b").id;
    change(a, [&](const Conversation& c) { return snooze(c, at(30), SnoozeKind::Time, ada(), at(2)); }, 2);
    change(b, [&](const Conversation& c) { return resolve(c, "done", ada(), at(2)); }, 2);
    EXPECT_TRUE(must(dueToWake(*session, at(29), 10)).empty());
    EXPECT_EQ(must(dueToWake(*session, at(60 * 24 * 90), 10)), std::vector<ConversationId>{a});
    EXPECT_TRUE(must(dueToClose(*session, at(2), 10)).empty());
    EXPECT_EQ(must(dueToClose(*session, at(60 * 24 * 90), 10)), std::vector<ConversationId>{b});
}

TEST_P(IngestTable, TheTailRereadsALittle)
{
    save({post("a", "maria", 1)});
    const auto first = must(eventsAfter(*session, {}, 100));
    ASSERT_FALSE(first.empty());
    save({post("b", "paul", 30)});
    const auto later = must(eventsAfter(*session, first.back().id, 100));
    EXPECT_TRUE(std::any_of(later.begin(), later.end(), [&](const Event& e) { return e.id > first.back().id; }));
    const auto one = must(eventsAfter(*session, first.back().id, 1));
    EXPECT_TRUE(std::any_of(one.begin(), one.end(), [&](const Event& e) { return e.id > first.back().id; }));
}

} // namespace

QD_ON_EVERY_ENGINE(IngestTable);

} // namespace qd::test
