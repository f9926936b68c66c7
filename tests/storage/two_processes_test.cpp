#include "quarterdeck/storage/lease_table.h"
#include "quarterdeck/storage/outbox_table.h"
#include "quarterdeck/storage/upkeep.h"
#include "storage/desk_test.h"
#include "storage/peer_posts.h"
#include "storage/sql.h"
#include "support/child_process.h"

#include <random>
#include <set>

namespace qd::test {
namespace {

using namespace std::chrono_literals;

class TwoProcesses : public DeskTest {
protected:
    std::vector<std::string> command(std::vector<std::string> args) const
    {
        const auto& url = workspace.url();
        std::vector<std::string> all{QD_BIN_DIR "/storage_peer", url.engine == EngineKind::Sqlite ? url.folder.string() : url.postgres};
        all.insert(all.end(), args.begin(), args.end());
        return all;
    }
    std::vector<std::string> placed(const std::string& verb, SourceId from, std::vector<std::string> args) const
    {
        std::vector<std::string> all{verb, std::to_string(account.id.value), std::to_string(from.value), std::to_string(queue.id.value),
                                     std::to_string(goal.id.value)};
        all.insert(all.end(), args.begin(), args.end());
        return command(all);
    }
    void expectSound()
    {
        for (const auto& difference : must(checkWorkspace(*session, rules, peerTime(100'000))))
            ADD_FAILURE() << difference.kind << " " << difference.id << ": " << difference.stored << " instead of " << difference.expected;
    }
};

TEST_P(TwoProcesses, ALeaseIsWonByOne)
{
    ChildProcess first{command({"leases", "a", "60"})};
    ChildProcess peer{command({"leases", "b", "60"})};
    std::multiset<std::string> won;
    for (auto& line : first.allLines()) won.insert(line);
    for (auto& line : peer.allLines()) won.insert(line);
    EXPECT_EQ(first.wait(), 0);
    EXPECT_EQ(peer.wait(), 0);
    EXPECT_EQ(won.size(), 60U);
    EXPECT_EQ(std::set<std::string>(won.begin(), won.end()).size(), 60U);
}

TEST_P(TwoProcesses, TheSamePostsAreStoredOnceWhoeverReadsThem)
{
    ChildProcess first{placed("ingest", source.id, {"120", "12", "forwards"})};
    ChildProcess peer{placed("ingest", other.id, {"120", "12", "backwards"})};
    int fresh = 0;
    for (auto& line : first.allLines()) fresh += std::stoi(line);
    for (auto& line : peer.allLines()) fresh += std::stoi(line);
    EXPECT_EQ(first.wait(), 0);
    EXPECT_EQ(peer.wait(), 0);
    EXPECT_EQ(fresh, 120);
    EXPECT_EQ(count("mention"), 120);
    EXPECT_EQ(count("mention_source"), 240);
    EXPECT_EQ(must(sql(*session).integer("SELECT count(DISTINCT native_key) FROM mention")), 120);
    EXPECT_EQ(must(sql(*session).integer("SELECT sum(n) FROM counter_queue")), count("conversation"));
    expectSound();
}

TEST_P(TwoProcesses, AnOutboxItemIsClaimedByOne)
{
    must(saveBatch(*session, peerBatch(account.id, source.id, queue.id, goal.id, 0, 40), rules, peerTime(40)));
    std::set<std::string> queued;
    for (int n = 0; n < 40; ++n) {
        const auto target = must(findMention(*session, "mastodon", peerPost(account.id, n).nativeKey));
        ASSERT_TRUE(target);
        OutboxItem item;
        item.conversation = target->conversation;
        item.inReplyTo = target->id;
        item.account = account.id;
        item.author = staff.id;
        item.state = OutboxState::Queued;
        item.text = "sorry";
        item.targetNativeKey = target->nativeKey;
        item.notBefore = peerTime(40);
        queued.insert(std::to_string(must(enqueue(*session, item, rules, peerTime(41))).id.value));
    }
    ChildProcess first{command({"claims", "a"})};
    ChildProcess peer{command({"claims", "b"})};
    std::multiset<std::string> claimed;
    for (auto& line : first.allLines()) claimed.insert(line);
    for (auto& line : peer.allLines()) claimed.insert(line);
    EXPECT_EQ(first.wait(), 0);
    EXPECT_EQ(peer.wait(), 0);
    EXPECT_EQ(claimed.size(), 40U);
    EXPECT_EQ(std::set<std::string>(claimed.begin(), claimed.end()), queued);
}

TEST_P(TwoProcesses, AChangeInOneIsNoticedInTheOther)
{
    must(db->waitForChange(0ms));
    while (must(db->waitForChange(0ms))) {}
    ChildProcess peer{command({"setting", "name", "Acme"})};
    EXPECT_TRUE(must(db->waitForChange(10s)));
    EXPECT_EQ(peer.wait(), 0);
    EXPECT_EQ(must(readSetting(*session, "name")), "Acme");
}

TEST_P(TwoProcesses, AKillInTheMiddleLosesNothingAndDoublesNothing)
{
    constexpr int kBatch = 7;
    std::mt19937 dice{20261122};
    int start = 0;
    for (int round = 0; round < 6; ++round) {
        int said = start;
        {
            ChildProcess peer{placed("forever", source.id, {std::to_string(start), std::to_string(kBatch)})};
            std::string line;
            const auto lines = 1 + dice() % 6;
            for (unsigned i = 0; i < lines && peer.line(line); ++i) said = std::stoi(line);
            peer.kill();
            while (peer.line(line)) said = std::stoi(line); // said, but not read before the kill
            peer.wait();
        }
        ASSERT_GT(said, start);
        const auto stored = static_cast<int>(count("mention"));
        EXPECT_GE(stored, said);          // what was committed is there
        EXPECT_LE(stored, said + kBatch); // and at most the one batch that was committed but not said
        EXPECT_EQ(stored % kBatch, 0);    // a batch is stored whole
        EXPECT_EQ(must(loadHealth(*session, source.id)).cursor, std::to_string(stored)); // with the cursor that covers it
        start = stored;
    }
    expectSound();
}

QD_ON_EVERY_ENGINE(TwoProcesses);

} // namespace
} // namespace qd::test
