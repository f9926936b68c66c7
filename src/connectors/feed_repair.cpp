#include "feed_item.h"
#include "quarterdeck/base/html_entity.h"

#include <algorithm>
#include <array>
#include <utility>

namespace qd::feed {
namespace {

constexpr std::size_t kMaxDepth = 120;
constexpr std::size_t kMaxOwnEntities = 64;
constexpr std::size_t kMaxOwnValue = 256;

bool isNameStart(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}
bool isName(char c) noexcept { return isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }
bool isHex(char c) noexcept
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool isBlank(char c) noexcept { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Bytes that may not be copied as they stand.
constexpr std::array<bool, 256> kSpecial = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c)
        table[c] = c != '\t' && c != '\n' && c != '\r';
    table['<'] = table['&'] = true;
    return table;
}();

bool isSpecial(char c) noexcept { return kSpecial[static_cast<unsigned char>(c)]; }

/// Where a mark stands next. The answer is kept, so that asking at every place of a text that lacks it stays
/// cheap.
class Mark {
public:
    explicit Mark(std::string_view mark) : m_mark(mark) {}
    std::size_t size() const noexcept { return m_mark.size(); }

    std::size_t after(std::string_view text, std::size_t from)
    {
        if (m_next == kUnasked || (m_next != std::string_view::npos && m_next < from))
            m_next = text.find(m_mark, from);
        return m_next;
    }

private:
    static constexpr std::size_t kUnasked = std::string_view::npos - 1;
    std::string_view m_mark;
    std::size_t m_next{kUnasked};
};

class Repair {
public:
    explicit Repair(std::string_view text) : m_text(text) { m_out.reserve(text.size() + 256); }

    std::string run()
    {
        if (m_text.starts_with("\xEF\xBB\xBF")) m_at = 3;
        m_at = std::min(m_text.find('<', m_at), m_text.size()); // nothing counts before the first tag
        while (m_at < m_text.size()) {
            copyPlain();
            if (m_at >= m_text.size()) break;
            const char c = m_text[m_at];
            if (c == '<') markup();
            else if (c == '&') reference();
            else ++m_at; // a control character
        }
        while (!m_open.empty())
            closeTop();
        return std::move(m_out);
    }

private:
    std::string_view rest() const noexcept { return m_text.substr(m_at); }

    void copyPlain()
    {
        const auto from = m_at;
        while (m_at < m_text.size() && !isSpecial(m_text[m_at]))
            ++m_at;
        m_out.append(m_text, from, m_at - from);
    }

    void markup()
    {
        const auto here = rest();
        if (here.starts_with("<![CDATA[")) return cdata();
        if (here.starts_with("<!--")) return skipTo(m_commentEnd, 4);
        if (here.starts_with("<?")) return skipTo(m_instructionEnd, 2);
        const bool prolog =
            m_open.empty() &&
            !std::exchange(m_started, m_started || isNameStart(here.size() > 1 ? here[1] : ' '));
        if (prolog && (here.starts_with("<!DOCTYPE") || here.starts_with("<!doctype"))) return doctype();
        if (here.size() > 2 && here[1] == '/' && isNameStart(here[2])) return closeTag();
        if (here.size() > 1 && isNameStart(here[1]) && openTag()) return;
        m_out += "&lt;";
        ++m_at;
    }

    /// Leave out everything up to `mark`; what never ends is not left out, only its beginning.
    void skipTo(Mark& mark, std::size_t length)
    {
        const auto end = mark.after(m_text, m_at + length);
        m_at = end == std::string_view::npos ? m_at + length : end + mark.size();
    }

    void cdata()
    {
        const auto from = m_at + 9;
        auto end = m_cdataEnd.after(m_text, from);
        auto next = end == std::string_view::npos ? m_text.size() : end + 3;
        if (end == std::string_view::npos) {
            // Never closed: it ends with its item.
            end = std::min({m_itemEnd.after(m_text, from), m_entryEnd.after(m_text, from), m_text.size()});
            next = end;
        }
        m_out += "<![CDATA[";
        for (const char c : m_text.substr(from, end - from)) {
            if (!isSpecial(c) || c == '<' || c == '&') m_out += c;
        }
        m_out += "]]>";
        m_at = next;
    }

    void doctype()
    {
        m_started = true; // there is one at most
        auto at = m_at + 9;
        int inside = 0; // of the brackets
        char quote = '\0';
        for (; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (quote != '\0') {
                if (c == quote) quote = '\0';
            } else if (m_text.substr(at).starts_with("<!ENTITY")) {
                readEntity(at + 8);
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[') {
                ++inside;
            } else if (c == ']') {
                --inside;
            } else if (c == '>' && inside <= 0) {
                m_at = at + 1;
                return;
            }
        }
        m_at = std::min(m_text.find('>', m_at), m_text.size() - 1) + 1; // not closed: only its first line
    }

    /// `<!ENTITY name "plain text">`: a value with references or markup of its own is not taken, so none can
    /// grow.
    void readEntity(std::size_t at)
    {
        const auto skipBlanks = [&] {
            while (at < m_text.size() && isBlank(m_text[at]))
                ++at;
        };
        skipBlanks();
        const auto nameAt = at;
        while (at < m_text.size() && isName(m_text[at]))
            ++at;
        const auto name = m_text.substr(nameAt, at - nameAt);
        skipBlanks();
        if (name.empty() || at >= m_text.size() || (m_text[at] != '"' && m_text[at] != '\'')) return;
        const auto end = m_text.find(m_text[at], at + 1);
        if (end == std::string_view::npos || end - at > kMaxOwnValue || m_own.size() >= kMaxOwnEntities)
            return;
        const auto value = m_text.substr(at + 1, end - at - 1);
        if (value.find_first_of("&<%") == std::string_view::npos) m_own.emplace_back(name, value);
    }

    void closeTop()
    {
        ((m_out += "</") += m_open.back()) += '>';
        m_open.pop_back();
    }

    void closeTag()
    {
        auto at = m_at + 2;
        const auto nameAt = at;
        while (at < m_text.size() && isName(m_text[at]))
            ++at;
        const auto name = m_text.substr(nameAt, at - nameAt);
        while (at < m_text.size() && m_text[at] != '>' && m_text[at] != '<')
            ++at;
        m_at = at < m_text.size() && m_text[at] == '>' ? at + 1 : at;
        // A closing of nothing is left out; one of an outer element closes the inner ones first.
        if (std::find(m_open.rbegin(), m_open.rend(), name) == m_open.rend()) return;
        while (m_open.back() != name)
            closeTop();
        closeTop();
    }

    static bool isItem(std::string_view name) noexcept { return name == "item" || name == "entry"; }

    /// @return false where it is no tag after all
    bool openTag()
    {
        auto at = m_at + 1;
        while (at < m_text.size() && isName(m_text[at]))
            ++at;
        const auto name = m_text.substr(m_at + 1, at - m_at - 1);
        const auto mark = m_out.size();
        if (isItem(name) && std::ranges::find(m_open, name) != m_open.end()) {
            while (m_open.back() != name)
                closeTop(); // an item within an item: the first was never closed
            closeTop();
        }
        const auto tagAt = m_out.size();
        (m_out += '<') += name;
        bool single = false;
        if (!attributes(at, single)) {
            m_out.resize(std::min(tagAt, m_out.size()));
            return false;
        }
        m_at = at;
        if (single) {
            m_out += "/>";
        } else if (m_open.size() >= kMaxDepth) {
            m_out.resize(std::max(mark, tagAt)); // too deep to matter
        } else {
            m_out += '>';
            m_open.push_back(name);
        }
        return true;
    }

    bool attributes(std::size_t& at, bool& single)
    {
        std::array<std::string_view, 32> seen;
        std::size_t count = 0;
        while (true) {
            while (at < m_text.size() && isBlank(m_text[at]))
                ++at;
            if (at >= m_text.size() || m_text[at] == '<') return false;
            if (m_text[at] == '>') return ++at, true;
            if (m_text[at] == '/' && at + 1 < m_text.size() && m_text[at + 1] == '>') {
                at += 2;
                return single = true;
            }
            if (!isNameStart(m_text[at])) {
                ++at;
                continue;
            }
            const auto nameAt = at;
            while (at < m_text.size() && isName(m_text[at]))
                ++at;
            const auto name = m_text.substr(nameAt, at - nameAt);
            std::string_view value;
            if (!attributeValue(at, value)) return false;
            const bool again = std::find(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(count),
                                         name) != seen.begin() + static_cast<std::ptrdiff_t>(count);
            if (again || count == seen.size()) continue;
            seen[count++] = name;
            ((m_out += ' ') += name) += "=\"";
            escapeValue(value);
            m_out += '"';
        }
    }

    bool attributeValue(std::size_t& at, std::string_view& value) const
    {
        auto next = at;
        while (next < m_text.size() && isBlank(m_text[next]))
            ++next;
        if (next >= m_text.size()) return false;
        if (m_text[next] != '=') return true;
        at = next + 1;
        while (at < m_text.size() && isBlank(m_text[at]))
            ++at;
        if (at >= m_text.size()) return false;
        if (m_text[at] == '"' || m_text[at] == '\'') {
            const auto end = m_text.find(m_text[at], at + 1);
            if (end == std::string_view::npos) return false;
            value = m_text.substr(at + 1, end - at - 1);
            at = end + 1;
            return true;
        }
        const auto from = at;
        while (at < m_text.size() && !isBlank(m_text[at]) && m_text[at] != '>' && m_text[at] != '<')
            ++at;
        if (at > from && at < m_text.size() && m_text[at] == '>' && m_text[at - 1] == '/') --at;
        value = m_text.substr(from, at - from);
        return true;
    }

    void escapeValue(std::string_view value)
    {
        for (std::size_t i = 0; i < value.size();) {
            const char c = value[i];
            if (c == '&') {
                i += 1 + readReference(value.substr(i + 1));
                continue;
            }
            if (c == '<') m_out += "&lt;";
            else if (c == '"') m_out += "&quot;";
            else if (!isSpecial(c)) m_out += c;
            ++i;
        }
    }

    void reference()
    {
        ++m_at;
        m_at += readReference(rest());
    }

    /// Writes what the reference means; `text` follows its '&'. @return bytes taken
    std::size_t readReference(std::string_view text)
    {
        const auto end = text.substr(0, 33).find(';');
        if (end != std::string_view::npos && end > 0) {
            std::string value;
            if (text.front() == '#') decodeNumber(text.substr(0, end + 1), value);
            else value = entity(text.substr(0, end));
            if (!value.empty()) {
                writeText(value);
                return end + 1;
            }
        }
        m_out += "&amp;";
        return 0;
    }

    static void decodeNumber(std::string_view text, std::string& value)
    {
        const bool hex = text.size() > 2 && (text[1] == 'x' || text[1] == 'X');
        const auto digits = text.substr(hex ? 2 : 1, text.size() - (hex ? 3 : 2));
        const bool sound =
            std::ranges::all_of(digits, [hex](char c) { return hex ? isHex(c) : (c >= '0' && c <= '9'); });
        if (digits.empty() || !sound) return;
        std::string whole = "&";
        whole += text;
        decodeHtmlEntities(whole, value);
        if (value.size() == 1 && isSpecial(value[0]) && value[0] != '<' && value[0] != '&') value = " ";
        else if (value == "\xEF\xBF\xBE" || value == "\xEF\xBF\xBF")
            value = "\xEF\xBF\xBD"; // no characters in XML
    }

    std::string entity(std::string_view name) const
    {
        if (const auto html = htmlEntity(name); !html.empty()) return std::string(html);
        for (const auto& [own, value] : m_own) {
            if (own == name) return std::string(value);
        }
        return {};
    }

    void writeText(std::string_view value)
    {
        for (const char c : value) {
            switch (c) {
            case '&': m_out += "&amp;"; break;
            case '<': m_out += "&lt;"; break;
            case '>': m_out += "&gt;"; break;
            case '"': m_out += "&quot;"; break;
            default: m_out += c;
            }
        }
    }

    std::string_view m_text;
    std::string m_out;
    std::size_t m_at{0};
    bool m_started{false}; ///< the root element or the DOCTYPE was seen
    Mark m_cdataEnd{"]]>"};
    Mark m_itemEnd{"</item"};
    Mark m_entryEnd{"</entry"};
    Mark m_commentEnd{"-->"};
    Mark m_instructionEnd{"?>"};
    std::vector<std::string_view> m_open;
    std::vector<std::pair<std::string_view, std::string_view>> m_own;
};

} // namespace

std::string repairXml(std::string_view utf8) { return Repair(utf8).run(); }

} // namespace qd::feed
