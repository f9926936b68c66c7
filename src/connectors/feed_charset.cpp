#include "feed_item.h"
#include "quarterdeck/base/text.h"

#include <algorithm>

namespace qd::feed {
namespace {

/// The value of `name=` in a header or a declaration, without quotes.
std::string parameterOf(std::string_view text, std::string_view name)
{
    const auto lower = toLowerAscii(text);
    const auto at = lower.find(name);
    if (at == std::string::npos) return {};
    auto from = lower.find_first_not_of(" \t\r\n", at + name.size());
    if (from == std::string::npos || lower[from] != '=') return {};
    from = lower.find_first_not_of(" \t\r\n\"'", from + 1);
    if (from == std::string::npos) return {};
    const auto end = std::min(lower.find_first_of("\"'; \t\r\n?>", from), lower.size());
    return lower.substr(from, end - from);
}

std::string declaredIn(std::string_view body)
{
    const auto head = body.substr(0, 512);
    const auto start = head.find("<?xml");
    if (start == std::string_view::npos) return {};
    return parameterOf(head.substr(start, head.find("?>", start) - start), "encoding");
}

std::string_view byMark(std::string_view body) noexcept
{
    using namespace std::string_view_literals;
    if (body.starts_with("\xEF\xBB\xBF"sv)) return "utf-8";
    if (body.starts_with("\x00\x00\xFE\xFF"sv)) return "utf-32be";
    if (body.starts_with("\xFF\xFE\x00\x00"sv)) return "utf-32le";
    if (body.starts_with("\xFE\xFF"sv)) return "utf-16be";
    if (body.starts_with("\xFF\xFE"sv)) return "utf-16le";
    return {};
}

/// A '<' in two or four bytes.
std::string_view byLook(std::string_view body) noexcept
{
    using namespace std::string_view_literals;
    if (body.starts_with("<\0\0\0"sv)) return "utf-32le";
    if (body.starts_with("\0\0\0<"sv)) return "utf-32be";
    if (body.starts_with("<\0"sv)) return "utf-16le";
    if (body.starts_with("\0<"sv)) return "utf-16be";
    return {};
}

bool isWide(std::string_view charset) noexcept
{
    return charset.starts_with("utf-16") || charset.starts_with("utf-32") || charset.starts_with("ucs") ||
           charset.starts_with("iso-10646");
}

} // namespace

std::string charsetOf(std::string_view body, std::string_view contentType)
{
    if (const auto mark = byMark(body); !mark.empty()) return std::string(mark);
    if (const auto look = byLook(body); !look.empty()) return std::string(look);
    // From here on '<' is one byte, so nobody who says UTF-16 tells the truth.
    const auto sound = [](std::string name) { return isWide(name) ? std::string{} : name; };
    const auto told = sound(parameterOf(contentType, "charset"));
    const auto declared = sound(declaredIn(body));
    const bool isUtf8 = isValidUtf8(body);
    if (!told.empty() && (told != "utf-8" || isUtf8)) return told;
    if (!declared.empty() && (declared != "utf-8" || isUtf8)) return declared;
    if (isUtf8) return "utf-8";
    // Broken UTF-8 is far more often another charset than broken, unless most of it is sound.
    const auto mended = toValidUtf8(body);
    std::size_t broken = 0;
    for (auto at = mended.find("\xEF\xBF\xBD"); at != std::string::npos;
         at = mended.find("\xEF\xBF\xBD", at + 3))
        ++broken;
    const auto beyondAscii = static_cast<std::size_t>(
        std::ranges::count_if(body, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
    return broken * 4 > beyondAscii ? "windows-1252" : "utf-8";
}

std::string toUtf8(std::string_view body, std::string_view contentType)
{
    return decodeCharset(body, charsetOf(body, contentType));
}

} // namespace qd::feed
