#include "feed_item.h"
#include "feed_names.h"
#include "quarterdeck/base/html_entity.h"
#include "quarterdeck/base/text.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <charconv>
#include <mutex>
#include <utility>

namespace qd::feed {
namespace {

std::string_view viewOf(const xmlChar* text) noexcept
{
    return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

/// The attributes of a start tag, as libxml2 hands them over: five pointers each.
class Attributes {
public:
    Attributes(int count, const xmlChar** raw) : m_count(count), m_raw(raw) {}

    int size() const noexcept { return m_count; }
    std::string_view name(int i) const noexcept { return viewOf(m_raw[i * 5]); }
    std::string_view prefix(int i) const noexcept { return viewOf(m_raw[i * 5 + 1]); }

    std::string value(int i) const
    {
        const auto* const* at = m_raw + i * 5;
        std::string text(reinterpret_cast<const char*>(at[3]), static_cast<std::size_t>(at[4] - at[3]));
        // Without a tree to build, libxml2 leaves "&amp;" as this.
        for (auto found = text.find("&#38;"); found != std::string::npos;
             found = text.find("&#38;", found + 1)) {
            text.replace(found, 5, "&");
        }
        return text;
    }

    std::string get(std::string_view wanted, std::string_view wantedPrefix = {}) const
    {
        for (int i = 0; i < m_count; ++i) {
            const bool xml = prefix(i) == "xml";
            if (xml == (wantedPrefix == "xml") && equalsNoCase(name(i), wanted)) return value(i);
        }
        return {};
    }

private:
    int m_count;
    const xmlChar** m_raw;
};

/// How the text of the element under way is to be read.
enum class Reading {
    Html,   ///< as it stands, it is HTML; inner elements are markup of it
    Plain,  ///< no markup
    Inline, ///< the inner elements are the markup; text is text
    Base64,
    Ignore,
};

struct Capture {
    Field field{Field::None};
    int depth{0};
    Reading reading{Reading::Html};
    bool wasBase64{false};
    std::string base;
    std::string text;
};

/// Listens to libxml2 and gathers the document. Elements nest at most as deep as repairXml() lets them.
class XmlFeed {
public:
    explicit XmlFeed(std::string_view url) { m_bases.push_back({0, std::string(url)}); }

    void start(const xmlChar* localName, const xmlChar* prefix, const xmlChar* uri, Attributes attributes)
    {
        ++m_depth;
        if (m_capture.field != Field::None) return markup(viewOf(localName), attributes);
        const Space space = m_spaces.of(uri, prefix);
        pushBase(attributes);
        if (m_skipDepth > 0) return;
        element(toLowerAscii(viewOf(localName)), space, attributes);
    }

    void end(const xmlChar* localName)
    {
        if (m_capture.field != Field::None && m_depth == m_capture.depth) finishCapture();
        else if (m_capture.field != Field::None) closeMarkup(viewOf(localName));
        if (m_skipDepth == m_depth) m_skipDepth = 0;
        if (m_itemDepth == m_depth) finishItem();
        if (m_personDepth == m_depth) m_personDepth = 0;
        while (m_bases.back().first >= m_depth && m_depth > 0)
            m_bases.pop_back();
        --m_depth;
    }

    void characters(std::string_view text)
    {
        if (m_capture.field == Field::None || m_capture.reading == Reading::Ignore) return;
        if (m_capture.text.size() + text.size() > kMaxField) return;
        if (m_capture.reading == Reading::Inline) m_capture.text += escapeHtml(text);
        else m_capture.text += text;
    }

    Result<Document> finish()
    {
        if (m_itemDepth > 0) finishItem();
        if (m_document.format.empty()) return fail(Errc::BadReply, "the answer is not a feed");
        for (auto& item : m_document.items) {
            if (item.author.empty()) item.author = m_document.author;
            if (item.lang.empty()) item.lang = m_document.lang;
        }
        return std::move(m_document);
    }

private:
    std::string_view base() const noexcept { return m_bases.back().second; }

    void pushBase(const Attributes& attributes)
    {
        if (attributes.size() == 0) return;
        const auto value = attributes.get("base", "xml");
        if (value.empty()) return;
        auto next = absoluteLink(value, base());
        if (!next.empty()) m_bases.emplace_back(m_depth, std::move(next));
    }

    void element(std::string_view name, Space space, const Attributes& attributes)
    {
        if (m_depth == 1) return root(name, space, attributes);
        const auto field = fieldOf(name, space);
        if (field == Field::Item) return beginItem(attributes);
        if (field == Field::Skip || (field == Field::Source && m_atom)) {
            m_skipDepth = m_depth;
            return;
        }
        switch (field) {
        case Field::Link: return link(attributes);
        case Field::Enclosure: return enclosure(attributes, "url");
        case Field::MediaContent: return mediaContent(attributes);
        case Field::Thumbnail: return thumbnail(attributes.get("url"));
        case Field::ItunesImage: return thumbnail(attributes.get("href"));
        case Field::Author:
            if (m_atom && space == Space::Core)
                m_personDepth = m_depth; // its parts are elements of their own
            return capture(field, attributes);
        case Field::PersonName:
        case Field::PersonEmail:
            if (m_personDepth > 0) capture(field, attributes);
            return;
        case Field::None:
        case Field::Item:
        case Field::Source:
        case Field::Skip: return;
        default: return capture(field, attributes);
        }
    }

    void root(std::string_view name, Space space, const Attributes& attributes)
    {
        if (name == "rss") m_document.format = "rss";
        else if (name == "rdf") m_document.format = "rdf";
        else if (name == "feed") m_document.format = "atom";
        else if (name == "channel") m_document.format = "cdf";
        else if (name == "entry" && space == Space::Core) m_document.format = "atom";
        m_atom = m_document.format == "atom";
        m_document.lang = attributes.get("lang", "xml");
        if (name == "channel") m_document.link = absoluteLink(attributes.get("href"), base());
        if (name == "entry") beginItem(attributes);
    }

    void beginItem(const Attributes& attributes)
    {
        if (m_itemDepth > 0) finishItem();
        if (m_document.items.size() >= kMaxItems) {
            m_document.cut = true;
            m_skipDepth = m_depth;
            return;
        }
        m_item = {};
        m_rank = {};
        m_guidLink.clear();
        m_itemDepth = m_depth;
        m_item.id = std::string(trim(attributes.get("about")));
        m_item.link = absoluteLink(attributes.get("href"), base()); // CDF
        m_item.lang = attributes.get("lang", "xml");
    }

    void finishItem()
    {
        m_itemDepth = 0;
        if (m_item.link.empty()) m_item.link = m_guidLink;
        if (m_item.link.empty() && !m_item.media.empty()) m_item.link = m_item.media.front().url;
        if (m_item.body.empty()) m_item.body = std::exchange(m_item.summary, {});
        m_document.items.push_back(std::move(m_item));
        m_item = {};
    }

    void capture(Field field, const Attributes& attributes)
    {
        m_capture.field = field;
        m_capture.depth = m_depth;
        m_capture.wasBase64 = false;
        m_capture.text.clear();
        m_capture.base.assign(base());
        m_capture.reading = Reading::Plain;
        if (field == Field::Guid) m_guidIsLink = toLowerAscii(attributes.get("ispermalink")) != "false";
        if (field == Field::Author && m_personDepth == m_depth) m_capture.reading = Reading::Ignore;
        if (!isProse(field)) {
            if (m_personDepth == m_depth)
                m_capture.field = Field::None; // Atom's author: wait for the name in it
            return;
        }
        m_capture.reading = readingOf(attributes);
        if (m_capture.reading == Reading::Base64) m_capture.wasBase64 = true;
        if (m_itemDepth > 0 && field == Field::Content) {
            if (const auto lang = attributes.get("lang", "xml"); !lang.empty()) m_item.lang = lang;
            contentSource(attributes);
        }
    }

    /// `<content src>`: the text lies elsewhere; a picture or film there is shown as media.
    void contentSource(const Attributes& attributes)
    {
        if (!attributes.get("src").empty()) enclosure(attributes, "src");
    }

    Reading readingOf(const Attributes& attributes) const
    {
        if (!m_atom && attributes.size() == 0) return Reading::Html;
        const auto type = toLowerAscii(attributes.get("type"));
        const auto mode = toLowerAscii(attributes.get("mode"));
        if (mode == "base64") return Reading::Base64;
        if (mode == "escaped") return type.empty() || type == "text/plain" ? Reading::Plain : Reading::Html;
        if (type == "html" || (type == "text/html" && mode != "xml")) return Reading::Html;
        if (type == "xhtml" || type.ends_with("xml") || mode == "xml") return Reading::Inline;
        if (!m_atom)
            return type == "text" || type == "text/plain" || type == "plain" ? Reading::Plain : Reading::Html;
        if (type.empty() || type == "text" || type.starts_with("text/")) return Reading::Plain;
        return type.find('/') == std::string::npos ? Reading::Plain : Reading::Base64;
    }

    void markup(std::string_view name, const Attributes& attributes)
    {
        auto& c = m_capture;
        if (c.reading == Reading::Plain && isProse(c.field)) {
            c.text = escapeHtml(c.text); // somebody wrote markup without saying so
            c.reading = Reading::Inline;
        }
        if (c.reading != Reading::Html && c.reading != Reading::Inline) return;
        if (c.text.size() > kMaxField) return;
        (c.text += '<') += name;
        for (int i = 0; i < attributes.size(); ++i) {
            ((c.text += ' ') += attributes.name(i)) += "=\"";
            for (const char sign : attributes.value(i)) {
                if (sign == '&') c.text += "&amp;";
                else if (sign == '"') c.text += "&quot;";
                else c.text += sign;
            }
            c.text += '"';
        }
        c.text += '>';
    }

    void closeMarkup(std::string_view name)
    {
        auto& c = m_capture;
        if (c.reading != Reading::Html && c.reading != Reading::Inline) return;
        if (name == "br" || name == "img" || name == "hr") return;
        ((c.text += "</") += name) += '>';
    }

    void finishCapture()
    {
        auto& c = m_capture;
        const auto field = std::exchange(c.field, Field::None);
        if (c.reading == Reading::Base64) {
            c.text = toValidUtf8(decodeBase64(c.text));
            c.reading = Reading::Html;
        }
        mendControls(c.text);
        if (isProse(field) && c.reading == Reading::Plain) c.text = escapeHtml(c.text);
        if (m_itemDepth > 0) itemField(field, c);
        else feedField(field, trim(c.text));
    }

    /// Windows' punctuation, written where Unicode has controls.
    static void mendControls(std::string& text)
    {
        for (auto at = text.find('\xC2'); at != std::string::npos; at = text.find('\xC2', at + 1)) {
            const auto low = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
            if (low < 0x80 || low > 0x9F) continue;
            std::string sign;
            appendCharacterReference(low, sign);
            text.replace(at, 2, sign);
        }
    }

    /// Content over description over lesser texts; within one rank the first that says something.
    void body(const Capture& c, int rank)
    {
        if (trim(c.text).empty()) return;
        auto text = withBase(c);
        if (rank > m_rank.body) {
            if (m_rank.body > 0) m_item.summary = std::move(m_item.body);
            m_item.body = std::move(text);
            m_rank.body = rank;
        } else if (m_item.summary.empty()) {
            m_item.summary = std::move(text);
        }
    }

    /// Relative links in the text are meant from here, not from the item's own page.
    static std::string withBase(const Capture& c)
    {
        if (c.base.empty() || !hasRelativeLink(c.text)) return c.text;
        std::string out = "<base href=\"";
        for (const char sign : c.base) {
            if (sign == '"') out += "%22";
            else if (sign == '&') out += "&amp;";
            else out += sign;
        }
        return (out += "\">") += c.text;
    }

    static bool hasRelativeLink(std::string_view html)
    {
        for (auto at = html.find("href"); at != std::string_view::npos; at = html.find("href", at + 4)) {
            const auto value =
                html.substr(std::min(html.find_first_not_of("= \t\n\"'", at + 4), html.size()));
            if (!startsWithNoCase(value, "http:") && !startsWithNoCase(value, "https:")) return true;
        }
        return false;
    }

    void itemField(Field field, const Capture& c)
    {
        const auto text = trim(c.text);
        switch (field) {
        case Field::Title:
            if (m_rank.title < 2 && !text.empty()) m_item.title = text;
            m_rank.title = 2;
            break;
        case Field::OtherTitle:
            if (m_item.title.empty()) m_item.title = text;
            break;
        case Field::Guid:
            if (!text.empty()) m_item.id = text;
            if (m_guidIsLink) m_guidLink = absoluteLink(text, {});
            break;
        case Field::AtomId:
            if (!text.empty()) m_item.id = text;
            break;
        case Field::LinkText:
            if (auto url = absoluteLink(text, c.base); !url.empty() && m_rank.link < 3) {
                m_item.link = std::move(url);
                m_rank.link = 3;
            }
            break;
        case Field::Content: body(c, 3); break;
        case Field::Description: body(c, 2); break;
        case Field::OtherText: body(c, 1); break;
        case Field::Author:
        case Field::Creator:
        case Field::PersonName:
        case Field::PersonEmail:
        case Field::ItunesAuthor: person(field, text, m_item.author, m_rank.author); break;
        case Field::Published: date(text, m_item.published); break;
        case Field::Issued:
            if (!m_item.published) date(text, m_item.published);
            break;
        case Field::Updated: date(text, m_item.updated); break;
        default: break;
        }
    }

    void person(Field field, std::string_view text, std::string& who, int& rank) const
    {
        if (text.empty()) return;
        const int weight = field == Field::PersonName    ? 5
                           : field == Field::Creator     ? 4
                           : field == Field::Author      ? 3
                           : field == Field::PersonEmail ? 2
                                                         : 1;
        if (weight <= rank) return;
        rank = weight;
        who = personOf(text);
    }

    static void date(std::string_view text, std::optional<UtcMillis>& at)
    {
        if (!at) at = parseDate(text);
    }

    void feedField(Field field, std::string_view text)
    {
        switch (field) {
        case Field::Title:
            if (m_document.title.empty()) m_document.title = text;
            break;
        case Field::LinkText:
            if (m_document.link.empty()) m_document.link = absoluteLink(text, base());
            break;
        case Field::Language:
            if (m_document.lang.empty()) m_document.lang = text;
            break;
        case Field::Author:
        case Field::Creator:
        case Field::PersonName:
        case Field::PersonEmail:
        case Field::ItunesAuthor: person(field, text, m_document.author, m_feedAuthorRank); break;
        case Field::Ttl: setTtl(text, 1); break;
        case Field::UpdatePeriod: m_period = toLowerAscii(text); break;
        case Field::UpdateFrequency: setFrequency(text); break;
        case Field::SkipHour:
            if (const int hour = number(text); hour >= 0 && hour <= 24)
                m_document.skipHours.set(static_cast<std::size_t>(hour % 24));
            break;
        case Field::SkipDay: setSkipDay(text); break;
        default: break;
        }
    }

    static int number(std::string_view text)
    {
        int value = -1;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    void setTtl(std::string_view text, int factor)
    {
        constexpr int kYear = 366 * 24 * 60;
        if (const int minutes = number(text); minutes > 0)
            m_document.ttl = std::chrono::minutes(std::min(minutes, kYear) * factor);
    }

    void setFrequency(std::string_view text)
    {
        static constexpr std::pair<std::string_view, int> kPeriods[] = {{"hourly", 60},
                                                                        {"daily", 24 * 60},
                                                                        {"weekly", 7 * 24 * 60},
                                                                        {"monthly", 30 * 24 * 60},
                                                                        {"yearly", 365 * 24 * 60}};
        const int times = number(text);
        for (const auto& [name, minutes] : kPeriods) {
            if (name == m_period && times > 0 && !m_document.ttl)
                m_document.ttl = std::chrono::minutes(minutes / times);
        }
    }

    void setSkipDay(std::string_view text)
    {
        static constexpr std::string_view kDays = "montuewedthufrisatsun";
        const auto at =
            text.size() < 3 ? std::string_view::npos : kDays.find(toLowerAscii(text.substr(0, 3)));
        if (at != std::string_view::npos && at % 3 == 0) m_document.skipDays.set(at / 3);
    }

    /// RSS writes the address as text, Atom as an attribute; a feed may do both.
    void link(const Attributes& attributes)
    {
        const auto href = attributes.get("href");
        const auto rel = toLowerAscii(attributes.get("rel"));
        if (href.empty() && (rel.empty() || rel == "alternate")) return capture(Field::LinkText, attributes);
        const auto type = toLowerAscii(attributes.get("type"));
        if (rel == "enclosure") return enclosure(attributes, "href");
        if (!rel.empty() && rel != "alternate") return;
        auto url = absoluteLink(href, base());
        if (url.empty()) return;
        const int rank = type.empty() || type.find("html") != std::string::npos ? 2 : 1;
        if (m_itemDepth > 0) {
            if (rank <= m_rank.link) return;
            m_rank.link = rank;
            m_item.link = std::move(url);
        } else if (m_document.link.empty()) {
            m_document.link = std::move(url);
        }
    }

    void enclosure(const Attributes& attributes, std::string_view urlName)
    {
        if (m_itemDepth == 0) return;
        auto url = absoluteLink(attributes.get(urlName), base());
        if (url.empty() || m_item.media.size() >= kMaxItemMedia) return;
        const bool known = std::ranges::any_of(m_item.media, [&url](const Media& m) { return m.url == url; });
        if (known) return;
        const auto kind = mediaKindOf(attributes.get("type"), attributes.get("medium"), url);
        m_item.media.push_back({.kind = kind, .url = std::move(url), .previewUrl = {}, .alt = {}});
    }

    void mediaContent(const Attributes& attributes) { enclosure(attributes, "url"); }

    void thumbnail(const std::string& link)
    {
        if (m_itemDepth == 0) return;
        auto url = absoluteLink(link, base());
        if (url.empty()) return;
        if (m_item.media.empty())
            m_item.media.push_back(
                {.kind = MediaKind::Image, .url = std::move(url), .previewUrl = {}, .alt = {}});
        else if (m_item.media.back().previewUrl.empty()) m_item.media.back().previewUrl = std::move(url);
    }

    /// How good the source of a value was that is held already.
    struct Rank {
        int title{0};
        int body{0};
        int link{0};
        int author{0};
    };

    Document m_document;
    Item m_item;
    Rank m_rank;
    int m_feedAuthorRank{0};
    std::string m_guidLink;
    bool m_guidIsLink{false};
    std::string m_period;
    Spaces m_spaces;
    Capture m_capture;
    std::vector<std::pair<int, std::string>> m_bases; ///< depth it holds from, and the base
    int m_depth{0};
    int m_itemDepth{0};   ///< 0 = outside of items
    int m_skipDepth{0};   ///< everything within is left out
    int m_personDepth{0}; ///< of the Atom author under way
    bool m_atom{false};
};

void onStart(void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int, const xmlChar**,
             int count, int, const xmlChar** attributes)
{
    static_cast<XmlFeed*>(self)->start(name, prefix, uri, Attributes(count, attributes));
}

void onEnd(void* self, const xmlChar* name, const xmlChar*, const xmlChar*)
{
    static_cast<XmlFeed*>(self)->end(name);
}

void onText(void* self, const xmlChar* text, int length)
{
    static_cast<XmlFeed*>(self)->characters(
        {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

void onError(void*, xmlError*) {} // faults are what repairXml() could not mend: read on

struct FreeContext {
    void operator()(xmlParserCtxt* context) const
    {
        if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
        xmlFreeParserCtxt(context);
    }
};

} // namespace

Result<Document> parseXmlFeed(std::string_view text, std::string_view feedUrl)
{
    static std::once_flag ready;
    std::call_once(ready, [] { xmlInitParser(); });

    const auto xml = repairXml(text);
    XmlFeed feed(feedUrl);
    const std::unique_ptr<xmlParserCtxt, FreeContext> context(
        xml.empty() ? nullptr : xmlCreateMemoryParserCtxt(xml.data(), static_cast<int>(xml.size())));
    if (!context) return fail(Errc::BadReply, "the answer is not a feed");
    xmlCtxtUseOptions(context.get(),
                      XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlSAXHandler handler{};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = onStart;
    handler.endElementNs = onEnd;
    handler.characters = onText;
    handler.ignorableWhitespace = onText;
    handler.cdataBlock = onText;
    handler.serror = onError;
    *context->sax = handler;
    context->userData = &feed;
    xmlParseDocument(context.get());
    return feed.finish();
}

} // namespace qd::feed
