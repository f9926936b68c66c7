#include "engine/change_feed.h"

#include "engine/engine_world.h"

#include <algorithm>

namespace qd::test {
namespace {

/// What one process writes, the other is told.
class ChangeFeedTest : public EngineWorld {
protected:
    struct Heard {
        std::mutex mutex;
        std::vector<DeskChange> changes;
        bool has(DeskChange::Kind kind, std::int64_t id = 0)
        {
            const std::scoped_lock lock{mutex};
            return std::ranges::any_of(changes, [&](const DeskChange& c) { return c.kind == kind && (id == 0 || c.id == id); });
        }
    };
    static SubscriptionPtr listen(ChangeFeed& feed, Heard& heard)
    {
        return feed.onChange([&heard](const std::vector<DeskChange>& changes) {
            const std::scoped_lock lock{heard.mutex};
            heard.changes.insert(heard.changes.end(), changes.begin(), changes.end());
        });
    }
};

TEST_F(ChangeFeedTest, WhatAnotherProcessStoredIsTold)
{
    const auto other = openEngine();
    Heard heard;
    const auto listening = listen(other->changes(), heard);
    const Mention asked = message("9001");
    EXPECT_TRUE(eventually([&] { return heard.has(DeskChange::Kind::Lists) && heard.has(DeskChange::Kind::Counts); }));
    EXPECT_TRUE(eventually([&] { return heard.has(DeskChange::Kind::Conversation, asked.conversation.value); }));
}

TEST_F(ChangeFeedTest, AnOutboxItemOfAnotherProcessIsTold)
{
    const Mention asked = message("9001");
    const auto other = openEngine();
    Heard heard;
    const auto listening = listen(other->changes(), heard);
    const OutboxItem queued = queue(asked);
    EXPECT_TRUE(eventually([&] { return heard.has(DeskChange::Kind::Outbox, queued.id.value); }));
}

TEST_F(ChangeFeedTest, AnEndedSubscriptionIsNotCalledAgain)
{
    Heard heard;
    auto listening = listen(engine->changes(), heard);
    engine->changes().tell({{DeskChange::Kind::Setup, 0}});
    EXPECT_TRUE(eventually([&] { return heard.has(DeskChange::Kind::Setup); }));
    listening.reset();
    Heard after;
    const auto still = listen(engine->changes(), after);
    engine->changes().tell({{DeskChange::Kind::Sending, 0}});
    EXPECT_TRUE(eventually([&] { return after.has(DeskChange::Kind::Sending); }));
    EXPECT_FALSE(heard.has(DeskChange::Kind::Sending));
}

} // namespace
} // namespace qd::test
