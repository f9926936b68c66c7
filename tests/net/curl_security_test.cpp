#include "quarterdeck/net/curl_http_client.h"

#include "net/support/local_server.h"
#include "net/support/outcome_box.h"
#include "net/support/raw_server.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

using namespace qd;
using namespace qd::test;

namespace {

/// A private authority and two certificates, made once for all tests of this file.
class TlsTest : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        std::string name = testing::TempDir() + "qdtlsXXXXXX";
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        s_folder = name;
        const std::string script =
            "cd '" + s_folder.string() + "' && exec >/dev/null 2>&1 && "
            "K='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2' && "
            "openssl req -x509 $K -keyout ca.key -out ca.pem -subj '/CN=Made Up Authority' && "
            "for c in 'good IP:127.0.0.1' 'wrong DNS:elsewhere.example'; do set -- $c && "
            "openssl req $K -keyout $1.key -out $1.csr -subj '/CN=Test' && "
            "echo subjectAltName=$2 >$1.ext && "
            "openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile $1.ext -out $1.pem "
            "|| exit 1; done";
        ASSERT_EQ(std::system(script.c_str()), 0) << "openssl could not make certificates";
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(s_folder); }

    static std::unique_ptr<LocalServer> serve(const std::string& certificate)
    {
        const auto base = (s_folder / certificate).string();
        auto server = std::make_unique<LocalServer>(
            std::make_unique<httplib::SSLServer>((base + ".pem").c_str(), (base + ".key").c_str()));
        server->routes().Get("/", [](const httplib::Request&, httplib::Response& response) {
            response.set_content("sealed", "text/plain");
        });
        server->routes().Get("/down", [](const httplib::Request&, httplib::Response& response) {
            response.set_redirect("http://127.0.0.1:9/");
        });
        server->start();
        return server;
    }
    static inline std::filesystem::path s_folder;
};

} // namespace

TEST_F(TlsTest, ATrustedCertificateIsAccepted)
{
    const auto server = serve("good");
    CurlHttpClient client{{.caFile = s_folder / "ca.pem"}};
    const auto outcome = sendAndWait(client, getLocal(server->url("/", "https")));
    ASSERT_TRUE(outcome) << outcome.error().error.detail;
    EXPECT_EQ(outcome->body, "sealed");
}

TEST_F(TlsTest, AnUnknownAuthorityIsRefusedBeforeAnythingIsSent)
{
    const auto server = serve("good");
    CurlHttpClient client;
    auto request = getLocal(server->url("/", "https"));
    request.method = "POST";
    const auto outcome = sendAndWait(client, request);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().error.code, Errc::Network);
    EXPECT_NE(outcome.error().error.detail.find("not trusted"), std::string::npos);
    EXPECT_EQ(outcome.error().sent, SentState::NotSent);
}

TEST_F(TlsTest, ACertificateForAnotherHostIsRefused)
{
    const auto server = serve("wrong");
    CurlHttpClient client{{.caFile = s_folder / "ca.pem"}};
    const auto outcome = sendAndWait(client, getLocal(server->url("/", "https")));
    ASSERT_FALSE(outcome);
    EXPECT_NE(outcome.error().error.detail.find("not trusted"), std::string::npos);
    EXPECT_EQ(outcome.error().sent, SentState::NotSent);
}

TEST_F(TlsTest, ARedirectOutOfTlsIsRefused)
{
    const auto server = serve("good");
    CurlHttpClient client{{.caFile = s_folder / "ca.pem"}};
    const auto outcome = sendAndWait(client, getLocal(server->url("/down", "https")));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().error.code, Errc::Invalid);
    EXPECT_NE(outcome.error().error.detail.find("https to http"), std::string::npos);
}

namespace {

/// A server that would answer anybody, and a client whose name server points a public name at it.
struct Rebinding {
    RawServer server{[](RawConnection& connection) {
        while (!connection.readRequest().empty()) connection.answer("inside");
    }};
    CurlHttpClient client{{.resolve = {"public.example:" + std::to_string(server.port()) + ":127.0.0.1"}}};

    HttpOutcome get(const std::string& host, bool allowPrivate)
    {
        auto request = getLocal(server.url("/", host));
        request.allowPrivateHost = allowPrivate;
        return sendAndWait(client, request);
    }
};

} // namespace

TEST(PrivateHosts, AreRefusedHoweverTheyAreWritten)
{
    Rebinding world;
    for (const std::string host : {"127.0.0.1", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "[::1]",
                                   "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254", "0.0.0.0"}) {
        const auto outcome = world.get(host, false);
        ASSERT_FALSE(outcome) << host;
        EXPECT_EQ(outcome.error().error.code, Errc::Invalid) << host;
        EXPECT_EQ(outcome.error().sent, SentState::NotSent) << host;
    }
    EXPECT_EQ(world.server.connections(), 0);
}

TEST(PrivateHosts, APublicNameForAPrivateAddressIsRefused)
{
    Rebinding world;
    const auto outcome = world.get("public.example", false);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().error.code, Errc::Invalid);
    EXPECT_NE(outcome.error().error.detail.find("private"), std::string::npos);
    EXPECT_EQ(world.server.connections(), 0);
}

TEST(PrivateHosts, AConnectionOpenedByLeaveIsNotOpenToOthers)
{
    Rebinding world;
    ASSERT_TRUE(world.get("public.example", true));
    const auto outcome = world.get("public.example", false); // the kept connection would serve
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().error.code, Errc::Invalid);
    EXPECT_EQ(outcome.error().sent, SentState::NotSent);
    EXPECT_EQ(world.server.requests().size(), 1U);
}

TEST(PrivateHosts, BehindAProxyNamesAreItsToResolveButAddressesStayRefused)
{
    const RawServer proxy{[](RawConnection& connection) {
        while (!connection.readRequest().empty()) connection.answer("through");
    }};
    CurlHttpClient client{{.proxy = proxy.url()}};
    HttpRequest request;
    request.url = "http://public.example/feed";
    const auto outcome = sendAndWait(client, request);
    ASSERT_TRUE(outcome) << outcome.error().error.detail;
    EXPECT_EQ(outcome->body, "through");
    EXPECT_TRUE(proxy.requests().at(0).starts_with("GET http://public.example/feed HTTP/1.1\r\n"));
    request.url = "http://169.254.169.254/latest";
    EXPECT_FALSE(sendAndWait(client, request));
    EXPECT_EQ(proxy.requests().size(), 1U);
}

TEST(PrivateHosts, AProxyOfTheEnvironmentIsNotUsedUnasked)
{
    const RawServer proxy{[](RawConnection& connection) {
        connection.readRequest();
        connection.answer("through");
    }};
    const RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.answer("straight");
    }};
    setenv("http_proxy", proxy.url().c_str(), 1);
    CurlHttpClient client;
    const auto outcome = sendAndWait(client, getLocal(server.url()));
    unsetenv("http_proxy");
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->body, "straight");
}

TEST(Redirects, AnotherOriginNeverSeesTheBearer)
{
    const RawServer second{[](RawConnection& connection) {
        connection.readRequest();
        connection.answer("there");
    }};
    const RawServer first{[&second](RawConnection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 301 Moved\r\nLocation: " + second.url("/new") + "\r\nContent-Length: 0\r\n\r\n");
    }};
    CurlHttpClient client;
    auto request = getLocal(first.url("/old"));
    request.bearer = "made-up-token";
    request.headers = {{"Cookie", "session=1"}, {"Authorization", "Basic eA=="}, {"If-None-Match", "\"v1\""}};
    const auto outcome = sendAndWait(client, request);
    ASSERT_TRUE(outcome) << outcome.error().error.detail;
    EXPECT_EQ(outcome->body, "there");
    EXPECT_EQ(outcome->finalUrl, second.url("/new"));
    EXPECT_TRUE(outcome->permanentRedirect);
    EXPECT_NE(first.requests().at(0).find("made-up-token"), std::string::npos);
    const auto seen = second.requests().at(0);
    EXPECT_EQ(seen.find("made-up-token"), std::string::npos);
    EXPECT_EQ(seen.find("Authorization"), std::string::npos);
    EXPECT_EQ(seen.find("session"), std::string::npos);
    EXPECT_NE(seen.find("If-None-Match"), std::string::npos);
}

TEST(Redirects, AnotherHostMayNotBeAPrivateOneEvenForAPrivateAccount)
{
    const RawServer second{[](RawConnection& connection) { connection.readRequest(); }};
    const RawServer first{[&second](RawConnection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 302 Found\r\nLocation: " + second.url("/", "localhost") +
                         "\r\nContent-Length: 0\r\n\r\n");
    }};
    CurlHttpClient client;
    const auto outcome = sendAndWait(client, getLocal(first.url()));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().error.code, Errc::Invalid);
    EXPECT_EQ(second.connections(), 0);
}

TEST(Redirects, ALoopEndsAfterFiveHops)
{
    const RawServer server{[](RawConnection& connection) {
        while (!connection.readRequest().empty())
            connection.write("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
    }};
    CurlHttpClient client;
    const auto outcome = sendAndWait(client, getLocal(server.url()));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().error.code, Errc::Invalid);
    EXPECT_EQ(server.requests().size(), 6U);
}

TEST(Redirects, APostIsNotFollowed)
{
    const RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    }};
    CurlHttpClient client;
    auto request = getLocal(server.url());
    request.method = "POST";
    const auto outcome = sendAndWait(client, request);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->status, 307);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST(Requests, WhatWouldForgeAHeaderIsRefused)
{
    CurlHttpClient client;
    const auto refused = [&client](auto&& spoil) {
        auto request = getLocal("http://127.0.0.1:9/");
        spoil(request);
        const auto outcome = sendAndWait(client, request);
        return !outcome && outcome.error().error.code == Errc::Invalid && outcome.error().sent == SentState::NotSent;
    };
    EXPECT_TRUE(refused([](HttpRequest& request) { request.bearer = "a\r\nHost: b"; }));
    EXPECT_TRUE(refused([](HttpRequest& request) { request.headers = {{"X", "a\nb"}}; }));
    EXPECT_TRUE(refused([](HttpRequest& request) { request.headers = {{"X:", "a"}}; }));
    EXPECT_TRUE(refused([](HttpRequest& request) { request.headers = {{"", "a"}}; }));
    EXPECT_TRUE(refused([](HttpRequest& request) { request.method = "GET / HTTP/1.1\r\nX:"; }));
    EXPECT_TRUE(refused([](HttpRequest& request) { request.url = "http://127.0.0.1:9/\r\nX: y"; }));
    EXPECT_TRUE(refused([](HttpRequest& request) { request.url = "http://ann:secret@127.0.0.1:9/"; }));
    EXPECT_TRUE(refused([](HttpRequest& request) { request.url = "file:///etc/passwd"; }));
    EXPECT_TRUE(refused([](HttpRequest& request) { request.url = "ftp://127.0.0.1/"; }));
    EXPECT_TRUE(refused([](HttpRequest& request) { request.url = ""; }));
}
