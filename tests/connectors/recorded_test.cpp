#include "quarterdeck/connectors/connector.h"
#include "quarterdeck/net/url.h"
#include "support/fixture.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace qd {
namespace {

namespace fs = std::filesystem;

/// Recorded exchanges that are kept beside the project on the machines that have them.
const fs::path kRecorded = fs::path(QD_SOURCE_DIR) / ".." / "shared" / "fixtures";

/// How many posts a person would count in a list that these endpoints send.
std::size_t countable(const nlohmann::json& body, const std::string& endpoint)
{
    const auto ends = [&](const char* end) { return endpoint.size() >= std::string_view(end).size() && endpoint.ends_with(end); };
    std::size_t count = 0;
    const auto countIf = [&](const nlohmann::json& list, auto fits) {
        for (const auto& entry : list)
            if (fits(entry)) ++count;
    };
    if (endpoint.find("/timelines/") != std::string::npos || ends("/statuses")) {
        if (body.is_array()) countIf(body, [](const nlohmann::json& s) { return s.is_object() && s.contains("uri") && (!s.contains("reblog") || s["reblog"].is_null()); });
    } else if (ends("api/v1/notifications") && body.is_array()) {
        countIf(body, [](const nlohmann::json& n) { return n["type"] == "mention" && n.contains("status"); });
    } else if (ends("listNotifications")) {
        countIf(body["notifications"], [](const nlohmann::json& n) { return n["reason"] == "mention" || n["reason"] == "reply" || n["reason"] == "quote"; });
    } else if (ends("getTimeline") || ends("getFeed") || ends("getListFeed")) {
        countIf(body["feed"], [](const nlohmann::json& f) { return !f.contains("reason") || f["reason"]["$type"] != "app.bsky.feed.defs#reasonRepost"; });
    } else if (ends("getPosts") || ends("searchPosts") || ends("getQuotes")) {
        count = body["posts"].size();
    }
    return count;
}

struct Tally {
    int files{0};
    int decoded{0};
    std::size_t posts{0};
};

void decodeAll(const std::string& folder, const Connector& connector, Tally& tally)
{
    for (const auto& entry : fs::directory_iterator(kRecorded / folder)) {
        if (entry.path().extension() != ".json") continue;
        std::ifstream file{entry.path()};
        const auto envelope = nlohmann::json::parse(std::string{std::istreambuf_iterator<char>{file}, {}}, nullptr, false);
        if (!envelope.is_object() || envelope["request"]["method"] != "GET") continue;
        ++tally.files;
        const auto& recorded = envelope["response"];
        HttpResponse response;
        response.status = recorded["status"].get<int>();
        for (const auto& field : recorded["headers"].items())
            if (field.value().is_string()) response.headers.add(field.key(), field.value().get<std::string>());
        response.body = recorded.contains("body_text") && recorded["body_text"].is_string() ? recorded["body_text"].get<std::string>()
                        : recorded.contains("body")                                           ? recorded["body"].dump()
                                                                                              : std::string{};
        const auto url = parseUrl(envelope["request"]["url"].is_string() ? envelope["request"]["url"].get<std::string>() : std::string{});
        const std::string endpoint = url ? url->path : "api/v1/statuses/:id";
        const auto page = connector.decode(endpoint, response, fromInt(1'795'165'000'000));
        if (!page) continue;
        ++tally.decoded;
        tally.posts += page->posts.size();
        const bool ok = response.status == 200 && recorded.contains("body");
        if (!ok || !url) continue;
        EXPECT_GE(page->posts.size(), countable(recorded["body"], endpoint)) << entry.path().filename();
        for (const auto& post : page->posts) {
            EXPECT_FALSE(post.nativeKey.empty()) << entry.path().filename();
            EXPECT_TRUE(post.deleted || !post.author.nativeId.empty()) << entry.path().filename();
        }
    }
}

TEST(Recorded, EveryRecordedAnswerIsReadAndItsPostsComeOut)
{
    if (!fs::exists(kRecorded)) {
        std::cout << "no recorded answers beside the project: not tried\n";
        GTEST_SKIP();
    }
    Tally mastodon;
    decodeAll("mastodon", *findConnector("mastodon"), mastodon);
    decodeAll("gotosocial", *findConnector("mastodon"), mastodon);
    Tally bluesky;
    decodeAll("bluesky", *findConnector("bluesky"), bluesky);
    std::cout << "mastodon and gotosocial: " << mastodon.files << " files, " << mastodon.decoded << " read, " << mastodon.posts << " posts\n"
              << "bluesky: " << bluesky.files << " files, " << bluesky.decoded << " read, " << bluesky.posts << " posts\n";
    EXPECT_GT(mastodon.posts, 50U);
    EXPECT_GT(bluesky.posts, 50U);
}

} // namespace
} // namespace qd
