#include "storage/desk_test.h"

#include "storage/clock_rows.h"
#include "storage/conversation_row.h"
#include "storage/event_row.h"
#include "storage/sql.h"

#include <algorithm>
#include <map>

namespace qd::test {

DeskTest::DeskTest()
{
    staff.name = "Ada";
    staff.login = "ada";
    staff.timezone = "UTC";
    staff = must(savePerson(*session, staff));
    goal.name = "Service";
    goal = must(saveGoal(*session, goal));
    queue.name = "Help";
    queue.goal = goal.id;
    queue = must(saveQueue(*session, queue));
    second.name = "Press";
    second.goal = goal.id;
    second.order = 1;
    second = must(saveQueue(*session, second));
    account.platform = "mastodon";
    account.server = "https://mastodon.example";
    account.nativeId = "us";
    account.handle = "acme@mastodon.example";
    account.connectedAt = at(0);
    account = must(saveAccount(*session, account));
    source.account = account.id;
    source.connectedAt = at(0);
    source = must(saveSource(*session, source));
    other.account = account.id;
    other.kind = SourceKind::Search;
    other.query = "acme";
    other.connectedAt = at(0);
    other = must(saveSource(*session, other));
    auto calendar = alwaysOpen();
    calendar.name = "Always";
    calendar = must(saveCalendar(*session, calendar));
    SlaPolicy policy;
    policy.name = "One hour";
    policy.calendar = calendar.id;
    policy.targets = {SlaTarget{Metric::FirstResponse, std::chrono::hours{1}, {}},
                      SlaTarget{Metric::NextResponse, std::chrono::hours{1}, {}},
                      SlaTarget{Metric::Resolution, std::chrono::hours{8}, {}}};
    policy = must(savePolicy(*session, policy));
    const auto setup = must(loadSetup(*session));
    rules.policies = setup.policies;
    rules.calendars = setup.calendars;
}

UtcMillis DeskTest::at(double minutes) { return fromInt(1'790'000'000'000 + static_cast<std::int64_t>(minutes * 60'000)); }

Mention DeskTest::post(const std::string& key, const std::string& author, double minutes, const std::string& text) const
{
    Mention m;
    m.platform = "mastodon";
    m.account = account.id;
    m.nativeId = "id-" + key;
    m.nativeKey = key;
    m.author.nativeId = author;
    m.author.handle = author + "@mastodon.example";
    m.author.name = author;
    m.text = text;
    m.lang = "en";
    m.createdAt = at(minutes);
    m.receivedAt = at(minutes);
    m.threadRoot = key;
    return m;
}

Mention DeskTest::replyTo(const Mention& parent, const std::string& key, const std::string& author, double minutes) const
{
    auto m = post(key, author, minutes);
    m.kind = MentionKind::Reply;
    m.inReplyTo = parent.nativeKey;
    m.inReplyToAuthor = parent.author.nativeId;
    m.threadRoot = parent.threadRoot;
    return m;
}

Mention DeskTest::ownReply(const Mention& parent, const std::string& key, double minutes) const
{
    auto m = replyTo(parent, key, "us", minutes);
    m.own = true;
    return m;
}

Routed DeskTest::routed(Mention mention) const
{
    Routed item;
    item.mention = std::move(mention);
    item.routing.queue = queue.id;
    item.routing.goal = goal.id;
    TraceStep step;
    step.name = "default";
    step.fitted = true;
    step.did = {RuleAction{RuleActionKind::Queue, std::to_string(queue.id.value)}};
    item.routing.trace = {step};
    return item;
}

IngestBatch DeskTest::batch(std::vector<Mention> mentions, SourceId from) const
{
    IngestBatch made;
    made.source = from ? from : source.id;
    made.account = account.id;
    made.platform = "mastodon";
    made.health.source = made.source;
    for (auto& mention : mentions) made.items.push_back(routed(std::move(mention)));
    return made;
}

SaveReport DeskTest::save(std::vector<Mention> mentions, double minutes, SourceId from)
{
    auto now = at(minutes);
    if (minutes < 0)
        for (const auto& mention : mentions) now = std::max(now, mention.createdAt);
    return must(saveBatch(*session, batch(std::move(mentions), from), rules, now));
}

SaveReport DeskTest::saveThreadOf(std::vector<Mention> mentions, double minutes)
{
    return must(saveThread(*session, account.id, batch(std::move(mentions)).items, {}, rules, at(minutes)));
}

Mention DeskTest::stored(const std::string& key)
{
    const auto found = must(findMention(*session, "mastodon", key));
    if (!found) ADD_FAILURE() << "no mention " << key;
    return found.value_or(Mention{});
}

Conversation DeskTest::conversationOf(const std::string& key) { return must(loadConversation(*session, stored(key).conversation)); }

std::vector<EventType> DeskTest::typesOf(ConversationId id)
{
    std::vector<EventType> types;
    for (const auto& event : must(eventsOf(*session, id))) types.push_back(event.type);
    return types;
}

Conversation DeskTest::change(ConversationId id, const Change& how, double minutes)
{
    return must(session->inTransaction([&] { return changeConversation(*session, id, how, rules, at(minutes)); }));
}

std::int64_t DeskTest::count(const char* table)
{
    std::int64_t n = -1;
    must(sql(*session).eachOnce(std::string{"SELECT COUNT(*) FROM "} + table, {}, [&](const SqlRow& row) {
        n = row.integer(0);
        return false;
    }));
    return n;
}

void DeskTest::expectDerivedRight(double minutes)
{
    using Counts = std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>;
    Counts queues, people, storedQueues, storedPeople;
    std::map<std::pair<std::int64_t, std::int64_t>, std::string> measures, storedMeasures;
    auto& store = sql(*session);
    std::vector<Conversation> all;
    must(store.eachOnce(std::string{"SELECT "} + kConversationColumns + " FROM conversation c", {}, [&](const SqlRow& row) {
        all.push_back(readConversation(row));
        return true;
    }));
    for (const auto& c : all) {
        ++queues[{c.queue.value, static_cast<int>(c.status)}];
        ++people[{c.assignee.value, static_cast<int>(c.status)}];
        const auto choice = chooseClocks(c, rules);
        const auto log = must(fullLogOf(store, c.id));
        if (!log.empty()) {
            EXPECT_EQ(must(ownEventsOf(store, c.id)).back().id, c.lastEvent);
        }
        if (choice.policy == nullptr) {
            EXPECT_FALSE(c.nextDue);
            continue;
        }
        const auto clocks = runClocks(log, *choice.policy, *choice.calendar, at(minutes));
        const auto next = nextDue(clocks, *choice.policy, *choice.calendar);
        EXPECT_EQ(next.due, c.nextDue) << c.key;
        EXPECT_EQ(next.riskAt, c.riskAt) << c.key;
        for (const auto& clock : clocks)
            if (clock.stop && clock.endedBy && clock.phase != ClockPhase::Cancelled)
                measures[{clock.endedBy.value, static_cast<int>(clock.metric)}] =
                    std::to_string(toInt(clock.start)) + "/" + std::to_string(toInt(*clock.stop)) + "/" + std::to_string(clock.used.count());
    }
    const auto read = [&](const char* text, Counts& into) {
        must(store.each(text, {}, [&](const SqlRow& row) {
            if (row.integer(2) != 0) into[{row.integer(0), row.integer(1)}] = row.integer(2);
            return true;
        }));
    };
    read("SELECT queue_id, status, SUM(n) FROM counter_queue GROUP BY queue_id, status", storedQueues);
    read("SELECT assignee_id, status, SUM(n) FROM counter_assignee GROUP BY assignee_id, status", storedPeople);
    must(store.each("SELECT event_id, metric, started_at, at, business_ms FROM measure", {}, [&](const SqlRow& row) {
        storedMeasures[{row.integer(0), row.integer(1)}] =
            std::to_string(row.integer(2)) + "/" + std::to_string(row.integer(3)) + "/" + std::to_string(row.integer(4));
        return true;
    }));
    EXPECT_EQ(queues, storedQueues);
    EXPECT_EQ(people, storedPeople);
    for (const auto& [key, value] : measures) {
        const auto kept = storedMeasures.find(key);
        EXPECT_EQ(kept == storedMeasures.end() ? "none" : kept->second, value) << "event " << key.first << " metric " << key.second;
    }
    EXPECT_EQ(measures.size(), storedMeasures.size());
}

} // namespace qd::test
