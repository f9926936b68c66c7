#include "quarterdeck/storage/database.h"

#include "quarterdeck/storage/setup_table.h"
#include "storage/engines.h"
#include "storage/network_folder.h"
#include "storage/sql.h"
#include "support/child_process.h"
#include "support/unprivileged.h"

#include <SQLiteCpp/Database.h>

#include <csignal>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace qd::test {
namespace {

namespace fs = std::filesystem;

class SqliteFaults : public ::testing::Test {
protected:
    SqliteFaults() : file{workspace.url().folder / "quarterdeck.db"} {}
    void make()
    {
        const auto db = workspace.open({.create = true});
        auto session = must(db->openSession(Access::Write));
        must(writeSetting(*session, "name", "Acme"));
    }
    static std::string bytesOf(const fs::path& path)
    {
        std::ifstream in{path, std::ios::binary};
        std::stringstream all;
        all << in.rdbuf();
        return all.str();
    }
    static unsigned modeOf(const fs::path& path)
    {
        struct stat found {};
        return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 0777U : 0U;
    }
    FreshWorkspace workspace{EngineKind::Sqlite};
    fs::path file;
};

TEST_F(SqliteFaults, AWorkspaceIsItsOwnersAlone)
{
    ::umask(0);
    make();
    EXPECT_EQ(modeOf(workspace.url().folder), 0700U);
    EXPECT_EQ(modeOf(file), 0600U);
    const auto db = workspace.open();
    auto session = must(db->openSession(Access::Write));
    must(writeSetting(*session, "name", "Acme"));
    EXPECT_EQ(modeOf(file.string() + "-wal"), 0600U);
    ::umask(022);
}

TEST_F(SqliteFaults, ANewerDatabaseIsRefusedAndLeftAsItIs)
{
    make();
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec("PRAGMA user_version = 99");
    const auto before = bytesOf(file);
    for (const OpenOptions options : {OpenOptions{}, OpenOptions{.create = true, .migrate = true}, OpenOptions{.readOnly = true}}) {
        const auto refused = openDatabase(workspace.url(), options);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::TooNew);
        EXPECT_NE(refused.error().detail.find("99"), std::string::npos);
    }
    EXPECT_EQ(bytesOf(file), before);
}

TEST_F(SqliteFaults, AFileThatIsNoDatabaseIsRefusedAndLeftAsItIs)
{
    make();
    const std::string words = "these are somebody's notes, and longer than a database's header is";
    std::ofstream{file, std::ios::trunc} << words;
    EXPECT_EQ(refusal(openDatabase(workspace.url(), {.create = true, .migrate = true})), "corrupt");
    EXPECT_EQ(bytesOf(file), words);
}

TEST_F(SqliteFaults, ADamagedDatabaseIsAPlainErrorWhereverItIsMet)
{
    make();
    {
        std::fstream damage{file, std::ios::binary | std::ios::in | std::ios::out};
        damage.seekp(4096);
        damage << std::string(static_cast<std::size_t>(fs::file_size(file)) - 4096, '\x5a');
    }
    const auto before = bytesOf(file);
    auto db = openDatabase(workspace.url(), {});
    if (db) { // the header is sound: then the first table that is read says so
        auto session = must((*db)->openSession(Access::Read));
        EXPECT_EQ(refusal(loadSetup(*session)), "corrupt");
    } else {
        EXPECT_EQ(refusal(db), "corrupt");
    }
    EXPECT_EQ(bytesOf(file), before);
}

TEST_F(SqliteFaults, ADatabaseOfAnotherProgramIsRefused)
{
    fs::create_directories(workspace.url().folder);
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec("CREATE TABLE theirs (x)");
    EXPECT_EQ(refusal(openDatabase(workspace.url(), {.create = true, .migrate = true})), "invalid");
}

TEST_F(SqliteFaults, ADatabaseThatMayNotBeWrittenSaysSo)
{
    make();
    giveToUnprivileged(file.parent_path().parent_path()); // so that the account gets there
    ::chmod(file.parent_path().parent_path().c_str(), 0755);
    ::chmod(file.parent_path().c_str(), 0555);
    ::chmod(file.c_str(), 0444);
    const auto code = inUnprivilegedChild([&] {
        const auto refused = openDatabase(workspace.url(), {});
        return refused ? 0 : 1 + static_cast<int>(refused.error().code);
    });
    ::chmod(file.parent_path().c_str(), 0755);
    EXPECT_EQ(code, 1 + static_cast<int>(Errc::ReadOnly));
}

TEST_F(SqliteFaults, AFolderThatMayNotBeWrittenSaysSo)
{
    const auto parent = workspace.url().folder.parent_path();
    ::chmod(parent.c_str(), 0555);
    giveToUnprivileged(parent);
    const auto code = inUnprivilegedChild([&] {
        const auto refused = openDatabase(workspace.url(), {.create = true});
        return refused ? 0 : 1 + static_cast<int>(refused.error().code);
    });
    ::chmod(parent.c_str(), 0755);
    EXPECT_EQ(code, 1 + static_cast<int>(Errc::ReadOnly));
    EXPECT_FALSE(fs::exists(file));
}

TEST_F(SqliteFaults, ALockThatIsHeldTooLongIsBusy)
{
    make();
    const auto db = workspace.open();
    auto holder = must(db->openSession(Access::Write));
    auto waiter = must(db->openSession(Access::Write));
    must(sql(*waiter).each("PRAGMA busy_timeout = 30", {}, [](const SqlRow&) { return true; }));
    must(holder->begin());
    EXPECT_EQ(refusal(writeSetting(*waiter, "name", "Other")), "busy");
    holder->rollback();
    EXPECT_TRUE(writeSetting(*waiter, "name", "Other"));
}

/// Rows until the disk says no; as the exit code: 200 where the failure was `full`, 100 where it was another.
int writeUntilFull(const WorkspaceUrl& url, int reported)
{
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1 << 20, 1 << 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    auto db = openDatabase(url, {});
    if (!db) return 101;
    auto session = (*db)->openSession(Access::Write);
    if (!session) return 102;
    const std::string value(20'000, 'x');
    for (int i = 0; i < 1000; ++i) {
        auto done = writeSetting(**session, "row" + std::to_string(i), value);
        if (!done) return done.error().code == Errc::Full ? 200 : 100;
        if (::write(reported, "x", 1) != 1) return 103;
    }
    return 104;
}

TEST_F(SqliteFaults, AFullDiskIsSaidAndWhatWasCommittedStays)
{
    make();
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) ::_exit(writeUntilFull(workspace.url(), ends[1]));
    ::close(ends[1]);
    std::string committed;
    char bytes[256];
    for (ssize_t got = 0; (got = ::read(ends[0], bytes, sizeof bytes)) > 0;) committed.append(bytes, static_cast<std::size_t>(got));
    ::close(ends[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 200);
    ASSERT_GT(committed.size(), 5U);
    const auto db = workspace.open();
    auto session = must(db->openSession(Access::Read));
    EXPECT_EQ(must(sql(*session).integer("SELECT count(*) FROM setting WHERE name LIKE 'row%'")), static_cast<std::int64_t>(committed.size()));
    must(sql(*session).each("PRAGMA integrity_check", {}, [](const SqlRow& row) {
        EXPECT_EQ(row.text(0), "ok");
        return true;
    }));
}

TEST_F(SqliteFaults, AnOlderSchemaIsSteppedUpOnlyWhenAskedAndAfterABackup)
{
    make();
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec("PRAGMA user_version = 2; DROP TABLE note; DROP TABLE draft; DROP TABLE outbox");
    EXPECT_EQ(refusal(openDatabase(workspace.url(), {})), "invalid");
    EXPECT_EQ(workspace.open({.migrate = true})->schemaVersion(), 3);
    const auto kept = workspace.url().folder / "quarterdeck.schema-2.backup";
    ASSERT_TRUE(fs::exists(kept));
    EXPECT_EQ(SQLite::Database{kept.string()}.execAndGet("PRAGMA user_version").getInt(), 2);
}

TEST(NetworkFolder, MagicNumbersOfNetworksAreKnown)
{
    for (const long magic : {0x6969L, 0x517bL, 0xfe534d42L, 0xff534d42L, 0x01021997L, 0x00c36400L})
        EXPECT_NE(networkFileSystem(magic), "") << magic;
    for (const long magic : {0xef53L /* ext4 */, 0x9123683eL /* btrfs */, 0x58465342L /* xfs */, 0x01021994L /* tmpfs */, 0x794c7630L /* overlay */})
        EXPECT_EQ(networkFileSystem(magic), "") << magic;
}

TEST(NetworkFolder, TheMountOfAFuseFolderSaysWhatItIs)
{
    constexpr const char* kMounts = "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
                                    "50 22 0:44 / /home/ada/server rw,nosuid - fuse.sshfs ada@host: rw\n"
                                    "51 22 0:45 / /mnt/two\\040words rw shared:7 - fuse.rclone drive: rw\n"
                                    "52 22 8:1 / /media/stick rw - fuseblk /dev/sdb1 rw\n"
                                    "broken line\n";
    EXPECT_EQ(mountTypeOf(kMounts, "/home/ada/server/desk"), "fuse.sshfs");
    EXPECT_EQ(mountTypeOf(kMounts, "/home/ada/server2"), "ext4");
    EXPECT_EQ(mountTypeOf(kMounts, "/mnt/two words/desk"), "fuse.rclone");
    EXPECT_EQ(mountTypeOf("", "/x"), "");
    EXPECT_TRUE(isNetworkMount("fuse.sshfs"));
    EXPECT_FALSE(isNetworkMount(mountTypeOf(kMounts, "/media/stick/desk")));
}

} // namespace
} // namespace qd::test
