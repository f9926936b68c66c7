#include "quarterdeck/net/curl_http_client.h"

#include "net/support/local_server.h"
#include "net/support/outcome_box.h"
#include "net/support/raw_server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

using namespace qd;
using namespace qd::test;
using namespace std::chrono_literals;

TEST(CurlHttpClient, BringsStatusHeadersAndBody)
{
    LocalServer server;
    server.routes().Get("/hello", [](const httplib::Request& request, httplib::Response& response) {
        response.status = 404;
        response.set_header("X-Made-Up", "Yes");
        response.set_content(request.get_header_value("User-Agent"), "text/plain");
    });
    server.start();
    CurlHttpClient client{{.userAgent = "Quarterdeck/9 (+https://desk.example/)"}};
    const auto outcome = sendAndWait(client, getLocal(server.url("/hello")));
    ASSERT_TRUE(outcome) << outcome.error().error.detail;
    EXPECT_EQ(outcome->status, 404);
    EXPECT_EQ(outcome->body, "Quarterdeck/9 (+https://desk.example/)");
    EXPECT_EQ(outcome->headers.get("x-made-up"), "Yes");
    EXPECT_EQ(outcome->headers.begin()->first.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), std::string::npos);
    EXPECT_EQ(outcome->finalUrl, server.url("/hello"));
    EXPECT_FALSE(outcome->permanentRedirect);
    EXPECT_GT(outcome->wireBytes, outcome->body.size());
}

TEST(CurlHttpClient, SendsMethodBodyHeadersAndBearer)
{
    RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.answer("ok");
    }};
    CurlHttpClient client;
    auto request = getLocal(server.url("/api?a=b"));
    request.method = "POST";
    request.body = R"({"text":"hi"})";
    request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", "k1"}, {"X-Empty", ""}};
    request.bearer = "made-up-token";
    ASSERT_TRUE(sendAndWait(client, request));
    const auto seen = server.requests().at(0);
    EXPECT_TRUE(seen.starts_with("POST /api?a=b HTTP/1.1\r\n")) << seen;
    EXPECT_NE(seen.find("Authorization: Bearer made-up-token\r\n"), std::string::npos);
    EXPECT_NE(seen.find("Content-Type: application/json\r\n"), std::string::npos);
    EXPECT_NE(seen.find("Idempotency-Key: k1\r\n"), std::string::npos);
    EXPECT_NE(seen.find("X-Empty:\r\n"), std::string::npos);
    EXPECT_EQ(seen.find("Expect:"), std::string::npos);
    EXPECT_TRUE(seen.ends_with("\r\n\r\n{\"text\":\"hi\"}"));
}

TEST(CurlHttpClient, EachMethodKeepsItsName)
{
    RawServer server{[](RawConnection& connection) {
        while (!connection.readRequest().empty()) connection.write("HTTP/1.1 204 No Content\r\n\r\n");
    }};
    CurlHttpClient client;
    for (const std::string method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}) {
        auto request = getLocal(server.url());
        request.method = method;
        const auto outcome = sendAndWait(client, request);
        ASSERT_TRUE(outcome) << method << outcome.error().error.detail;
        EXPECT_EQ(outcome->status, 204);
        EXPECT_TRUE(server.requests().back().starts_with(method + " / HTTP/1.1\r\n")) << method;
    }
}

TEST(CurlHttpClient, AnEtagComesBackAsNotModified)
{
    LocalServer server;
    server.routes().Get("/feed", [](const httplib::Request& request, httplib::Response& response) {
        response.set_header("ETag", "\"v1\"");
        if (request.get_header_value("If-None-Match") == "\"v1\"") response.status = 304;
        else response.set_content("<rss/>", "application/rss+xml");
    });
    server.start();
    CurlHttpClient client;
    const auto first = sendAndWait(client, getLocal(server.url("/feed")));
    ASSERT_TRUE(first);
    auto again = getLocal(server.url("/feed"));
    again.headers = {{"If-None-Match", std::string{first->headers.get("ETag")}}};
    const auto second = sendAndWait(client, again);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->status, 304);
    EXPECT_TRUE(second->body.empty());
}

TEST(CurlHttpClient, ReusesItsConnection)
{
    RawServer server{[](RawConnection& connection) {
        while (!connection.readRequest().empty()) connection.answer("ok");
    }};
    CurlHttpClient client;
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(sendAndWait(client, getLocal(server.url())));
    EXPECT_EQ(server.connections(), 1);
}

TEST(CurlHttpClient, DecodesCompressionAndCountsTheWire)
{
    LocalServer server;
    server.routes().Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::string(100'000, 'x'), "text/plain");
    });
    server.start();
    CurlHttpClient client;
    const auto outcome = sendAndWait(client, getLocal(server.url("/")));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->body, std::string(100'000, 'x'));
    ASSERT_TRUE(outcome->headers.find("content-encoding")) << "the server did not compress";
    EXPECT_LT(outcome->wireBytes, 10'000U);
}

TEST(CurlHttpClient, AReceiverMaySendAgain)
{
    RawServer server{[](RawConnection& connection) {
        while (!connection.readRequest().empty()) connection.answer("ok");
    }};
    OutcomeBox box;
    CurlHttpClient client;
    client.send(getLocal(server.url("/1")), [&](const HttpOutcome&) { client.send(getLocal(server.url("/2")), box.receiver()); });
    ASSERT_TRUE(box.waitFor(1));
    EXPECT_TRUE(box.outcomes()[0]);
    EXPECT_EQ(server.requests().size(), 2U);
}

TEST(CurlHttpClient, AReceiverThatThrowsHarmsNobodyElse)
{
    RawServer server{[](RawConnection& connection) {
        while (!connection.readRequest().empty()) connection.answer("ok");
    }};
    CurlHttpClient client;
    client.send(getLocal(server.url()), [](const HttpOutcome&) { throw std::runtime_error{"a broken caller"}; });
    EXPECT_TRUE(sendAndWait(client, getLocal(server.url())));
}

TEST(CurlHttpClient, ASlowServerDelaysOnlyItself)
{
    std::latch fastOnesDone{40};
    RawServer slow{[&fastOnesDone](RawConnection& connection) {
        while (!connection.readRequest().empty()) {
            fastOnesDone.wait(); // would hang if the fast ones waited for the slow ones
            connection.answer("slow");
        }
    }};
    RawServer fast{[](RawConnection& connection) {
        while (!connection.readRequest().empty()) connection.answer("fast");
    }};
    OutcomeBox slowBox;
    CurlHttpClient client{{.connections = 8}};
    for (int i = 0; i < 10; ++i) client.send(getLocal(slow.url()), slowBox.receiver());
    for (int i = 0; i < 40; ++i)
        client.send(getLocal(fast.url()), [&fastOnesDone](const HttpOutcome& outcome) {
            EXPECT_TRUE(outcome);
            fastOnesDone.count_down();
        });
    ASSERT_TRUE(slowBox.waitFor(10));
    for (const auto& outcome : slowBox.outcomes()) EXPECT_TRUE(outcome);
    EXPECT_LE(slow.connections(), 6);
    EXPECT_LE(fast.connections(), 6);
}

TEST(CurlHttpClient, TheDeadlineCountsTheTimeInTheQueue)
{
    RawServer hung{[](RawConnection& connection) {
        connection.readRequest();
        connection.waitForClose();
    }};
    OutcomeBox box;
    CurlHttpClient client{{.connectionsPerHost = 1}};
    auto first = getLocal(hung.url("/first"));
    first.deadline = 10s;
    client.send(first, [](const HttpOutcome&) {});
    auto second = getLocal(hung.url("/second"));
    second.deadline = 50ms;
    client.send(second, box.receiver());
    ASSERT_TRUE(box.waitFor(1, 5s));
    const auto outcome = box.outcomes()[0];
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().error.code, Errc::Network);
    EXPECT_EQ(outcome.error().sent, SentState::NotSent);
    client.cancelAll();
}

TEST(CurlHttpClient, CancelAllEndsWhatWaitsAndWhatRunsButNotWhatComesLater)
{
    std::latch arrived{2};
    RawServer server{[&arrived](RawConnection& connection) {
        const auto request = connection.readRequest();
        if (request.starts_with("GET /later")) return connection.answer("ok");
        arrived.count_down();
        connection.waitForClose();
    }};
    OutcomeBox box;
    CurlHttpClient client{{.connectionsPerHost = 2}};
    for (int i = 0; i < 5; ++i) client.send(getLocal(server.url("/hang")), box.receiver());
    arrived.wait();
    client.cancelAll();
    ASSERT_TRUE(box.waitFor(5));
    int maybeSent = 0;
    for (const auto& outcome : box.outcomes()) {
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().error.code, Errc::Cancelled);
        maybeSent += outcome.error().sent == SentState::MaybeSent;
    }
    EXPECT_EQ(maybeSent, 2); // the two that the server had seen
    EXPECT_TRUE(sendAndWait(client, getLocal(server.url("/later"))));
}

TEST(CurlHttpClient, ItsEndAnswersEverybodyInBoundedTime)
{
    RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.waitForClose();
    }};
    OutcomeBox box;
    const auto before = std::chrono::steady_clock::now();
    {
        CurlHttpClient client;
        for (int i = 0; i < 30; ++i) client.send(getLocal(server.url()), box.receiver());
    }
    EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
    ASSERT_EQ(box.outcomes().size(), 30U);
    for (const auto& outcome : box.outcomes()) EXPECT_EQ(outcome.error().error.code, Errc::Cancelled);
}
