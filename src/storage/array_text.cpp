#include "storage/array_text.h"

namespace qd {

void ArrayText::add(std::string_view text)
{
    next() += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') m_text += '\\';
        if (c != '\0') m_text += c;
    }
    m_text += '"';
}

} // namespace qd
