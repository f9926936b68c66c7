#include "sandbox/wire.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace qd::sandbox {
namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string plain(const nlohmann::json& value)
{
    if (value.is_string()) return value.get<std::string>();
    if (value.is_null()) return "";
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void flatten(const std::string& name, const nlohmann::json& value, Pairs& out, int depth)
{
    if (depth > 8) return;
    if (value.is_object()) {
        for (const auto& [key, inner] : value.items())
            flatten(name.empty() ? key : name + "[" + key + "]", inner, out, depth + 1);
    } else if (value.is_array()) {
        for (const auto& inner : value) flatten(name + "[]", inner, out, depth + 1);
    } else if (!value.is_null()) {
        out.emplace_back(name, plain(value));
    }
}

} // namespace

std::string lowerAscii(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string Call::header(std::string_view lowerName) const
{
    for (const auto& [name, value] : headers)
        if (name == lowerName) return value;
    return {};
}

std::string Call::bearer() const
{
    const std::string value = header("authorization");
    if (lowerAscii(std::string_view(value).substr(0, 7)) != "bearer ") return {};
    return value.substr(7);
}

std::string Call::baseUrl() const
{
    const std::string host = header("host");
    return "http://" + (host.empty() ? std::string("127.0.0.1") : host);
}

void Params::append(const Pairs& pairs) { m_pairs.insert(m_pairs.end(), pairs.begin(), pairs.end()); }

bool Params::has(std::string_view name) const
{
    return std::any_of(m_pairs.begin(), m_pairs.end(), [&](const auto& pair) { return pair.first == name; });
}

std::optional<std::string> Params::maybe(std::string_view name) const
{
    for (const auto& [key, value] : m_pairs)
        if (key == name) return value;
    return std::nullopt;
}

std::string Params::text(std::string_view name) const { return maybe(name).value_or(""); }

std::vector<std::string> Params::list(std::string_view name) const
{
    std::vector<std::string> out;
    const std::string listed = std::string(name) + "[]";
    for (const auto& [key, value] : m_pairs)
        if (key == listed || key == name) out.push_back(value);
    return out;
}

bool Params::flag(std::string_view name) const
{
    const std::string value = lowerAscii(text(name));
    return value == "true" || value == "1" || value == "on" || value == "yes" || value == "t";
}

long Params::clamped(std::string_view name, long otherwise, long low, long high) const
{
    const std::string value = text(name);
    long number = otherwise;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    if (read.ec != std::errc{} || read.ptr != value.data() + value.size()) number = otherwise;
    return std::clamp(number, low, high);
}

std::string percentDecode(std::string_view text, bool plusIsBlank)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low >= 0) {
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(text[i] == '+' && plusIsBlank ? ' ' : text[i]);
        }
    }
    return out;
}

std::optional<Pairs> decodeForm(std::string_view body)
{
    Pairs out;
    std::size_t at = 0;
    while (at < body.size()) {
        const std::size_t end = std::min(body.find('&', at), body.size());
        const std::string_view pair = body.substr(at, end - at);
        at = end + 1;
        if (pair.empty()) continue;
        for (std::size_t i = pair.find('%'); i != std::string_view::npos; i = pair.find('%', i + 1))
            if (i + 2 >= pair.size() || hexDigit(pair[i + 1]) < 0 || hexDigit(pair[i + 2]) < 0)
                return std::nullopt;
        const std::size_t equals = pair.find('=');
        const std::string_view value = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
        out.emplace_back(percentDecode(pair.substr(0, equals), true), percentDecode(value, true));
    }
    return out;
}

std::optional<Pairs> decodeJsonForm(std::string_view body)
{
    const auto doc = nlohmann::json::parse(body, nullptr, false);
    if (!doc.is_object()) return std::nullopt;
    Pairs out;
    flatten("", doc, out, 0);
    return out;
}

std::string percentEncode(std::string_view text)
{
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
            byte == '-' || byte == '.' || byte == '_' || byte == '~') {
            out.push_back(c);
        } else {
            out += {'%', kHex[byte >> 4], kHex[byte & 15]};
        }
    }
    return out;
}

std::string escapeHtml(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out.push_back(c);
        }
    }
    return out;
}

} // namespace qd::sandbox
