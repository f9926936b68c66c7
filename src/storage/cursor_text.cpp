#include "storage/cursor_text.h"

#include <charconv>

namespace qd {
namespace {

/// FNV-1a: finds mangling, keeps no secret.
std::uint32_t checkOf(std::string_view list, std::string_view body)
{
    std::uint32_t hash = 2166136261U;
    const auto mix = [&](std::string_view text) {
        for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    };
    mix(list);
    mix("|");
    mix(body);
    return hash;
}

template <class Number>
bool takeHex(std::string_view& text, Number& into, char end)
{
    const auto read = std::from_chars(text.data(), text.data() + text.size(), into, 16);
    if (read.ec != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    if (end == '\0') return text.empty();
    if (text.empty() || text.front() != end) return false;
    text.remove_prefix(1);
    return true;
}

std::string hex(std::uint64_t number)
{
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, number, 16).ptr;
    return std::string{digits, end};
}

std::string bodyOf(const Cursor& cursor)
{
    return hex(static_cast<std::uint64_t>(cursor.sort)) + '-' + hex(static_cast<std::uint64_t>(cursor.id));
}

} // namespace

std::string writeCursor(std::string_view list, const Cursor& cursor)
{
    const auto body = bodyOf(cursor);
    return body + '-' + hex(checkOf(list, body));
}

Result<Cursor> readCursor(std::string_view list, std::string_view text)
{
    std::uint64_t sort = 0;
    std::uint64_t id = 0;
    std::uint32_t check = 0;
    if (!takeHex(text, sort, '-') || !takeHex(text, id, '-') || !takeHex(text, check, '\0'))
        return fail(Errc::Invalid, "the cursor is none of ours", "start again without one");
    const Cursor cursor{static_cast<std::int64_t>(sort), static_cast<std::int64_t>(id)};
    if (check != checkOf(list, bodyOf(cursor)))
        return fail(Errc::Invalid, "the cursor belongs to another list", "start again without one");
    return cursor;
}

} // namespace qd
