#include "net/redirect.h"

#include <gtest/gtest.h>

using namespace qd;

namespace {

HttpRequest from(const std::string& url)
{
    HttpRequest request;
    request.url = url;
    request.bearer = "made-up-token";
    request.allowPrivateHost = true;
    request.headers = {{"Cookie", "a"}, {"X-Api-Key", "b"}, {"accept", "c"}, {"If-Modified-Since", "d"}};
    return request;
}

HttpResponse to(const std::string& location, int status = 302)
{
    HttpResponse response;
    response.status = status;
    response.headers.add("Location", location);
    return response;
}

} // namespace

TEST(Redirect, WithinTheOriginNothingIsLost)
{
    const auto next = followRedirect(from("https://a.example/1"), to("/2"), 0);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->url, "https://a.example/2");
    EXPECT_EQ(next->bearer, "made-up-token");
    EXPECT_EQ(next->headers.size(), 4U);
    EXPECT_TRUE(next->allowPrivateHost);
}

TEST(Redirect, AnotherHostGetsOnlyHarmlessHeadersAndNoPrivateAddress)
{
    for (const std::string target : {"https://b.example/", "//b.example/", "https://a.example.b.example/"}) {
        const auto next = followRedirect(from("https://a.example/1"), to(target), 0);
        ASSERT_TRUE(next) << target;
        EXPECT_EQ(next->bearer, "");
        EXPECT_EQ(next->headers.size(), 2U);
        EXPECT_FALSE(next->allowPrivateHost);
    }
}

TEST(Redirect, AnotherPortIsAnotherOrigin)
{
    const auto next = followRedirect(from("https://a.example/1"), to("https://a.example:8443/"), 0);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->bearer, "");
    EXPECT_TRUE(next->allowPrivateHost);
}

TEST(Redirect, TheSameServersTlsDoorKeepsTheBearer)
{
    const auto next = followRedirect(from("http://a.example/1"), to("https://a.example/1"), 0);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->bearer, "made-up-token");
}

TEST(Redirect, BadTargetsAreRefused)
{
    for (const std::string target : {"", "http://a.example/", "file:///etc/passwd", "javascript:x",
                                     "https://ann:pw@b.example/", "https://", "/x\r\ny"}) {
        const auto next = followRedirect(from("https://a.example/1"), to(target), 0);
        if (target.empty()) continue; // "" is the page itself
        ASSERT_FALSE(next) << target;
        EXPECT_EQ(next.error().code, Errc::Invalid);
    }
    EXPECT_FALSE(followRedirect(from("https://a.example/1"), to("/2"), kMostRedirects));
}

TEST(Redirect, OnlyReadingRequestsFollow)
{
    auto request = from("https://a.example/");
    EXPECT_TRUE(isFollowedRedirect(request, to("/x", 308)));
    EXPECT_FALSE(isFollowedRedirect(request, to("/x", 304)));
    EXPECT_FALSE(isFollowedRedirect(request, to("/x", 200)));
    EXPECT_FALSE(isFollowedRedirect(request, HttpResponse{.status = 302}));
    request.method = "POST";
    EXPECT_FALSE(isFollowedRedirect(request, to("/x")));
    request.method = "GET";
    request.followRedirects = false;
    EXPECT_FALSE(isFollowedRedirect(request, to("/x")));
}
