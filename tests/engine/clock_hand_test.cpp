#include "engine/clock_hand.h"

#include "engine/engine_world.h"
#include "quarterdeck/domain/transition.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/lease_table.h"
#include "quarterdeck/storage/setup_table.h"

#include <algorithm>

namespace qd::test {
namespace {

using namespace std::chrono_literals;

/// What happens because time passes, by a background engine on a clock of ours.
class ClockHandTest : public EngineWorld {
protected:
    Conversation change(ConversationId id, const Change& what)
    {
        return store<Conversation>([&](Session& session) {
            return changeConversation(session, id, what, engine->setUp().current()->clocks, clock.now());
        });
    }
    const Actor me{ActorKind::Person, 1};
};

TEST_F(ClockHandTest, ASnoozeThatEndedDuringAWeeksOutageEndsAtTheNextStart)
{
    const Mention asked = message("9001");
    change(asked.conversation, [&](const Conversation& before) { return snooze(before, clock.now() + 1h, SnoozeKind::Time, me, clock.now()); });
    ASSERT_TRUE(conversation(asked.conversation).snoozedUntil);
    clock.pass(24h * 7);
    const auto background = openEngine(true);
    EXPECT_TRUE(eventually([&] { return !conversation(asked.conversation).snoozedUntil; }));
    EXPECT_EQ(conversation(asked.conversation).status, Status::Open);
}

TEST_F(ClockHandTest, ASnoozeThatIsNotOverStays)
{
    const Mention asked = message("9001");
    const Mention other = message("9002");
    change(asked.conversation, [&](const Conversation& before) { return snooze(before, clock.now() + 48h, SnoozeKind::Time, me, clock.now()); });
    change(other.conversation, [&](const Conversation& before) { return snooze(before, clock.now() + 1h, SnoozeKind::Time, me, clock.now()); });
    clock.pass(24h);
    const auto background = openEngine(true);
    EXPECT_TRUE(eventually([&] { return !conversation(other.conversation).snoozedUntil; }));
    EXPECT_TRUE(conversation(asked.conversation).snoozedUntil);
}

TEST_F(ClockHandTest, AHoldEndsInItsTime)
{
    const Mention asked = message("9001");
    change(asked.conversation, [&](const Conversation& before) { return hold(before, clock.now() + 2h, "waiting for the depot", me, clock.now()); });
    ASSERT_EQ(conversation(asked.conversation).status, Status::OnHold);
    clock.pass(3h);
    const auto background = openEngine(true);
    EXPECT_TRUE(eventually([&] { return conversation(asked.conversation).status == Status::Open; }));
}

TEST_F(ClockHandTest, AResolvedConversationClosesAfterItsReopenWindow)
{
    const Mention asked = message("9001");
    change(asked.conversation, [&](const Conversation& before) { return resolve(before, "", me, clock.now()); });
    clock.pass(engine->setUp().current()->clocks.reopen.window + 1min);
    const auto background = openEngine(true);
    EXPECT_TRUE(eventually([&] { return conversation(asked.conversation).status == Status::Closed; }));
}

TEST_F(ClockHandTest, ClocksOfAChangedPolicyAreComputedAnew)
{
    const Mention asked = message("9001");
    const auto due = conversation(asked.conversation).nextDue;
    ASSERT_TRUE(due);
    store<bool>([&](Session& session) -> Result<bool> {
        SlaPolicy policy = engine->setUp().current()->setup.policies.at(0);
        for (auto& target : policy.targets) target.target *= 3;
        auto saved = savePolicy(session, policy);
        if (!saved) return fail(saved.error());
        return true;
    });
    const auto background = openEngine(true);
    EXPECT_TRUE(eventually([&] { return conversation(asked.conversation).nextDue != due; }));
}

TEST_F(ClockHandTest, ARuleWhoseQueueIsGoneIsDisabledAndSaysWhy)
{
    const qd::Setup setup = engine->setUp().current()->setup;
    const Queue spare = store<Queue>([&](Session& session) { return saveQueue(session, {.name = "Spare", .goal = setup.goals.at(0).id, .order = 9}); });
    Rule rule;
    rule.name = "To the spare one";
    rule.order = 1;
    rule.actions = {{RuleActionKind::Queue, std::to_string(spare.id.value)}};
    const Rule saved = store<Rule>([&](Session& session) { return saveRule(session, rule); });
    store<bool>([&](Session& session) -> Result<bool> {
        if (auto gone = removeQueue(session, spare.id); !gone) return fail(gone.error());
        return true;
    });
    const auto background = openEngine(true);
    const auto now = [&]() -> Rule {
        const qd::Setup read = store<qd::Setup>([](Session& session) { return loadSetup(session); });
        return *std::ranges::find(read.rules, saved.id, &Rule::id);
    };
    EXPECT_TRUE(eventually([&] { return !now().enabled; }));
    EXPECT_NE(now().disabledReason.find(std::to_string(spare.id.value)), std::string::npos) << now().disabledReason;
}

TEST_F(ClockHandTest, ABackgroundEngineSaysThatItCollectsAndTakesItBackAtItsEnd)
{
    const auto lives = [&] {
        return store<std::optional<Lease>>([&](Session& session) { return readLease(session, "collector", clock.now()); }).has_value();
    };
    EXPECT_FALSE(lives());
    auto background = openEngine(true);
    EXPECT_TRUE(eventually(lives));
    background.reset();
    EXPECT_FALSE(lives());
}

} // namespace
} // namespace qd::test
