#include "pipeline/clean_html.h"

#include "pipeline/html_reader.h"
#include "pipeline/html_writer.h"
#include "pipeline/plain_text.h"
#include "pipeline/web_link.h"
#include "quarterdeck/base/html_entity.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/normalise.h"

#include <optional>
#include <utility>

namespace qd {
namespace {

using html::Tag;
using html::Token;

bool hasClass(std::string_view classes, std::string_view wanted)
{
    for (auto word : split(classes, ' ')) {
        if (trim(word) == wanted) return true;
    }
    return false;
}

/// "example.com/a…" is a shortened form of "https://www.example.com/a/long/one".
bool isShortened(std::string_view shown, std::string_view href)
{
    if (shown.ends_with("…")) shown.remove_suffix(3);
    else if (shown.ends_with("...")) shown.remove_suffix(3);
    if (shown.size() < 4 || shown == href || shown.find_first_of(" \n") != std::string_view::npos)
        return false;
    if (startsWithNoCase(href, shown)) return true;
    href.remove_prefix(href.find("://") + 3);
    if (startsWithNoCase(href, shown)) return true;
    return startsWithNoCase(href, "www.") && startsWithNoCase(href.substr(4), shown);
}

/// Walks the tokens once and feeds the text and the allow-listed HTML side by side.
class Cleaner {
public:
    Cleaner(std::string_view source, std::string_view baseUrl) : m_reader(source), m_base(webLink(baseUrl)) {}

    CleanHtml run()
    {
        for (auto token = m_reader.next(); token.kind != Token::Kind::End; token = m_reader.next()) {
            if (!m_hiddenName.empty()) stayHidden(token);
            else if (token.kind == Token::Kind::Text) text(token.text);
            else if (token.kind == Token::Kind::Open) open(token);
            else close(token);
        }
        endLink();
        CleanHtml out{.text = m_text.take(), .html = {}, .rich = m_html.rich()};
        out.html = m_html.take();
        return out;
    }

private:
    struct Link {
        std::string href;
        std::size_t textAt;
        bool abridged; ///< its own markup says that parts are hidden
    };

    void text(std::string_view raw)
    {
        std::string_view decoded = raw;
        if (raw.find('&') != std::string_view::npos) {
            m_scratch.clear();
            decodeHtmlEntities(raw, m_scratch);
            decoded = m_scratch;
        }
        show(decoded);
    }

    void show(std::string_view decoded)
    {
        m_text.add(decoded, m_pre > 0);
        m_html.text(decoded);
    }

    void stayHidden(const Token& token)
    {
        if (token.kind == Token::Kind::Text || token.selfClosing) return;
        if (toLowerAscii(token.name) != m_hiddenName) return;
        m_hiddenDepth += token.kind == Token::Kind::Open ? 1 : -1;
        if (m_hiddenDepth == 0) m_hiddenName.clear();
    }

    bool hides(const Token& token)
    {
        if (token.selfClosing && token.tag == Tag::Unseen) return false;
        if (token.tag == Tag::Unseen) return m_reader.closes(token.name);
        if (token.attributes.size() < 6 || token.tag == Tag::Image) return false;
        if (html::hasAttribute(token.attributes, "hidden")) return m_reader.closes(token.name);
        if (const auto classes = html::attribute(token.attributes, "class"); !classes.empty()) {
            const bool invisible = hasClass(classes, "invisible");
            if (m_link && (invisible || hasClass(classes, "ellipsis"))) m_link->abridged = true;
            if (invisible) return m_reader.closes(token.name);
        }
        auto style = toLowerAscii(html::attribute(token.attributes, "style"));
        std::erase(style, ' ');
        return style.find("display:none") != std::string::npos && m_reader.closes(token.name);
    }

    void open(const Token& token)
    {
        if (hides(token)) {
            m_hiddenName = toLowerAscii(token.name);
            m_hiddenDepth = 1;
            return;
        }
        switch (token.tag) {
        case Tag::Br:
            m_text.breakLine();
            m_html.lineBreak();
            break;
        case Tag::A: startLink(token); break;
        case Tag::Image: show(html::attribute(token.attributes, "alt")); break;
        case Tag::Base:
            if (auto base = webLink(html::attribute(token.attributes, "href"), m_base); !base.empty()) {
                m_base = std::move(base);
            }
            break;
        case Tag::Code:
        case Tag::Em:
        case Tag::Strong:
        case Tag::Del: m_html.open(token.tag); break;
        case Tag::Cell:
            m_text.space();
            m_html.text(" ");
            break;
        default: openBlock(token);
        }
    }

    void openBlock(const Token& token)
    {
        switch (token.tag) {
        case Tag::P:
        case Tag::Blockquote:
        case Tag::Pre: m_text.breakParagraph(); break;
        case Tag::Ul:
        case Tag::Ol:
            m_lists == 0 ? m_text.breakParagraph() : m_text.breakBlock();
            ++m_lists;
            break;
        case Tag::Li:
            m_text.breakBlock();
            m_text.bullet("• ");
            break;
        case Tag::Block:
            isHeading(token.name) ? m_text.breakParagraph() : m_text.breakBlock();
            m_html.paragraph();
            return;
        default: return; // nothing to show
        }
        if (token.tag == Tag::Pre) ++m_pre;
        m_html.open(token.tag);
    }

    void close(const Token& token)
    {
        switch (token.tag) {
        case Tag::A: endLink(); return;
        case Tag::Code:
        case Tag::Em:
        case Tag::Strong:
        case Tag::Del: m_html.close(token.tag); return;
        case Tag::P:
        case Tag::Blockquote: m_text.breakParagraph(); break;
        case Tag::Pre:
            if (m_pre > 0) --m_pre;
            m_text.breakParagraph();
            break;
        case Tag::Ul:
        case Tag::Ol:
            if (m_lists > 0) --m_lists;
            m_lists == 0 ? m_text.breakParagraph() : m_text.breakBlock();
            m_text.bullet({});
            break;
        case Tag::Li:
            m_text.breakBlock();
            m_text.bullet({});
            break;
        case Tag::Block:
            isHeading(token.name) ? m_text.breakParagraph() : m_text.breakBlock();
            m_html.paragraph();
            return;
        default: return;
        }
        m_html.close(token.tag);
    }

    static bool isHeading(std::string_view name)
    {
        return name.size() == 2 && (name[0] == 'h' || name[0] == 'H') && name[1] >= '1' && name[1] <= '6';
    }

    void startLink(const Token& token)
    {
        endLink();
        auto href = webLink(html::attribute(token.attributes, "href"), m_base);
        if (href.empty()) return;
        m_html.openLink(href);
        m_link = Link{.href = std::move(href), .textAt = m_text.settle(), .abridged = false};
    }

    void endLink()
    {
        if (!m_link) return;
        const auto link = *std::exchange(m_link, std::nullopt);
        const auto shown = trim(m_text.from(link.textAt));
        const bool replace = !shown.empty() && (link.abridged || isShortened(shown, link.href));
        const bool named = !replace && shown != link.href;
        if (replace) m_text.replaceFrom(link.textAt, link.href);
        m_html.closeLink(replace ? std::string_view(link.href) : std::string_view{}, named);
    }

    html::Reader m_reader;
    html::Writer m_html;
    TextFlow m_text;
    std::string m_base;
    std::string m_scratch;
    std::optional<Link> m_link;
    std::string m_hiddenName;
    int m_hiddenDepth{0};
    int m_pre{0};
    int m_lists{0};
};

} // namespace

CleanHtml cleanHtml(std::string_view source, std::string_view baseUrl)
{
    const auto kept = firstBytes(source, kMaxBody);
    auto out = Cleaner(kept, baseUrl).run();
    if (kept.size() < source.size()) {
        out.text += "…";
        out.html += "…";
    }
    return out;
}

std::string htmlToText(std::string_view html, std::string_view baseUrl)
{
    return isValidUtf8(html) ? cleanHtml(html, baseUrl).text : cleanHtml(toValidUtf8(html), baseUrl).text;
}

std::string safeHtml(std::string_view html, std::string_view baseUrl)
{
    return isValidUtf8(html) ? cleanHtml(html, baseUrl).html : cleanHtml(toValidUtf8(html), baseUrl).html;
}

} // namespace qd
