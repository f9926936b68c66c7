#include "e2e/world.h"

#include <fstream>

namespace qd::test {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

/// A token is in the sealed file, unreadable, and nowhere else.
class Secrets : public World {
protected:
    std::vector<fs::path> filesWith(const fs::path& folder, const std::string& needle)
    {
        std::vector<fs::path> found;
        for (const auto& entry : fs::recursive_directory_iterator{folder})
            if (entry.is_regular_file() && entry.path().extension() != ".in" && readFile(entry.path()).find(needle) != std::string::npos)
                found.push_back(entry.path());
        return found;
    }
    void expectNowhere(const std::string& secret)
    {
        for (const fs::path& path : filesWith(desk.home(), secret)) ADD_FAILURE() << path << " holds the secret";
    }
};

TEST_F(Secrets, ATokenIsInNoFileNoLogNoAnswerAndNoCopy)
{
    desk.setEnvironment("QUARTERDECK_LOG", "debug");
    for (const Platform& platform : {kMastodon, kBluesky}) {
        m_platform = platform;
        if (!fs::exists(desk.folder())) desk.init();
        account = desk.connect(sandbox, platform.name);
    }
    desk.poll();
    const Json asked = arrives("{us} hello");
    reply(asked, "Hello.");
    runOutbox();
    sandbox.fault({{"kind", "status"}, {"status", 401}, {"path", "^/api/"}});
    desk.run({"poll", "--once"});
    desk.run({"account", "test", account});
    desk.run({"health"});
    desk.ok({"workspace", "backup", (desk.home() / "copy.db").string()});
    desk.ok({"workspace", "export", (desk.home() / "export").string()});
    expectNowhere(sandbox.info()["mastodon"]["token"]);
    expectNowhere(sandbox.info()["bluesky"]["app_password"]);
    ASSERT_TRUE(fs::exists(desk.folder() / "secrets.sealed"));
    EXPECT_EQ(fs::status(desk.folder()).permissions() & fs::perms::all, fs::perms::owner_all);
}

TEST_F(Secrets, AWrongTokenIsRefusedAndLeavesNoAccountAndNoTrace)
{
    desk.init();
    const CliRun ran = desk.run({"account", "add", "mastodon", "--server", sandbox.url(), "--private-host", "--token-stdin"}, "no-such-token-4711");
    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.errorCode(), "auth");
    EXPECT_EQ(ran.out.find("4711"), std::string::npos);
    EXPECT_EQ(ran.err.find("4711"), std::string::npos);
    EXPECT_EQ(desk.ok({"account", "list"})["items"].size(), 0U);
    expectNowhere("no-such-token-4711");
}

TEST_F(Secrets, ASecretIsNoArgumentAndMissingOnesAreAskedFor)
{
    desk.init();
    const CliRun argument = desk.run({"account", "add", "mastodon", "--server", sandbox.url(), "--token", "abc"});
    EXPECT_EQ(argument.code, 2);
    const CliRun none = desk.run({"account", "add", "mastodon", "--server", sandbox.url(), "--private-host", "--token-stdin"}, "");
    EXPECT_EQ(none.code, 1);
    EXPECT_EQ(none.errorCode(), "invalid");
    desk.setEnvironment("QUARTERDECK_SECRET", sandbox.info()["mastodon"]["token"]);
    const CliRun environment = desk.run({"account", "add", "mastodon", "--server", sandbox.url(), "--private-host"});
    EXPECT_EQ(environment.code, 0) << environment.out;
}

TEST_F(Secrets, ARemovedAccountsSecretIsGone)
{
    connect(kMastodon);
    const std::string before = readFile(desk.folder() / "secrets.sealed");
    desk.ok({"account", "remove", account});
    EXPECT_NE(readFile(desk.folder() / "secrets.sealed"), before);
    EXPECT_LT(readFile(desk.folder() / "secrets.sealed").size(), before.size());
}

} // namespace
} // namespace qd::test
