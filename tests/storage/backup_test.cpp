#include "quarterdeck/storage/upkeep.h"

#include "quarterdeck/storage/outbox_table.h"
#include "quarterdeck/storage/search.h"
#include "storage/desk_test.h"
#include "storage/sql.h"

#include <atomic>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <sys/stat.h>
#include <thread>

namespace qd::test {
namespace {

namespace fs = std::filesystem;

class Backup : public DeskTest {
protected:
    Backup()
    {
        const auto first = post("n1", "maria", 1, "My train is late \xE2\x80\x9C" "again\xE2\x80\x9D \xF0\x9F\x9A\x86\n\"quoted\"");
        save({first, post("n2", "omar", 2)}, 2);
        auto edited = first;
        edited.text = "My train is very late";
        edited.editedAt = at(3);
        save({edited, replyTo(first, "n3", "maria", 3), ownReply(first, "own1", 4)}, 4);
        Draft draft;
        draft.conversation = stored("n2").conversation;
        draft.author = staff.id;
        draft.text = "Dear Omar";
        draft.updatedAt = at(4);
        must(saveDraft(*session, draft));
        OutboxItem item;
        item.conversation = stored("n2").conversation;
        item.inReplyTo = stored("n2").id;
        item.account = account.id;
        item.author = staff.id;
        item.text = "Sorry";
        item.state = OutboxState::Queued;
        must(enqueue(*session, item, rules, at(5)));
        Goal withNumbers = goal;
        withNumbers.baseline = 4.0;
        withNumbers.target = 0.1;
        must(saveGoal(*session, withNumbers));
    }
    static std::map<std::string, std::string> filesIn(const fs::path& folder)
    {
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::directory_iterator{folder}) {
            std::ifstream in{entry.path(), std::ios::binary};
            std::stringstream text;
            text << in.rdbuf();
            files[entry.path().filename().string()] = text.str();
        }
        return files;
    }
    static std::map<std::string, std::string> exportOf(Session& from, const fs::path& folder)
    {
        must(exportWorkspace(from, folder));
        return filesIn(folder);
    }
    void expectSound(Session& in)
    {
        for (const auto& difference : must(checkWorkspace(in, rules, at(10))))
            ADD_FAILURE() << difference.kind << " " << difference.id << ": " << difference.stored << " instead of " << difference.expected;
    }
    static EngineKind otherThan(EngineKind engine) { return engine == EngineKind::Sqlite ? EngineKind::Postgres : EngineKind::Sqlite; }
    static std::size_t hits(Session& in, const std::string& words)
    {
        SearchRequest request;
        request.query = words;
        request.now = at(10);
        return must(searchMentions(in, request, "", 10)).mentions.size();
    }
    TempFolder folder;
};

TEST_P(Backup, AnExportComesBackTheSameOnBothEngines)
{
    const auto before = exportOf(*session, folder.path() / "before");
    EXPECT_EQ(before.size(), 25U); // 24 tables and the manifest
    for (const auto engine : {GetParam(), otherThan(GetParam())}) {
        const FreshWorkspace into{engine};
        const auto copy = into.open({.create = true, .migrate = true});
        auto there = must(copy->openSession(Access::Write));
        must(importWorkspace(*there, folder.path() / "before"));
        EXPECT_EQ(exportOf(*there, folder.path() / engineName({engine, 0})), before);
        expectSound(*there);
        EXPECT_EQ(hits(*there, "late"), 1U);
        EXPECT_EQ(hits(*there, "quoted"), 0U); // edited away
    }
}

TEST_P(Backup, AnImportGoesIntoAnEmptyWorkspaceOrNotAtAll)
{
    must(exportWorkspace(*session, folder.path() / "out"));
    EXPECT_EQ(refusal(importWorkspace(*session, folder.path() / "out")), "conflict");
    EXPECT_EQ(refusal(exportWorkspace(*session, folder.path() / "out")), "conflict");
    EXPECT_EQ(refusal(importWorkspace(*session, folder.path() / "nothing")), "not_found");

    std::ofstream{folder.path() / "out/event.jsonl", std::ios::app} << "{\"id\":1}\n"; // one row is damaged
    const FreshWorkspace into{GetParam()};
    const auto copy = into.open({.create = true, .migrate = true});
    auto there = must(copy->openSession(Access::Write));
    EXPECT_EQ(refusal(importWorkspace(*there, folder.path() / "out")), "corrupt");
    EXPECT_EQ(must(sql(*there).integer("SELECT count(*) FROM mention")), 0);
    EXPECT_EQ(must(sql(*there).integer("SELECT count(*) FROM person")), 0);
    EXPECT_TRUE(must(readSetting(*there, "setup_version")));
}

TEST_P(Backup, AStoppedExportLeavesNothingBehind)
{
    const auto stopped = exportWorkspace(*session, folder.path() / "out", [](std::int64_t, std::int64_t) { return false; });
    EXPECT_TRUE(stopped); // too small to be asked: the rows are fewer than a step
    fs::remove_all(folder.path() / "out");
    std::vector<Mention> many;
    for (int i = 0; i < 1500; ++i) many.push_back(post("many" + std::to_string(i), "author" + std::to_string(i % 50), 5));
    save(many, 5);
    EXPECT_EQ(refusal(exportWorkspace(*session, folder.path() / "out", [](std::int64_t, std::int64_t) { return false; })), "cancelled");
    EXPECT_FALSE(fs::exists(folder.path() / "out"));
}

TEST_P(Backup, ABackupMadeWhileWritersWorkIsWholeAndComesBack)
{
    std::atomic<bool> stop{false};
    std::thread writer{[&] {
        auto writing = must(db->openSession(Access::Write));
        for (int i = 0; !stop && i < 400; ++i) must(writeSetting(*writing, "beside" + std::to_string(i % 7), std::to_string(i)));
    }};
    const auto file = folder.path() / "backup";
    const auto made = db->backupTo(file);
    stop = true;
    writer.join();
    must(made);
    struct stat found {};
    ASSERT_EQ(::stat(file.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    EXPECT_EQ(refusal(db->backupTo(file)), "conflict");

    const auto before = exportOf(*session, folder.path() / "before");
    for (const auto engine : {GetParam(), otherThan(GetParam())}) {
        const FreshWorkspace into{engine};
        must(restoreDatabase(file, into.url(), false));
        EXPECT_EQ(refusal(restoreDatabase(file, into.url(), false)), "conflict");
        const auto copy = into.open();
        auto there = must(copy->openSession(Access::Write));
        auto after = exportOf(*there, folder.path() / engineName({engine, 0}));
        auto expected = before;
        for (const char* changing : {"setting.jsonl", "manifest.json"}) { // the writer went on
            after.erase(changing);
            expected.erase(changing);
        }
        EXPECT_EQ(after, expected);
        expectSound(*there);
    }
}

TEST_P(Backup, ReplacingPutsTheBackupInTheWorkspacesPlace)
{
    must(db->backupTo(folder.path() / "backup"));
    must(removePerson(*session, staff.id));
    save({post("later", "kim", 6)}, 6);
    session.reset();
    db.reset();
    must(restoreDatabase(folder.path() / "backup", workspace.url(), true));
    db = workspace.open();
    session = must(db->openSession(Access::Write));
    EXPECT_EQ(count("mention"), 4);
    EXPECT_TRUE(must(loadSetup(*session)).people.front().active);
    expectSound(*session);
}

TEST_P(Backup, ADamagedBackupReplacesNothing)
{
    must(db->backupTo(folder.path() / "backup"));
    fs::resize_file(folder.path() / "backup", fs::file_size(folder.path() / "backup") / 2);
    session.reset();
    db.reset();
    EXPECT_EQ(refusal(restoreDatabase(folder.path() / "backup", workspace.url(), true)), "corrupt");
    EXPECT_EQ(refusal(restoreDatabase(folder.path() / "nothing", workspace.url(), true)), "not_found");
    db = workspace.open();
    session = must(db->openSession(Access::Write));
    EXPECT_EQ(count("mention"), 4);
    expectSound(*session);
}

QD_ON_EVERY_ENGINE(Backup);

TEST(SqliteBackup, AWorkspaceThatIsOpenElsewhereIsNotReplaced)
{
    const TempFolder folder;
    const FreshWorkspace workspace{EngineKind::Sqlite};
    const auto db = workspace.open({.create = true});
    auto session = must(db->openSession(Access::Write));
    must(db->backupTo(folder.path() / "backup"));
    must(writeSetting(*session, "name", "later"));
    auto reader = must(db->openSession(Access::Read));
    must(reader->begin());
    EXPECT_EQ(must(readSetting(*reader, "name")), "later");
    EXPECT_EQ(refusal(restoreDatabase(folder.path() / "backup", workspace.url(), true)), "busy");
    EXPECT_EQ(must(readSetting(*session, "name")), "later");
}

class Check : public DeskTest {};

TEST_P(Check, WhatWasTamperedWithIsNamed)
{
    save({post("n1", "maria", 1), post("n2", "omar", 2)}, 2);
    save({ownReply(post("n1", "maria", 1), "own1", 5)}, 5);
    EXPECT_TRUE(must(checkWorkspace(*session, rules, at(10))).empty());
    auto& s = sql(*session);
    const auto kinds = [&] {
        std::set<std::string> found;
        for (const auto& difference : must(checkWorkspace(*session, rules, at(10)))) found.insert(difference.kind);
        return found;
    };
    must(session->begin());
    must(s.run("UPDATE counter_queue SET n = n + 1"));
    must(s.run("UPDATE counter_assignee SET n = n + 1"));
    must(s.run("UPDATE conversation SET status = 3 WHERE waiting_since IS NULL"));
    must(s.run("UPDATE conversation SET next_due = next_due + 1 WHERE next_due IS NOT NULL"));
    must(s.run("UPDATE measure SET business_ms = business_ms + 1"));
    must(s.run("UPDATE mention SET text = 'quite different' WHERE (flags & 1) <> 0"));
    must(s.run("DELETE FROM contact"));
    EXPECT_EQ(kinds(), (std::set<std::string>{"counter_queue", "counter_assignee", "status", "clock", "measure", "search", "foreign_key"}));
    session->rollback();
    EXPECT_TRUE(kinds().empty());
}

TEST_P(Check, ItMayBeStopped)
{
    save({post("n1", "maria", 1)}, 1);
    EXPECT_EQ(refusal(checkWorkspace(*session, rules, at(10), [](std::int64_t, std::int64_t) { return false; })), "cancelled");
}

QD_ON_EVERY_ENGINE(Check);

} // namespace
} // namespace qd::test
