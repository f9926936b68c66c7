#include "quarterdeck/base/time.h"

#include <gtest/gtest.h>

using namespace qd;

namespace {

struct Stamp {
    const char* text;
    const char* utc; ///< empty: refused
};

std::string read(std::string_view text)
{
    const auto at = parseRfc3339(text);
    return at ? formatRfc3339(*at) : "";
}

} // namespace

TEST(Rfc3339, ReadsEveryFormPlatformsSend)
{
    const Stamp table[]{
        {"2026-11-22T08:35:05Z", "2026-11-22T08:35:05.000Z"},
        {"2026-11-22T08:35:05.123Z", "2026-11-22T08:35:05.123Z"},
        {"2026-11-22T08:35:05.1Z", "2026-11-22T08:35:05.100Z"},
        {"2026-11-22T08:35:05.123456Z", "2026-11-22T08:35:05.123Z"},
        {"2026-11-22T08:35:05.999999999Z", "2026-11-22T08:35:05.999Z"},
        {"2026-11-22T08:35:05,5Z", "2026-11-22T08:35:05.500Z"},
        {"2026-11-22t08:35:05z", "2026-11-22T08:35:05.000Z"},
        {"2026-11-22 08:35:05", "2026-11-22T08:35:05.000Z"},
        {"2026-11-22T08:35:05+02:00", "2026-11-22T06:35:05.000Z"},
        {"2026-11-22T08:35:05-0930", "2026-11-22T18:05:05.000Z"},
        {"2026-11-22T08:35:05+0000", "2026-11-22T08:35:05.000Z"},
        {"2026-11-22T08:35:05 +05", "2026-11-22T03:35:05.000Z"},
        {"2026-11-22T08:35Z", "2026-11-22T08:35:00.000Z"},
        {"2026-11-22", "2026-11-22T00:00:00.000Z"},
        {"2026-11-22Z", "2026-11-22T00:00:00.000Z"},
        {"  2026-11-22T08:35:05Z\n", "2026-11-22T08:35:05.000Z"},
        {"2024-02-29T23:59:60Z", "2024-03-01T00:00:00.000Z"}, // a leap second
        {"2026-12-31T24:00:00Z", "2027-01-01T00:00:00.000Z"},
        {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"},
        {"2261-12-31T23:59:59.999Z", "2261-12-31T23:59:59.999Z"},
        {"2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z"},
    };
    for (const auto& stamp : table) EXPECT_EQ(read(stamp.text), stamp.utc) << stamp.text;
}

TEST(Rfc3339, RefusesWhatIsNoStamp)
{
    for (const auto* text : {"", " ", "now", "2026", "2026-11", "2026-1-2", "2026-13-01T00:00:00Z", "2026-00-01",
                             "2026-02-29", "2026-11-31", "2026-11-22T", "2026-11-22T8:35:05Z", "2026-11-22T08",
                             "2026-11-22T25:00:00Z", "2026-11-22T24:00:01Z", "2026-11-22T08:60:00Z",
                             "2026-11-22T08:35:61Z", "2026-11-22T08:35:05.Z", "2026-11-22T08:35:05.1234567890Z",
                             "2026-11-22T08:35:05+2", "2026-11-22T08:35:05+24:00", "2026-11-22T08:35:05+02:60",
                             "2026-11-22T08:35:05Zz", "2026-11-22T08:35:05Z x", "-026-11-22", "1969-12-31T23:59:59Z",
                             "2262-01-01T00:00:00Z", "1970-01-01T00:00:00+01:00", "0000-00-00T00:00:00Z",
                             "Sun, 22 Nov 2026 08:35:05 GMT"})
        EXPECT_EQ(read(text), "") << text;
}

TEST(Rfc3339, EveryCutAndEveryChangedByteIsAValueOrNothing)
{
    const std::string good = "2026-11-22T08:35:05.123456+02:00";
    for (std::size_t cut = 0; cut < good.size(); ++cut) (void)parseRfc3339(good.substr(0, cut));
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            auto bad = good;
            bad[at] = static_cast<char>(byte);
            if (const auto read = parseRfc3339(bad)) {
                EXPECT_EQ(parseRfc3339(formatRfc3339(*read)), read) << bad;
            }
        }
    }
}

TEST(Rfc3339, FormatsFarTimesWithoutFallingOver)
{
    EXPECT_EQ(formatRfc3339(fromInt(INT64_MAX)), "9999-12-31T23:59:59.999Z");
    EXPECT_EQ(formatRfc3339(fromInt(INT64_MIN)), "0000-01-01T00:00:00.000Z");
    EXPECT_EQ(formatRfc3339(fromInt(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(SystemClock, TellsTheMachinesTime)
{
    const auto before = std::chrono::system_clock::now() - std::chrono::milliseconds{1};
    const auto now = SystemClock{}.now();
    EXPECT_GE(now, before);
    EXPECT_LE(now, std::chrono::system_clock::now());
}
