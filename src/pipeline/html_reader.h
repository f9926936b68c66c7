#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace qd::html {

/// What an element means to us.
enum class Tag : std::uint8_t {
    Inline, ///< leaves no trace: span, font, unknown names
    Block,  ///< parts paragraphs: div, section, h1, tr, …
    P,
    Br,
    A,
    Blockquote,
    Pre,
    Code,
    Em,
    Strong,
    Del,
    Ul,
    Ol,
    Li,
    Cell,  ///< td, th
    Image, ///< only its alternative text is used
    Base,
    Raw,   ///< content is no markup and never shown: script, style, title, …
    Unseen ///< content is never shown: svg, math, template, video, …
};

struct Token {
    enum class Kind : std::uint8_t { End, Text, Open, Close } kind{Kind::End};
    Tag tag{Tag::Inline};
    std::string_view name;       ///< as written
    std::string_view text;       ///< of Text: references not yet read
    std::string_view attributes; ///< of Open: as written
    bool selfClosing{false};
};

/// Cuts HTML into tags and text in one pass, as the HTML standard's tokenizer does where it matters: quotes,
/// comments, bogus comments, raw text. It builds no tree, so depth costs nothing; it accepts any bytes. The
/// tokens point into the text given.
class Reader {
public:
    explicit Reader(std::string_view html) noexcept : m_html(html) {}

    Token next();

    /// Whether a "</name" still follows. Answers false after many different questions: it must not cost more
    /// than the text is worth.
    bool closes(std::string_view name);

private:
    Token readTag(bool closing);
    void skipRaw(std::string_view name);
    void skipPast(std::string_view mark);
    std::size_t findClose(std::string_view name, std::size_t from) const;

    std::string_view m_html;
    std::size_t m_at{0};
    struct KnownClose {
        std::string_view name;
        std::size_t at{0};
    };
    static constexpr std::size_t kKnownCloses = 8;
    KnownClose m_known[kKnownCloses];
    std::size_t m_nextKnown{0};
    int m_searches{0};
};

/// The decoded value of an attribute, "" when it is absent or empty; the first one counts.
std::string attribute(std::string_view attributes, std::string_view name);
bool hasAttribute(std::string_view attributes, std::string_view name);

} // namespace qd::html
