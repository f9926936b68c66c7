#pragma once

#include "connectors/feed_item.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace qd {

inline std::string feedFixture(const std::string& name)
{
    std::ifstream in(std::string(QD_FIXTURES "/feed/") + name, std::ios::binary);
    EXPECT_TRUE(in.good()) << name;
    return {std::istreambuf_iterator<char>(in), {}};
}

inline constexpr const char* kFeedUrl = "https://news.example/feed.xml";

inline feed::Document readFeed(const std::string& body, std::string_view contentType = {})
{
    auto document = feed::parseFeed(body, contentType, kFeedUrl);
    EXPECT_TRUE(document) << (document ? "" : document.error().detail);
    return document ? std::move(*document) : feed::Document{};
}

} // namespace qd
