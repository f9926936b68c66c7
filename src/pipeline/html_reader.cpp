#include "pipeline/html_reader.h"

#include "quarterdeck/base/html_entity.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

namespace qd::html {
namespace {

using Named = std::pair<std::string_view, Tag>;

constexpr std::array kTags = std::to_array<Named>({
    {"a", Tag::A},
    {"address", Tag::Block},
    {"article", Tag::Block},
    {"aside", Tag::Block},
    {"audio", Tag::Unseen},
    {"b", Tag::Strong},
    {"base", Tag::Base},
    {"blockquote", Tag::Blockquote},
    {"br", Tag::Br},
    {"canvas", Tag::Unseen},
    {"caption", Tag::Block},
    {"center", Tag::Block},
    {"code", Tag::Code},
    {"dd", Tag::Block},
    {"del", Tag::Del},
    {"details", Tag::Block},
    {"dir", Tag::Ul},
    {"div", Tag::Block},
    {"dl", Tag::Block},
    {"dt", Tag::Block},
    {"em", Tag::Em},
    {"fieldset", Tag::Block},
    {"figcaption", Tag::Block},
    {"figure", Tag::Block},
    {"footer", Tag::Block},
    {"form", Tag::Block},
    {"h1", Tag::Block},
    {"h2", Tag::Block},
    {"h3", Tag::Block},
    {"h4", Tag::Block},
    {"h5", Tag::Block},
    {"h6", Tag::Block},
    {"header", Tag::Block},
    {"hr", Tag::Block},
    {"i", Tag::Em},
    {"iframe", Tag::Raw},
    {"image", Tag::Image},
    {"img", Tag::Image},
    {"kbd", Tag::Code},
    {"li", Tag::Li},
    {"main", Tag::Block},
    {"math", Tag::Unseen},
    {"menu", Tag::Ul},
    {"nav", Tag::Block},
    {"noembed", Tag::Raw},
    {"noframes", Tag::Raw},
    {"object", Tag::Unseen},
    {"ol", Tag::Ol},
    {"p", Tag::P},
    {"pre", Tag::Pre},
    {"s", Tag::Del},
    {"samp", Tag::Code},
    {"script", Tag::Raw},
    {"section", Tag::Block},
    {"select", Tag::Unseen},
    {"strike", Tag::Del},
    {"strong", Tag::Strong},
    {"style", Tag::Raw},
    {"summary", Tag::Block},
    {"svg", Tag::Unseen},
    {"table", Tag::Block},
    {"tbody", Tag::Block},
    {"td", Tag::Cell},
    {"template", Tag::Unseen},
    {"textarea", Tag::Raw},
    {"th", Tag::Cell},
    {"title", Tag::Raw},
    {"tr", Tag::Block},
    {"tt", Tag::Code},
    {"ul", Tag::Ul},
    {"video", Tag::Unseen},
    {"xmp", Tag::Raw},
});

constexpr std::size_t kLongestTag = 10;
constexpr int kMaxSearches = 512;

constexpr char lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
constexpr bool isLetter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool isBlank(char c) noexcept
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

bool sameName(std::string_view a, std::string_view b) noexcept
{
    return std::ranges::equal(a, b, {}, lower, lower);
}

Tag tagOf(std::string_view name) noexcept
{
    if (name.size() > kLongestTag) return Tag::Inline;
    std::array<char, kLongestTag> folded{};
    std::ranges::transform(name, folded.begin(), lower);
    const std::string_view wanted{folded.data(), name.size()};
    const auto* const row = std::ranges::lower_bound(kTags, wanted, {}, &Named::first);
    return row != kTags.end() && row->first == wanted ? row->second : Tag::Inline;
}

struct Attribute {
    std::string_view name;
    std::string_view value;
};

/// Reads one attribute at `at`. @return nothing at '>' or at the end of the text
std::optional<Attribute> readAttribute(std::string_view text, std::size_t& at)
{
    while (at < text.size() && (isBlank(text[at]) || text[at] == '/'))
        ++at;
    if (at >= text.size() || text[at] == '>') return std::nullopt;
    const auto nameAt = at++; // a name may begin with '='
    while (at < text.size() && !isBlank(text[at]) && text[at] != '/' && text[at] != '>' && text[at] != '=')
        ++at;
    Attribute found{.name = text.substr(nameAt, at - nameAt), .value = {}};
    auto mark = at;
    while (mark < text.size() && isBlank(text[mark]))
        ++mark;
    if (mark >= text.size() || text[mark] != '=') return found;
    at = mark + 1;
    while (at < text.size() && isBlank(text[at]))
        ++at;
    if (at >= text.size() || text[at] == '>') return found;
    if (text[at] == '"' || text[at] == '\'') {
        const auto end = std::min(text.find(text[at], at + 1), text.size());
        found.value = text.substr(at + 1, end - at - 1);
        at = std::min(end + 1, text.size());
        return found;
    }
    const auto valueAt = at;
    while (at < text.size() && !isBlank(text[at]) && text[at] != '>')
        ++at;
    found.value = text.substr(valueAt, at - valueAt);
    return found;
}

std::optional<Attribute> findAttribute(std::string_view attributes, std::string_view name)
{
    std::size_t at = 0;
    while (const auto found = readAttribute(attributes, at)) {
        if (sameName(found->name, name)) return found;
    }
    return std::nullopt;
}

} // namespace

Token Reader::next()
{
    while (m_at < m_html.size()) {
        if (m_html[m_at] != '<') break;
        const auto rest = m_html.substr(m_at + 1);
        if (rest.empty()) break;
        if (isLetter(rest[0])) return readTag(false);
        if (rest[0] == '/' && rest.size() > 1 && isLetter(rest[1])) return readTag(true);
        if (rest.starts_with("!--")) {
            m_at += 4;
            // "<!-->" and "<!--->" are whole comments.
            if (m_html.substr(m_at).starts_with(">")) m_at += 1;
            else if (m_html.substr(m_at).starts_with("->")) m_at += 2;
            else skipPast("--");
        } else if (rest[0] == '!' || rest[0] == '?' || (rest[0] == '/' && rest.size() > 1)) {
            skipPast(">");
        } else {
            break; // a bare '<' is text
        }
    }
    if (m_at >= m_html.size()) return {};
    const auto end = std::min(m_html.find('<', m_at + 1), m_html.size());
    Token token{.kind = Token::Kind::Text, .text = m_html.substr(m_at, end - m_at)};
    m_at = end;
    return token;
}

void Reader::skipPast(std::string_view mark)
{
    // The end of a comment is "-->" or "--!>"; all other marks are themselves.
    auto at = m_html.find(mark, m_at);
    while (mark == "--" && at != std::string_view::npos) {
        const auto after = m_html.substr(at + 2);
        if (after.starts_with(">") || after.starts_with("!>")) {
            m_at = at + (after.front() == '>' ? 3 : 4);
            return;
        }
        at = m_html.find(mark, at + 1);
    }
    m_at = at == std::string_view::npos ? m_html.size() : at + mark.size();
}

Token Reader::readTag(bool closing)
{
    const auto nameAt = m_at + (closing ? 2 : 1);
    auto at = nameAt;
    while (at < m_html.size() && !isBlank(m_html[at]) && m_html[at] != '/' && m_html[at] != '>')
        ++at;
    Token token{.kind = closing ? Token::Kind::Close : Token::Kind::Open};
    token.name = m_html.substr(nameAt, at - nameAt);
    const auto attributesAt = at;
    while (readAttribute(m_html, at)) {
    }
    if (at >= m_html.size()) { // the text ends within the tag: there is no tag
        m_at = m_html.size();
        return {};
    }
    token.attributes = m_html.substr(attributesAt, at - attributesAt);
    token.selfClosing = token.attributes.ends_with('/');
    token.tag = tagOf(token.name);
    m_at = at + 1;
    if (token.tag == Tag::Raw && !closing) skipRaw(token.name);
    return token;
}

std::size_t Reader::findClose(std::string_view name, std::size_t from) const
{
    for (auto at = m_html.find("</", from); at != std::string_view::npos; at = m_html.find("</", at + 2)) {
        const auto after = m_html.substr(at + 2);
        if (after.size() <= name.size() || !sameName(after.substr(0, name.size()), name)) continue;
        const char end = after[name.size()];
        if (isBlank(end) || end == '/' || end == '>') return at;
    }
    return m_html.size();
}

bool Reader::closes(std::string_view name)
{
    auto* known = std::find_if(std::begin(m_known), std::end(m_known),
                               [name](const KnownClose& k) { return sameName(k.name, name); });
    const bool ask = known == std::end(m_known) || known->at < m_at;
    if (ask && ++m_searches > kMaxSearches) return false;
    if (known == std::end(m_known)) {
        known = &m_known[m_nextKnown++ % kKnownCloses];
        *known = {name, findClose(name, m_at)};
    } else if (ask) {
        known->at = findClose(name, m_at);
    }
    return known->at < m_html.size();
}

void Reader::skipRaw(std::string_view name) { m_at = findClose(name, m_at); }

std::string attribute(std::string_view attributes, std::string_view name)
{
    std::string value;
    if (const auto found = findAttribute(attributes, name)) decodeHtmlEntities(found->value, value);
    return value;
}

bool hasAttribute(std::string_view attributes, std::string_view name)
{
    return findAttribute(attributes, name).has_value();
}

} // namespace qd::html
