#include "feed_item.h"
#include "quarterdeck/base/text.h"

namespace qd::feed {

Result<Document> parseFeed(std::string_view body, std::string_view contentType, std::string_view feedUrl)
{
    const auto text = toUtf8(body, contentType);
    auto start = std::string_view(text);
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    start = trim(start);
    if (start.empty()) return fail(Errc::BadReply, "the answer is empty");
    return start.front() == '{' ? parseJsonFeed(start, feedUrl) : parseXmlFeed(start, feedUrl);
}

} // namespace qd::feed
