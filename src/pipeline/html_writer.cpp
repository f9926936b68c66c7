#include "pipeline/html_writer.h"

#include "pipeline/plain_text.h"

#include <algorithm>

namespace qd::html {
namespace {

constexpr std::size_t kMaxDepth = 48;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::string_view nameOf(Tag tag) noexcept
{
    switch (tag) {
    case Tag::P: return "p";
    case Tag::A: return "a";
    case Tag::Blockquote: return "blockquote";
    case Tag::Pre: return "pre";
    case Tag::Code: return "code";
    case Tag::Em: return "em";
    case Tag::Strong: return "strong";
    case Tag::Del: return "del";
    case Tag::Ul: return "ul";
    case Tag::Ol: return "ol";
    case Tag::Li: return "li";
    default: return {};
    }
}

bool isInline(Tag tag) noexcept
{
    return tag == Tag::A || tag == Tag::Code || tag == Tag::Em || tag == Tag::Strong || tag == Tag::Del;
}

void escape(char c, std::string& out)
{
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    default: out += c;
    }
}

} // namespace

bool Writer::inPre() const noexcept
{
    return std::ranges::any_of(m_open, [](const Open& o) { return o.tag == Tag::Pre; });
}

std::size_t Writer::find(Tag tag, bool withinBlock) const
{
    for (auto depth = m_open.size(); depth-- > 0;) {
        const Tag here = m_open[depth].tag;
        if (here == tag) return depth;
        const bool wall = here == Tag::Blockquote || here == Tag::Ul || here == Tag::Ol || here == Tag::Li;
        if (withinBlock && wall) return kNone;
    }
    return kNone;
}

void Writer::push(Tag tag, std::string_view openTag)
{
    const auto start = m_out.size();
    m_out += openTag;
    m_open.push_back({tag, start, m_out.size()});
}

void Writer::pop()
{
    const auto last = m_open.back();
    m_open.pop_back();
    if (m_out.size() == last.content) {
        m_out.resize(last.start); // an empty element says nothing; the blank before it waits for what comes
        if (isInline(last.tag) && m_out.ends_with(' ') && !inPre()) {
            m_out.pop_back();
            m_space = true;
        }
        return;
    }
    ((m_out += "</") += nameOf(last.tag)) += '>';
}

void Writer::popTo(std::size_t depth)
{
    while (m_open.size() > depth)
        pop();
}

void Writer::beforeInline()
{
    const bool paragraph = m_wantParagraph && find(Tag::P, true) == kNone && !inPre() &&
                           (m_open.empty() || m_open.back().tag == Tag::Blockquote);
    if (paragraph && m_open.size() < kMaxDepth) push(Tag::P, "<p>");
    m_wantParagraph = false;
    const bool fresh = m_out.empty() || (!m_open.empty() && m_out.size() == m_open.back().content &&
                                         !isInline(m_open.back().tag));
    if (m_space && !fresh && !m_out.ends_with("<br>")) m_out += ' ';
    m_space = false;
}

void Writer::text(std::string_view decoded)
{
    const bool verbatim = !m_open.empty() && inPre();
    for (std::size_t i = 0; i < decoded.size();) {
        const char c = decoded[i];
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
        if (blank && !verbatim) {
            m_space = true;
            ++i;
        } else if (const auto unseen = invisibleLength(decoded.substr(i)); unseen > 0 || c == '\r') {
            i += std::max<std::size_t>(unseen, 1);
        } else {
            if (m_space || m_wantParagraph) beforeInline();
            escape(c, m_out);
            ++i;
        }
    }
}

void Writer::open(Tag tag)
{
    if (m_open.size() >= kMaxDepth) return;
    if (isInline(tag)) {
        if (m_space || m_wantParagraph) beforeInline();
    } else {
        if (tag == Tag::Li) {
            const auto ul = find(Tag::Ul, false);
            const auto ol = find(Tag::Ol, false);
            if (ul == kNone && ol == kNone) return paragraph();
            const auto list = ul == kNone ? ol : ol == kNone ? ul : std::max(ul, ol);
            popTo(list + 1);
        } else {
            paragraph();
        }
        m_space = false;
    }
    m_rich = m_rich || tag != Tag::P;
    m_wantParagraph = tag == Tag::Blockquote;
    const auto name = nameOf(tag);
    std::string openTag;
    ((openTag += '<') += name) += '>';
    push(tag, openTag);
}

void Writer::close(Tag tag)
{
    const auto depth = find(tag, isInline(tag) || tag == Tag::P);
    if (depth != kNone) popTo(depth);
    if (!isInline(tag)) {
        m_wantParagraph = true;
        m_space = false;
    }
}

void Writer::openLink(const std::string& href)
{
    if (const auto outer = find(Tag::A, false); outer != kNone) popTo(outer);
    if (m_open.size() >= kMaxDepth) return;
    beforeInline();
    std::string openTag = "<a href=\"";
    for (const char c : href)
        escape(c, openTag);
    openTag += "\">";
    push(Tag::A, openTag);
}

void Writer::closeLink(std::string_view instead, bool named)
{
    const auto depth = find(Tag::A, false);
    if (depth == kNone) return;
    popTo(depth + 1);
    if (!instead.empty()) {
        m_out.resize(m_open.back().content);
        for (const char c : instead)
            escape(c, m_out);
        m_space = false;
    }
    m_rich = m_rich || named;
    pop();
}

void Writer::lineBreak()
{
    if (m_out.empty() || m_wantParagraph) return;
    m_out += "<br>";
    m_space = false;
}

void Writer::paragraph()
{
    if (const auto p = find(Tag::P, true); p != kNone) {
        popTo(p);
    } else if (!m_open.empty() && isInline(m_open.back().tag) && !m_wantParagraph) {
        lineBreak();
        return;
    }
    m_wantParagraph = true;
    m_space = false;
}

std::string Writer::take()
{
    popTo(0);
    while (m_out.ends_with("<br>"))
        m_out.resize(m_out.size() - 4);
    return std::move(m_out);
}

} // namespace qd::html
