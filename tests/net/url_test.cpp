#include "quarterdeck/net/url.h"

#include <gtest/gtest.h>

#include <random>

using namespace qd;

TEST(Url, PartsOfAnAbsoluteUrl)
{
    const auto url = parseUrl("HTTPS://Social.Example:8443/@ann/1?x=y&z#top");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->host, "social.example");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->path, "/@ann/1");
    EXPECT_EQ(url->query, "x=y&z");
    EXPECT_FALSE(url->hasUser);
    EXPECT_EQ(url->text, "https://social.example:8443/@ann/1?x=y&z");
}

TEST(Url, DefaultsAreFilledIn)
{
    const auto url = parseUrl(" http://example.org ");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->port, 80);
    EXPECT_EQ(url->path, "/");
    EXPECT_EQ(url->text, "http://example.org/");
    EXPECT_EQ(parseUrl("https://example.org:443/")->text, "https://example.org/");
    EXPECT_EQ(parseUrl("https://[2001:DB8::1]/")->host, "[2001:db8::1]");
    EXPECT_TRUE(parseUrl("https://ann@example.org/")->hasUser);
    EXPECT_EQ(parseUrl("http://example.org/a b/ü")->path, "/a%20b/%c3%bc");
    EXPECT_EQ(parseUrl("https://bücher.example/")->host, "xn--bcher-kva.example");
}

TEST(Url, NamesOutsideAsciiBecomePunycodeWhateverTheLocale)
{
    const auto host = [](std::string_view name) {
        const auto url = parseUrl("https://" + std::string{name} + "/");
        return url ? url->host : std::string{"refused"};
    };
    EXPECT_EQ(host("münchen.example"), "xn--mnchen-3ya.example");
    EXPECT_EQ(host("MÜNCHEN.example"), "xn--mnchen-3ya.example");
    EXPECT_EQ(host("例え.テスト"), "xn--r8jz45g.xn--zckzah");
    EXPECT_EQ(host("пример.испытание"), "xn--e1afmkfd.xn--80akhbyknj4f");
    EXPECT_EQ(host("ｅｘａｍｐｌｅ。org"), "example.org");
    EXPECT_EQ(host("a℀b.example"), "refused"); // folds to a slash
    EXPECT_EQ(host(std::string(64, 'a') + ".example"), "refused");
    EXPECT_EQ(host("\xFF.example"), "refused");
}

TEST(Url, WhatIsNoHttpUrlIsRefused)
{
    for (const std::string text : {"", "x", "/path", "//example.org/", "http:", "http://", "http:///x", "https://:80/",
                                   "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "mailto:a@b",
                                   "http://example.org:0/", "http://example.org:65536/", "http://example.org:x/",
                                   "http://exa mple.org/", "http://example.org/\n", "http://example.org/a\r\nb",
                                   "http://[::1/", "http://[zz]/", "data:text/plain,x", "gopher://example.org/"}) {
        if (text.ends_with("\n") && text.find('\r') == std::string::npos) continue; // trimmed
        EXPECT_FALSE(parseUrl(text)) << text;
    }
    EXPECT_FALSE(parseUrl("http://example.org/" + std::string(10'000, 'a')));
    EXPECT_FALSE(parseUrl(std::string{"http://example.org/\0x", 21}));
}

TEST(Url, OriginsCompareSchemeHostAndPort)
{
    EXPECT_TRUE(sameOrigin("https://a.example/x", "https://A.EXAMPLE:443/y?z"));
    EXPECT_FALSE(sameOrigin("https://a.example/", "http://a.example/"));
    EXPECT_FALSE(sameOrigin("https://a.example/", "https://a.example:8443/"));
    EXPECT_FALSE(sameOrigin("https://a.example/", "https://b.a.example/"));
    EXPECT_FALSE(sameOrigin("not a url", "not a url"));
    EXPECT_EQ(originOf("http://a.example:8080/x"), "http://a.example:8080");
    EXPECT_EQ(originOf("x"), "");
}

TEST(Url, ReferencesResolveAsInABrowser)
{
    const std::string base = "https://a.example/b/c?d#e";
    const auto at = [&base](std::string_view reference) { return resolveUrl(base, reference).value_or("refused"); };
    EXPECT_EQ(at("/x"), "https://a.example/x");
    EXPECT_EQ(at("x"), "https://a.example/b/x");
    EXPECT_EQ(at("../x"), "https://a.example/x");
    EXPECT_EQ(at("?q=1"), "https://a.example/b/c?q=1");
    EXPECT_EQ(at("//b.example/x"), "https://b.example/x");
    EXPECT_EQ(at("http://b.example"), "http://b.example/");
    EXPECT_EQ(at(""), "https://a.example/b/c?d");
    EXPECT_EQ(at("javascript:alert(1)"), "refused");
    EXPECT_EQ(at("file:///etc/passwd"), "refused");
    EXPECT_EQ(at("/x\r\nSet-Cookie: y"), "refused");
    EXPECT_FALSE(resolveUrl("nonsense", "/x"));
}

TEST(Url, EscapesRoundTrip)
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    EXPECT_EQ(percentDecode(percentEncode(all)), all);
    EXPECT_EQ(percentEncode("a b/ü~"), "a%20b%2F%C3%BC~");
    EXPECT_EQ(percentDecode("%", false), "%");
    EXPECT_EQ(percentDecode("%4", false), "%4");
    EXPECT_EQ(percentDecode("%zz%41+", false), "%zzA+");
    EXPECT_EQ(percentDecode("a+b", true), "a b");
    const FormFields fields{{"a", "1 2"}, {"b&", "=+ü"}, {"c", ""}};
    EXPECT_EQ(formDecode(formEncode(fields)), fields);
    EXPECT_EQ(formDecode("&&a&b=").size(), 2U);
    EXPECT_EQ(withQuery("https://a.example/x?y=1#z", {{"q", "r"}}), "https://a.example/x?y=1&q=r#z");
    EXPECT_EQ(withQuery("https://a.example/x", {{"q", "r"}}), "https://a.example/x?q=r");
    EXPECT_EQ(withQuery("https://a.example/x", {}), "https://a.example/x");
}

TEST(Url, AnyMutationIsAUrlOrARefusal)
{
    const std::string good = "https://ann:pw@social.example:8443/@ann/1?x=y#top";
    for (std::size_t cut = 0; cut <= good.size(); ++cut) (void)parseUrl(good.substr(0, cut));
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            auto bad = good;
            bad[at] = static_cast<char>(byte);
            const auto url = parseUrl(bad);
            if (!url) continue;
            EXPECT_EQ(url->text.find_first_of("\r\n "), std::string::npos);
            const auto again = parseUrl(url->text);
            ASSERT_TRUE(again) << bad;
            EXPECT_EQ(again->host, url->host) << bad;
        }
    }
    std::mt19937 random{3};
    for (int round = 0; round < 2000; ++round) {
        std::string reference(random() % 30, '\0');
        for (char& c : reference) c = static_cast<char>(random());
        (void)resolveUrl("https://a.example/b", reference);
        (void)formDecode(reference);
    }
}
