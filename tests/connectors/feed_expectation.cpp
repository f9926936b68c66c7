#include "connectors/feed_expectation.h"

#include "connectors/json_read.h"
#include "quarterdeck/base/html_entity.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/normalise.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <regex>

namespace qd {
namespace {

constexpr std::string_view kFeedUrl = "http://127.0.0.1:8097/feed.xml";

/// A value of ours: text for people is compared by what is shown, the rest by its characters.
struct Value {
    std::string text;
    bool prose{false};
    std::optional<UtcMillis> at{};
    bool shownAsText{false}; ///< prose whose links and emphasis a mention does not keep
};

bool sameProse(const std::string& ours, const std::string& theirs)
{
    return htmlToText(ours) == htmlToText(theirs) && safeHtml(ours, kFeedUrl) == safeHtml(theirs, kFeedUrl);
}

/// A Python literal's characters; nothing where it is no string.
std::optional<std::string> pythonText(std::string_view literal)
{
    literal = trim(literal);
    if (literal.starts_with('u')) literal.remove_prefix(1);
    const std::size_t quote = literal.starts_with("\"\"\"") ? 3 : 1;
    if (literal.size() < 2 * quote || (literal[0] != '\'' && literal[0] != '"')) return std::nullopt;
    literal = literal.substr(quote, literal.size() - 2 * quote);
    std::string out;
    for (std::size_t i = 0; i < literal.size(); ++i) {
        const char next = literal[i] == '\\' && i + 1 < literal.size() ? literal[i + 1] : '\0';
        const std::size_t digits = next == 'x' ? 2 : next == 'u' ? 4 : 0;
        if (digits > 0 && i + 2 + digits <= literal.size()) {
            unsigned int code = 0;
            std::from_chars(literal.data() + i + 2, literal.data() + i + 2 + digits, code, 16);
            // Not as HTML would read it: '\x92' is a control here.
            if (code >= 0x80 && code < 0xA0) out += {'\xC2', static_cast<char>(code)};
            else appendCharacterReference(code, out);
            i += 1 + digits;
        } else if (next != '\0') {
            out += next == 'n' ? '\n' : next == 't' ? '\t' : next;
            ++i;
        } else {
            out += literal[i];
        }
    }
    return out;
}

/// "entries[0]['a'].b[1]" as entry number and {"a", "b", "1"}; nothing for other paths.
struct Path {
    std::size_t entry{0};
    std::vector<std::string> steps;
};

std::optional<Path> entryPath(std::string_view text)
{
    static const std::regex kWhole(R"(^\(?entries\[(\d+)\]((?:\.\w+|\['\w+'\]|\[\d+\])*)\)?$)");
    static const std::regex kStep(R"(\.(\w+)|\['(\w+)'\]|\[(\d+)\])");
    std::cmatch found;
    const auto trimmed = std::string(trim(text));
    if (!std::regex_match(trimmed.c_str(), found, kWhole)) return std::nullopt;
    Path path{.entry = std::stoul(found[1].str()), .steps = {}};
    const auto tail = found[2].str();
    for (std::sregex_iterator step(tail.begin(), tail.end(), kStep), end; step != end; ++step) {
        const auto& m = *step;
        path.steps.push_back(m[1].matched ? m[1].str() : m[2].matched ? m[2].str() : m[3].str());
    }
    return path;
}

std::string joined(const std::vector<std::string>& steps)
{
    std::string out;
    for (const auto& step : steps)
        (out += out.empty() ? "" : ".") += step;
    return out;
}

std::optional<Value> ourValue(const feed::Item& item, const std::string& field)
{
    const auto prose = [](const std::string& text) { return Value{.text = text, .prose = true, .at = {}}; };
    const auto plain = [](const std::string& text) { return Value{.text = text, .prose = false, .at = {}}; };
    const auto date = [](const std::optional<UtcMillis>& at) {
        return Value{.text = {}, .prose = false, .at = at.value_or(UtcMillis{})};
    };
    if (field == "title" || field == "title_detail.value")
        return Value{.text = item.title, .prose = true, .at = {}, .shownAsText = true};
    if (field == "summary" || field == "description" || field == "summary_detail.value") {
        return prose(item.summary.empty() ? item.body : item.summary);
    }
    if (field == "content.0.value") return prose(item.body);
    if (field == "link") return plain(item.link);
    if (field == "id" || field == "guid") return plain(item.id);
    if (field == "author" || field == "author_detail.name" || field == "authors.0.name")
        return plain(item.author);
    if (field == "published" || field == "published_parsed" || field == "created" ||
        field == "created_parsed")
        return date(item.published);
    if (field == "updated" || field == "updated_parsed") return date(item.updated);
    static const std::regex kEnclosure(R"(enclosures\.(\d+)\.(url|href))");
    std::smatch found;
    if (std::regex_match(field, found, kEnclosure)) {
        const auto index = std::stoul(found[1].str());
        return plain(index < item.media.size() ? item.media[index].url : std::string{});
    }
    return std::nullopt;
}

/// "(2004, 1, 1, 19, 48, 21, 3, 1, 0)" or a date as the feed wrote it.
std::optional<UtcMillis> wantedDate(std::string_view literal)
{
    std::array<int, 6> n{};
    const auto text = std::string(trim(literal));
    if (std::sscanf(text.c_str(), "(%d, %d, %d, %d, %d, %d", &n[0], &n[1], &n[2], &n[3], &n[4], &n[5]) == 6) {
        return parseRfc3339(
            fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", n[0], n[1], n[2], n[3], n[4], n[5]));
    }
    const auto plain = pythonText(literal);
    return plain ? feed::parseDate(*plain) : std::nullopt;
}

bool holds(const Value& ours, std::string_view literal)
{
    if (ours.at) return wantedDate(literal) == ours.at;
    const auto wanted = pythonText(literal);
    if (!wanted) return false;
    if (ours.shownAsText) return htmlToText(ours.text) == htmlToText(*wanted);
    return ours.prose ? sameProse(ours.text, *wanted)
                      : ours.text == *wanted || ours.text == feed::personOf(*wanted);
}

/// Cut at a word outside of quotes.
std::vector<std::string> cutAt(std::string_view text, std::string_view mark)
{
    std::vector<std::string> parts;
    std::string part;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote == '\0' && text.substr(i).starts_with(mark)) {
            parts.push_back(std::move(part));
            part.clear();
            i += mark.size() - 1;
            continue;
        }
        if (quote != '\0' && c == '\\' && i + 1 < text.size()) {
            part += c;
            part += text[++i];
            continue;
        }
        if (quote == '\0' && (c == '\'' || c == '"')) quote = c;
        else if (c == quote) quote = '\0';
        part += c;
    }
    parts.push_back(std::move(part));
    return parts;
}

Judged judgeTerm(const std::string& term, const feed::Document& document, std::string_view charset)
{
    Judged judged{.verdict = Judged::Verdict::NotKept, .term = std::string(trim(term)), .detail = {}};
    const auto sides = cutAt(judged.term, "==");
    if (sides.size() < 2) return judged;
    const auto first = trim(sides[0]);
    if (sides.size() == 2 && (first == "feed['title']" || first == "feed['link']" || first == "feed.link")) {
        const bool isTitle = first == "feed['title']";
        const Value ours{.text = isTitle ? document.title : document.link,
                         .prose = isTitle,
                         .at = {},
                         .shownAsText = isTitle};
        judged.verdict = holds(ours, sides[1]) ? Judged::Verdict::Holds : Judged::Verdict::Fails;
        judged.detail = ours.text;
        return judged;
    }
    if (first == "encoding") {
        const auto wanted = toLowerAscii(pythonText(sides[1]).value_or(""));
        judged.verdict = wanted == charset ? Judged::Verdict::Holds : Judged::Verdict::Fails;
        judged.detail = charset;
        return judged;
    }
    for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
        const auto path = entryPath(sides[i]);
        if (!path) return judged;
        if (path->entry >= document.items.size()) {
            judged.verdict = Judged::Verdict::Fails;
            judged.detail = "no such item";
            return judged;
        }
        const auto ours = ourValue(document.items[path->entry], joined(path->steps));
        if (!ours) return judged;
        judged.verdict = holds(*ours, sides.back()) ? Judged::Verdict::Holds : Judged::Verdict::Fails;
        judged.detail = ours->at ? formatRfc3339(*ours->at) : ours->text;
        if (judged.verdict == Judged::Verdict::Fails) return judged;
    }
    return judged;
}

void compare(std::vector<Judged>& out, std::string term, const json::Value& theirs, const Value& ours)
{
    if (!theirs.is_string() || json::asText(theirs).empty()) return;
    const auto wanted = json::asText(theirs);
    bool same = ours.shownAsText ? htmlToText(ours.text) == htmlToText(wanted)
                : ours.prose     ? sameProse(ours.text, wanted)
                                 : ours.text == wanted || ours.text == feed::personOf(wanted);
    if (ours.at) same = feed::parseDate(wanted) == ours.at;
    out.push_back({same ? Judged::Verdict::Holds : Judged::Verdict::Fails, std::move(term),
                   ours.at ? formatRfc3339(*ours.at) : ours.text});
}

void judgeItem(std::vector<Judged>& out, const std::string& name, const json::Value& theirs,
               const feed::Item& item)
{
    const auto field = [&](const char* key, const Value& ours) {
        compare(out, name + '.' + key, json::member(theirs, key), ours);
    };
    const auto date = [](const std::optional<UtcMillis>& at) {
        return Value{.text = {}, .prose = false, .at = at.value_or(UtcMillis{})};
    };
    const Value summary{.text = item.summary.empty() ? item.body : item.summary, .prose = true, .at = {}};
    field("title", {.text = item.title, .prose = true, .at = {}, .shownAsText = true});
    field("description", summary);
    field("summary", summary);
    field("link", {.text = item.link, .prose = false, .at = {}});
    field("url", {.text = item.link, .prose = false, .at = {}});
    field("id", {.text = item.id, .prose = false, .at = {}});
    field("publishedParsed", date(item.published));
    field("date_published", date(item.published));
    field("updatedParsed", date(item.updated));
    field("date_modified", date(item.updated));
    field("content_html", {.text = item.body, .prose = true, .at = {}});
    const auto& guid = json::member(theirs, "guid");
    compare(out, name + ".guid", guid.is_object() ? json::member(guid, "value") : guid,
            {.text = item.id, .prose = false, .at = {}});
    const auto& content = json::member(theirs, "content");
    compare(out, name + ".content", content.is_object() ? json::member(content, "value") : content,
            {.text = item.body, .prose = true, .at = {}});
    const auto& author = json::member(theirs, "author");
    if (author.is_object())
        compare(out, name + ".author", json::member(author, "name"),
                {.text = item.author, .prose = false, .at = {}});
    std::size_t index = 0;
    for (const auto& enclosure : json::array(theirs, "enclosures")) {
        const auto url = index < item.media.size() ? item.media[index].url : std::string{};
        compare(out, fmt::format("{}.enclosures.{}", name, index++), json::member(enclosure, "url"),
                {.text = url, .prose = false, .at = {}});
    }
}

} // namespace

std::vector<Judged> judgeExpectation(std::string_view expectation, const feed::Document& document,
                                     std::string_view charset)
{
    std::vector<Judged> out;
    for (const auto& term : cutAt(expectation, " and "))
        out.push_back(judgeTerm(term, document, charset));
    return out;
}

std::vector<Judged> judgeRecord(std::string_view text, const feed::Document& document)
{
    std::vector<Judged> out;
    const auto record = json::parse(text);
    const auto& items = json::member(record, "items").is_array() ? json::array(record, "items")
                                                                 : json::array(record, "entries");
    const bool count = items.size() == document.items.size();
    out.push_back({count ? Judged::Verdict::Holds : Judged::Verdict::Fails, "items",
                   std::to_string(document.items.size())});
    for (std::size_t i = 0; i < std::min(items.size(), document.items.size()); ++i) {
        judgeItem(out, fmt::format("items[{}]", i), items[i], document.items[i]);
    }
    return out;
}

} // namespace qd
