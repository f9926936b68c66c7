#include "json_read.h"

#include "quarterdeck/base/text.h"

namespace qd::json {
namespace {

constexpr int kMaxDepth = 1000;

bool tooDeep(std::string_view body) noexcept
{
    int depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (inText) {
            if (c == '\\') ++i;
            else if (c == '"') inText = false;
        } else if (c == '"') {
            inText = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kMaxDepth) return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

/// The four hex digits of a \uXXXX that begins at `at`; -1 where there is none.
int escapedUnit(std::string_view body, std::size_t at)
{
    if (at + 6 > body.size() || body[at] != '\\' || body[at + 1] != 'u') return -1;
    int unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const char c = body[i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/// Half surrogates, which JavaScript servers emit for texts cut in the middle of an emoji, become U+FFFD.
std::string mendSurrogates(std::string text)
{
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != '\\') continue;
        const int unit = escapedUnit(text, i);
        const bool high = unit >= 0xD800 && unit <= 0xDBFF;
        const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
        if (high) {
            const int second = escapedUnit(text, i + 6);
            if (second >= 0xDC00 && second <= 0xDFFF) {
                i += 11;
                continue;
            }
        }
        if (high || low) text.replace(i, 6, "\\ufffd");
        i += unit >= 0 ? 5 : 1;
    }
    return text;
}

} // namespace

Value parse(std::string_view body)
{
    if (tooDeep(body)) return Value(Value::value_t::discarded);
    Value document = Value::parse(body.begin(), body.end(), nullptr, false);
    if (!document.is_discarded()) return document;
    const std::string mended = mendSurrogates(toValidUtf8(body));
    if (mended == body) return document;
    return Value::parse(mended, nullptr, false);
}

} // namespace qd::json
