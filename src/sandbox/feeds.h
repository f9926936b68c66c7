#pragma once

#include "sandbox/demo.h"
#include "sandbox/wire.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qd::sandbox {

struct Article {
    std::string id;
    std::string title;
    std::string html;
    std::string author;
    std::string url;
    std::string lang;
    UtcMillis published{};
    UtcMillis updated{};
};

/// The feeds: each by name in three formats at /feeds/NAME.rss, .atom and .json, newest first, at most 40 items, with
/// ETag and Last-Modified. /feeds/moved.rss moves permanently, /feeds/gone.rss is gone.
/// Not guarded: the world's lock is held around each call.
class Feeds {
public:
    void add(const std::string& feed, Article article); ///< an article of the same id is replaced
    void remove(const std::string& feed, const std::string& id);
    std::vector<std::string> names() const;
    std::optional<Article> find(const std::string& feed, const std::string& id) const;
    /// @return nothing when the path is no path of a feed
    std::optional<Answer> handle(const Call& call, UtcMillis now) const;

private:
    std::map<std::string, std::vector<Article>> m_feeds; ///< oldest first
};

} // namespace qd::sandbox
