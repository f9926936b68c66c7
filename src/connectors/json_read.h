#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Total access to JSON that a stranger wrote: every function answers for any value, none throws.
namespace qd::json {

using Value = nlohmann::json;

/// What is not there: a null that outlives every document.
inline const Value& nothing() noexcept
{
    static const Value none;
    return none;
}

/// The member of an object; null where there is no such member or `from` is no object.
inline const Value& member(const Value& from, const char* key)
{
    if (!from.is_object()) return nothing();
    const auto found = from.find(key);
    return found == from.end() ? nothing() : *found;
}

/// A string's text without NULs; "" for anything but a string.
inline std::string asText(const Value& value)
{
    const auto* text = value.get_ptr<const std::string*>();
    if (text == nullptr) return {};
    if (text->find('\0') == std::string::npos) return *text;
    std::string clean;
    for (const char c : *text)
        if (c != '\0') clean.push_back(c);
    return clean;
}

/// An id: a string, or a number written out (some servers send numbers).
inline std::string asId(const Value& value)
{
    if (value.is_number_unsigned()) return std::to_string(value.get<std::uint64_t>());
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    return asText(value);
}

inline std::string text(const Value& from, const char* key) { return asText(member(from, key)); }
inline std::string id(const Value& from, const char* key) { return asId(member(from, key)); }

inline const Value& object(const Value& from, const char* key)
{
    const Value& found = member(from, key);
    return found.is_object() ? found : nothing();
}

/// An array to walk; an empty one where there is none.
inline const Value& array(const Value& from, const char* key)
{
    static const Value empty = Value::array();
    const Value& found = member(from, key);
    return found.is_array() ? found : empty;
}

/// `value` itself when it is an array, else an empty one.
inline const Value& arrayOrEmpty(const Value& value)
{
    static const Value empty = Value::array();
    return value.is_array() ? value : empty;
}

/// A whole number that fits; nothing for fractions, texts and what overflows.
inline std::optional<std::int64_t> integer(const Value& from, const char* key)
{
    const Value& found = member(from, key);
    if (found.is_number_unsigned()) {
        const auto wide = found.get<std::uint64_t>();
        if (wide > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
        return static_cast<std::int64_t>(wide);
    }
    if (found.is_number_integer()) return found.get<std::int64_t>();
    return std::nullopt;
}

/// An int within [low, high], or `otherwise`.
inline int intWithin(const Value& from, const char* key, int low, int high, int otherwise)
{
    const auto found = integer(from, key);
    return found && *found >= low && *found <= high ? static_cast<int>(*found) : otherwise;
}

inline bool flag(const Value& from, const char* key)
{
    const Value& found = member(from, key);
    return found.is_boolean() && found.get<bool>();
}

/// A document, or a discarded value. Bytes that are not UTF-8 and half surrogates (a platform's own slip) are mended
/// rather than losing the page; what nests deeper than 1,000 levels is refused.
Value parse(std::string_view body);

/// Text for a request or a cursor; never throws on broken UTF-8.
inline std::string dump(const Value& value)
{
    return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

} // namespace qd::json
