#include "engine/dispatch.h"

#include "engine/engine_world.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/lease_table.h"
#include "quarterdeck/storage/outbox_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace qd::test {
namespace {

using namespace std::chrono_literals;

/// Each branch of the way out, one answer of the platform at a time.
class DispatchTest : public EngineWorld {
protected:
    void SetUp() override
    {
        EngineWorld::SetUp();
        target = message("9001");
    }
    HttpOutcome posted(const std::string& id = "77") const { return answered(200, statusJson(id, "9001", true, clock.now())); }
    void publish(HttpOutcome outcome) { http->on("POST", "/api/v1/statuses", always(std::move(outcome))); }
    void looks(std::vector<HttpOutcome> outcomes) { http->on("GET", "/api/v1/accounts/100/statuses", inTurn(std::move(outcomes))); }
    int published() const { return http->asked("POST", "/api/v1/statuses"); }
    std::vector<EventType> log()
    {
        return store<std::vector<EventType>>([&](Session& session) -> Result<std::vector<EventType>> {
            const auto events = eventsOf(session, target.conversation);
            if (!events) return fail(events.error());
            std::vector<EventType> types;
            for (const Event& event : *events) types.push_back(event.type);
            return types;
        });
    }
    bool logged(EventType type)
    {
        const auto types = log();
        return std::ranges::find(types, type) != types.end();
    }
    Mention target;
};

TEST_F(DispatchTest, ASentAnswerIsStoredAndAnswersTheConversation)
{
    publish(posted());
    const OutboxItem queued = queue(target);
    EXPECT_EQ(run().sent, 1);
    const OutboxItem sent = item(queued.id);
    EXPECT_EQ(sent.state, OutboxState::Sent);
    EXPECT_EQ(sent.nativeKey, "https://rail.example/s/77");
    EXPECT_TRUE(logged(EventType::Replied));
    EXPECT_FALSE(conversation(target.conversation).waitingSince);
    EXPECT_EQ(published(), 1);
    EXPECT_EQ(http->asked("GET", "/9001/context"), 1) << "the thread is read once more just before";
    EXPECT_EQ(run().sent, 0);
}

TEST_F(DispatchTest, WhatNeverLeftIsTriedAgainLater)
{
    publish(noAnswer(SentState::NotSent));
    const OutboxItem queued = queue(target);
    EXPECT_EQ(run().retried, 1);
    EXPECT_EQ(item(queued.id).state, OutboxState::FailedRetry);
    EXPECT_GT(item(queued.id).notBefore, clock.now());
    publish(posted());
    EXPECT_EQ(run().sent, 0) << "not before its time";
    clock.pass(20min);
    EXPECT_EQ(run().sent, 1);
}

TEST_F(DispatchTest, WhatMayHaveArrivedIsUnknownUntilALookFindsIt)
{
    publish(noAnswer(SentState::MaybeSent));
    const OutboxItem queued = queue(target);
    EXPECT_EQ(run().unknown, 1);
    EXPECT_TRUE(logged(EventType::SendUnknown));
    EXPECT_EQ(item(queued.id).notBefore, clock.now() + 5s);
    looks({answered(200, "[" + statusJson("77", "9001", true, clock.now()) + "]")});
    clock.pass(6s);
    EXPECT_EQ(run().sent, 1);
    EXPECT_EQ(published(), 1);
}

TEST_F(DispatchTest, AServerErrorOrAnUnreadableAnswerIsUnknownToo)
{
    for (const HttpOutcome& outcome : {answered(500, "{}"), answered(200, "<html>welcome</html>"), answered(408, "")}) {
        const Mention other = message(std::to_string(9100 + http->asked("POST", "/statuses")));
        publish(outcome);
        const OutboxItem queued = queue(other);
        run();
        EXPECT_EQ(item(queued.id).state, OutboxState::Unknown);
    }
}

TEST_F(DispatchTest, AnAbsentAnswerIsSentAgainAtOnceWhereAKeyMakesItHarmless)
{
    publish(noAnswer(SentState::MaybeSent));
    const OutboxItem queued = queue(target);
    run();
    looks({answered(200, "[]")});
    publish(posted());
    clock.pass(6s);
    EXPECT_EQ(run().retried, 1);
    EXPECT_EQ(run().sent, 1);
    const auto requests = http->requests();
    std::vector<std::string> keys;
    for (const HttpRequest& request : requests)
        for (const auto& [name, value] : request.headers)
            if (name == "Idempotency-Key") keys.push_back(value);
    ASSERT_EQ(keys.size(), 2U);
    EXPECT_EQ(keys[0], keys[1]);
    EXPECT_EQ(item(queued.id).attempts, 2);
}

TEST_F(DispatchTest, AKeyThatIsForgottenByNowProtectsNothing)
{
    publish(noAnswer(SentState::MaybeSent));
    const OutboxItem queued = queue(target);
    run();
    looks({answered(200, "[]")});
    publish(posted());
    clock.pass(2h); // nobody ran: the first look comes late
    EXPECT_EQ(run().unknown, 1) << "only the last look may say so now";
    EXPECT_EQ(published(), 1);
    EXPECT_EQ(item(queued.id).looks, 1);
}

TEST_F(DispatchTest, WithoutAKeyThreeLooksSayThatItIsAbsent)
{
    account = saveAccountOf("mastodon", (*secrets)["account:" + std::to_string(account.id.value)], false);
    mentions = saveSourceOf(account, SourceKind::Mentions);
    target = message("9500");
    publish(noAnswer(SentState::MaybeSent));
    const OutboxItem queued = queue(target);
    run();
    looks({answered(200, "[]")});
    publish(posted());
    for (const auto wait : {6s, 26s}) {
        clock.pass(wait);
        EXPECT_EQ(run().unknown, 1);
        EXPECT_EQ(published(), 1);
    }
    clock.pass(91s);
    EXPECT_EQ(run().retried, 1) << "the third look said so";
    EXPECT_EQ(run().sent, 1);
    EXPECT_EQ(published(), 2);
}

TEST_F(DispatchTest, UndecidedAfterThreeLooksWaitsForAPerson)
{
    publish(noAnswer(SentState::MaybeSent));
    const OutboxItem queued = queue(target);
    run();
    looks({answered(200, "no list at all")});
    for (const auto wait : {6s, 26s, 91s}) {
        clock.pass(wait);
        run();
    }
    const int looked = http->asked("GET", "/api/v1/accounts/100/statuses");
    EXPECT_EQ(item(queued.id).looks, 3);
    clock.pass(24h * 365);
    run();
    EXPECT_EQ(item(queued.id).state, OutboxState::Unknown);
    EXPECT_EQ(http->asked("GET", "/api/v1/accounts/100/statuses"), looked);
    EXPECT_EQ(published(), 1);
}

TEST_F(DispatchTest, ALookWithoutAnAnswerIsNoLook)
{
    publish(noAnswer(SentState::MaybeSent));
    const OutboxItem queued = queue(target);
    run();
    looks({noAnswer(SentState::NotSent), answered(503, ""), answered(429, ""), answered(200, "[" + statusJson("77", "9001", true, clock.now()) + "]")});
    for (int i = 0; i < 3; ++i) {
        clock.pass(10min);
        run();
        EXPECT_EQ(item(queued.id).looks, 0);
    }
    clock.pass(10min);
    EXPECT_EQ(run().sent, 1);
}

TEST_F(DispatchTest, ARefusalIsFinal)
{
    publish(answered(422, R"({"error":"too long"})"));
    const OutboxItem queued = queue(target);
    EXPECT_EQ(run().failed, 1);
    EXPECT_EQ(item(queued.id).state, OutboxState::Failed);
    EXPECT_TRUE(logged(EventType::SendFailed));
    clock.pass(24h);
    EXPECT_EQ(run().failed, 0);
}

TEST_F(DispatchTest, TooManyRequestsWaitsAsLongAsItWasToldAndSoDoesTheAccount)
{
    publish(answered(429, "{}", {{"retry-after", "120"}}));
    const OutboxItem queued = queue(target);
    run();
    EXPECT_EQ(item(queued.id).state, OutboxState::FailedRetry);
    EXPECT_EQ(item(queued.id).notBefore, clock.now() + 120s);
    const OutboxItem second = queue(message("9002"));
    const auto before = http->requests().size();
    run();
    EXPECT_EQ(http->requests().size(), before) << "nothing is asked of a platform that wants quiet";
    EXPECT_EQ(item(second.id).state, OutboxState::FailedRetry);
}

TEST_F(DispatchTest, ADeadTokenSignsTheAccountOutAndKeepsTheReply)
{
    publish(answered(401, "{}"));
    const OutboxItem queued = queue(target);
    run();
    EXPECT_EQ(item(queued.id).state, OutboxState::FailedRetry);
    const int attempts = item(queued.id).attempts;
    publish(posted());
    for (int i = 0; i < 20; ++i) {
        clock.pass(1h);
        run();
    }
    EXPECT_EQ(item(queued.id).attempts, attempts) << "a signed-out account uses up nothing";
    EXPECT_EQ(published(), 1);
    setState(account.id, AccountState::Working);
    EXPECT_EQ(run().sent, 1);
}

TEST_F(DispatchTest, ATokenThatAnotherProcessRenewedIsTakenFromTheStore)
{
    http->on("POST", "/api/v1/statuses", [this](const HttpRequest& request) {
        return request.bearer == "fresh" ? posted() : answered(401, "{}");
    });
    engine->accounts().context(account.id); // opened and kept: the stale one
    (*secrets)["account:" + std::to_string(account.id.value)] = R"({"token":"fresh"})";
    const OutboxItem queued = queue(target);
    EXPECT_EQ(run().sent, 1);
    EXPECT_EQ(item(queued.id).attempts, 1);
}

TEST_F(DispatchTest, ARemovedAccountsReplyFails)
{
    const OutboxItem queued = queue(target);
    setState(account.id, AccountState::Removed);
    run();
    EXPECT_EQ(item(queued.id).state, OutboxState::Failed);
    EXPECT_EQ(published(), 0);
}

TEST_F(DispatchTest, AnotherProcessesAccountIsLeftToIt)
{
    const OutboxItem queued = queue(target);
    store<bool>([&](Session& session) { return takeLease(session, "send:" + std::to_string(account.id.value), "other", clock.now(), 60s); });
    publish(posted());
    EXPECT_EQ(run().waiting, 1);
    EXPECT_EQ(published(), 0);
    clock.pass(61s);
    EXPECT_EQ(run().sent, 1);
}

TEST_F(DispatchTest, AVanishedMessageIsNotAnswered)
{
    http->on("GET", "/9001/context", always(answered(404, "{}")));
    publish(posted());
    const OutboxItem queued = queue(target);
    run();
    EXPECT_EQ(item(queued.id).state, OutboxState::Failed);
    EXPECT_EQ(item(queued.id).error, "not_found");
    EXPECT_EQ(published(), 0);
}

TEST_F(DispatchTest, AColleaguesAnswerInTheThreadRefusesOurs)
{
    http->on("GET", "/9001/context", always(answered(200, R"({"ancestors":[],"descendants":[)" + statusJson("70", "9001", true, clock.now()) + "]}")));
    publish(posted());
    const OutboxItem queued = queue(target);
    clock.pass(1s);
    run();
    EXPECT_EQ(item(queued.id).state, OutboxState::NeedsReapproval);
    EXPECT_EQ(item(queued.id).error, "conflict");
    EXPECT_EQ(published(), 0);
    EXPECT_FALSE(conversation(target.conversation).waitingSince) << "it stopped the clock";
}

TEST_F(DispatchTest, AnEditOfTheMessageItselfRefusesTheAnswer)
{
    const std::string before = statusJson("9001", "", false, clock.now());
    auto edited = nlohmann::json::parse(before);
    edited["content"] = "<p>Something else entirely</p>";
    edited["edited_at"] = formatRfc3339(clock.now() + 1s);
    http->on("GET", "/api/v1/statuses/9001", [this, edited](const HttpRequest& request) {
        return answered(200, request.url.ends_with("/context") ? noThread() : edited.dump());
    });
    publish(posted());
    const OutboxItem queued = queue(target);
    clock.pass(2s);
    run();
    EXPECT_EQ(item(queued.id).state, OutboxState::NeedsReapproval);
    EXPECT_EQ(published(), 0);
}

TEST_F(DispatchTest, AThreadThatCannotBeReadHoldsTheReplyBack)
{
    for (const HttpOutcome& outcome : {noAnswer(SentState::NotSent), answered(500, ""), answered(200, "[]")}) {
        http->on("GET", "/context", always(outcome));
        const OutboxItem queued = queue(message(std::to_string(9200 + http->requests().size())));
        run();
        EXPECT_EQ(item(queued.id).state, OutboxState::FailedRetry);
        EXPECT_EQ(published(), 0);
    }
}

TEST_F(DispatchTest, AttachmentsAreUploadedBeforeThePostAndOnce)
{
    std::ofstream{engine->mediaFolder / "a.png"} << "bytes";
    http->on("POST", "/api/v2/media", always(answered(200, R"({"id":"m1","url":"https://rail.example/m1"})")));
    publish(noAnswer(SentState::NotSent));
    const OutboxItem queued = queue(target, {{"a.png", "image/png", "A train", 5}});
    run();
    EXPECT_EQ(http->asked("POST", "/api/v2/media"), 1);
    publish(posted());
    clock.pass(20min);
    EXPECT_EQ(run().sent, 1);
    EXPECT_EQ(http->asked("POST", "/api/v2/media"), 1) << "what is uploaded stays uploaded";
    EXPECT_EQ(nlohmann::json::parse(http->requests().back().body)["media_ids"][0], "m1");
}

TEST_F(DispatchTest, AMissingAttachmentFailsTheReplyAndSaysSo)
{
    publish(posted());
    const OutboxItem queued = queue(target, {{"gone.png", "image/png", "", 5}});
    run();
    EXPECT_EQ(item(queued.id).state, OutboxState::Failed);
    EXPECT_EQ(item(queued.id).error, "not_found");
    EXPECT_EQ(published(), 0);
}

TEST_F(DispatchTest, ASendThatOutlivedItsClaimDoesNotPublish)
{
    std::ofstream{engine->mediaFolder / "a.png"} << "bytes";
    http->on("POST", "/api/v2/media", [this](const HttpRequest&) {
        clock.pass(10min); // and another process found the claim run out
        return answered(200, R"({"id":"m1"})");
    });
    publish(posted());
    const OutboxItem queued = queue(target, {{"a.png", "image/png", "A train", 5}});
    run();
    EXPECT_EQ(published(), 0);
    EXPECT_NE(item(queued.id).state, OutboxState::Sent);
}

TEST_F(DispatchTest, AfterManyAttemptsAPersonIsAsked)
{
    publish(noAnswer(SentState::NotSent));
    const OutboxItem queued = queue(target);
    for (int i = 0; i < 12; ++i) {
        run();
        clock.pass(1h);
    }
    EXPECT_EQ(item(queued.id).state, OutboxState::Failed);
    EXPECT_EQ(item(queued.id).attempts, 8);
}

TEST_F(DispatchTest, WhatADeadProcessWasSendingIsLookedForAtOnce)
{
    const OutboxItem queued = queue(target);
    store<bool>([&](Session& session) -> Result<bool> {
        const auto claimed = claimOutbox(session, queued.id, "dead", clock.now(), 150s);
        if (!claimed) return fail(claimed.error());
        if (auto gone = forgetOwner(session, "dead", clock.now()); !gone) return fail(gone.error());
        return true;
    });
    looks({answered(200, "[" + statusJson("77", "9001", true, clock.now()) + "]")});
    EXPECT_EQ(run().sent, 1);
    EXPECT_EQ(published(), 0);
}

TEST_F(DispatchTest, HeldSendingSendsNothing)
{
    const OutboxItem queued = queue(target);
    publish(posted());
    store<int>([&](Session& session) { return holdSending(session, {ActorKind::Person, 1}, clock.now()); });
    run();
    EXPECT_EQ(item(queued.id).state, OutboxState::Paused);
    EXPECT_EQ(published(), 0);
}

} // namespace
} // namespace qd::test
