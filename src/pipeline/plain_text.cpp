#include "pipeline/plain_text.h"

#include <algorithm>
#include <utility>

namespace qd {

std::string_view firstBytes(std::string_view utf8, std::size_t bytes) noexcept
{
    if (utf8.size() <= bytes) return utf8;
    while (bytes > 0 && (static_cast<unsigned char>(utf8[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    return utf8.substr(0, bytes);
}

std::size_t invisibleLength(std::string_view utf8) noexcept
{
    const auto byte = [utf8](std::size_t at) {
        return at < utf8.size() ? static_cast<unsigned char>(utf8[at]) : static_cast<unsigned char>(0);
    };
    const auto lead = byte(0);
    if (lead < 0x20) return lead == '\n' || lead == '\t' || lead == '\r' || lead == '\f' ? 0 : 1;
    if (lead < 0x7F) return 0;
    if (lead == 0x7F) return 1;
    if (lead == 0xC2)
        return (byte(1) >= 0x80 && byte(1) < 0xA0) || byte(1) == 0xAD ? 2 : 0; // C1, soft hyphen
    if (lead == 0xE2)
        return (byte(1) == 0x80 && byte(2) == 0x8B) || (byte(1) == 0x81 && byte(2) == 0xA0) ? 3 : 0;
    return lead == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF ? 3 : 0; // byte order mark
}

std::size_t TextFlow::settle()
{
    if (m_lines > 0 && !m_out.empty()) {
        const auto last = m_out.find_last_not_of('\n');
        const auto present = static_cast<int>(m_out.size() - (last == std::string::npos ? 0 : last + 1));
        if (present < m_lines) m_out.append(static_cast<std::size_t>(m_lines - present), '\n');
    } else if (m_space && !m_out.empty() && m_out.back() != '\n' && m_out.back() != ' ') {
        m_out += ' ';
    }
    m_lines = 0;
    m_space = false;
    m_out += std::exchange(m_bullet, {});
    return m_out.size();
}

void TextFlow::put(char c)
{
    if (m_space || m_lines > 0 || !m_bullet.empty()) settle();
    m_out += c;
}

void TextFlow::add(std::string_view text, bool verbatim)
{
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F) {
            // The common case: a run of visible ASCII.
            auto end = i + 1;
            while (end < text.size() && text[end] > 0x20 && text[end] < 0x7F)
                ++end;
            if (m_space || m_lines > 0 || !m_bullet.empty()) settle();
            m_out.append(text, i, end - i);
            i = end;
            continue;
        }
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
            if (!verbatim) m_space = true;
            else if (c == '\n') breakLine();
            else if (c != '\r') put(c);
            ++i;
        } else if (const auto unseen = invisibleLength(text.substr(i)); unseen > 0) {
            i += unseen;
        } else if (byte == 0xC2 && i + 1 < text.size() && text[i + 1] == '\xA0') {
            if (verbatim) put(' ');
            else m_space = true;
            i += 2;
        } else {
            put(c);
            for (++i; i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U; ++i)
                m_out += text[i];
        }
    }
}

void TextFlow::addWord(std::string_view word)
{
    settle();
    m_out += word;
}

void TextFlow::breakLine() { m_lines = std::min(m_lines + 1, 2); }
void TextFlow::breakBlock() { m_lines = std::max(m_lines, 1); }
void TextFlow::breakParagraph() { m_lines = 2; }

void TextFlow::replaceFrom(std::size_t at, std::string_view text)
{
    m_out.resize(std::min(at, m_out.size()));
    m_out += text;
}

std::string TextFlow::take()
{
    while (!m_out.empty() && (m_out.back() == ' ' || m_out.back() == '\n' || m_out.back() == '\t'))
        m_out.pop_back();
    return std::move(m_out);
}

std::string cleanPlainText(std::string_view utf8)
{
    const auto kept = firstBytes(utf8, kMaxBody);
    TextFlow flow;
    for (std::size_t at = 0; at < kept.size();) {
        const auto end = std::min(kept.find('\n', at), kept.size());
        flow.add(kept.substr(at, end - at));
        if (end < kept.size()) flow.breakLine();
        at = end + 1;
    }
    auto out = flow.take();
    if (kept.size() < utf8.size()) out += "…";
    return out;
}

} // namespace qd
