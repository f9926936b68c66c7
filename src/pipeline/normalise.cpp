#include "quarterdeck/pipeline/normalise.h"

#include "pipeline/clean_html.h"
#include "pipeline/language.h"
#include "pipeline/plain_text.h"
#include "pipeline/web_link.h"
#include "quarterdeck/base/text.h"

#include <algorithm>
#include <utility>

namespace qd {
namespace {

constexpr std::size_t kMaxTitle = 1000; ///< bytes
constexpr std::size_t kMaxName = 256;
constexpr std::size_t kMaxMedia = 32;

/// Keys and references go back to the platform as they came: made valid, never shortened.
void makeValid(std::string& text)
{
    if (!isValidUtf8(text) || text.find('\0') != std::string::npos) text = toValidUtf8(text);
}

/// One line for people, blanks collapsed.
std::string oneLine(std::string_view text, std::size_t bytes)
{
    TextFlow flow;
    const auto kept = firstBytes(text, bytes);
    flow.add(kept);
    auto line = flow.take();
    if (kept.size() < text.size()) line += "…";
    return line;
}

std::string titleOf(const std::string& raw)
{
    if (raw.empty()) return {};
    if (raw.find_first_of("<&") == std::string::npos) return oneLine(raw, kMaxTitle);
    const auto text = oneLine(cleanHtml(raw, {}).text, kMaxTitle);
    return text.empty() ? oneLine(raw, kMaxTitle) : text; // "<3" is a title, whatever HTML makes of it
}

void cleanAuthor(Author& author)
{
    makeValid(author.nativeId);
    makeValid(author.handle);
    makeValid(author.name);
    author.name = oneLine(author.name, kMaxName);
    author.handle = oneLine(author.handle, kMaxName);
    if (author.handle.starts_with('@')) author.handle.erase(0, 1);
    author.avatar = webLink(toValidUtf8(author.avatar));
    if (author.followers && *author.followers < 0) author.followers.reset();
}

std::vector<Media> cleanMedia(std::vector<Media> media)
{
    for (auto& item : media) {
        item.url = webLink(toValidUtf8(item.url));
        item.previewUrl = webLink(toValidUtf8(item.previewUrl));
        makeValid(item.alt);
        item.alt = cleanPlainText(item.alt);
    }
    std::erase_if(media, [](const Media& item) { return item.url.empty() && item.previewUrl.empty(); });
    if (media.size() > kMaxMedia) media.resize(kMaxMedia);
    return media;
}

/// The spoiler is part of the message and comes first.
void fillText(const RawPost& post, const std::string& body, Mention& mention)
{
    if (post.bodyIsHtml) {
        auto clean = cleanHtml(body, mention.url);
        mention.text = std::move(clean.text);
        if (clean.rich) mention.html = std::move(clean.html);
    } else {
        mention.text = cleanPlainText(body);
    }
    if (post.spoiler.empty()) return;
    const auto spoiler = oneLine(toValidUtf8(post.spoiler), kMaxTitle);
    if (spoiler.empty()) return;
    mention.text = mention.text.empty() ? spoiler : spoiler + "\n\n" + mention.text;
    if (!mention.html.empty()) {
        std::string head = "<p><strong>";
        for (const char c : spoiler) {
            if (c == '<') head += "&lt;";
            else if (c == '>') head += "&gt;";
            else if (c == '&') head += "&amp;";
            else head += c;
        }
        mention.html.insert(0, head + "</strong></p>");
    }
}

void fillTimes(const RawPost& post, const Arrival& arrival, Mention& mention)
{
    // A clock that runs ahead must not put a post into the future; one before 1970 is no date.
    const auto clamp = [&arrival](UtcMillis at) {
        return std::clamp(at, std::min(UtcMillis{}, arrival.receivedAt), arrival.receivedAt);
    };
    mention.receivedAt = arrival.receivedAt;
    mention.createdAt = clamp(post.createdAt.value_or(arrival.receivedAt));
    if (post.editedAt) mention.editedAt = std::max(clamp(*post.editedAt), mention.createdAt);
    mention.history = !arrival.gapFill && mention.createdAt < arrival.historyBefore;
}

} // namespace

Mention normalise(RawPost post, const Arrival& arrival)
{
    Mention mention;
    for (auto* text :
         {&post.platform, &post.nativeId, &post.nativeKey, &post.title, &post.body, &post.inReplyTo,
          &post.inReplyToId, &post.inReplyToAuthor, &post.threadRoot, &post.conversation, &post.replyRef}) {
        makeValid(*text);
    }
    mention.account = arrival.account;
    mention.kind = post.kind;
    mention.url = webLink(toValidUtf8(post.url));
    mention.title = titleOf(post.title);
    fillText(post, post.body, mention);
    fillTimes(post, arrival, mention);
    mention.lang = languageOfTag(post.lang);
    if (mention.lang.empty()) {
        mention.lang =
            detectLanguage(mention.title.empty() ? mention.text : mention.title + ' ' + mention.text);
    }
    mention.platform = std::move(post.platform);
    mention.nativeId = std::move(post.nativeId);
    mention.nativeKey = std::move(post.nativeKey);
    mention.author = std::move(post.author);
    cleanAuthor(mention.author);
    mention.inReplyTo = std::move(post.inReplyTo);
    mention.inReplyToId = std::move(post.inReplyToId);
    mention.inReplyToAuthor = std::move(post.inReplyToAuthor);
    mention.threadRoot = std::move(post.threadRoot);
    mention.nativeConversation = std::move(post.conversation);
    mention.visibility = post.visibility;
    for (auto& handle : post.addressed) {
        makeValid(handle);
        if (handle.starts_with('@')) handle.erase(0, 1);
        if (!handle.empty()) mention.addressed.push_back(std::move(handle));
    }
    mention.media = cleanMedia(std::move(post.media));
    mention.sensitive = post.sensitive || !post.spoiler.empty();
    mention.own = post.own;
    mention.deleted = post.deleted;
    mention.replyRef = std::move(post.replyRef);
    return mention;
}

} // namespace qd
