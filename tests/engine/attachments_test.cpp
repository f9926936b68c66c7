#include "engine/desk/attachments.h"

#include "support/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace qd::test {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

class Attachments : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(media()); }
    fs::path media() const { return folder.path() / "media"; }
    fs::path file(const std::string& name, const std::string& bytes) const
    {
        std::ofstream{folder.path() / name, std::ios::binary} << bytes;
        return folder.path() / name;
    }
    Result<std::vector<Attachment>> keep(const std::vector<fs::path>& paths) const
    {
        std::vector<Attachment> given;
        for (const fs::path& path : paths) given.push_back({path.string(), "", "what it shows", 0});
        return keepAttachments(given, limits, media());
    }
    std::size_t kept() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator{media()}, fs::directory_iterator{})); }

    TempFolder folder;
    ServerLimits limits;
};

TEST_F(Attachments, AreKnownByTheirBytesNotByTheirNames)
{
    EXPECT_EQ(sniffMedia("\x89PNG\r\n\x1a\n..."s), "image/png");
    EXPECT_EQ(sniffMedia("\xff\xd8\xff\xe0"s), "image/jpeg");
    EXPECT_EQ(sniffMedia("GIF89a"s), "image/gif");
    EXPECT_EQ(sniffMedia("RIFF....WEBP"s), "image/webp");
    EXPECT_EQ(sniffMedia("\0\0\0\x18"s + "ftypmp42"), "video/mp4");
    EXPECT_EQ(sniffMedia("\x7f" "ELF\x02\x01\x01"s), "");
    EXPECT_EQ(sniffMedia("<svg xmlns='http://www.w3.org/2000/svg'>"), "");
    EXPECT_EQ(sniffMedia(""), "");
    EXPECT_EQ(sniffMedia("\x89PN"), "");
}

TEST_F(Attachments, ARenamedExecutableIsRefused)
{
    const auto refused = keep({file("holiday.png", "\x7f" "ELF\x02\x01\x01" + std::string(100, '\0'))});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::Invalid);
    EXPECT_EQ(kept(), 0U);
}

TEST_F(Attachments, HalfAGigabyteIsRefusedWithoutACopy)
{
    const fs::path path = file("film.mp4", "\0\0\0\x18"s + "ftypmp42");
    fs::resize_file(path, 500ULL << 20U); // sparse
    const auto refused = keep({path});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::Invalid);
    EXPECT_EQ(kept(), 0U);
}

TEST_F(Attachments, MoreThanThePlatformTakesAreRefused)
{
    limits.maxMedia = 1;
    const fs::path picture = file("a.png", "\x89PNG\r\n\x1a\n");
    EXPECT_FALSE(keep({picture, picture}));
    EXPECT_EQ(kept(), 0U);
}

TEST_F(Attachments, AreCopiedUnderAnotherNameAndAFailureLeavesNoneBehind)
{
    const fs::path picture = file("a.png", "\x89PNG\r\n\x1a\n" + std::string(50, 'x'));
    const auto whole = keep({picture});
    ASSERT_TRUE(whole);
    EXPECT_EQ((*whole)[0].mimeType, "image/png");
    EXPECT_EQ((*whole)[0].bytes, 58);
    EXPECT_EQ((*whole)[0].alt, "what it shows");
    EXPECT_NE((*whole)[0].path, "a.png");
    EXPECT_TRUE(fs::exists(media() / (*whole)[0].path));
    EXPECT_FALSE(keep({picture, folder.path() / "gone.png"}));
    EXPECT_EQ(kept(), 1U);
}

TEST_F(Attachments, AKindThatTheServerDoesNotListIsRefused)
{
    limits.mediaTypes = {"image/jpeg"};
    EXPECT_FALSE(keep({file("a.png", "\x89PNG\r\n\x1a\n")}));
    EXPECT_TRUE(keep({file("a.jpg", "\xff\xd8\xff\xe0")}));
}

} // namespace
} // namespace qd::test
