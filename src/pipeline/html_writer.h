#pragma once

#include "pipeline/html_reader.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace qd::html {

/// Writes the allow-listed form: only tags named here, no attribute but a checked href, everything closed.
class Writer {
public:
    void text(std::string_view decoded);
    void open(Tag tag);                     ///< P, Blockquote, Pre, Code, Em, Strong, Del, Ul, Ol, Li
    void close(Tag tag);                    ///< ignored where nothing of the kind is open
    void openLink(const std::string& href); ///< href as webLink() gave it
    void closeLink(std::string_view instead, bool named); ///< `instead` not empty: shown in place of its text
    void lineBreak();
    void paragraph(); ///< a boundary without a tag of its own

    bool rich() const noexcept { return m_rich; }
    std::string take();

private:
    struct Open {
        Tag tag;
        std::size_t start;   ///< where its tag begins
        std::size_t content; ///< where its content begins
    };
    void push(Tag tag, std::string_view openTag);
    void pop();
    void popTo(std::size_t depth);
    void beforeInline();
    std::size_t find(Tag tag, bool withinBlock) const; ///< depth of the innermost, npos = none
    bool inPre() const noexcept;

    std::string m_out;
    std::vector<Open> m_open;
    bool m_wantParagraph{true};
    bool m_space{false};
    bool m_rich{false};
};

} // namespace qd::html
