#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qd {

/// Longest text or HTML that is read; what follows is cut and the cut shown by "…".
inline constexpr std::size_t kMaxBody = 256U << 10U;

/// The first bytes of valid UTF-8, cut before a broken character.
std::string_view firstBytes(std::string_view utf8, std::size_t bytes) noexcept;

/// Collects text for people: blanks collapsed, at most one blank line in a row, nothing invisible but what
/// writing needs (joiners, direction marks).
class TextFlow {
public:
    /// Text in which line ends and runs of blanks are one blank, unless `verbatim`.
    void add(std::string_view text, bool verbatim = false);
    /// As it stands, after whatever break is due.
    void addWord(std::string_view word);
    void breakLine();      ///< one line end more, two at most
    void breakBlock();     ///< at least a new line
    void breakParagraph(); ///< a blank line
    void space() noexcept { m_space = true; }
    void bullet(std::string_view mark) { m_bullet = mark; }

    /// Write out the due break and say where the next character goes.
    std::size_t settle();
    std::string_view from(std::size_t at) const noexcept { return std::string_view(m_out).substr(at); }
    void replaceFrom(std::size_t at, std::string_view text);
    bool hasDueBreak() const noexcept { return m_lines > 0 || m_out.empty(); }

    std::string take(); ///< without blanks at the end

private:
    void put(char c);

    std::string m_out;
    std::string_view m_bullet;
    int m_lines{0};
    bool m_space{false};
};

/// Bytes of a character at the front that a reader cannot see and text does not need; 0 = it is needed.
std::size_t invisibleLength(std::string_view utf8) noexcept;

/// Plain text as its author typed it, cleaned alike: lines kept, two line ends at most.
std::string cleanPlainText(std::string_view utf8);

} // namespace qd
