#include "quarterdeck/base/result.h"

#include <gtest/gtest.h>

#include <set>

using namespace qd;

TEST(Errc, EachCodeHasTheNameOfTheCommandLinesContract)
{
    const std::set<std::string_view> contract{"invalid", "not_found",  "forbidden", "conflict", "auth",
                                              "rate_limited", "network", "bad_reply", "storage", "busy",
                                              "read_only", "full", "corrupt", "too_new", "cancelled"};
    std::set<std::string_view> seen;
    for (int code = 0; code <= static_cast<int>(Errc::Cancelled); ++code) seen.insert(errcName(static_cast<Errc>(code)));
    EXPECT_EQ(seen, contract);
}

TEST(Result, FailCarriesCodeDetailAndHint)
{
    const Result<int> result = fail(Errc::Busy, "the workspace is in use", "close the other window");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::Busy);
    EXPECT_EQ(result.error().detail, "the workspace is in use");
    EXPECT_EQ(result.error().hint, "close the other window");
    EXPECT_FALSE(result.error().retryAfter);
}
