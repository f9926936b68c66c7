#include "quarterdeck/net/sealed_file.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

using namespace qd;
namespace fs = std::filesystem;

namespace {

class SealedFileTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string name = testing::TempDir() + "qdsealXXXXXX";
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        root = name;
        fs::create_directories(root / "workspace");
        file = root / "workspace" / "secrets.sealed";
        for (const auto* variable : {"QUARTERDECK_KEY_FILE", "CREDENTIALS_DIRECTORY", "QUARTERDECK_PASSPHRASE"})
            unsetenv(variable);
        setenv("XDG_CONFIG_HOME", (root / "config").c_str(), 1);
    }
    void TearDown() override
    {
        unsetenv("QUARTERDECK_KEY_FILE");
        unsetenv("QUARTERDECK_PASSPHRASE");
        unsetenv("CREDENTIALS_DIRECTORY");
        unsetenv("XDG_CONFIG_HOME");
        fs::remove_all(root);
    }

    fs::path put(const fs::path& path, const std::string& content, mode_t mode = 0600)
    {
        std::ofstream{path, std::ios::binary} << content;
        chmod(path.c_str(), mode);
        return path;
    }
    void useKey(char byte, const std::string& name = "key")
    {
        setenv("QUARTERDECK_KEY_FILE", put(root / name, std::string(32, byte)).c_str(), 1);
    }
    std::unique_ptr<SecretStore> open(const PassphrasePrompt& prompt = {})
    {
        auto store = openSealedFile(file, prompt);
        if (store) return std::move(*store);
        ADD_FAILURE() << store.error().detail;
        return nullptr;
    }
    Errc refusal(const PassphrasePrompt& prompt = {})
    {
        const auto store = openSealedFile(file, prompt);
        EXPECT_FALSE(store);
        return store ? Errc::Storage : store.error().code;
    }

    fs::path root;
    fs::path file;
};

} // namespace

TEST_F(SealedFileTest, KeepsSecretsAcrossOpenings)
{
    useKey('k');
    {
        const auto store = open();
        ASSERT_TRUE(store->write("account/1", "made-up-token"));
        ASSERT_TRUE(store->write("account/2", "other"));
        ASSERT_TRUE(store->write("account/1", "newer-token"));
        ASSERT_TRUE(store->remove("account/2"));
        ASSERT_TRUE(store->remove("never-there"));
    }
    const auto store = open();
    EXPECT_EQ(store->read("account/1").value(), "newer-token");
    EXPECT_EQ(store->read("account/2").value(), std::nullopt);
    EXPECT_EQ(store->name(), "sealed-file");
    std::stringstream bytes;
    bytes << std::ifstream{file, std::ios::binary}.rdbuf();
    EXPECT_EQ(bytes.str().find("newer-token"), std::string::npos);
}

TEST_F(SealedFileTest, OnlyItsOwnerMayReadItAndNothingIsLeftBeside)
{
    useKey('k');
    ASSERT_TRUE(open()->write("a", "b"));
    struct stat info{};
    ASSERT_EQ(stat(file.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
    for (const auto& entry : fs::directory_iterator{file.parent_path()})
        EXPECT_TRUE(entry.path() == file || entry.path() == file.string() + ".lock") << entry.path();
}

TEST_F(SealedFileTest, AWrongKeyIsSaidSo)
{
    useKey('k');
    ASSERT_TRUE(open()->write("a", "b"));
    useKey('x');
    EXPECT_EQ(refusal(), Errc::Auth);
}

TEST_F(SealedFileTest, ADamagedFileIsNeverOverwritten)
{
    useKey('k');
    const auto store = open();
    ASSERT_TRUE(store->write("a", "b"));
    fs::resize_file(file, fs::file_size(file) - 1);
    EXPECT_EQ(refusal(), Errc::Corrupt);
    EXPECT_EQ(store->read("a").error().code, Errc::Corrupt);
    EXPECT_EQ(store->write("a", "c").error().code, Errc::Corrupt);
    put(file, "");
    EXPECT_EQ(refusal(), Errc::Corrupt);
    EXPECT_EQ(fs::file_size(file), 0U);
}

TEST_F(SealedFileTest, WithoutAKeyItSaysHowToMakeOne)
{
    const auto store = openSealedFile(file);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, Errc::Auth);
    EXPECT_NE(store.error().hint.find("QUARTERDECK_KEY_FILE"), std::string::npos);
    EXPECT_FALSE(fs::exists(file));
}

TEST_F(SealedFileTest, AKeyInHexIsTheSameKey)
{
    useKey('k');
    ASSERT_TRUE(open()->write("a", "b"));
    std::string hex;
    for (int i = 0; i < 32; ++i) hex += "6B"; // 'k'
    setenv("QUARTERDECK_KEY_FILE", put(root / "hex", hex + "\n").c_str(), 1);
    EXPECT_EQ(open()->read("a").value(), "b");
}

TEST_F(SealedFileTest, KeyFilesThatOthersMayReadOrThatHoldNoKeyAreRefused)
{
    const auto with = [this](const std::string& content, mode_t mode) {
        setenv("QUARTERDECK_KEY_FILE", put(root / "key", content, mode).c_str(), 1);
        return refusal();
    };
    EXPECT_EQ(with(std::string(32, 'k'), 0640), Errc::Forbidden);
    EXPECT_EQ(with(std::string(32, 'k'), 0604), Errc::Forbidden);
    EXPECT_EQ(with("short", 0600), Errc::Auth);
    EXPECT_EQ(with("", 0600), Errc::Auth);
    EXPECT_EQ(with(std::string(64, 'z'), 0600), Errc::Auth);
    EXPECT_EQ(with(std::string(33, 'k'), 0600), Errc::Auth);
    setenv("QUARTERDECK_KEY_FILE", (root / "absent").c_str(), 1);
    EXPECT_EQ(refusal(), Errc::Auth);
    setenv("QUARTERDECK_KEY_FILE", root.c_str(), 1);
    EXPECT_EQ(refusal(), Errc::Auth);
}

TEST_F(SealedFileTest, AKeyBesideWhatItOpensIsRefused)
{
    setenv("QUARTERDECK_KEY_FILE", put(file.parent_path() / "key", std::string(32, 'k')).c_str(), 1);
    EXPECT_EQ(refusal(), Errc::Forbidden);
    fs::create_directories(file.parent_path() / "deep");
    setenv("QUARTERDECK_KEY_FILE", put(file.parent_path() / "deep" / "key", std::string(32, 'k')).c_str(), 1);
    EXPECT_EQ(refusal(), Errc::Forbidden);
    fs::create_symlink(file.parent_path() / "key", root / "link");
    setenv("QUARTERDECK_KEY_FILE", (root / "link").c_str(), 1);
    EXPECT_EQ(refusal(), Errc::Forbidden);
}

TEST_F(SealedFileTest, ASystemdCredentialIsAKeySource)
{
    fs::create_directories(root / "credentials");
    put(root / "credentials" / "quarterdeck.key", std::string(32, 'k'), 0440);
    setenv("CREDENTIALS_DIRECTORY", (root / "credentials").c_str(), 1);
    ASSERT_TRUE(open()->write("a", "b"));
    unsetenv("CREDENTIALS_DIRECTORY");
    useKey('k');
    EXPECT_EQ(open()->read("a").value(), "b");
}

TEST_F(SealedFileTest, ADefaultKeyIsMadeOnceAndThenUsed)
{
    const auto made = makeDefaultKeyFile();
    ASSERT_TRUE(made);
    EXPECT_EQ(*made, root / "config" / "quarterdeck" / "key");
    struct stat info{};
    ASSERT_EQ(stat(made->c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
    ASSERT_TRUE(open()->write("a", "b"));
    ASSERT_TRUE(makeDefaultKeyFile()); // kept
    EXPECT_EQ(open()->read("a").value(), "b");
}

TEST_F(SealedFileTest, APassphraseOpensWhatItSealed)
{
    setenv("QUARTERDECK_PASSPHRASE", "correct horse", 1);
    ASSERT_TRUE(open()->write("a", "b"));
    EXPECT_EQ(open()->read("a").value(), "b");
    setenv("QUARTERDECK_PASSPHRASE", "battery staple", 1);
    EXPECT_EQ(refusal(), Errc::Auth);
    unsetenv("QUARTERDECK_PASSPHRASE");
    EXPECT_EQ(refusal(), Errc::Auth);
    EXPECT_EQ(refusal([] { return std::optional<std::string>{}; }), Errc::Auth);
    useKey('k'); // a key file does not open a file sealed by passphrase
    EXPECT_EQ(open([] { return std::optional<std::string>{"correct horse"}; })->read("a").value(), "b");
}

TEST_F(SealedFileTest, TextThatIsNotUtf8IsRefusedRatherThanChanged)
{
    useKey('k');
    EXPECT_EQ(open()->write("a", "\xFF").error().code, Errc::Invalid);
}

TEST_F(SealedFileTest, TwoProcessesAndFourThreadsLoseNoEntry)
{
    useKey('k');
    const auto fill = [this](const std::string& who) {
        auto store = openSealedFile(file);
        for (int i = 0; store && i < 15; ++i) {
            if (!(*store)->write(who + std::to_string(i), who)) return false;
        }
        return store.has_value();
    };
    const pid_t child = fork();
    if (child == 0) _exit(fill("child") ? 0 : 1);
    {
        std::vector<std::jthread> threads;
        for (const std::string who : {"one", "two", "three"})
            threads.emplace_back([&fill, who] { EXPECT_TRUE(fill(who)); });
    }
    int status = 1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    const auto store = open();
    for (const std::string who : {"child", "one", "two", "three"}) {
        for (int i = 0; i < 15; ++i) EXPECT_EQ(store->read(who + std::to_string(i)).value(), who) << who << i;
    }
}
