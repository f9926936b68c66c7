#include "sandbox/feeds.h"

#include "sandbox/digest.h"
#include "sandbox/stamp.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::sandbox {
namespace {

constexpr std::size_t kWindow = 40;

struct Channel {
    std::string name, title, home, self;
    std::vector<Article> items; ///< newest first
    UtcMillis updated{};
};

std::string rss(const Channel& channel)
{
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
                      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n<title>" +
                      escapeHtml(channel.title) + "</title>\n<link>" + channel.home + "</link>\n<description>" + escapeHtml(channel.title) +
                      "</description>\n<ttl>30</ttl>\n<lastBuildDate>" + mailDate(channel.updated) + "</lastBuildDate>\n<atom:link rel=\"self\" href=\"" +
                      channel.self + "\" type=\"application/rss+xml\"/>\n";
    for (const Article& item : channel.items) {
        out += "<item>\n<title>" + escapeHtml(item.title) + "</title>\n<link>" + escapeHtml(item.url) + "</link>\n<guid isPermaLink=\"false\">" +
               escapeHtml(item.id) + "</guid>\n<pubDate>" + mailDate(item.published) + "</pubDate>\n<dc:creator>" + escapeHtml(item.author) +
               "</dc:creator>\n<description>" + escapeHtml(item.html.substr(0, item.html.find("</p>") + 4)) + "</description>\n<content:encoded><![CDATA[" +
               item.html + "]]></content:encoded>\n</item>\n";
    }
    return out + "</channel>\n</rss>\n";
}

std::string atom(const Channel& channel)
{
    std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>" + escapeHtml(channel.title) +
                      "</title>\n<id>" + channel.home + "/</id>\n<link href=\"" + channel.home + "/\"/>\n<link rel=\"self\" href=\"" + channel.self +
                      "\"/>\n<updated>" + isoMillis(channel.updated) + "</updated>\n";
    for (const Article& item : channel.items)
        out += "<entry xml:lang=\"" + item.lang + "\">\n<title type=\"text\">" + escapeHtml(item.title) + "</title>\n<id>" + escapeHtml(item.id) +
               "</id>\n<link rel=\"alternate\" href=\"" + escapeHtml(item.url) + "\"/>\n<published>" + isoMillis(item.published) + "</published>\n<updated>" +
               isoMillis(item.updated) + "</updated>\n<author><name>" + escapeHtml(item.author) + "</name></author>\n<content type=\"html\">" +
               escapeHtml(item.html) + "</content>\n</entry>\n";
    return out + "</feed>\n";
}

std::string jsonFeed(const Channel& channel)
{
    nlohmann::json items = nlohmann::json::array();
    for (const Article& item : channel.items)
        items.push_back({{"id", item.id}, {"url", item.url}, {"title", item.title}, {"content_html", item.html}, {"language", item.lang},
                         {"date_published", isoMillis(item.published)}, {"date_modified", isoMillis(item.updated)},
                         {"authors", {{{"name", item.author}}}}});
    return nlohmann::json{{"version", "https://jsonfeed.org/version/1.1"}, {"title", channel.title}, {"home_page_url", channel.home},
                          {"feed_url", channel.self}, {"items", items}}.dump();
}

} // namespace

void Feeds::add(const std::string& feed, Article article)
{
    remove(feed, article.id);
    auto& list = m_feeds[feed];
    const auto place = std::upper_bound(list.begin(), list.end(), article.published,
                                        [](UtcMillis t, const Article& other) { return t < other.published; });
    list.insert(place, std::move(article));
}

void Feeds::remove(const std::string& feed, const std::string& id)
{
    auto& list = m_feeds[feed];
    list.erase(std::remove_if(list.begin(), list.end(), [&](const Article& a) { return a.id == id; }), list.end());
}

std::vector<std::string> Feeds::names() const
{
    std::vector<std::string> out;
    for (const auto& [name, list] : m_feeds) out.push_back(name);
    return out;
}

std::optional<Article> Feeds::find(const std::string& feed, const std::string& id) const
{
    const auto list = m_feeds.find(feed);
    if (list == m_feeds.end()) return std::nullopt;
    for (const Article& article : list->second)
        if (article.id == id) return article;
    return std::nullopt;
}

std::optional<Answer> Feeds::handle(const Call& call, UtcMillis now) const
{
    if (!call.path.starts_with("/feeds/")) return std::nullopt;
    const Answer missing{404, "<h1>Not Found</h1>", "text/html; charset=utf-8"};
    if (call.method != "GET") return Answer{405, "<h1>Method Not Allowed</h1>", "text/html; charset=utf-8"};
    const std::size_t dot = call.path.rfind('.');
    const std::string name = call.path.substr(7, dot == std::string::npos ? dot : dot - 7);
    const std::string kind = dot == std::string::npos ? "" : call.path.substr(dot + 1);
    if (name == "gone") return Answer{410, "<h1>Gone</h1>", "text/html; charset=utf-8"};
    if (name == "moved") {
        Answer answer{301, "", "text/html; charset=utf-8"};
        answer.headers.emplace_back("Location", call.baseUrl() + "/feeds/rail-news." + kind);
        return answer;
    }
    const auto held = m_feeds.find(name);
    if (held == m_feeds.end() || (kind != "rss" && kind != "atom" && kind != "json")) return missing;

    Channel channel;
    channel.name = name;
    channel.title = name == "forum" ? "Platform Nine & a Bit: riders' forum" : name == "rail-news" ? "The Branch Line Gazette" : name;
    channel.home = "https://" + name + ".example";
    channel.self = call.baseUrl() + call.path;
    for (auto it = held->second.rbegin(); it != held->second.rend() && channel.items.size() < kWindow; ++it)
        if (it->published <= now) channel.items.push_back(*it);
    for (const Article& item : channel.items) channel.updated = std::max(channel.updated, item.updated);

    Answer answer;
    answer.type = kind == "rss" ? "application/rss+xml; charset=utf-8" : kind == "atom" ? "application/atom+xml; charset=utf-8" : "application/feed+json; charset=utf-8";
    answer.body = kind == "rss" ? rss(channel) : kind == "atom" ? atom(channel) : jsonFeed(channel);
    const std::string etag = "\"" + shortHash(answer.body) + "\"", modified = httpDate(channel.updated);
    answer.headers = {{"ETag", etag}, {"Last-Modified", modified}, {"Cache-Control", "max-age=60"}};
    const std::string asked = call.header("if-none-match");
    const bool same = asked.empty() ? call.header("if-modified-since") == modified : asked == etag;
    if (same) {
        answer.status = 304;
        answer.body.clear();
    }
    return answer;
}

} // namespace qd::sandbox
