#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qd {

/// How a platform counts the length of a text.
enum class LengthUnit {
    CodePoints,        ///< Mastodon: characters; URLs cost `urlCost`, remote mentions only "@user"
    GraphemesAndBytes, ///< Bluesky: both limits hold
    Unlimited,
};

/// What a server told us about itself; read at connect and again once a day.
struct ServerLimits {
    LengthUnit unit{LengthUnit::CodePoints};
    int maxLength{500};
    int maxBytes{0}; ///< 0 = no byte limit
    int urlCost{0};  ///< 0 = URLs cost their length
    int maxMedia{4};
    int maxAltLength{1500};
    std::int64_t maxImageBytes{16LL << 20};
    std::int64_t maxVideoBytes{99LL << 20};
    std::vector<std::string> mediaTypes; ///< MIME types; empty = not told
    int directMaxLength{0};              ///< 0 = as public
    bool operator==(const ServerLimits&) const = default;
};

/// What the account can do here.
struct Capabilities {
    bool canReply{false};
    bool canDirect{false};
    bool canLike{false};
    bool canDelete{false};
    bool canMarkRead{false};
    bool canSearch{false};
    bool honoursIdempotencyKey{false};
    std::string software; ///< "mastodon 4.3.1", "gotosocial 0.17", "atproto"
    bool operator==(const Capabilities&) const = default;
};

enum class AccountState { Working, NeedsSignIn, Removed };

/// One handle, page or feed that we own or read.
struct Account {
    AccountId id{};
    std::string platform;
    std::string server;   ///< base URL without trailing slash; the feed's URL for feeds
    std::string nativeId; ///< account id, DID; "" for feeds
    std::string handle;   ///< "acmerail@mastodon.example"
    std::string name;
    std::string avatar;
    AccountState state{AccountState::Working};
    std::string secretKind; ///< which SecretStore holds its token: "keychain", "sealed-file", "" = needs none
    bool privateHost{false}; ///< its own server is on a private address: allowed for this account only
    bool sensitive{false};   ///< sending asks for confirmation
    ServerLimits limits;
    Capabilities capabilities;
    UtcMillis connectedAt{};
    int historyOpenHours{24};
};

enum class SourceKind { Mentions, Messages, Comments, Search, Hashtag, Timeline, Own };

/// Anything polled.
struct Source {
    SourceId id{};
    AccountId account{};
    SourceKind kind{SourceKind::Mentions};
    std::string query; ///< Search, Hashtag; "" otherwise
    bool enabled{true};
    UtcMillis connectedAt{}; ///< posts made before are history
};

/// A stretch of time of a source that we have not read (yet).
struct Gap {
    UtcMillis from{};
    UtcMillis to{};
    std::string why; ///< "page_cap", "outage", "platform_window", "filtered"
    bool filled{false};
};

/// How a source fares; written with each poll.
struct SourceHealth {
    SourceId source{};
    std::string cursor;                   ///< opaque
    std::optional<UtcMillis> checkedUpTo{}; ///< everything before was read, gaps aside
    std::optional<UtcMillis> lastPoll{};
    std::optional<UtcMillis> lastSuccess{};
    std::optional<UtcMillis> notBefore{}; ///< the platform asked for quiet until then
    int failures{0};                      ///< in a row
    std::string lastError;                ///< Errc name, "" = none
    std::optional<int> rateLimit{};
    std::optional<int> rateRemaining{};
    std::vector<Gap> gaps; ///< unfilled only
};

} // namespace qd
