#include "quarterdeck/net/curl_http_client.h"

#include "net/support/outcome_box.h"
#include "net/support/raw_server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>

using namespace qd;
using namespace qd::test;
using namespace std::chrono_literals;

namespace {

HttpFailure failureOf(const HttpRequest& request, const CurlOptions& options = {})
{
    CurlHttpClient client{options};
    const auto outcome = sendAndWait(client, request);
    if (!outcome) return outcome.error();
    ADD_FAILURE() << "answered with " << outcome->status;
    return {{Errc::Storage, ""}, SentState::NotSent};
}

HttpRequest postLocal(std::string url)
{
    auto request = getLocal(std::move(url));
    request.method = "POST";
    request.body = "text=hello";
    return request;
}

/// What gzip makes of so many blanks.
std::string gzipOfBlanks(int mebibytes)
{
    const auto command = "head -c " + std::to_string(mebibytes) + "M /dev/zero | gzip -9";
    std::string bytes;
    FILE* const pipe = popen(command.c_str(), "r");
    char part[4096];
    for (std::size_t count = 0; (count = fread(part, 1, sizeof part, pipe)) > 0;) bytes.append(part, count);
    pclose(pipe);
    return bytes;
}

} // namespace

TEST(CurlFaults, ARefusedConnectionSentNothing)
{
    int closedPort = 0;
    {
        const RawServer server{[](RawConnection&) {}};
        closedPort = server.port();
    }
    const auto failure = failureOf(postLocal("http://127.0.0.1:" + std::to_string(closedPort) + "/"));
    EXPECT_EQ(failure.error.code, Errc::Network);
    EXPECT_EQ(failure.sent, SentState::NotSent);
}

TEST(CurlFaults, AnUnknownNameSentNothing)
{
    const auto failure = failureOf(postLocal("http://no-such-host.invalid/"));
    EXPECT_EQ(failure.error.code, Errc::Network);
    EXPECT_EQ(failure.sent, SentState::NotSent);
}

TEST(CurlFaults, SilenceEndsAtTheDeadlineAndMayHaveActed)
{
    const RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.waitForClose();
    }};
    auto request = postLocal(server.url());
    request.deadline = 200ms;
    const auto before = std::chrono::steady_clock::now();
    const auto failure = failureOf(request);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
    EXPECT_EQ(failure.error.code, Errc::Network);
    EXPECT_EQ(failure.sent, SentState::MaybeSent);
}

TEST(CurlFaults, AResetAfterTheRequestWasReadMayHaveActed)
{
    const RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.reset();
    }};
    const auto failure = failureOf(postLocal(server.url()));
    EXPECT_EQ(failure.error.code, Errc::Network);
    EXPECT_EQ(failure.sent, SentState::MaybeSent);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST(CurlFaults, APostIsWrittenOnceEvenWhereAKeptConnectionBreaks)
{
    // The server answers the first GET on each connection and cuts the line at whatever follows it.
    const RawServer server{[](RawConnection& connection) {
        if (connection.readRequest().starts_with("GET")) {
            connection.answer("ok");
            connection.readRequest();
        }
        connection.reset();
    }};
    CurlHttpClient client;
    ASSERT_TRUE(sendAndWait(client, getLocal(server.url())));
    const auto posted = sendAndWait(client, postLocal(server.url("/post")));
    ASSERT_FALSE(posted);
    EXPECT_EQ(posted.error().sent, SentState::MaybeSent);
    int posts = 0;
    for (const auto& request : server.requests()) posts += request.starts_with("POST");
    EXPECT_EQ(posts, 1);
    // A GET is repeated on a new connection, and nobody notices.
    EXPECT_TRUE(sendAndWait(client, getLocal(server.url("/again"))));
}

TEST(CurlFaults, ACutBodyIsNoAnswer)
{
    const RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1,2,3");
    }};
    const auto failure = failureOf(getLocal(server.url()));
    EXPECT_EQ(failure.error.code, Errc::Network);
    EXPECT_EQ(failure.sent, SentState::MaybeSent);
}

TEST(CurlFaults, ACutChunkIsNoAnswer)
{
    const RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n[1,2,3");
    }};
    EXPECT_EQ(failureOf(getLocal(server.url())).error.code, Errc::Network);
}

TEST(CurlFaults, GarbageIsABadReply)
{
    for (const std::string garbage : {"\x16\x03\x01 what?\r\n\r\n", "SSH-2.0-server\r\n", "HTTP/banana\r\n\r\n"}) {
        const RawServer server{[&garbage](RawConnection& connection) {
            connection.readRequest();
            connection.write(garbage);
        }};
        const auto failure = failureOf(getLocal(server.url()));
        EXPECT_TRUE(failure.error.code == Errc::BadReply || failure.error.code == Errc::Network) << garbage;
    }
}

TEST(CurlFaults, AnEndlessBodyIsCutAtTheLimit)
{
    std::atomic<std::size_t> written{0};
    const RawServer server{[&written](RawConnection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
        while (connection.write(chunk)) written += 0x10000;
    }};
    auto request = getLocal(server.url());
    request.maxBody = 1U << 20U;
    const auto failure = failureOf(request);
    EXPECT_EQ(failure.error.code, Errc::BadReply);
    EXPECT_NE(failure.error.detail.find("too large"), std::string::npos);
    EXPECT_LT(written.load(), 64U << 20U); // the limit and what the sockets hold, not what the server would give
}

TEST(CurlFaults, ABodyOfExactlyTheLimitIsTaken)
{
    const RawServer server{[](RawConnection& connection) {
        while (!connection.readRequest().empty()) connection.answer(std::string(5000, 'x'));
    }};
    CurlHttpClient client;
    auto request = getLocal(server.url());
    request.maxBody = 5000;
    EXPECT_TRUE(sendAndWait(client, request));
    request.maxBody = 4999;
    const auto over = sendAndWait(client, request);
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().error.code, Errc::BadReply);
}

TEST(CurlFaults, ACompressedBombIsCountedDecompressed)
{
    const auto bomb = gzipOfBlanks(100);
    ASSERT_GT(bomb.size(), 50'000U);
    ASSERT_LT(bomb.size(), 1U << 20U);
    const RawServer server{[&bomb](RawConnection& connection) {
        connection.readRequest();
        connection.answer(bomb, "Content-Encoding: gzip\r\n");
    }};
    const auto failure = failureOf(getLocal(server.url()));
    EXPECT_EQ(failure.error.code, Errc::BadReply);
    EXPECT_NE(failure.error.detail.find("too large"), std::string::npos);
}

TEST(CurlFaults, EndlessHeadersAreCut)
{
    const RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 200 OK\r\n");
        const auto field = "X-More: " + std::string(8000, 'x') + "\r\n";
        while (connection.write(field)) {}
    }};
    EXPECT_EQ(failureOf(getLocal(server.url())).error.code, Errc::BadReply);
}

TEST(CurlFaults, ATrickleIsEndedBeforeTheDeadline)
{
    const RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nx");
        connection.waitForClose();
    }};
    auto request = getLocal(server.url());
    request.deadline = 60s;
    const auto before = std::chrono::steady_clock::now();
    const auto failure = failureOf(request, {.stallDeadline = 1s});
    EXPECT_LT(std::chrono::steady_clock::now() - before, 20s);
    EXPECT_EQ(failure.error.code, Errc::Network);
}

TEST(CurlFaults, InterimAnswersAreNotTheAnswer)
{
    const RawServer server{[](RawConnection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n");
        connection.answer("final", "X-Late: 1\r\n");
    }};
    CurlHttpClient client;
    const auto outcome = sendAndWait(client, getLocal(server.url()));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->status, 200);
    EXPECT_EQ(outcome->body, "final");
    EXPECT_FALSE(outcome->headers.find("x-early"));
    EXPECT_TRUE(outcome->headers.find("x-late"));
}
