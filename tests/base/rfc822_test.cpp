#include "quarterdeck/base/time.h"

#include <gtest/gtest.h>

using namespace qd;

namespace {

std::string read(std::string_view text)
{
    const auto at = parseRfc822(text);
    return at ? formatRfc3339(*at) : "";
}

struct Stamp {
    const char* text;
    const char* utc;
};

} // namespace

TEST(Rfc822, ReadsMailHttpAndFeedDates)
{
    const Stamp table[]{
        {"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"},
        {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37.000Z"},
        {"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37.000Z"},
        {"06 Nov 1994 08:49:37 +0000", "1994-11-06T08:49:37.000Z"},
        {"6 Nov 94 08:49 UT", "1994-11-06T08:49:00.000Z"},
        {"Tue, 22 Nov 2026 08:35:05 +0200", "2026-11-22T06:35:05.000Z"}, // the weekday is wrong
        {"Sun, 22 Nov 2026 08:35:05 -02:30", "2026-11-22T11:05:05.000Z"},
        {"Sun, 22 Nov 2026 08:35:05 EST", "2026-11-22T13:35:05.000Z"},
        {"Sun, 22 Nov 2026 08:35:05 PDT", "2026-11-22T15:35:05.000Z"},
        {"Sun, 22 Nov 2026 08:35:05 CEST", "2026-11-22T06:35:05.000Z"},
        {"Sun, 22 Nov 2026 08:35:05 GMT+2", "2026-11-22T06:35:05.000Z"},
        {"Sun, 22 Nov 2026 08:35:05 +0100 (CET)", "2026-11-22T07:35:05.000Z"},
        {"Sun, 22 Nov 2026 08:35:05 XYZ", "2026-11-22T08:35:05.000Z"},
        {"Sun, 22 Nov 2026 08:35:05", "2026-11-22T08:35:05.000Z"},
        {"Sun,22 Nov 2026 8:35 Z", "2026-11-22T08:35:00.000Z"},
        {"22 November 2026", "2026-11-22T00:00:00.000Z"},
        {"November 22, 2026 8:35 pm", "2026-11-22T20:35:00.000Z"},
        {"Nov 22 2026 12:05 AM", "2026-11-22T00:05:00.000Z"},
        {"1 Sept 2026 00:00:00 +0000", "2026-09-01T00:00:00.000Z"},
        {"SUN, 22 NOV 26 08:35:05 gmt", "2026-11-22T08:35:05.000Z"},
        {"Thu, 01 Jan 126 00:00:00 GMT", "2026-01-01T00:00:00.000Z"}, // a browser's getYear()
        {"Sun, 22 Nov 2026 08:35:05.250 +0000", "2026-11-22T08:35:05.000Z"},
        {"Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00.000Z"},
    };
    for (const auto& stamp : table) EXPECT_EQ(read(stamp.text), stamp.utc) << stamp.text;
}

TEST(Rfc822, RefusesWhatIsNoDate)
{
    for (const auto* text : {"", "yesterday", "Sun", "22 Nov", "Nov 2026", "31 Nov 2026", "22 Foo 2026", "0 Nov 2026",
                             "22 Nov 2026 25:00:00 GMT", "22 Nov 2026 08:61 GMT", "22 Nov 2026 08: GMT", "12345678901",
                             "22 Nov 2026 08:35:05 +9999", "22 22 22 22", "2026-11-22T08:35:05Z",
                             "Thu, 01 Jan 1969 00:00:00 GMT", "22 Nov 2026 \xF0\x9F\x92\xA9"})
        EXPECT_EQ(read(text), "") << text;
    EXPECT_EQ(read(std::string(1000, '1')), "");
    EXPECT_EQ(read("22 Nov 2026 " + std::string(1000, ' ') + "08:35"), "");
}

TEST(Rfc822, EveryCutAndEveryChangedByteIsAValueOrNothing)
{
    for (const std::string good : {"Sunday, 22-Nov-26 08:35:05 GMT", "Sun, 22 Nov 2026 08:35:05 -0230 (NST)"}) {
        for (std::size_t cut = 0; cut < good.size(); ++cut) (void)parseRfc822(good.substr(0, cut));
        for (std::size_t at = 0; at < good.size(); ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                auto bad = good;
                bad[at] = static_cast<char>(byte);
                if (const auto read = parseRfc822(bad)) {
                    EXPECT_GE(toInt(*read), 0) << bad;
                }
            }
        }
    }
}
