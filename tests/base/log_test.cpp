#include "quarterdeck/base/log.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace qd;

namespace {

class LogTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string name = testing::TempDir() + "qdlogXXXXXX";
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = name;
    }
    void TearDown() override
    {
        openLog(LogLevel::Off);
        std::filesystem::remove_all(folder);
    }
    std::string content() const
    {
        std::stringstream text;
        text << std::ifstream{folder / "quarterdeck.log"}.rdbuf();
        return text.str();
    }
    std::filesystem::path folder;
};

} // namespace

TEST_F(LogTest, LinesReachTheFileAndOnlyItsOwnerMayReadIt)
{
    openLog(LogLevel::Off, folder);
    logWarning("source 17: 3 items skipped");
    EXPECT_NE(content().find("source 17: 3 items skipped"), std::string::npos);
    struct stat info{};
    ASSERT_EQ(stat((folder / "quarterdeck.log").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(LogTest, OneCallIsOneLineWhateverItHolds)
{
    openLog(LogLevel::Off, folder);
    logError("first\nforged 2026 line\r\x1b[2J");
    const auto text = content();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST_F(LogTest, DebugLinesStayOutUnlessAskedFor)
{
    openLog(LogLevel::Off, folder);
    logDebug("noise");
    logInfo("news");
    EXPECT_EQ(content().find("noise"), std::string::npos);
    EXPECT_NE(content().find("news"), std::string::npos);
}
