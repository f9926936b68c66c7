#include "storage/json_text.h"

#include "quarterdeck/base/text.h"

#include <nlohmann/json.hpp>

namespace qd {

std::string textIn(const nlohmann::json& object, const char* key)
{
    if (!object.is_object()) return {};
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

std::int64_t integerIn(const nlohmann::json& object, const char* key, std::int64_t otherwise)
{
    if (!object.is_object()) return otherwise;
    const auto at = object.find(key);
    return at != object.end() && at->is_number_integer() ? at->get<std::int64_t>() : otherwise;
}

std::vector<std::string> textsIn(const nlohmann::json& list)
{
    std::vector<std::string> texts;
    if (!list.is_array()) return texts;
    for (const auto& item : list)
        if (item.is_string()) texts.push_back(item.get<std::string>());
    return texts;
}

std::string dumpJson(const nlohmann::json& value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void appendJsonText(std::string& out, std::string_view text)
{
    if (!isValidUtf8(text)) return appendJsonText(out, toValidUtf8(text));
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void JsonObjectText::addKey(std::string_view key)
{
    m_text += m_text.empty() ? '{' : ',';
    appendJsonText(m_text, key);
    m_text += ':';
}

void JsonObjectText::add(std::string_view key, std::string_view value)
{
    if (value.empty()) return;
    addKey(key);
    appendJsonText(m_text, value);
}

void JsonObjectText::addInteger(std::string_view key, std::int64_t value)
{
    addKey(key);
    m_text += std::to_string(value);
}

void JsonObjectText::addRaw(std::string_view key, std::string_view json)
{
    addKey(key);
    m_text += json;
}

std::string JsonObjectText::take()
{
    if (!m_text.empty()) m_text += '}';
    return std::move(m_text);
}

} // namespace qd
