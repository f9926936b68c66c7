#include "storage/mention_row.h"

#include "quarterdeck/base/text.h"
#include "storage/json_text.h"

#include <nlohmann/json.hpp>

namespace qd {
namespace {

using nlohmann::json;

json mediaJson(const std::vector<Media>& media)
{
    auto list = json::array();
    for (const auto& item : media)
        list.push_back({{"kind", static_cast<int>(item.kind)}, {"url", item.url}, {"preview", item.previewUrl}, {"alt", item.alt}});
    return list;
}

std::vector<Media> readMedia(const json& list)
{
    std::vector<Media> media;
    if (!list.is_array()) return media;
    for (const auto& item : list) {
        const auto kind = integerIn(item, "kind", static_cast<int>(MediaKind::Other));
        media.push_back(Media{static_cast<MediaKind>(kind), textIn(item, "url"), textIn(item, "preview"), textIn(item, "alt")});
    }
    return media;
}

void readExtra(std::string_view text, Mention& mention)
{
    if (text.empty()) return;
    const auto extra = json::parse(text, nullptr, false);
    if (!extra.is_object()) return;
    mention.inReplyToAuthor = textIn(extra, "in_reply_to_author");
    mention.nativeConversation = textIn(extra, "native_conversation");
    mention.replyRef = textIn(extra, "reply_ref");
    if (const auto at = extra.find("media"); at != extra.end()) mention.media = readMedia(*at);
    if (const auto at = extra.find("addressed"); at != extra.end()) mention.addressed = textsIn(*at);
}

} // namespace

Mention readMention(const SqlRow& row)
{
    Mention m;
    m.id = row.id<MentionId>(0);
    m.platform = row.string(1);
    m.account = row.id<AccountId>(2);
    m.kind = static_cast<MentionKind>(row.integer(3));
    m.nativeId = row.string(4);
    m.nativeKey = row.string(5);
    m.conversation = row.id<ConversationId>(6);
    m.title = row.string(7);
    m.text = row.string(8);
    m.html = row.string(9);
    m.lang = row.string(10);
    m.url = row.string(11);
    m.createdAt = row.time(12);
    m.receivedAt = row.time(13);
    m.editedAt = row.timeOrNone(14);
    m.inReplyTo = row.string(15);
    if (m.inReplyTo.starts_with("id:")) m.inReplyTo.clear(); // a parent that was never seen
    m.threadRoot = row.string(16);
    m.visibility = static_cast<Visibility>(row.integer(17));
    const auto flags = row.integer(18);
    m.own = (flags & kOwnFlag) != 0;
    m.history = (flags & kHistoryFlag) != 0;
    m.deleted = (flags & kDeletedFlag) != 0;
    m.sensitive = (flags & kSensitiveFlag) != 0;
    readExtra(row.text(19), m);
    if (!row.isNull(20)) {
        m.author.nativeId = row.string(20);
        m.author.handle = row.string(21);
        m.author.name = row.string(22);
        if (!row.isNull(23)) m.author.followers = row.integer(23);
        m.author.avatar = row.string(24);
        m.author.bot = row.boolean(25);
    }
    return m;
}

int flagsOf(const Mention& m)
{
    return (m.own ? kOwnFlag : 0) | (m.history ? kHistoryFlag : 0) | (m.deleted ? kDeletedFlag : 0)
           | (m.sensitive ? kSensitiveFlag : 0);
}

std::string extraOf(const Mention& m, std::string_view by)
{
    JsonObjectText out;
    out.add("by", by);
    out.add("in_reply_to_author", m.inReplyToAuthor);
    out.add("native_conversation", m.nativeConversation);
    out.add("reply_ref", m.replyRef);
    if (!m.media.empty()) out.addRaw("media", dumpJson(mediaJson(m.media)));
    if (!m.addressed.empty()) out.addRaw("addressed", dumpJson(json(m.addressed)));
    return out.take();
}

std::string indexedAuthor(std::string_view extra)
{
    if (extra.empty()) return {};
    return textIn(json::parse(extra, nullptr, false), "by");
}

std::string authorWords(const Author& author) { return searchText(author.handle + ' ' + author.name); }

std::string mentionWords(std::string_view title, std::string_view text)
{
    if (title.empty()) return searchText(text);
    std::string both{title};
    both += '\n';
    both += text;
    return searchText(both);
}

std::string traceJson(const std::vector<TraceStep>& trace)
{
    std::string out = "[";
    for (const auto& step : trace) {
        if (out.size() > 1) out += ',';
        JsonObjectText object;
        object.addInteger("rule", step.rule.value);
        object.addInteger("version", step.version);
        object.add("name", step.name);
        object.addInteger("fitted", step.fitted ? 1 : 0);
        object.add("because", step.because);
        if (!step.did.empty()) {
            std::string did = "[";
            for (const auto& action : step.did) {
                if (did.size() > 1) did += ',';
                JsonObjectText part;
                part.addInteger("kind", static_cast<int>(action.kind));
                part.add("value", action.value);
                did += part.take();
            }
            object.addRaw("did", did + "]");
        }
        out += object.take();
    }
    return out + "]";
}

std::vector<TraceStep> readTrace(std::string_view text)
{
    std::vector<TraceStep> trace;
    const auto list = json::parse(text, nullptr, false);
    if (!list.is_array()) return trace;
    for (const auto& item : list) {
        if (!item.is_object()) continue;
        TraceStep step;
        step.rule = RuleId{integerIn(item, "rule", 0)};
        step.version = static_cast<int>(integerIn(item, "version", 0));
        step.name = textIn(item, "name");
        step.fitted = integerIn(item, "fitted", 0) != 0;
        step.because = textIn(item, "because");
        if (const auto did = item.find("did"); did != item.end() && did->is_array())
            for (const auto& action : *did)
                step.did.push_back(RuleAction{static_cast<RuleActionKind>(integerIn(action, "kind", static_cast<int>(RuleActionKind::Stop))),
                                              textIn(action, "value")});
        trace.push_back(std::move(step));
    }
    return trace;
}

} // namespace qd
